"""Audio that is late, missing or ahead of the clock: the listener's times stay true, and nobody paused."""

import numpy as np
import pytest

from interviews.speech.port import (
    PhraseHeard,
    SpeechStarted,
    TurnEnded,
)
from tests.interviews.speech.listening import SPEECH, SPEECH_MS, Scribe, Turn, listening
from tests.interviews.speech.simulation import Simulation, room_tone


def test_times_stay_true_over_a_gap():
    simulation = listening()

    simulation.away(5_000)
    began = simulation.workshop.now_ms
    simulation.pause(500)
    simulation.play(SPEECH)
    simulation.pause(2_000)

    [started] = simulation.of(SpeechStarted)
    assert abs(started.start_ms - began - 500) < 300


def in_one_go(*, begins_ms: int = 1_000) -> TurnEnded:
    simulation = Simulation(Scribe(), turn_model=Turn(0.97), cost_ms=100)
    simulation.listener.expect_answer(question=None)
    simulation.pause(begins_ms)
    simulation.play(SPEECH)
    simulation.pause(3_000)
    [ended] = simulation.of(TurnEnded)
    return ended


CUT = 32 * 1_600  # in the middle of a word


@pytest.mark.parametrize("missing_ms", [None, 0])
@pytest.mark.parametrize("pace", [0, 0.1, 0.6])
@pytest.mark.parametrize("late_ms", [900, 1_200, 1_500])
def test_audio_that_comes_late_is_no_pause(late_ms: int, pace: float, missing_ms: int | None):
    simulation = listening()
    late = late_ms * 16

    simulation.play(SPEECH[:CUT], missing_ms=missing_ms)
    simulation.workshop.advance(simulation.workshop.now_ms + late_ms)
    simulation.play(SPEECH[CUT : CUT + late], pace=pace, missing_ms=missing_ms)
    if pace == 0:
        simulation.play(SPEECH[CUT + late :], missing_ms=missing_ms)
        simulation.pause(3_000)
    else:
        # As many milliseconds as the late part took came meanwhile, and are as late.
        rest = np.concatenate((SPEECH[CUT + late :], room_tone(4_000)))
        behind = int(late_ms * 16 * pace / (1 - pace))
        simulation.play(rest[:behind], pace=pace, missing_ms=missing_ms)
        simulation.play(rest[behind:], missing_ms=missing_ms)

    [ended], whole = simulation.of(TurnEnded), in_one_go()
    assert len(simulation.of(PhraseHeard)) == 1
    assert (ended.text, ended.start_ms, ended.end_ms) == (whole.text, whole.start_ms, whole.end_ms)
    assert ended.speech == whole.speech
    assert np.array_equal(ended.samples, whole.samples)


@pytest.mark.parametrize("missing_ms", [None, 2_000])
def test_audio_that_is_missing_is_silence_where_it_is_missing(missing_ms: int | None):
    simulation = listening(0.1)

    simulation.play(SPEECH[:CUT])
    simulation.away(2_000)
    simulation.play(SPEECH[CUT:], missing_ms=missing_ms)
    simulation.pause(4_000)

    [ended], whole = simulation.of(TurnEnded), in_one_go()
    gap_ms = 1_000 + CUT // 16
    assert abs(ended.end_ms - whole.end_ms - 2_000) <= 32
    assert [run for run in ended.speech if run[0] < gap_ms + 1_900 and run[1] > gap_ms + 100] == []


def test_packets_that_were_lost_one_by_one_are_silence_at_once():
    simulation = listening()

    for start in range(0, len(SPEECH), 10 * 320):  # every tenth
        simulation.away(20)
        simulation.play(SPEECH[start + 320 : start + 10 * 320], missing_ms=20)
    simulation.pause(3_000)

    [ended], whole = simulation.of(TurnEnded), in_one_go()
    assert abs(ended.end_ms - whole.end_ms) <= 64
    assert abs(len(ended.samples) - len(whole.samples)) <= 64 * 16


@pytest.mark.parametrize("missing_ms", [3_000_000_000, 90_000])
def test_a_track_whose_time_jumps_is_not_believed(missing_ms: int):
    simulation = listening()

    simulation.play(SPEECH[:CUT], missing_ms=0)
    simulation.play(SPEECH[CUT:], missing_ms=missing_ms)
    simulation.pause(3_000)

    [ended], whole = simulation.of(TurnEnded), in_one_go()
    assert (ended.start_ms, ended.end_ms) == (whole.start_ms, whole.end_ms)


@pytest.mark.parametrize("away_ms", [5_000, 50_000])
@pytest.mark.parametrize("told", [True, False])
def test_a_microphone_that_sends_nothing_for_a_while_leaves_times_true(told: bool, away_ms: int):
    simulation = listening()

    simulation.away(away_ms)
    # Not told: the track's time stands still with its microphone.
    simulation.play(room_tone(500), missing_ms=away_ms if told else 0)
    began = simulation.workshop.now_ms
    simulation.play(SPEECH, missing_ms=0)
    simulation.pause(3_000)

    [ended] = simulation.of(TurnEnded)
    assert abs(ended.start_ms - began) < 250
    assert abs(ended.end_ms - began - SPEECH_MS) < 250


@pytest.mark.parametrize("missing_ms", [None, 0])
def test_the_first_audio_that_comes_late_sets_no_clock_for_good(missing_ms: int | None):
    simulation = Simulation(Scribe(), turn_model=Turn(0.97), cost_ms=100)
    simulation.listener.expect_answer(question=None)

    simulation.workshop.advance(1_500)
    simulation.play(room_tone(1_500), pace=0, missing_ms=missing_ms)
    simulation.play(SPEECH, missing_ms=missing_ms)
    simulation.pause(3_000)

    [ended], whole = simulation.of(TurnEnded), in_one_go(begins_ms=1_500)
    assert abs(ended.start_ms - whole.start_ms) <= 320
    assert abs(ended.end_ms - whole.end_ms) <= 320


def test_an_answer_s_times_hang_together_while_its_audio_runs_ahead_of_the_clock():
    simulation = Simulation(Scribe(), turn_model=Turn(0.97), cost_ms=100)
    simulation.listener.expect_answer(question=None)

    simulation.workshop.advance(1_500)
    simulation.play(SPEECH[: 1_500 * 16], pace=0)
    simulation.play(SPEECH[1_500 * 16 :])
    simulation.pause(3_000)

    [started], [ended], whole = simulation.of(SpeechStarted), simulation.of(TurnEnded), in_one_go()
    assert abs(ended.start_ms - started.start_ms) <= 128
    assert abs(ended.end_ms - ended.start_ms - (whole.end_ms - whole.start_ms)) <= 128


def test_an_answer_that_the_microphone_left_keeps_its_times_when_it_is_back_first():
    simulation = listening(cost_ms=2_000)

    simulation.play(SPEECH)
    simulation.workshop.now_ms += 130_000  # nothing is done meanwhile, not even the words
    simulation.play(room_tone(4_000), missing_ms=None)

    [ended], whole = simulation.of(TurnEnded), in_one_go()
    assert ended.start_ms == whole.start_ms
    assert abs(ended.end_ms - whole.end_ms) <= 64
