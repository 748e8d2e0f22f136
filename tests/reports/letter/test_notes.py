"""Notes on what went wrong: said where it was, and once where it holds throughout."""

import msgspec
import pytest

from interviews.analysis.delivery import measuring
from interviews.history import DeliveryMeasures, Verdict, Word
from reports.letter.notes import notes

from .. import sessions
from ..cast import built, record_of
from ..sessions import Said

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
        "Not judged: Only answers in English can be compared."
    ]


def spoken_talk(alice, *turns, language="en", **fields):
    """Return a record of spoken answers with what was measured of each."""
    row = sessions.talk(alice, *turns, mode="voice", language=language, **fields)
    for turn in row.turns.exclude(answer=""):
        words = tuple(Word(*word) for word in turn.words)
        speech = ((words[0].start_ms, words[-1].end_ms),)
        measures = measuring.measure(
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
    goodbye = "No, that was all, thank you for the talk."
    row = sessions.talk(alice, Said("question", ANSWER), Said("invite_questions", goodbye))
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
        "Not judged: the pass did not finish.",
    ]


def added_to(alice, said):
    """Return an interview whose candidate said something when the questions were over."""
    row = sessions.talk(alice, Said("question", ANSWER), Said("invite_questions", said))
    row.turns.filter(number=2).update(question=None, question_slug="", content=None)
    return row


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("I forgot to mention the ledger. How big is the team?", "I forgot to mention the ledger"),
        (f"Thanks. {ANSWER}", ANSWER.rstrip(".")),
        ("Do your clients send an idempotency key with the payment that you look up before you charge?", ""),
        ("I'd like to know if the client sends an idempotency key with each payment that it repeats.", ""),
        ("No, thank you, I enjoyed it a lot.", ""),
    ],
)
def test_what_was_added_is_quoted_where_nobody_can_tell_where_it_belongs(alice, said, quoted):
    found = notes(record_of(added_to(alice, said)), "")

    assert [note["quote"].rstrip(".") for note in found] == ([quoted] if quoted else [])
    for note in found:
        assert f"“{quoted}”" in note["text"]


def test_what_was_added_is_not_quoted_in_words_that_were_corrected_since(alice, client):
    row = added_to(alice, "I forgot to mention the ledger.")
    built(row)
    client.force_login(alice)
    before = client.get(f"/reports/{row.pk}/").content.decode()
    turn = row.turns.get(number=2)
    turn.words[-1][0] = "lecture."
    turn.save()

    after = client.get(f"/reports/{row.pk}/").content.decode()

    assert "when the questions were over" in before
    assert "when the questions were over" not in after


def test_who_came_back_to_an_earlier_question_in_vain_is_quoted(alice):
    said = "Oh sorry, one more thing about my first answer: I also wrote the page number down."
    row = sessions.talk(alice, Said("question", ANSWER), Said("question", said))
    turn = row.turns.get(number=2)
    turn.question["slug"] = turn.question_slug = "another"
    turn.save()

    [note] = notes(record_of(row), "")

    assert note["text"].startswith("You came back to an earlier question with this")
    assert note["quote"] in said
