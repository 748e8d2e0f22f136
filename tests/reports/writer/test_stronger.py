"""What is made of an answer: of its own sentences, and without what the candidate would not say again."""

import msgspec
import pytest

from interviews.analysis.judgement import Disfluency
from interviews.history import DeliveryMeasures, Verdict, locate, span
from reports.answers.asked import asked_questions
from reports.writer.stronger import in_order

from ..findings.test_omissions import judged, record_with
from ..sessions import Said
from .versions import (
    ACCOUNT,
    FIRST,
    HEARD,
    NOT_HEARD,
    PARTLY,
    SECOND,
    SLUG,
    version_after,
    version_of,
    version_with,
)

pytestmark = pytest.mark.django_db


def test_a_stronger_version_puts_the_main_sentence_first_and_cuts_none(alice):
    said = (
        "Okay, so we store each key in a table with a unique index on the account and on the key itself, "
        "with the state and the answer that was given, and for a week we keep all of them, whatever comes. "
        "I think that's all I can say here. As I said, the main thing is the key. Next question please."
    )

    assert version_of(alice, said) == (
        "The main thing is the key. We store each key in a table with a unique index on the account and on "
        "the key itself, with the state and the answer that was given, and for a week we keep all of them, "
        "whatever comes."
    )


def test_what_leans_on_a_sentence_stays_with_it(alice):
    said = "We retry with backoff. Then we give up. The key point is the key. It comes from the client."

    assert version_of(alice, said) == (
        "The key point is the key. It comes from the client. We retry with backoff. Then we give up."
    )


def test_what_was_said_in_two_goes_is_put_into_one_answer(alice):
    first = "We store the key in a table beside the payment."
    second = "The client makes the key before its first try. We store the key in a table beside the payment."

    assert version_of(alice, first, second) == (
        "We store the key in a table beside the payment. The client makes the key before its first try."
    )


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ("We moved it as it was.", False),
        ("I'd never touch them again.", False),
        ("We still pay for that every year.", False),
        ("We moved the keys into a table of their own.", True),
        ("I think that the payments were safe then.", True),
        ("We keep the answer for a week.", True),
    ],
)
def test_what_speaks_of_a_scrap_goes_with_it(alice, more, kept):
    first = "We store the key in a table beside the payment. The client makes the key before its first try."

    version = version_of(alice, first, f"Each payment has a row in the table. The old system. {more}")

    assert "Each payment has a row in the table." in version
    assert (more in version) is kept


@pytest.mark.parametrize(
    "opening",
    [
        "I would like to add something to the first question.",
        "Yes, one more thing on the payment question.",
    ],
)
def test_that_somebody_comes_back_to_a_question_is_no_part_of_a_stronger_version(alice, opening):
    first = "We store the key in a table beside the payment."
    added = "The client makes the key before its first try."

    said = (Said("question", first), Said("invite_questions", f"{opening} {added}"))
    record = record_with(alice, *said, slug=SLUG)
    points = record.turns[0].question.key_points
    for at, point in enumerate(points[:2]):
        words = (span(record.turns[at].words, 0, len(record.turns[at].words) - 1),)
        record = judged(record, at, point.slug, verdict=Verdict.HEARD, evidence=words, certainty=0.9)

    version = in_order(asked_questions(record)[0])

    assert version == f"{first} {added}"


def test_what_somebody_did_not_know_is_no_part_of_a_stronger_version(alice):
    first = "We store the key in a table beside the payment."
    second = "The client makes the key before its first try. We store the key in a table beside the payment."
    denied = "I don't know how one would do that. I never measured it honestly."

    assert version_of(alice, first, second, denied, making=2) == version_of(alice, first, second)


def test_what_was_typed_keeps_its_full_stops(alice):
    first = "we store the key in a table. in the end we charge once."
    second = "The client makes the key before its first try. We store the key in a table in the end."

    assert "in a table. in the end" in version_of(alice, first, second)


