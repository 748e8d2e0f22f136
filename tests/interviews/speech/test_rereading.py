"""What is over of an answer is read again, closely, and gets better words while its candidate speaks on."""

from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from interviews.speech.port import SAMPLE_RATE, PhraseHeard, TranscriberFailed, TurnEnded, TurnLikely
from interviews.speech.rereading import PASSAGE, Passage, Piece, shared
from interviews.transcript import Word
from tests.interviews.speech.listening import SPEECH, SPEECH_MS, Scribe, listening
from tests.interviews.speech.simulation import Simulation

PASSAGE_S = PASSAGE // SAMPLE_RATE
SENTENCES = 2 * PASSAGE_S * 1000 // SPEECH_MS + 1


class Reader(Scribe):
    """Reads 'closely' for each second of a passage, with an um before each; `about` is what it was told."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self.error = error
        self.read: list[float] = []
        self.about = ""

    def verbatim(self, samples: np.ndarray, *, language: str, about: str = "") -> tuple[Word, ...]:
        self.about = about
        self.read.append(len(samples) / SAMPLE_RATE)
        if self.error is not None:
            raise self.error
        times = range(0, len(samples) * 1000 // SAMPLE_RATE - 500, 1_000)
        return tuple(
            word for ms in times for word in (Word("um,", ms, ms + 200), Word("closely", ms + 300, ms + 500))
        )


class Elsewhere(Reader):
    remote = True


def spoken(reader: Reader, *, sentences: int = SENTENCES, **options: Any) -> Simulation:
    simulation = listening(0.97, transcriber=reader, **options)
    for _ in range(sentences):
        simulation.play(SPEECH)
        simulation.pause(400)
    simulation.pause(4_000)
    return simulation


def told(simulation: Simulation) -> dict[int, str]:
    """Return the text of each phrase as it was told last."""
    return {phrase.start_ms: phrase.text for phrase in simulation.of(PhraseHeard)}


def test_phrases_get_better_words_and_the_end_of_an_answer_keeps_those_that_were_there_at_once():
    simulation = spoken(Reader())

    texts = list(told(simulation).values())
    assert "closely" in texts[0]
    assert "word" in texts[-1].casefold()
    [ended] = simulation.of(TurnEnded)
    assert ended.text.startswith("Closely closely")
    assert "um" not in ended.text.casefold()


def test_what_was_read_closely_is_told_with_its_times_and_how_far_it_goes():
    reader = Reader()

    [ended] = spoken(reader).of(TurnEnded)

    assert ended.words[0].text == "um,"
    assert ended.start_ms <= ended.words[0].start_ms < ended.start_ms + 300
    assert all(one.start_ms <= other.start_ms for one, other in pairwise(ended.words))
    assert ended.words[-1].end_ms <= ended.start_ms + ended.read * 1000 // SAMPLE_RATE
    assert sum(reader.read) <= ended.read / SAMPLE_RATE < len(ended.samples) / SAMPLE_RATE


def test_passages_follow_each_other_without_a_hole():
    reader = Reader()

    [ended] = spoken(reader, sentences=2 * SENTENCES).of(TurnEnded)

    assert len(reader.read) >= 3
    assert all(length >= PASSAGE_S for length in reader.read)
    assert sum(reader.read) == pytest.approx(ended.read / SAMPLE_RATE, abs=2)


def test_short_answer_is_read_at_its_end_only():
    reader = Reader()

    [ended] = spoken(reader, sentences=1).of(TurnEnded)

    assert reader.read == []
    assert (ended.words, ended.read) == ((), 0)


def test_a_reply_is_made_to_the_words_that_the_turn_ends_with():
    simulation = spoken(Reader(), cost_ms=900)  # the second reading comes in the last pause

    assert simulation.of(TurnLikely)[-1].text == simulation.of(TurnEnded)[-1].text


def test_answer_whose_second_reading_fails_keeps_its_words_and_is_read_at_its_end():
    reader = Reader(TranscriberFailed("broken"))

    [ended] = spoken(reader, sentences=2 * SENTENCES).of(TurnEnded)

    assert len(reader.read) == 1
    assert "closely" not in ended.text.casefold()
    assert (ended.words, ended.read) == ((), 0)


def test_transcriber_elsewhere_is_not_paid_twice():
    reader = Elsewhere()

    spoken(reader)

    assert reader.read == []


def test_each_phrase_gets_the_words_that_were_said_while_it_lasted():
    pieces = (Piece(0, 2 * SAMPLE_RATE), Piece(3 * SAMPLE_RATE, 5 * SAMPLE_RATE))
    words = (
        Word("Um,", 100, 300),
        Word("first", 400, 700),
        Word("the", 800, 900),
        Word("index.", 1_000, 1_800),
        Word("Uh,", 2_900, 3_050),
        Word("then", 3_200, 3_500),
        Word("um", 3_600, 3_700),
        Word("measure.", 3_800, 4_500),
    )

    told = shared(Passage(pieces, words), language="en")
    assert told == {0: "First the index.", 3 * SAMPLE_RATE: "Then measure."}


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Um das zu messen, nimmt er den Index."), ("pt", "Um índice."), ("en", "Draw an ER diagram.")],
)
def test_word_that_looks_like_an_um_is_kept(language: str, text: str):
    words = tuple(Word(word, 300 * n, 300 * n + 200) for n, word in enumerate(text.split()))

    assert shared(Passage((Piece(0, 5 * SAMPLE_RATE),), words), language=language) == {0: text}


def test_better_words_of_two_passages_that_come_in_one_pause_are_all_told():
    simulation = listening(0.97, transcriber=Reader())
    workshop = simulation.workshop
    waiting: list[Any] = []
    read = workshop.read
    workshop.read = lambda work, done: (waiting.append(partial(read, work, done)), lambda: None)[1]

    for _ in range(2 * SENTENCES):
        simulation.play(SPEECH)
        simulation.pause(400)
    simulation.listener.hold()
    while waiting:  # all that was waited for comes in this pause
        waiting.pop(0)()
        simulation.pause(200)
    simulation.play(SPEECH)
    simulation.pause(4_000)

    [ended] = simulation.of(TurnEnded)
    read_ms = ended.start_ms + ended.read * 1000 // SAMPLE_RATE
    assert all("closely" in text.casefold() for ms, text in told(simulation).items() if ms < read_ms)


def test_passage_in_which_nothing_was_read_is_read_at_the_end():
    reader = Reader()
    reader.verbatim = lambda samples, **_: ()

    [ended] = spoken(reader).of(TurnEnded)

    assert (ended.words, ended.read) == ((), 0)
