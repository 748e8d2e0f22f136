"""Claims as they are read: each quote with the time of its own first word."""

import pytest

from interviews.history import Word
from reports.letter.moments import said_at
from reports.models import Evidence

WORDS = tuple(
    Word(text, at * 1_000, at * 1_000 + 500, 0.9)
    for at, text in enumerate(
        ["I", "saw", "a", "running", "number,", "so", "anybody", "could", "count", "up."]
    )
)


@pytest.mark.parametrize(
    ("quoted", "at_ms"), [("anybody could count up", 6_000), ("I saw", 0), ("nothing of it", 0)]
)
def test_words_from_within_a_quote_have_their_own_time(quoted, at_ms):
    item = Evidence(turn=1, role="said", first=0, last=len(WORDS) - 1, start_ms=0)

    class Said:
        number, words = 1, WORDS

    assert said_at(item, [quoted], [Said()]) == at_ms
