"""The listener, in audio time: what it hears, and what it says about it."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from interviews.speech.endpointing import ASKS_MS, Decision, Evidence
from interviews.speech.listener import Listener
from interviews.speech.port import (
    SAMPLE_RATE,
    AnswerCut,
    AudioBack,
    AudioLost,
    AudioMissing,
    HearingFailed,
    NothingHeard,
    PhraseHeard,
    SilenceHeard,
    SpeechStarted,
    TurnEnded,
    TurnLikely,
    TurnResumed,
)
from tests.benchmarks.voices import speak, speak_marked, trimmed
from tests.interviews.speech.listening import SPEECH, SPEECH_MS, Scribe, Turn, listening
from tests.interviews.speech.simulation import Simulation, room_tone


class Quick:
    """Ends every turn at once, and keeps what it was told."""

    ask_ms = (96,)

    def __init__(self) -> None:
        self.seen: list[Evidence] = []

    def decide(self, evidence: Evidence) -> Decision:
        self.seen.append(evidence)
        return Decision(200, forced=False)


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


def test_a_long_phrase_is_cut_so_that_little_is_left_at_the_end():
    scribe = Scribe()
    simulation = listening(transcriber=scribe)

    simulation.play(np.concatenate([SPEECH[:-3_000]] * 4))
    simulation.pause(2_000)

    assert max(scribe.asked) < 7
    assert len(simulation.of(PhraseHeard)) >= 3
    starts = [phrase.start_ms for phrase in simulation.of(PhraseHeard)]
    assert starts == sorted(starts)


@pytest.mark.parametrize("ms", [30, 60, 120])
def test_a_click_is_no_speech(ms):
    simulation = listening()

    click = np.random.default_rng(1).normal(0, 9_000, ms * 16).astype(np.int16)
    simulation.play(click)
    simulation.pause(4_000)

    assert not simulation.of(SpeechStarted)
    assert not simulation.of(TurnEnded)


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


def test_marked_pauses_are_where_they_are_said_to_be():
    _, pauses, end_ms = speak_marked("One two three. [700] Four five six.")

    [(start, end)] = pauses
    assert end - start == 700
    assert end < end_ms