@pytest.mark.parametrize(
    "said",
    [
        "The key point is the key. We store it in a table beside the payment.",  # it stands first already
        "We store it in a table. I think the payment comes later. The client sends the key.",
        "The key point is the key, whatever else",
    ],
)
def test_what_would_not_differ_is_no_stronger_version(alice, said):
    assert version_of(alice, said) == ""


@pytest.mark.parametrize(
    "said",
    [
        # One answer behind the other is no new one.
        (
            "We store the key in a table beside the payment.",
            "The client makes the key before its first try. It sends the key with each try.",
        ),
        # Notes are no prose.
        ("We store the key in a table - unique index -> one charge. The key point is the key. It is kept.",),
    ],
)
def test_what_changes_no_more_than_the_seams_or_was_notes_is_no_stronger_version(alice, said):
    assert version_of(alice, *said) == ""


TWO_POINTS = ("client-key", "unique-claim-first")


@pytest.mark.parametrize("hard", [2, 3])
def test_a_version_with_several_words_that_were_hard_to_hear_is_not_offered(alice, hard):
    said = "We store it in a table beside the payment. The key point is the key. The client sends it along."
    record = record_with(alice, Said("question", said, dict.fromkeys(TWO_POINTS, HEARD)))
    turn = record.turns[0]
    unsure = dict.fromkeys(("table", "payment.", "client")[:hard], 0.3)
    words = tuple(msgspec.structs.replace(word, confidence=unsure.get(word.text, 0.9)) for word in turn.words)
    turn = msgspec.structs.replace(turn, words=words, typed=False)
    record = msgspec.structs.replace(record, turns=(turn,))

    assert bool(in_order(asked_questions(record)[0])) == (hard == 2)


@pytest.mark.parametrize(
    "aside",
    [
        "I meant the order of things to try, which you asked for, but okay.",
        "I only meant it as the list of allowed schemes.",
        "I meant that was my whole answer: a key and a table.",
        "Yes, I just meant that the list of schemes is short.",
    ],
)
def test_who_says_first_what_they_meant_talks_to_the_interviewer(alice, aside):
    then = "We keep it for a week."

    version = version_of(alice, FIRST, SECOND, f"{aside} {then}", making=2)

    assert version == version_of(alice, FIRST, SECOND, then, making=2)
    assert version.endswith(then)


@pytest.mark.parametrize(
    "aside",
    [
        "So that's a yes, I guess.",
        "And that's a no from me there.",
        "For the lock that was my no.",
        "That was my last sentence kind of, it has to be highly available.",
        "Haha, that's exactly what I told you at the very beginning.",
        "I didn't reach for backups, I said the old keys have to be deleted there.",
    ],
)
def test_talk_to_the_interviewer_is_no_part_of_a_stronger_version(alice, aside):
    assert version_with(alice, aside) == ""


@pytest.mark.parametrize(
    "kept",
    [
        "I meant to add an index as well, for the cleanup.",
        "The issuer answers with a yes or a no, and we keep that.",
        "A second call with the same body, that's a no-op for the table.",
        "A retry that has no key, that's a no-go for payments.",
        "A retry that has no key, that's a no go for payments.",
        "I didn't reach for a lock, since one insert is enough.",
        "I'd walk the table from its oldest row.",
        "My answer to support was a page with all open payments.",
    ],
)
def test_what_only_sounds_like_talk_to_the_interviewer_stays(alice, kept):
    assert version_with(alice, kept) == kept


