"""What a microphone gives when it is no clear speech: noise, gaps, silence, a recogniser that fails."""

import numpy as np
import pytest

from interviews.speech.port import (
    SAMPLE_RATE,
    AudioBack,
    AudioLost,
    AudioMissing,
    HearingFailed,
    PhraseHeard,
    SilenceHeard,
    SpeechStarted,
    TurnEnded,
)
from tests.benchmarks.voices import speak, trimmed
from tests.interviews.speech.listening import SPEECH, SPEECH_MS, Scribe, listening
from tests.interviews.speech.simulation import Simulation


@pytest.mark.parametrize("ms", [30, 60, 120])
def test_a_click_is_no_speech(ms):
    simulation = listening()

    click = np.random.default_rng(1).normal(0, 9_000, ms * 16).astype(np.int16)
    simulation.play(click)
    simulation.pause(4_000)

    assert not simulation.of(SpeechStarted)
    assert not simulation.of(TurnEnded)


def test_lost_audio_is_told_and_its_return_too():
    simulation = listening()

    simulation.play(SPEECH)
    simulation.away(4_000)
    simulation.pause(500)

    assert [event.reason for event in simulation.of(AudioLost)] == ["stopped"]
    assert len(simulation.of(AudioBack)) == 1
    assert simulation.of(PhraseHeard)


@pytest.mark.parametrize("away_ms", [5_000, 15_000, 90_000])
def test_an_answer_that_the_network_interrupts_is_not_over(away_ms: int):
    simulation = listening(0.97)

    simulation.play(SPEECH[: len(SPEECH) // 2])
    simulation.away(away_ms)
    simulation.play(SPEECH[len(SPEECH) // 2 :])
    told = simulation.of(TurnEnded)
    simulation.pause(4_000)

    assert told == []
    [missing] = simulation.of(AudioMissing)
    assert abs(missing.missing_ms - away_ms) < 250
    assert len(simulation.of(TurnEnded)) == 1


@pytest.mark.parametrize("cut_ms", [400, 1_200, 2_000])
def test_an_answer_cut_in_a_word_by_a_reload_is_not_over(cut_ms: int):
    simulation = listening(0.97)

    simulation.play(SPEECH[: cut_ms * 16])
    simulation.away(15_000)
    simulation.pause(4_000)

    assert len(simulation.of(AudioMissing)) == 1
    assert simulation.of(TurnEnded) == []


def test_what_was_not_heard_is_no_silence():
    simulation = listening()

    simulation.away(25_000)
    simulation.pause(4_000)

    assert len(simulation.of(AudioMissing)) == 1
    assert simulation.of(SilenceHeard) == []


def test_an_answer_whose_microphone_stays_away_for_minutes_is_taken_as_far_as_it_came():
    simulation = listening(0.1)

    simulation.play(SPEECH)
    simulation.away(125_000)

    [ended] = simulation.of(TurnEnded)
    assert abs(ended.end_ms - 1_000 - SPEECH_MS) < 250


def test_a_dead_microphone_is_told_after_ten_seconds():
    simulation = listening()

    simulation.play(np.zeros(SAMPLE_RATE * 12, np.int16))
    simulation.pause(500)

    assert [event.reason for event in simulation.of(AudioLost)] == ["silent"]
    assert simulation.of(AudioBack)


def test_a_broken_recogniser_is_told_and_nothing_is_made_up():
    simulation = listening(transcriber=Scribe(fails=True))

    simulation.play(SPEECH)
    simulation.pause(6_000)

    assert simulation.of(HearingFailed)
    assert simulation.of(TurnEnded) == []


def test_a_turn_model_that_fails_leaves_the_turn_to_words_and_silence():
    class Broken:
        def finished(self, samples):
            raise RuntimeError("no model")

    simulation = Simulation(Scribe(), turn_model=Broken(), cost_ms=50)
    simulation.listener.expect_answer(question=None)
    simulation.play(SPEECH)
    simulation.pause(4_000)

    assert len(simulation.of(TurnEnded)) == 1


@pytest.mark.parametrize("what", ["noise", "hum", "music", "coughs"])
def test_what_is_no_speech_becomes_no_answer(what, real_whisper):
    random = np.random.default_rng(3)
    at = np.arange(SAMPLE_RATE * 8) / SAMPLE_RATE
    sounds = {
        "noise": random.normal(0, 2_500, len(at)),
        "hum": 6_000 * np.sin(at * 2 * np.pi * 50) + 2_000 * np.sin(at * 2 * np.pi * 150),
        "music": sum(
            3_000 * np.sin(2 * np.pi * f * at) * (1 + np.sin(at * 12)) / 2 for f in (220, 277, 330, 440)
        ),
        "coughs": random.normal(0, 6_000, len(at)) * np.exp(-((at % 2.0) / 0.08)),
    }
    simulation = Simulation(real_whisper, cost_ms=100)
    simulation.listener.expect_answer(question=None)

    simulation.play(sounds[what].astype(np.int16))
    simulation.pause(6_000)

    assert [event.text for event in simulation.of(TurnEnded)] == []
    assert [event.text for event in simulation.of(PhraseHeard)] == []


def test_speech_in_another_language_does_no_harm(real_whisper):
    simulation = Simulation(real_whisper, cost_ms=100)
    simulation.listener.expect_answer(question=None)

    simulation.play(trimmed(speak("Ich wuerde zuerst einen Index auf die Spalte legen und dann messen")))
    simulation.pause(5_000)

    assert len(simulation.of(TurnEnded)) <= 1


@pytest.fixture(scope="module")
def real_whisper():
    from interviews.speech.whisper import WhisperTranscriber

    return WhisperTranscriber()
