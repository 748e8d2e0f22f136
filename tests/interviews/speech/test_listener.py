"""The listener, in audio time: what it hears, and what it says about it."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from interviews.speech.endpointing import ASKS_MS
from interviews.speech.listener import Listener
from interviews.speech.port import (
    SAMPLE_RATE,
    Heard,
    NothingHeard,
    PhraseHeard,
    SilenceHeard,
    SpeechStarted,
    TurnEnded,
    TurnLikely,
    TurnResumed,
)
from tests.benchmarks.voices import speak, trimmed
from tests.interviews.speech.listening import SPEECH, SPEECH_MS, Quick, Scribe, Turn, listening
from tests.interviews.speech.simulation import Simulation, room_tone


def test_an_answer_is_heard_from_its_first_word_to_its_end():
    simulation = listening()

    simulation.play(SPEECH)
    simulation.pause(3_000)

    kinds = [type(event) for _, event in simulation.events]
    assert kinds[0] is SpeechStarted
    assert kinds[-1] is TurnEnded
    [ended] = simulation.of(TurnEnded)
    assert ended.text == " ".join(phrase.text for phrase in simulation.of(PhraseHeard))
    assert abs(ended.start_ms - 1_000) < 250
    assert abs(ended.end_ms - (1_000 + SPEECH_MS)) < 250
    assert not ended.forced
    assert abs(len(ended.samples) * 1_000 // SAMPLE_RATE - (ended.end_ms - ended.start_ms)) <= 250
    assert all(start < end for start, end in ended.speech)
    assert ended.speech[-1][1] == ended.end_ms


def test_a_sure_end_is_told_as_soon_as_words_and_sound_are_known():
    simulation = listening(cost_ms=150)

    simulation.play(SPEECH)
    simulation.pause(3_000)

    told, ended = next((at, event) for at, event in simulation.events if isinstance(event, TurnEnded))
    assert told - ended.end_ms < ASKS_MS[0] + 150 + 64


def test_words_that_come_late_are_told_before_the_turn_ends():
    simulation = Simulation(Scribe(), turn_model=Turn(0.97), cost_ms=700)
    simulation.listener.expect_answer(question=None)

    simulation.play(SPEECH)
    simulation.pause(3_000)

    assert [type(event) for _, event in simulation.events][-2:] == [TurnLikely, TurnEnded]


def test_an_unsure_pause_is_waited_through_and_told_as_likely_before_it_ends():
    simulation = listening(0.1)

    simulation.play(SPEECH)
    simulation.pause(4_000)

    [likely], [ended] = simulation.of(TurnLikely), simulation.of(TurnEnded)
    assert likely.text == ended.text
    assert ended.forced


def test_going_on_after_a_likely_end_takes_it_back():
    simulation = listening(0.1)

    simulation.play(SPEECH)
    simulation.pause(1_850)
    simulation.play(SPEECH)
    simulation.pause(4_000)

    order = [type(event) for _, event in simulation.events if not isinstance(event, PhraseHeard)]
    assert order == [SpeechStarted, TurnLikely, TurnResumed, TurnLikely, TurnEnded]
    [ended] = simulation.of(TurnEnded)
    assert len(ended.speech) >= 2


def test_a_sentence_that_goes_on_after_a_pause_is_told_as_one():
    class InPhrases(Scribe):
        def fast(self, samples: np.ndarray, *, language: str) -> Heard:
            self.asked.append(len(samples))
            return Heard("I would keep it." if len(self.asked) == 1 else "because it is slow.")

    simulation = listening(0.1, transcriber=InPhrases())

    simulation.play(SPEECH[: SAMPLE_RATE * 2])
    simulation.pause(1_000)
    simulation.play(SPEECH[: SAMPLE_RATE * 2])
    simulation.pause(4_000)

    assert simulation.of(TurnLikely)[-1].text == "I would keep it because it is slow."
    assert simulation.of(TurnEnded)[-1].text == "I would keep it because it is slow."


@pytest.mark.parametrize("words", ["", "I would keep it."])
def test_an_um_behind_a_finished_sentence_holds_the_floor(words):
    class Hesitating(Scribe):
        def fast(self, samples: np.ndarray, *, language: str) -> Heard:
            heard = super().fast(samples, language=language)
            return heard if len(self.asked) == 1 else Heard(words, hesitates=True)

    simulation = listening(transcriber=Hesitating())

    simulation.play(SPEECH)
    simulation.pause(400)
    simulation.play(SPEECH[: SAMPLE_RATE * 2])
    simulation.pause(2_500)
    waited_for = simulation.of(TurnEnded)
    simulation.pause(2_500)

    assert waited_for == []
    assert len(simulation.of(TurnEnded)) == 1


def test_a_long_phrase_is_cut_so_that_little_is_left_at_the_end():
    scribe = Scribe()
    simulation = listening(transcriber=scribe)

    simulation.play(np.concatenate([SPEECH[:-3_000]] * 4))
    simulation.pause(2_000)

    assert max(scribe.asked) < 7
    assert len(simulation.of(PhraseHeard)) >= 3
    starts = [phrase.start_ms for phrase in simulation.of(PhraseHeard)]
    assert starts == sorted(starts)


def test_a_noise_after_an_answer_that_was_over_is_told_soon():
    scribe = Scribe()
    simulation = listening(transcriber=scribe)
    simulation.play(SPEECH)
    simulation.pause(800)
    scribe.text = ""
    simulation.play(SPEECH[: 16 * 1_000])
    simulation.listener.continue_answer()
    simulation.pause(1_500)

    assert len(simulation.of(TurnEnded)) == 1
    assert len(simulation.of(NothingHeard)) == 1


def test_smart_turn_is_asked_no_more_once_the_turn_is_over():
    asked = []
    model = SimpleNamespace(finished=lambda samples: asked.append(len(samples)) or 0.99)
    simulation = Simulation(Scribe(), turn_model=model, cost_ms=30)
    simulation.listener.expect_answer(question=None)
    simulation.play(SPEECH)
    simulation.pause(2_000)

    [ended] = simulation.of(TurnEnded)
    assert not ended.forced
    assert len(asked) == 1


@pytest.mark.parametrize(("pause_ms", "counts"), [(1_500, True), (4_000, False)])
def test_what_was_said_before_counts_for_who_begins_right_after_the_next_question(pause_ms, counts):
    quick = Quick()
    simulation = Simulation(Scribe(), turn_model=Turn(0.9), cost_ms=50, end_of_turn=quick)
    simulation.listener.expect_answer(question=None)
    simulation.play(SPEECH)
    simulation.pause(400)
    simulation.listener.expect_answer(question=None)
    simulation.pause(pause_ms - 400)
    before = quick.seen[-1].speech_ms
    simulation.play(SPEECH[: 16 * 1_200])
    simulation.pause(800)

    assert len(simulation.of(TurnEnded)) == 2
    assert (quick.seen[-1].speech_ms > before + 800) == counts


def test_taking_a_moment_keeps_the_turn_until_the_candidate_speaks_again():
    simulation = listening()

    simulation.play(SPEECH)
    simulation.listener.hold()
    simulation.pause(20_000)
    held = simulation.of(TurnEnded)
    simulation.play(SPEECH)
    simulation.pause(2_000)

    assert held == []
    assert len(simulation.of(TurnEnded)) == 1


def test_words_muttered_while_writing_end_the_turn_only_when_the_writing_stops():
    simulation = listening()

    simulation.play(SPEECH)
    for _ in range(4):
        simulation.listener.candidate_writes()
        simulation.pause(3_000)
    while_writing = simulation.of(TurnLikely) + simulation.of(TurnEnded)
    simulation.pause(3_000)

    assert while_writing == []
    assert len(simulation.of(TurnEnded)) == 1


def test_done_ends_the_answer_at_once():
    simulation = listening(0.1)
    simulation.play(SPEECH)

    assert simulation.listener.finish()
    simulation.pause(500)

    [ended] = simulation.of(TurnEnded)
    assert not ended.forced


def test_done_without_a_word_is_refused():
    assert not listening().listener.finish()


def test_silence_is_told_every_five_seconds():
    simulation = listening()

    simulation.pause(16_000)

    assert [event.silence_ms for event in simulation.of(SilenceHeard)] == [5_000, 10_000, 15_000]


def test_a_filler_alone_is_no_answer_and_the_wait_goes_on():
    simulation = listening(transcriber=Scribe(text=""))

    simulation.play(trimmed(speak("Um")))
    simulation.pause(12_000)

    assert simulation.of(TurnEnded) == []
    assert simulation.of(PhraseHeard) == []
    assert simulation.of(SilenceHeard)


@pytest.mark.slow
def test_a_monologue_past_ten_minutes_keeps_its_text_and_the_last_ten_minutes_of_sound():
    simulation = listening(0.9)
    question = SimpleNamespace(minutes=5)
    simulation.listener.expect_answer(question=question)

    for _ in range(11 * 60_000 // SPEECH_MS):
        simulation.play(SPEECH)
    simulation.pause(3_000)

    [ended] = simulation.of(TurnEnded)
    assert 590 < len(ended.samples) / SAMPLE_RATE < 601
    assert ended.end_ms - ended.start_ms < 601_000
    assert ended.speech[0][0] >= ended.start_ms


async def test_closing_tells_the_phrase_that_was_running():
    events: list[Any] = []
    listener = Listener(Scribe(), "en", lambda: 0, events.append, turn_model=Turn(0.1))
    listener.expect_answer(question=None)
    for start in range(0, 16 * 2_000, 320):
        listener.feed(SPEECH[start : start + 320])

    await listener.close()
    await listener.close()
    listener.feed(room_tone(100))

    assert [type(event) for event in events] == [SpeechStarted, PhraseHeard]
