"""What a report rests on, in numbers and in a sentence."""

import msgspec
import pytest

from interviews.analysis import delivery
from interviews.history import DeliveryMeasures, Verdict, Word
from reports import content
from reports.coverage import answered

from . import sessions
from .cast import built, record_of
from .sessions import Said

pytestmark = pytest.mark.django_db

ANSWER = "The client would send an idempotency key with the payment and we look it up before we charge."
POINTS = [point.slug for point in sessions.question("payment-retried-after-timeout").key_points]


def coverage(alice, *turns):
    return content.coverage(record_of(sessions.talk(alice, *turns)))


def test_a_repeated_question_is_no_follow_up(alice):
    repeated = coverage(
        alice, Said("question", "Sorry, could you repeat that please?"), Said("repeat", ANSWER)
    )
    followed_up = coverage(alice, Said("question", ANSWER), Said("follow_up", ANSWER), Said("follow_up"))

    assert (repeated["follow_ups"], followed_up["follow_ups"]) == (0, 1)


ASKS_BACK = "Do you mean that the client retries the payment after the timeout, or the server?"


@pytest.mark.parametrize("kind", ["clarify", "repeat"])
def test_asking_back_is_no_answer(alice, kind):
    only_asked = coverage(alice, Said("question", ASKS_BACK), Said(kind))
    answered = coverage(alice, Said("question", ASKS_BACK), Said(kind, ANSWER))

    assert (only_asked["answered"], only_asked["attempted"], only_asked["typed"]) == (0, 0, 0)
    assert (answered["answered"], answered["attempted"], answered["typed"]) == (1, 1, 1)


CODE = "def charge(key):\n    return seen.get(key) or pay(key)\n"
UNTOLD = dict.fromkeys(POINTS, Verdict.CANNOT_TELL)
NOT_JUDGED = "The code was not judged; this letter goes by what was said."


@pytest.mark.parametrize("skipped", [True, False])
@pytest.mark.parametrize("words", ["", "Done."])
def test_code_is_an_answer_that_leaves_nothing_out(alice, client, words, skipped):
    row = sessions.talk(alice, Said("question", words, UNTOLD, code=CODE))
    row.turns.update(skipped=skipped)
    client.force_login(alice)

    report = built(row)

    assert (report.coverage["answered"], report.coverage["attempted"]) == (1, 1)
    assert (report.coverage["skipped"], report.coverage["unanswered"]) == ([], [])
    assert not report.claims.exists()
    page = client.get(f"/reports/{row.pk}/").content.decode()
    assert "You answered 1 of 1 question" in page
    assert "short because there was little to go on" in page
    assert page.count(NOT_JUDGED) == 2  # in the letter, and with its question
    assert "went by without an answer" not in page
    assert "nothing could be told with certainty" not in page


def test_gaps_in_what_was_said_beside_code_stay(alice):
    row = sessions.talk(alice, Said("question", ANSWER, code=CODE))

    assert built(row).claims.filter(kind="gap").exists()


def test_an_empty_code_pad_is_no_answer(alice):
    assert coverage(alice, Said("question", code=" \n"))["answered"] == 0


def test_a_follow_up_counts_when_it_is_answered_after_asking_back(alice):
    asked_back = (Said("question", ANSWER), Said("follow_up", ASKS_BACK))

    assert coverage(alice, *asked_back, Said("clarify"))["follow_ups"] == 0
    assert coverage(alice, *asked_back, Said("clarify", ANSWER))["follow_ups"] == 1


def test_a_question_that_was_only_asked_back_makes_an_answer_no_less_short(alice):
    long = f"{ASKS_BACK} {ANSWER} {ANSWER} {ANSWER}"

    asked_back = sessions.talk(alice, Said("question", long), Said("clarify", ANSWER))
    followed_up = sessions.talk(alice, Said("question", long), Said("follow_up", ANSWER))

    assert content.is_thin(record_of(asked_back))
    assert not content.is_thin(record_of(followed_up))


