"""From judged turns to strengths and gaps: what follow-ups, repeats and 'I don't know' make of a question."""

import msgspec
import pytest

from interviews.history import Verdict, span
from reports.findings import find

from . import sessions
from .cast import built, record_of
from .sessions import Said

pytestmark = pytest.mark.django_db

ANSWER = "The client would send an idempotency key with the payment and we look it up before we charge."
DONT_KNOW = "I don't know, sorry."
HEARD = Verdict.HEARD


def shades(alice, *turns):
    """Return the shade of each point that something is said about."""
    found = find(record_of(sessions.talk(alice, *turns)))
    keys = [finding.key for finding in (*found.strengths, *found.gaps)]
    assert len(keys) == len(set(keys))
    return {finding.key_point: str(finding.shade) for finding in (*found.strengths, *found.gaps)}


def test_i_don_t_know_to_a_follow_up_is_a_gap_of_the_point_that_was_asked_about(alice):
    found = shades(
        alice,
        Said("question", ANSWER, {"client-key": HEARD}),
        Said("follow_up", DONT_KNOW, about="replay-stored-result"),
    )

    assert found["client-key"] == "heard"
    assert found["replay-stored-result"] == "said_so"
    # What the first answer left out was left out all the same.
    assert found["unique-claim-first"] == "not_heard"


def test_i_don_t_know_after_a_check_in_is_about_what_was_asked_before_it(alice):
    found = shades(
        alice,
        Said("question", ANSWER, {"client-key": HEARD}),
        Said("follow_up", about="replay-stored-result"),
        Said("check_in", DONT_KNOW),
    )

    assert found["replay-stored-result"] == "said_so"


def test_i_don_t_know_without_a_point_is_a_gap_of_the_heaviest_that_was_not_made(alice):
    found = shades(alice, Said("question", ANSWER, {"client-key": HEARD}), Said("follow_up", DONT_KNOW))

    assert found["client-key"] == "heard"
    assert found["unique-claim-first"] == "said_so"


def test_i_don_t_know_on_a_point_that_was_made_elsewhere_is_no_gap(alice):
    points = {point.slug: HEARD for point in sessions.question("payment-retried-after-timeout").key_points}

    found = shades(
        alice,
        Said("question", ANSWER, points),
        Said("follow_up", DONT_KNOW, about="client-key"),
        Said("follow_up", "No idea."),
    )

    assert set(found.values()) == {"heard"}


def test_i_don_t_know_to_the_question_is_one_gap(alice):
    assert shades(alice, Said("question", DONT_KNOW)) == {"client-key": "said_so"}


def test_a_report_keeps_the_strength_beside_what_the_candidate_did_not_know(alice):
    row = sessions.talk(
        alice,
        Said("question", ANSWER, {"client-key": HEARD}),
        Said("follow_up", DONT_KNOW, about="unique-claim-first"),
    )

    report = built(row)

    texts = dict(report.claims.values_list("shade", "text"))
    assert "idempotency key" in texts["heard"]
    assert "don't know" in texts["said_so"]


@pytest.mark.parametrize("kind", ["repeat", "clarify", "check_in", "hint"])
def test_an_answer_after_a_repeat_needed_no_follow_up(alice, kind):
    found = shades(
        alice,
        Said("question", "Sorry, could you repeat that please?"),
        Said(kind, ANSWER, {"client-key": HEARD}),
    )

    assert found["client-key"] == "heard"


@pytest.mark.parametrize("kind", ["follow_up", "repeat"])
def test_a_point_that_came_after_a_follow_up_is_heard_later(alice, kind):
    found = shades(
        alice,
        Said("question", "Something with the payment and the client that charges it once."),
        Said("follow_up", "Sorry, what was the question?" if kind == "repeat" else ""),
        Said(kind, ANSWER, {"client-key": HEARD}),
    )

    assert found["client-key"] == "heard_later"


@pytest.mark.parametrize("voiced", [True, False])
def test_a_wrong_belief_is_shown_with_its_words_and_is_an_omission_without_them(alice, voiced):
    record = record_of(sessions.talk(alice, Said("question", ANSWER)))
    turn = record.turns[0]
    point = msgspec.structs.replace(
        turn.content.points[0],
        misconception="leaves two equal payments for one",
        evidence=(span(turn.words, 0, 6),) if voiced else (),
    )
    content = msgspec.structs.replace(turn.content, points=(point, *turn.content.points[1:]))
    turns = (msgspec.structs.replace(turn, content=content),)

    found = find(msgspec.structs.replace(record, turns=turns))

    gap = next(gap for gap in found.gaps if gap.key_point == point.key_point)
    assert str(gap.shade) == ("mistaken" if voiced else "not_heard")
    assert gap.evidence
    assert not found.drops
