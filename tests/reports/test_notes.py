"""Notes on what went wrong: said where it was, and once where it holds throughout."""

import msgspec
import pytest

from interviews.analysis import delivery
from interviews.history import DeliveryMeasures, Verdict, Word
from reports.notes import notes

from . import sessions
from .cast import record_of
from .sessions import Said

pytestmark = pytest.mark.django_db

ANSWER = "The client would send an idempotency key with the payment and we look it up before we charge."
POINTS = [point.slug for point in sessions.question("payment-retried-after-timeout").key_points]
CODE = "def charge(key):\n    return seen.get(key) or pay(key)\n"
UNTOLD = dict.fromkeys(POINTS, Verdict.CANNOT_TELL)
NOT_JUDGED = "The code was not judged; this letter goes by what was said."


def test_an_answer_that_nobody_could_judge_is_named(alice):
    row = sessions.talk(alice, Said("question", ANSWER, UNTOLD))
    turn = row.turns.get()
    turn.content = turn.content | {"note": "Only answers in English can be compared."}
    turn.save()

    assert [note["text"] for note in notes(record_of(row), "")] == [
        "This answer was not judged: Only answers in English can be compared."
    ]


def spoken_talk(alice, *turns, language="en", **fields):
    """Return a record of spoken answers with what was measured of each."""
    row = sessions.talk(alice, *turns, mode="voice", language=language, **fields)
    for turn in row.turns.exclude(answer=""):
        words = tuple(Word(*word) for word in turn.words)
        speech = ((words[0].start_ms, words[-1].end_ms),)
        measures = delivery.measure(
            words=words, speech=speech, asked_ms=turn.said_ms, typed=False, samples=None, language=language
        )
        turn.mode, turn.delivery = "voice", msgspec.to_builtins(measures)
        turn.save()
    return record_of(row)


def test_what_is_too_short_for_a_pace_is_no_matter_of_doubt(alice):
    record = spoken_talk(alice, Said("question", ANSWER), Said("follow_up", "With the key."))

    assert record.turns[1].delivery.note
    assert not notes(record, "")


def test_words_beside_the_questions_are_not_noted(alice):
    row = sessions.talk(alice, Said("question", ANSWER), Said("invite_questions", ANSWER))
    unheard = DeliveryMeasures(words=0, speech_ms=0, total_ms=0, note="the pass did not finish")
    row.turns.filter(number=2).update(
        question=None, mode="voice", delivery=msgspec.to_builtins(unheard), content=None
    )

    assert not notes(record_of(row), "")


def test_what_holds_of_the_whole_interview_is_said_once_without_a_time(alice):
    answers = (Said("question", ANSWER), Said("follow_up", "With the key."), *[Said("follow_up", ANSWER)] * 3)
    record = spoken_talk(alice, *answers, language="de")

    assert notes(record, "") == [
        {"at_ms": None, "text": "Fillers are only known in English.", "delivery": True}
    ]


def test_answers_that_all_could_not_be_judged_are_named_once(alice):
    row = sessions.talk(alice, *[Said("question", ANSWER, UNTOLD)] * 3)
    for turn in row.turns.all():
        turn.content |= {"note": "Only answers in English can be compared."}
        turn.save()

    assert notes(record_of(row), "Written anew.") == [
        {"at_ms": None, "text": "Answers were not judged: Only answers in English can be compared."},
        {"at_ms": None, "text": "Written anew."},
    ]


def test_a_note_of_some_answers_keeps_their_times(alice):
    row = sessions.talk(alice, *[Said("question", ANSWER, UNTOLD)] * 3)
    for turn in row.turns.filter(number__gt=1):
        turn.content |= {"note": "The pass did not finish."}
        turn.save()

    assert [note["at_ms"] for note in notes(record_of(row), "")] == [120_000, 180_000]


def test_code_beside_an_answer_whose_pass_did_not_finish_hides_no_note(alice):
    row = sessions.talk(alice, Said("question", ANSWER, code=CODE))
    turn = row.turns.get()
    turn.content = {"points": [], "note": "the pass did not finish"}
    turn.save()

    assert [note["text"] for note in notes(record_of(row), "")] == [
        NOT_JUDGED,
        "This answer was not judged: the pass did not finish.",
    ]