def test_how_one_sets_out_to_speak_is_left_away(alice):
    said = "Okay, talk you through: a query with a placeholder, and the sort from a fixed set."

    assert version_with(alice, said) == "A query with a placeholder, and the sort from a fixed set."


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "I don't know how one cleans the old keys, but they do no harm, I think. We keep them a week.",
            "We keep them a week.",
        ),
        ("I've never built that with a broker. It may lose a message.", ""),
        ("We keep them for, I don't know, a week or two.", "We keep them for, I don't know, a week or two."),
        (
            "If I don't know the client, I refuse the payment.",
            "If I don't know the client, I refuse the payment.",
        ),
        ("A client that I don't know gets no answer.", "A client that I don't know gets no answer."),
        ("I've never really set up a broker by myself. It may lose a message.", ""),
        ("I've never, honestly, used a broker for it. It may lose a message.", ""),
        *(
            (claim, claim)
            for claim in (
                "I have never lost a payment with a unique index on the account.",
                "I've never had to roll such a migration back.",
                "I've never needed a lock with it.",
            )
        ),
    ],
)
def test_a_sentence_that_sets_out_with_an_admission_is_left_out(alice, said, kept):
    assert version_with(alice, said, resting=len(FIRST.split())) == kept


def test_who_knew_nothing_in_a_story_tells_it(alice):
    story = "I had no idea where to look, so I switched off half of it."

    assert version_with(alice, story, slug=ACCOUNT) == story


def test_an_admission_that_makes_a_point_all_the_same_stays(alice):
    first = "I don't know for sure, but the client sends a key with it."

    assert version_of(alice, f"{first} {FIRST}", SECOND).startswith(first)


TYPE = "The browser tells us the type, so a file can't do any harm."


def test_an_answer_that_made_nothing_of_the_point_it_was_asked_about_is_left_out(alice):
    then = f"{TYPE} The client makes the key. {FIRST}"
    made = {"client_key": [(HEARD, FIRST), (HEARD, "The client makes the key.")]}

    def version(verdict):
        return version_after(
            alice,
            FIRST,
            then,
            about="replay-stored-result",
            replay_stored_result=[(NOT_HEARD, ""), verdict],
            **made,
        )

    assert version((NOT_HEARD, "")) == f"{FIRST} The client makes the key."
    assert TYPE in version((PARTLY, TYPE))
    assert TYPE in version((Verdict.CANNOT_TELL, ""))
    # An answer that the interviewer did not ask on about a point may say what it likes.
    assert TYPE in version_after(alice, FIRST, then, **made)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("We keep a, you know, row for each.", "We keep a row for each."),
        ("It looks in the, um, table first.", "It looks in the table first."),
        (
            "We look for a mistake, you know, somebody typed twice.",
            "We look for a mistake, somebody typed twice.",
        ),
        ("If it fails, um, we retry once.", "If it fails, we retry once."),
        ("We said no, um, to the second cache.", "We said no, to the second cache."),
        ("No, um, we never lock the table.", "No, we never lock the table."),
    ],
)
def test_the_comma_before_a_filler_goes_with_it_where_the_sentence_goes_on(alice, said, shown):
    record = record_with(alice, Said("question", f"{said} The key point is the key."), slug=SLUG)
    turn = record.turns[0]
    filler = next(each for each in ("you know,", "um,") if each in said)
    fill = locate(filler, turn.words)
    delivery = DeliveryMeasures(
        words=9, speech_ms=0, total_ms=0, disfluencies=(Disfluency("filled_pause", fill),)
    )
    turns = (msgspec.structs.replace(turn, delivery=delivery),)
    record = msgspec.structs.replace(record, turns=turns)
    for point in TWO_POINTS:
        evidence = (span(turn.words, 0, len(turn.words) - 1),)
        record = judged(record, 0, point, verdict=HEARD, evidence=evidence, certainty=0.9)

    assert in_order(asked_questions(record)[0]) == f"The key point is the key. {shown}"


BESIDE = "We once had a fair with free waffles. Our office is on the third floor. The coffee there is free."


def test_of_an_answer_that_says_much_beside_its_points_those_are_kept_that_make_one(alice):
    first = f"{FIRST} {BESIDE}"

    said = version_of(alice, first, "The client makes the key before its first try.", resting=9)

    assert said == f"{FIRST} The client makes the key before its first try."


