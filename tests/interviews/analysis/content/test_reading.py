"""The windows of an answer, and the words that are quoted with a short one."""

import pytest

from interviews.analysis.content import reading
from intervision import embedding


def quoted(answer: str, window: str) -> str:
    """Return what is quoted for a window of the answer."""
    read = reading.read(tuple(answer.split()), embedding.embedder())
    words = list(read.words)
    spans = {" ".join(words[each.first : each.last + 1]): each for each in read.windows}
    whole = read.with_its_lead(spans[window])
    return " ".join(words[whole.first : whole.last + 1])


def test_few_words_that_go_on_are_quoted_with_the_clause_before_them():
    answer = "I'd lock the row of the shift itself, so that both have to queue."

    assert quoted(answer, "so that both have to queue.") == answer


@pytest.mark.parametrize(
    ("answer", "window"),
    [
        ("We copy the table first. Then both of them have to queue.", "Then both of them have to queue."),
        (
            "We hold the lock, so that every other request for this shift has to queue behind it.",
            "so that every other request for this shift has to queue behind it.",
        ),
        # What was taken back at once is quoted with nothing.
        (
            "We lock the table with its rows, no wait, the two of them have to queue.",
            "no wait, the two of them have to queue.",
        ),
    ],
)
def test_a_sentence_and_what_can_be_understood_alone_are_quoted_as_they_stand(answer, window):
    assert quoted(answer, window) == window
