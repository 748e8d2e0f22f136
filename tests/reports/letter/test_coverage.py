"""What a letter rests on: counted, and said once for the page and the paper alike."""

import pytest

from interviews.history import Verdict
from intervision.templatetags.lengths import spoken_length
from reports.letter.coverage import answered, counted, in_words, is_thin

from .. import sessions
from ..cast import built, record_of
from ..findings.test_omissions import judged
from ..sessions import Said

pytestmark = pytest.mark.django_db

ANSWER = "The client would send an idempotency key with the payment and we look it up before we charge."
POINTS = [point.slug for point in sessions.question("payment-retried-after-timeout").key_points]
ASKS_BACK = "Do you mean that the client retries the payment after the timeout, or the server?"
CODE = "def charge(key):\n    return seen.get(key) or pay(key)\n"
UNTOLD = dict.fromkeys(POINTS, Verdict.CANNOT_TELL)
NOT_JUDGED = "The code was not judged; this letter goes by what was said."


def counts_of(alice, *turns):
    return counted(record_of(sessions.talk(alice, *turns)))


def test_a_repeated_question_is_no_follow_up(alice):
    repeated = counts_of(
        alice, Said("question", "Sorry, could you repeat that please?"), Said("repeat", ANSWER)
    )
    followed_up = counts_of(alice, Said("question", ANSWER), Said("follow_up", ANSWER), Said("follow_up"))

    assert (repeated["follow_ups"], followed_up["follow_ups"]) == (0, 1)


@pytest.mark.parametrize("kind", ["clarify", "repeat"])
def test_asking_back_is_no_answer(alice, kind):
    only_asked = counts_of(alice, Said("question", ASKS_BACK), Said(kind))
    answered = counts_of(alice, Said("question", ASKS_BACK), Said(kind, ANSWER))

    assert (only_asked["answered"], only_asked["attempted"], only_asked["typed"]) == (0, 0, 0)
    assert (answered["answered"], answered["attempted"], answered["typed"]) == (1, 1, 1)


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
    assert "could not settle what is in it" not in page


def test_gaps_in_what_was_said_beside_code_stay(alice):
    row = sessions.talk(alice, Said("question", ANSWER, code=CODE))

    assert built(row).claims.filter(kind="gap").exists()


def test_an_empty_code_pad_is_no_answer(alice):
    assert counts_of(alice, Said("question", code=" \n"))["answered"] == 0


def test_a_follow_up_counts_when_it_is_answered_after_asking_back(alice):
    asked_back = (Said("question", ANSWER), Said("follow_up", ASKS_BACK))

    assert counts_of(alice, *asked_back, Said("clarify"))["follow_ups"] == 0
    assert counts_of(alice, *asked_back, Said("clarify", ANSWER))["follow_ups"] == 1


def test_a_question_that_was_only_asked_back_makes_an_answer_no_less_short(alice):
    long = f"{ASKS_BACK} {ANSWER} {ANSWER} {ANSWER}"

    asked_back = sessions.talk(alice, Said("question", long), Said("clarify", ANSWER))
    followed_up = sessions.talk(alice, Said("question", long), Said("follow_up", ANSWER))

    assert is_thin(record_of(asked_back))
    assert not is_thin(record_of(followed_up))


def test_all_is_heard_when_each_point_was_made_in_some_turn(alice):
    first, rest = {POINTS[0]: Verdict.HEARD}, dict.fromkeys(POINTS[1:], Verdict.HEARD)

    assert counts_of(alice, Said("question", ANSWER, first), Said("follow_up", ANSWER, rest))["all_heard"]
    assert not counts_of(alice, Said("question", ANSWER, rest))["all_heard"]
    assert not counts_of(alice, Said("question"))["all_heard"]


def test_nothing_is_called_complete_that_is_not_sure_or_was_denied(alice):
    heard = dict.fromkeys(POINTS, Verdict.HEARD)
    denied = Said("follow_up", "No, I never measured that.", about=POINTS[0])

    assert counts_of(alice, Said("question", ANSWER, heard))["all_heard"]
    unsure = judged(
        record_of(sessions.talk(alice, Said("question", ANSWER, heard))), 0, POINTS[0], certainty=0.4
    )
    assert not counted(unsure)["all_heard"]
    assert not counts_of(alice, Said("question", ANSWER, heard), denied)["all_heard"]


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


def test_what_was_not_reached_is_more_than_what_was_asked():
    counted = {"asked": 5, "answered": 5, "spoken": 5, "not_reached": 1, "duration_ms": 150_000}

    said = in_words(counted)

    assert said == (
        "You answered 5 of 5 questions in 2 minutes. "
        "One more question was planned but not reached, which says nothing about you."
    )


def test_typed_answers_are_named_however_many_they_are():
    counted = {"asked": 3, "answered": 3, "duration_ms": 180_000}

    assert "You typed them" in in_words(counted | {"typed": 3, "spoken": 0})
    assert "One of the answers was typed." in in_words(counted | {"typed": 1, "spoken": 2})


@pytest.mark.parametrize(
    ("ms", "length"),
    [(None, "under a minute"), (31_000, "under a minute"), (61_000, "one minute"), (170_000, "3 minutes")],
)
def test_a_length_is_no_minute_before_it_is_one(ms, length):
    assert spoken_length(ms) == length
