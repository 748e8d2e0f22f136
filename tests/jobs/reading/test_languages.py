import pytest

from jobs.matching.profile import Profile
from jobs.matching.seeker import seeker_of
from jobs.models import Wishes
from jobs.reading.languages import read_language

NORWEGIAN = (
    "Vi ser etter en utvikler som har lyst til å jobbe med betalingsløsninger i et lite team i Oslo. Du har "
    "erfaring med Python og liker å finne ut hvorfor noe ikke virker, og du snakker godt med andre."
)


@pytest.mark.parametrize("stated", ["no", "nb", "nn-NO", "no_NO"])
def test_norwegian_is_one_language_however_it_is_coded(stated):
    assert read_language("Kort", stated=stated) == "nb"
    assert read_language(NORWEGIAN) == "nb"
    assert seeker_of(Profile(), Wishes(languages=[stated[:2]])).languages == {"nb"}