def test_all_is_heard_when_each_point_was_made_in_some_turn(alice):
    first, rest = {POINTS[0]: Verdict.HEARD}, dict.fromkeys(POINTS[1:], Verdict.HEARD)

    assert coverage(alice, Said("question", ANSWER, first), Said("follow_up", ANSWER, rest))["all_heard"]
    assert not coverage(alice, Said("question", ANSWER, rest))["all_heard"]
    assert not coverage(alice, Said("question"))["all_heard"]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"asked": 1, "answered": 1}, "You answered 1 of 1 question in 3 minutes."),
        ({"asked": 5, "answered": 1}, "You answered 1 of 5 questions in 3 minutes."),
        (
            {"asked": 1, "answered": 1, "follow_ups": 1},
            "You answered 1 of 1 question and one follow-up in 3 minutes.",
        ),
        (
            {"asked": 5, "answered": 4, "follow_ups": 2},
            "You answered 4 of 5 questions and 2 follow-ups in 3 minutes.",
        ),
    ],
)
def test_what_was_answered_is_said_in_one_sentence(counts, sentence):
    assert answered(counts, "3 minutes") == sentence


def test_what_the_camera_saw_is_said_once_with_the_answers_that_it_is_about(alice, client):
    row = sessions.talk(alice, Said("question", ANSWER), Said("follow_up", ANSWER), Said("follow_up", ANSWER))
    edge = {"samples": 10, "out_of_frame": 0, "at_edge": 6, "dark": 0}
    for turn, framing in zip(row.turns.order_by("number"), (edge, edge, edge | {"at_edge": 0}), strict=True):
        turn.framing = framing
        turn.save()
    record = record_of(row)

    [(text, times)] = content.camera(record).items()

    assert text.startswith("Your face was at the very edge for most of the answer")
    assert times == [turn.answer_start_ms for turn in record.turns[:2]]
    built(row)
    client.force_login(alice)
    page = client.get(f"/reports/{row.pk}/").content.decode()
    assert page.count("How you looked on camera") == 1
    assert text in page


def test_an_answer_that_nobody_could_judge_is_named(alice):
    row = sessions.talk(alice, Said("question", ANSWER, UNTOLD))
    turn = row.turns.get()
    turn.content = turn.content | {"note": "Only answers in English can be compared."}
    turn.save()

    assert [note["text"] for note in content.notes(record_of(row), "")] == [
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
    assert not content.notes(record, "")


def test_words_beside_the_questions_are_not_noted(alice):
    row = sessions.talk(alice, Said("question", ANSWER), Said("invite_questions", ANSWER))
    unheard = DeliveryMeasures(words=0, speech_ms=0, total_ms=0, note="the pass did not finish")
    row.turns.filter(number=2).update(
        question=None, mode="voice", delivery=msgspec.to_builtins(unheard), content=None
    )

    assert not content.notes(record_of(row), "")


def test_what_holds_of_the_whole_interview_is_said_once_without_a_time(alice):
    answers = (Said("question", ANSWER), Said("follow_up", "With the key."), *[Said("follow_up", ANSWER)] * 3)
    record = spoken_talk(alice, *answers, language="de")

    assert content.notes(record, "") == [{"at_ms": None, "text": "Fillers are only known in English."}]


def test_answers_that_all_could_not_be_judged_are_named_once(alice):
    row = sessions.talk(alice, *[Said("question", ANSWER, UNTOLD)] * 3)
    for turn in row.turns.all():
        turn.content |= {"note": "Only answers in English can be compared."}
        turn.save()

    assert content.notes(record_of(row), "Written anew.") == [
        {"at_ms": None, "text": "Answers were not judged: Only answers in English can be compared."},
        {"at_ms": None, "text": "Written anew."},
    ]


def test_a_note_of_some_answers_keeps_their_times(alice):
    row = sessions.talk(alice, *[Said("question", ANSWER, UNTOLD)] * 3)
    for turn in row.turns.filter(number__gt=1):
        turn.content |= {"note": "The pass did not finish."}
        turn.save()

    assert [note["at_ms"] for note in content.notes(record_of(row), "")] == [120_000, 180_000]


def test_code_beside_an_answer_whose_pass_did_not_finish_hides_no_note(alice):
    row = sessions.talk(alice, Said("question", ANSWER, code=CODE))
    turn = row.turns.get()
    turn.content = {"points": [], "note": "the pass did not finish"}
    turn.save()

    assert [note["text"] for note in content.notes(record_of(row), "")] == [
        NOT_JUDGED,
        "This answer was not judged: the pass did not finish.",
    ]
