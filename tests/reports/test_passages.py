"""Short runs of a quote's words, as they stand inside a sentence of the report."""

import pytest

from interviews.history import Word, locate
from reports.passages import fragment


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("I'd follow five changes.", "I'd follow five changes"),
        ("we cap calls per host, so a server that hangs ties up two of my slots and not all of them",
         "we cap calls per host"),
        ("I'd follow five changes from merge to live and write down where the days go, and only then cut",
         "I'd follow five changes from merge to live…"),
    ],
)  # fmt: skip
def test_a_run_holds_its_matter_and_says_where_it_is_cut(text, run):
    assert fragment(text) == run


def test_a_cut_run_still_stands_word_for_word_in_what_was_said():
    text = "I'd follow five changes from merge to live and write down where the days go and only then cut"
    words = [Word(part, 0, 1) for part in text.split()]

    cut = fragment(text)

    assert cut.endswith("…")
    assert locate(cut, words) is not None
