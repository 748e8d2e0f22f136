"""When a turn ends, by sound and words."""

import pytest

from interviews.speech.endpointing import (
    QUICK_MS,
    RECOGNISED_MS,
    Ending,
    Evidence,
    SmartTurnAlone,
    SoundAndWords,
    bare_words,
    clause_open,
    ending_of,
    list_unfinished,
)

ANSWER = "I would put an index on the foreign key, because the join reads it for every row. "


def wait(text: str, finished: float | None = 0.97, **more: object) -> int:
    evidence = Evidence(finished=finished, text=text, **({"speech_ms": 12_000, "at_first": True} | more))
    return SoundAndWords().decide(evidence).wait_ms


@pytest.mark.parametrize(
    "tail",
    [
        "Um...",
        "So, um",
        "And then we would",
        "Because",
        "It depends on",
        "So the",
        "For example,",
        "That is stored in a",
        "I'd say",
        "We use Kafka and",
        "The first one",
    ],
)
def test_nobody_ends_on_open_words_however_finished_it_sounds(tail):
    assert wait(ANSWER + tail) >= 3_000


@pytest.mark.parametrize(
    "tail",
    [
        "If the table is big.",
        "Unless the write load is high.",
        "Although it costs memory...",
        "First, I would look at the logs.",
        "We would need three things:",
    ],
)
def test_what_announces_more_is_waited_for(tail):
    assert wait(ANSWER + tail) > RECOGNISED_MS
    assert wait(ANSWER + tail, 0.2) > wait(ANSWER + tail, 0.97)


@pytest.mark.parametrize(
    "tail",
    [
        "That's how I'd do it.",
        "Yeah, I think that's it.",
        "Does that answer your question?",
        "So that's pretty much it.",
    ],
)
def test_closing_words_end_a_turn_even_when_it_does_not_sound_finished(tail):
    assert wait(ANSWER + tail, 0.02) <= RECOGNISED_MS
    assert wait(ANSWER + tail, 0.6) == QUICK_MS


def test_a_complete_answer_that_sounds_finished_ends_at_once():
    assert wait(ANSWER) == QUICK_MS


def test_a_complete_answer_that_does_not_sound_finished_gets_time():
    decision = SoundAndWords().decide(Evidence(finished=0.1, text=ANSWER, speech_ms=12_000))

    assert decision.wait_ms > 2_000
    assert decision.forced


def test_hardly_any_answer_gets_time_although_it_sounds_finished():
    assert wait("An index.", speech_ms=900) > RECOGNISED_MS
    assert wait("I don't know.", speech_ms=900) == QUICK_MS


def test_a_question_that_wants_more_gives_more_time():
    assert wait(ANSWER, speech_ms=3_000, expected_ms=180_000) > wait(ANSWER, speech_ms=3_000)


def test_finished_only_when_asked_again_has_to_last():
    assert QUICK_MS < wait(ANSWER, asked=2, at_first=False) <= RECOGNISED_MS


def test_without_smart_turn_words_and_silence_still_decide():
    assert wait(ANSWER, None) < 3_000
    assert wait(ANSWER + "That's it.", None) == QUICK_MS


def test_another_language_is_judged_by_its_sound():
    assert wait("Das hängt davon ab und so the", english=False) == QUICK_MS


def test_no_words_are_no_answer():
    assert wait("") > 3_000
    assert wait("...") > 3_000


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("First I would measure.", True),
        ("First I would measure. Then I would change it.", False),
        ("I would measure first, and finally deploy.", False),
        ("I would measure.", False),
    ],
)
def test_a_list_is_unfinished_until_its_second_item(text, unfinished):
    assert list_unfinished(bare_words(text)) is unfinished


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("If the table is big.", True),
        ("If the table is big, I would split it.", False),
        ("If the table is big I would split it.", False),
        ("It is fast. Unless it is cold.", True),
        ("The table is big.", False),
    ],
)
def test_a_clause_is_open_until_its_main_clause(text, is_open):
    assert clause_open(text) is is_open


def test_ending_without_a_full_stop_is_unmarked():
    text = "we would use a queue between the services"

    assert ending_of(bare_words(text), text) == Ending.UNMARKED
    assert wait(text, 0.7) > RECOGNISED_MS
    assert wait(text, 0.95) == QUICK_MS


def test_smart_turn_alone_does_not_care_about_words():
    decide = SmartTurnAlone().decide

    assert decide(Evidence(finished=0.6, text="Because", speech_ms=1_000)).wait_ms == QUICK_MS
    assert decide(Evidence(finished=0.4, text=ANSWER, speech_ms=9_000)).forced
