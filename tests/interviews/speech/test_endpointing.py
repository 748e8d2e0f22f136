"""When a turn ends, by sound and words."""

import pytest

from interviews.speech.endpointing import (
    LIKELY_MS,
    QUICK_MS,
    RECOGNISED_MS,
    SURE_MS,
    UNLIKELY_MS,
    Evidence,
    SmartTurnAlone,
    SoundAndWords,
    log_odds,
)

ANSWER = "I would put an index on the foreign key, because the join reads it for every row."
FINISHED, UNFINISHED = (0.97, 0.97), (0.05, 0.04)


def evidence(text: str = ANSWER, sounds: tuple[float, ...] = FINISHED, **more: object) -> Evidence:
    return Evidence(sounds=sounds, text=text, **({"speech_ms": 12_000, "closed": 0.95} | more))


def decide(*arguments: object, **more: object):
    return SoundAndWords().decide(evidence(*arguments, **more))


@pytest.mark.parametrize("tail", [" So the", " And then we would", " Um..."])
def test_open_words_are_waited_for_however_finished_they_sound(tail):
    decision = decide(ANSWER + tail)

    assert decision.wait_ms >= 3_000
    assert decision.forced
    assert not decision.may_be_over


@pytest.mark.parametrize("text", [ANSWER, "I don't know."])
def test_a_sound_behind_finished_words_is_waited_for_though_it_was_not_written(text):
    decision = decide(text, hesitates=True)

    assert decision.wait_ms >= 3_000
    assert decision.forced
    assert not decision.may_be_over


def test_what_announces_more_is_waited_for():
    assert decide(ANSWER + " If the table is big.").wait_ms > 2_000


@pytest.mark.parametrize(
    "text", [f"{ANSWER} That's how I'd do it.", "I don't know.", "Which scale do you mean?"]
)
def test_words_that_hand_over_end_a_turn_even_when_it_sounds_unfinished(text):
    decision = decide(text, UNFINISHED, speech_ms=900)

    assert decision.wait_ms == QUICK_MS
    assert not decision.forced


def test_a_complete_answer_that_sounds_finished_ends_soon():
    assert decide().wait_ms == SURE_MS
    assert not decide().forced


def test_who_was_cut_into_twice_is_waited_for_in_the_rest_of_their_answer():
    decision = decide(cut_in=2)

    assert decision.wait_ms == UNLIKELY_MS
    assert decision.forced
    assert decision.may_be_over
    assert decide(f"{ANSWER} That's how I'd do it.", cut_in=2).wait_ms == QUICK_MS
    assert decide(cut_in=1) == decide()


def test_a_reply_that_is_at_hand_waits_longer_and_still_comes_in_time():
    at_hand = SoundAndWords(at_hand=True)

    assert at_hand.decide(evidence()).wait_ms > SURE_MS + 100
    assert at_hand.decide(evidence(closed=0.7, sounds=(0.6,))).wait_ms <= RECOGNISED_MS
    assert at_hand.decide(evidence(f"{ANSWER} That's how I'd do it.")).wait_ms == QUICK_MS


def test_an_end_that_is_only_likely_is_told_a_little_later():
    likely = decide(closed=0.7, sounds=(0.6,))

    assert SURE_MS < likely.wait_ms <= LIKELY_MS
    assert not likely.forced


def test_a_complete_answer_of_some_length_ends_soon_though_it_sounds_unfinished():
    decision = decide(sounds=UNFINISHED, speech_ms=20_000)

    assert QUICK_MS < decision.wait_ms <= RECOGNISED_MS
    assert not decision.forced


def test_evidence_against_an_end_makes_the_wait_longer():
    sure = decide()
    unlikely = decide(sounds=UNFINISHED, closed=0.5)
    hardly = decide("I would put an index. on the very", UNFINISHED, closed=0.2)

    assert sure.wait_ms < unlikely.wait_ms < hardly.wait_ms
    assert unlikely.forced
    assert hardly.forced


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        ({"sounds": (0.9, 0.9)}, {"sounds": (0.9, 0.2)}),
        ({"closed": 0.95}, {"closed": 0.6}),
        ({"closed": None}, {"closed": None, "text": ANSWER.rstrip(".")}),
        ({"speech_ms": 9_000}, {"speech_ms": 3_000}),
        ({"expected_ms": 30_000}, {"expected_ms": 180_000}),
        ({"text": ANSWER}, {"text": "I would put an index on the foreign key because the join."}),
    ],
)
def test_every_piece_of_evidence_counts(stronger, weaker):
    assert log_odds(evidence(**stronger)) > log_odds(evidence(**weaker))


def test_a_short_answer_gets_time_but_not_for_ever():
    decision = decide("Yes, we used Kafka for that.", speech_ms=1_400, expected_ms=120_000)

    assert decision.forced
    assert decision.may_be_over
    assert decision.wait_ms <= 2_000


def test_a_question_that_wants_more_gives_more_time():
    assert decide(speech_ms=4_000).wait_ms < decide(speech_ms=4_000, expected_ms=180_000).wait_ms


def test_without_smart_turn_words_and_silence_still_decide():
    assert LIKELY_MS < decide(sounds=()).wait_ms <= RECOGNISED_MS
    assert decide(sounds=(), closed=0.4).wait_ms < 3_000


def test_another_language_is_judged_by_its_sound_and_its_recogniser():
    german = "Das hängt davon ab, und so the"

    assert decide(german, english=False).wait_ms == SURE_MS
    assert decide(german, UNFINISHED, closed=0.3, english=False).forced


def test_no_words_are_no_answer():
    assert decide("").wait_ms > 3_000
    assert decide("...").wait_ms > 3_000


def test_smart_turn_alone_goes_by_what_it_said_last():
    policy = SmartTurnAlone()

    assert policy.decide(evidence("Because", (0.4, 0.6))).wait_ms == QUICK_MS
    assert policy.decide(evidence(sounds=(0.6, 0.4))).forced
    assert policy.decide(evidence(sounds=())).forced
