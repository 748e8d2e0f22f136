"""What a letter rests on is said once, for the page and the paper alike."""

import pytest

from intervision.templatetags.lengths import spoken_length
from reports.coverage import in_words


def test_what_was_not_reached_is_more_than_what_was_asked():
    counted = {"asked": 5, "answered": 5, "spoken": 5, "not_reached": 1, "duration_ms": 150_000}

    said = in_words(counted)

    assert said == (
        "You answered 5 of 5 questions in 2 minutes. "
        "One more question was planned and not reached, which says nothing about you."
    )


def test_typed_answers_are_named_however_many_they_are():
    counted = {"asked": 3, "answered": 3, "duration_ms": 180_000}

    assert "You typed them" in in_words(counted | {"typed": 3, "spoken": 0})
    assert "One of the answers was typed." in in_words(counted | {"typed": 1, "spoken": 2})


@pytest.mark.parametrize(
    ("ms", "length"),
    [(None, "under a minute"), (31_000, "under a minute"), (61_000, "one minute"), (170_000, "3 minutes")],
)
def test_a_length_is_no_minute_before_it_is_one(ms, length):
    assert spoken_length(ms) == length
