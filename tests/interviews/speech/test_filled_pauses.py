"""Ums and uhs that were heard and not written: where they go among the words, and where they don't."""

from typing import Any

import numpy as np
import pytest

from interviews.speech import filled_pauses
from interviews.speech.filled_pauses import FRAMES_PER_S, FilledPause, with_unwritten

ALL = np.zeros((500, 384), np.float32)


def word(text: str, start: float, end: float) -> dict[str, Any]:
    return {"word": text, "tokens": encode(text), "start": start, "end": end, "probability": 0.9}


def encode(text: str) -> list[int]:
    return list(map(ord, text))


def pause(start: float, end: float, kind: str = "um") -> FilledPause:
    return FilledPause(kind, round(start * FRAMES_PER_S), round(end * FRAMES_PER_S), 0.99)


class Decoder:
    """Gives one sound a chance at one place among the words, and hardly any elsewhere."""

    def __init__(self, words, *, likes: str, at: int, chance: float = 0.01) -> None:
        before, after = ("".join(one["word"] for one in part) for part in (words[:at], words[at:]))
        self.liked = encode(f"{before} {likes},{after}")
        self.at, self.chance = len(before), chance

    def __call__(self, options):
        return [
            [self.chance if option == self.liked and at == self.at else 1e-7 for at in range(len(option))]
            for option in options
        ]


@pytest.fixture
def heard(monkeypatch):
    """Have these pauses found in the states."""

    def set_found(*pauses: FilledPause) -> None:
        monkeypatch.setattr(filled_pauses, "find", lambda states: list(pauses))

    return set_found


def said(words) -> str:
    return "".join(str(one["word"]) for one in words)


def test_a_sound_goes_between_the_words_that_it_was_heard_between(heard):
    words = [word(" we", 0, 0.2), word(" use", 0.2, 1.1), word(" queues", 1.1, 1.6)]
    heard(pause(0.5, 0.9))

    found = with_unwritten(words, ALL, encode, Decoder(words, likes="um", at=2))

    assert said(found) == " we use, um, queues"


def test_the_words_beside_a_sound_make_room_for_it(heard):
    words = [word(" use", 0.2, 1.1), word(" queues", 0.7, 1.6)]
    heard(pause(0.5, 0.9))

    before, sound, after = with_unwritten(words, ALL, encode, Decoder(words, likes="um", at=1))

    assert before["end"] <= sound["start"] == 0.5
    assert sound["end"] == 0.9 <= after["start"]


def test_the_decoder_chooses_the_place_and_the_network_the_kind(heard):
    words = [word(" we", 0, 0.3), word(" use", 0.3, 0.7), word(" queues", 0.7, 1.6)]
    heard(pause(0.3, 0.6, "uh"))

    found = with_unwritten(words, ALL, encode, Decoder(words, likes="um", at=2))

    assert said(found) == " we use, uh, queues"


def test_a_sound_that_is_written_is_not_written_twice(heard):
    words = [word(" we", 0, 0.3), word(" um,", 0.5, 0.8), word(" use", 0.9, 1.2)]
    heard(pause(0.45, 0.9))

    found = with_unwritten(words, ALL, encode, Decoder(words, likes="um", at=1))

    assert said(found) == " we um, use"


def test_where_the_decoder_rules_a_sound_out_none_is_written(heard):
    words = [word(" we", 0, 0.3), word(" use", 0.3, 0.7)]
    heard(pause(0.3, 0.6))

    found = with_unwritten(words, ALL, encode, Decoder(words, likes="um", at=1, chance=1e-5))

    assert said(found) == " we use"


def test_a_sound_far_from_any_place_between_words_is_left_out(heard):
    words = [word(" we", 0, 0.3)]
    heard(pause(4, 4.3))

    found = with_unwritten(words, ALL, encode, Decoder(words, likes="um", at=1))

    assert said(found) == " we"


def test_a_sound_that_opens_a_sentence_has_a_capital(heard):
    words = [word(" Yes", 0, 0.3), word(".", 0.3, 0.3), word(" We", 0.8, 1.0)]
    heard(pause(0.4, 0.7))

    found = with_unwritten(words, ALL, encode, Decoder(words, likes="um", at=2))

    assert said(found) == " Yes. Um, We"


LAST = np.zeros((100, 384), np.float32)
WORDS = [encode(" we"), encode(" use"), encode(" thumb")]


def deciding(*, after: str):
    """Return a decoder that takes an um for possible behind these words alone."""
    return lambda options: [
        [0.01 if option == encode(f"{after} um") and at == len(after) else 1e-7 for at in range(len(option))]
        for option in options
    ]


@pytest.mark.parametrize("after", [" we use thumb", " we use"])
def test_a_sound_is_the_last_behind_the_words_or_in_place_of_the_last(heard, after):
    heard(FilledPause("um", 30, 45, 0.99))

    assert filled_pauses.ends_on_one(LAST, WORDS, encode, deciding(after=after))


def test_a_sound_that_the_decoder_rules_out_is_not_the_last(heard):
    heard(FilledPause("um", 30, 45, 0.99))

    assert not filled_pauses.ends_on_one(LAST, WORDS, encode, deciding(after=" we"))


@pytest.mark.parametrize(("first", "last"), [(10, 25), (42, 45)])
def test_a_sound_before_other_words_or_a_short_one_is_not_the_last(heard, first, last):
    heard(FilledPause("um", first, last, 0.99))

    assert not filled_pauses.ends_on_one(LAST, WORDS, encode, deciding(after=" we use"))


def test_a_sound_alone_is_the_last(heard):
    heard(FilledPause("um", 30, 45, 0.99))

    assert filled_pauses.ends_on_one(LAST, [], encode, deciding(after=""))


def test_nothing_is_found_in_silence():
    from interviews.speech.whisper import WhisperTranscriber

    states = WhisperTranscriber().states(np.zeros(3 * 16_000, np.int16))

    assert states.shape == (150, 384)
    assert filled_pauses.find(states) == []
