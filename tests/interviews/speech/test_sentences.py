"""A stream of words is cut into sentences to speak."""

import pytest

from interviews.speech.sentences import Sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Why is that so? And how?", ["Why is that so? ", "And how?"]),
        (
            "It took 3.5 seconds, e.g. on a cold start. Go on.",
            ["It took 3.5 seconds, e.g. on a cold start. ", "Go on."],
        ),
        ("Right. Let us look at that again.", ["Right. Let us look at that again."]),
        ("No end here", ["No end here"]),
        ("   ", []),
    ],
)
def test_a_stream_is_cut_into_sentences(text, sentences):
    cutter = Sentences()

    cut = [sentence for letter in text for sentence in cutter.add(letter)]

    assert cut + cutter.flush() == sentences


def test_a_sentence_without_end_is_cut_at_a_comma():
    cutter = Sentences()

    [first] = cutter.add("a long clause that goes on, " * 9)[:1]

    assert len(first) <= 220
    assert first.endswith(", ")
