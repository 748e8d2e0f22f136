"""A point that was asked about once more: the answer to that decides what is told of it."""

import msgspec
import pytest

from interviews.history import Verdict, span
from reports.findings.key_points import find

from .. import sessions
from ..cast import built, record_of
from ..findings.test_omissions import judged
from ..sessions import Said

pytestmark = pytest.mark.django_db

WRONG = "The server takes the payment, and the client is charged for it twice after the timeout."
ANSWER = "The client would send an idempotency key with the payment and we look it up before we charge."
SHORT = "Then it still goes through, so it would have to tell."
ELSE = "We had a queue in front of the workers and a page where one could see how many of them were busy."
POINT = "replay-stored-result"
SURELY = {"verdict": Verdict.NOT_HEARD, "certainty": 0.95}
HARDLY = {"verdict": Verdict.NOT_HEARD, "certainty": 0.7}


def talk(alice, reply, *, first=WRONG, about=POINT):
    return record_of(sessions.talk(alice, Said("question", first), Said("follow_up", reply, about=about)))


def shade(record):
    found = find(record)
    shades = {item.key_point: str(item.shade) for item in (*found.strengths, *found.gaps)}
    return shades.get(POINT)


def with_belief(record, number=0):
    words = (span(record.turns[number].words, 0, 6),)
    belief = {"misconception": "leaves two equal payments for one", "evidence": words, "certainty": 0.95}
    return judged(record, number, POINT, **belief)


@pytest.mark.parametrize(("reply", "told"), [(HARDLY, None), (SURELY, "not_heard")])
@pytest.mark.parametrize("words", [SHORT, WRONG])
def test_an_unsure_reply_takes_the_gap_back_also_in_words_of_their_own(alice, words, reply, told):
    record = judged(talk(alice, words), 1, POINT, **reply)

    assert shade(record) == told


def test_an_unsure_reply_takes_back_that_a_part_was_heard(alice):
    words = (span(talk(alice, SHORT).turns[0].words, 0, 6),)
    record = judged(talk(alice, SHORT), 0, POINT, verdict=Verdict.PARTLY, certainty=0.9, evidence=words)

    assert shade(judged(record, 1, POINT, **HARDLY)) is None
    assert shade(judged(record, 1, POINT, **SURELY)) == "partly"


@pytest.mark.parametrize(("reply", "told"), [(HARDLY, "at_first"), (SURELY, "mistaken")])
def test_a_wrong_belief_that_was_taken_up_again_is_told_as_the_first_go(alice, reply, told):
    record = judged(with_belief(talk(alice, SHORT)), 1, POINT, **reply)

    assert shade(record) == told


def test_a_wrong_belief_that_is_voiced_again_is_none_of_the_past(alice):
    record = with_belief(with_belief(talk(alice, ANSWER)), number=1)

    assert shade(record) == "mistaken"


def test_what_was_said_at_first_is_told_with_what_came_then(alice):
    long = f"{WRONG} {ELSE} {ELSE}"  # enough for a whole letter
    row = sessions.talk(alice, Said("question", long), Said("follow_up", f"{SHORT} {WRONG}", about=POINT))
    record = judged(with_belief(record_of(row)), 1, POINT, **HARDLY)
    for turn in record.turns:
        row.turns.filter(number=turn.number).update(content=msgspec.to_builtins(turn.content))

    assert find(record_of(row)) == find(record)
    claim = built(row).claims.get(shade="at_first")

    assert claim.evidence.count() == 2
    assert claim.text.count("“") == 2


@pytest.mark.parametrize(
    "reply",
    [
        "I don't know, to be honest. I never checked that.",
        "I never check that.",
        "No, I didn't look at that.",
    ],
)
def test_who_never_checked_is_not_told_that_it_landed(alice, reply):
    turns = (Said("question", ANSWER, {POINT: Verdict.HEARD}), Said("follow_up", reply, about=POINT))

    assert shade(record_of(sessions.talk(alice, *turns))) is None


def test_not_knowing_something_else_leaves_what_landed(alice):
    turns = (
        Said("question", ANSWER, {POINT: Verdict.HEARD}),
        Said("follow_up", "I never checked that.", about="client-key"),
    )

    assert shade(record_of(sessions.talk(alice, *turns))) == "heard"


def test_what_was_said_after_not_knowing_lands(alice):
    turns = (
        Said("question", "I never checked that.", about=POINT),
        Said("hint", ANSWER, {POINT: Verdict.HEARD}),
    )

    assert shade(record_of(sessions.talk(alice, *turns))) == "heard"


def test_a_statement_of_the_system_takes_nothing_back(alice):
    turns = (
        Said("question", ANSWER, {POINT: Verdict.HEARD}),
        Said("follow_up", "Then the server can't answer.", about=POINT),
    )

    assert shade(record_of(sessions.talk(alice, *turns))) == "heard"


def test_a_wrong_belief_that_came_after_is_none_of_the_first_go(alice):
    turns = (
        Said("question", ELSE),
        Said("follow_up", SHORT, about=POINT),
        Said("follow_up", WRONG, about="client-key"),
    )
    record = judged(record_of(sessions.talk(alice, *turns)), 1, POINT, **HARDLY)

    assert shade(with_belief(record, number=2)) == "mistaken"


def test_of_a_first_go_the_wrong_belief_is_told_and_not_the_half_that_was_right(alice):
    turns = (
        Said("question", WRONG),
        Said("follow_up", ANSWER, about="client-key"),
        Said("follow_up", SHORT, about=POINT),
    )
    record = with_belief(record_of(sessions.talk(alice, *turns)))
    part = (span(record.turns[1].words, 0, 6),)
    record = judged(record, 1, POINT, verdict=Verdict.PARTLY, certainty=0.9, evidence=part)
    record = judged(record, 2, POINT, **HARDLY)

    gap = next(item for item in find(record).gaps if item.key_point == POINT)

    assert str(gap.shade) == "at_first"
    assert [quote.turn for quote in gap.evidence] == [record.turns[0].number, record.turns[2].number]
