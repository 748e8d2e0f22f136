"""Answers that are cut by a button, cut into, barged into or ignored, and how they go on."""

import numpy as np
import pytest

from interviews.speech.port import (
    AnswerCut,
    AudioLost,
    HearingFailed,
    PhraseHeard,
    SpeechStarted,
    TurnEnded,
)
from tests.benchmarks.voices import speak, trimmed
from tests.interviews.speech.listening import SPEECH, SPEECH_MS, Quick, Scribe, Turn, listening
from tests.interviews.speech.simulation import Simulation


def test_a_word_is_no_barge_in_while_the_interviewer_speaks_but_a_sentence_is():
    simulation = listening(waiting=False)
    simulation.listener.interviewer_speaks()

    simulation.play(trimmed(speak("Yes"))[: 300 * 16])
    simulation.pause(2_000)
    before = simulation.of(SpeechStarted)
    simulation.play(SPEECH)

    assert before == []
    [started] = simulation.of(SpeechStarted)
    assert abs(started.start_ms - int(simulation.workshop.now_ms) + SPEECH_MS) < 250


@pytest.mark.parametrize(("pause_ms", "goes_on"), [(600, True), (3_000, False)])
def test_a_candidate_who_goes_on_right_after_an_end_is_heard_sooner_than_a_barge_in(pause_ms, goes_on):
    simulation = listening()
    simulation.play(SPEECH)
    simulation.pause(pause_ms)
    simulation.listener.interviewer_speaks()

    assert len(simulation.of(TurnEnded)) == 1
    simulation.play(SPEECH[: 280 * 16])
    simulation.pause(500)

    assert len(simulation.of(SpeechStarted)) == (2 if goes_on else 1)


def test_a_barge_in_is_an_answer_once_it_is_expected():
    simulation = listening(waiting=False)
    simulation.listener.interviewer_speaks()

    simulation.play(SPEECH[: 16 * 900])
    simulation.listener.interviewer_speaks()  # a reply that was released just then
    simulation.listener.expect_answer(question=None)
    simulation.play(SPEECH[16 * 900 :])
    simulation.pause(2_000)

    [ended] = simulation.of(TurnEnded)
    assert ended.end_ms - ended.start_ms > SPEECH_MS - 300


def test_an_answer_that_was_cut_goes_on_with_all_that_was_said():
    quick = Quick()
    simulation = Simulation(Scribe(), turn_model=Turn(0.9), cost_ms=50, end_of_turn=quick)
    simulation.listener.expect_answer(question=None)
    simulation.play(SPEECH)
    simulation.pause(800)
    simulation.play(SPEECH[: 16 * 1_500])
    simulation.listener.continue_answer()
    simulation.play(SPEECH[16 * 1_500 :])
    simulation.pause(800)

    first, second = simulation.of(TurnEnded)
    assert quick.seen[-1].text == f"{first.text} {second.text}"


def test_an_answer_that_was_cut_into_twice_is_not_cut_into_at_its_next_pause():
    simulation = listening()
    simulation.play(SPEECH)
    simulation.pause(1_200)
    for _ in range(2):
        simulation.play(SPEECH[: 16 * 1_500])
        simulation.listener.continue_answer()
        simulation.play(SPEECH[16 * 1_500 :])
        simulation.pause(1_700)
    simulation.play(SPEECH)
    simulation.pause(2_500)

    _cut, _again, whole = simulation.of(TurnEnded)
    assert whole.end_ms - whole.start_ms > 2 * SPEECH_MS
    simulation.listener.expect_answer(question=None)
    simulation.play(SPEECH)
    simulation.pause(1_200)
    assert len(simulation.of(TurnEnded)) == 4, "the next answer is taken as the first was"


def test_a_question_skipped_in_the_middle_of_an_answer_drops_it():
    simulation = listening()

    simulation.play(SPEECH[: 16 * 1_500])
    simulation.listener.expect_answer(question=None)
    simulation.listener.interviewer_speaks()
    simulation.pause(3_000)

    assert simulation.of(TurnEnded) == []


