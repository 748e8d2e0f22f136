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


FRENCH = (
    "Nous cherchons une personne qui aime les bases de données et qui veut travailler avec nous à Montréal. "
    "Vous avez de l'expérience avec Python et vous aimez comprendre pourquoi les choses ne marchent pas. "
)
ENGLISH = (
    "We are looking for a person who likes databases and wants to work with us in Montréal. You have some "
    "experience with Python and you like to find out why it is that things do not work as they should. "
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH * 3 + ENGLISH * 3, ""),  # for the readers of both
        (FRENCH * 3, "fr"),
        (FRENCH * 5 + ENGLISH, "fr"),
        (ENGLISH * 3 + "Python, Kafka, AWS, Terraform, Kubernetes, Go, Rust, dbt. " * 10, "en"),
        (FRENCH * 3 + "Python, Kafka, AWS, Terraform, Kubernetes, Go, Rust, dbt. " * 10, "fr"),
    ],
)
def test_an_ad_in_french_and_then_in_english_is_in_both(text, language):
    assert read_language(text) == language
