"""What was heard in parts, as one text."""

import pytest

from interviews.transcript import run_on


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (
            ("I would keep it.", "because it is slow.", "And old."),
            "I would keep it because it is slow. And old.",
        ),
        (("I would keep it.", "", "and watch it"), "I would keep it and watch it"),
        (
            ("They see one more field and...", "um.", "A good client."),
            "They see one more field and... um. A good client.",
        ),
        (("Right?", "so I'd measure."), "Right? so I'd measure."),
        (("Ich würde messen.", "über Nacht."), "Ich würde messen über Nacht."),
        (("It is slow.", "5 of them wait."), "It is slow. 5 of them wait."),
        ((), ""),
    ],
)
def test_a_part_that_begins_in_small_letters_goes_on_with_the_sentence_before(parts, text):
    assert run_on(*parts) == text