@pytest.mark.parametrize("pause_ms", [0, 200])
def test_an_answer_that_is_cut_is_told_and_then_dropped(pause_ms):
    simulation = listening(cost_ms=400)

    simulation.play(SPEECH)
    simulation.pause(pause_ms)
    before = simulation.of(PhraseHeard)
    assert simulation.listener.cut_answer()
    at_ms = simulation.workshop.now_ms
    simulation.pause(3_000)

    kinds = [type(event) for _, event in simulation.events]
    assert kinds[-2:] == [PhraseHeard, AnswerCut]
    assert TurnEnded not in kinds
    assert len(simulation.of(PhraseHeard)) == len(before) + 1
    assert simulation.events[-1][0] - at_ms <= 450
    assert not simulation.listener.cut_answer()


def test_an_answer_that_was_cut_goes_on_with_all_its_words_when_it_is_continued():
    quick = Quick()
    simulation = Simulation(Scribe(), turn_model=Turn(0.1), cost_ms=100, end_of_turn=quick)
    simulation.listener.expect_answer(question=None)
    simulation.play(SPEECH)
    simulation.listener.cut_answer()
    simulation.pause(600)
    [cut] = simulation.of(PhraseHeard)

    simulation.listener.interviewer_speaks()
    simulation.play(SPEECH)
    simulation.listener.continue_answer()
    simulation.pause(1_000)

    assert quick.seen[-1].text.startswith(cut.text)
    assert quick.seen[-1].speech_ms > 1.5 * SPEECH_MS


def test_words_that_are_known_already_are_told_before_the_cut():
    simulation = listening(0.1, cost_ms=100)
    simulation.play(SPEECH)
    simulation.pause(240)
    assert simulation.of(PhraseHeard) == []

    simulation.listener.cut_answer()

    assert [type(event) for _, event in simulation.events[-2:]] == [PhraseHeard, AnswerCut]


@pytest.mark.parametrize("speaks_on", [False, True])
def test_words_that_come_too_late_for_a_cut_are_told_as_not_understood(speaks_on):
    simulation = listening(cost_ms=5_000)
    simulation.play(SPEECH)
    simulation.listener.cut_answer()
    at_ms = simulation.workshop.now_ms

    if speaks_on:
        simulation.play(np.concatenate([SPEECH[:-3_000]] * 2))
    simulation.away(3_000)

    kinds = [type(event) for _, event in simulation.events if not isinstance(event, AudioLost)]
    assert kinds[:3] == [SpeechStarted, HearingFailed, AnswerCut]
    [cut_ms] = [at for at, event in simulation.events if isinstance(event, AnswerCut)]
    assert 1_000 <= cut_ms - at_ms <= 2_100


@pytest.mark.parametrize("waiting", [False, True])
def test_an_utterance_that_is_ignored_is_dropped_up_to_its_next_pause(waiting):
    simulation = listening(waiting=waiting)

    simulation.play(SPEECH[: 16 * 1_500])
    simulation.listener.ignore_utterance()
    simulation.play(SPEECH[16 * 1_500 :])
    simulation.listener.expect_answer(question=None)
    simulation.pause(3_000)
    simulation.play(SPEECH)
    simulation.pause(3_000)

    assert len(simulation.of(SpeechStarted)) == 2
    [ended] = simulation.of(TurnEnded)
    assert ended.start_ms > 1_000 + SPEECH_MS + 2_500


def test_who_speaks_on_is_heard_from_when_an_answer_is_awaited():
    simulation = listening(waiting=False)
    going_on = np.concatenate([SPEECH[:-3_000]] * 4)

    simulation.play(going_on[: 16 * 1_000])
    simulation.listener.ignore_utterance()
    simulation.play(going_on[16 * 1_000 : 16 * 2_000])
    simulation.listener.expect_answer(question=None)
    awaited_ms = simulation.workshop.now_ms
    simulation.play(going_on[16 * 2_000 :])
    simulation.pause(3_000)

    assert simulation.of(SpeechStarted)[-1].start_ms - awaited_ms < 1_000
    assert simulation.of(TurnEnded)
