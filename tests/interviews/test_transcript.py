"""Words and their times: those of a corrected text, and what was heard in parts as one text."""

import time

import pytest

from interviews.transcript import Word, realign, run_on


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


HEARD = tuple(
    Word(text, at_ms, at_ms + 300, 0.9)
    for text, at_ms in [("we", 1_000), ("put", 1_400), ("read", 2_000), ("is", 2_400), ("first", 3_000)]
)


def starts(text: str) -> list[tuple[str, int]]:
    return [(word.text, word.start_ms) for word in realign(text, HEARD, start_ms=1_000, end_ms=4_300)]


def test_words_that_stand_keep_their_times():
    assert realign("we put read is first", HEARD, start_ms=0, end_ms=0) == HEARD


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("we put Redis first", [("Redis", 2_000)]),
        ("we put a cache before first", [("a", 2_000), ("cache", 2_233), ("before", 2_466)]),
        ("we put read is always right first", [("always", 2_700), ("right", 2_850)]),
        ("we put read is first of all", [("of", 3_300), ("all", 3_800)]),
        ("so we put read is first", [("so", 1_000)]),
    ],
)
def test_other_words_share_the_time_between_their_neighbours(text, new):
    known = [(word.text, word.start_ms) for word in HEARD]

    assert [item for item in starts(text) if item not in known] == new


def test_an_answer_without_words_gets_the_answer_s_time():
    words = realign("a key", (), start_ms=1_000, end_ms=3_000)

    assert [(word.start_ms, word.end_ms) for word in words] == [(1_000, 2_000), (2_000, 3_000)]


def test_an_answer_of_one_word_over_and_over_is_realigned_at_once():
    text = "a " * 3_000
    heard = realign(text, (), start_ms=0, end_ms=900_000)
    began = time.process_time()

    words = realign(text + "key", heard, start_ms=0, end_ms=900_000)

    assert time.process_time() - began < 0.5
    assert words[:-1] == heard