def test_of_an_answer_that_keeps_to_its_points_what_stands_beside_them_stays(alice):
    aside = "Our shop has the same for vouchers."

    said = version_of(alice, f"{FIRST} {aside}", SECOND, resting=9)

    assert said == f"{FIRST} {aside} The client makes the key before its first try."


def test_a_story_is_told_with_what_leads_to_its_points(alice):
    first = (
        "We lost nine hours of orders that day. Nobody had an alert on it. Our office was asleep at night."
    )

    said = version_of(alice, first, f"I wrote down each step of it. {first}", slug=ACCOUNT, resting=8)

    assert "Nobody had an alert on it." in said


def test_where_one_point_landed_there_is_no_stronger_version(alice):
    record = record_with(alice, Said("question", FIRST), Said("follow_up", SECOND), slug=SLUG)
    for at in (0, 1):
        evidence = (span(record.turns[at].words, 0, 4),)
        record = judged(record, at, "client-key", verdict=HEARD, evidence=evidence, certainty=0.9)
    [one] = asked_questions(record)
    more = judged(record, 1, "unique-claim-first", verdict=HEARD, evidence=evidence, certainty=0.9)
    [two] = asked_questions(more)

    assert in_order(one) == ""
    assert in_order(two)


def test_what_leads_to_a_point_stays_with_it(alice):
    said = version_after(
        alice,
        FIRST,
        f"The provider may be slow. Then we ask it for the outcome. {FIRST}",
        about="replay-stored-result",
        client_key=[(HEARD, FIRST), (NOT_HEARD, "")],
        unknown_provider_outcome=[(NOT_HEARD, ""), (HEARD, "Then we ask it")],
    )

    assert said == f"{FIRST} The provider may be slow. Then we ask it for the outcome."


@pytest.mark.parametrize(("certainty", "offered"), [(0.9, False), (0.5, True)])
def test_no_version_loses_a_point_that_landed(alice, certainty, offered):
    lost = "Sorry, I'm a bit nervous, but we answer with the stored result."
    record = record_with(alice, Said("question", f"{FIRST} {lost}"), Said("follow_up", SECOND), slug=SLUG)
    for point, first, last in (
        ("client-key", 0, 4), ("unique-claim-first", 0, 4), ("replay-stored-result", 14, 20)
    ):  # fmt: skip
        evidence = (span(record.turns[0].words, first, last),)
        sure = certainty if point == "replay-stored-result" else 0.9
        record = judged(record, 0, point, verdict=HEARD, evidence=evidence, certainty=sure)
    # Each of the two answers has to make a point for there to be a version.
    evidence = (span(record.turns[1].words, 0, 4),)
    record = judged(record, 1, "client-key", verdict=HEARD, evidence=evidence, certainty=0.9)

    assert bool(in_order(asked_questions(record)[0])) == offered


def test_a_point_that_nothing_shows_is_not_lost(alice):
    record = record_with(alice, Said("question", FIRST), Said("follow_up", SECOND), slug=SLUG)
    for number in (0, 1):
        evidence = (span(record.turns[number].words, 0, 4),)
        for point in TWO_POINTS:
            record = judged(record, number, point, verdict=HEARD, evidence=evidence, certainty=0.9)
    record = judged(record, 0, "replay-stored-result", verdict=HEARD, evidence=(), certainty=0.9)

    assert in_order(asked_questions(record)[0])


def test_an_answer_about_something_else_is_no_part_of_a_stronger_version(alice):
    strayed = (
        "By the way, last weekend I finally got my sourdough to rise. The trick was to keep the dough warm "
        "overnight and to feed the starter twice before. My kids were happy, and I will buy an oven stone."
    )
    first = "We store the key in a table beside the payment."
    second = "The client makes the key before its first try. We store the key in a table beside the payment."

    assert "sourdough" not in version_of(alice, first, second, strayed, making=2)
