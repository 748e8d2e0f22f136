"""Two steps told the wrong way round."""

import pytest

from interviews.analysis.content.order import is_reversed
from interviews.analysis.judgement import Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.port import Answer
from interviews.bank.schema import read_bank
from interviews.transcript import words_of_typed

STORED = "The byte is stored before the index moves, with volatile or a barrier to keep that order"
CLAIMED = "The key is claimed atomically, under a unique constraint, before the charge is made"
DELETED = "The entry is deleted or replaced after the database commit, with a lifetime as a safety net"
FUNNEL = (
    "A funnel first retrieves some hundreds of candidates cheaply, and then ranks those with a heavy model"
)
COUNTED = "Row counts and distinct order counts are compared before and after the join"


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("The index gets moved first and the byte is stored afterwards.", STORED),
        ("I move the index, before I store the byte.", STORED),
        ("The charge is made first, and only after that do I claim the key.", CLAIMED),
        ("Once the charge is made, I claim the key.", CLAIMED),
        ("Before the database commit, I delete the entry.", DELETED),
        ("I measure before and after. Before the database commit, I delete the entry.", DELETED),
        ("The heavy model ranks first, and then it retrieves candidates cheaply.", FUNNEL),
    ],
)
def test_two_steps_the_wrong_way_round(said, stated):
    assert is_reversed(said, stated)


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("First I store the byte and then I move the index.", STORED),
        ("The index moves after the byte is stored.", STORED),
        ("After the byte is stored, the index moves.", STORED),
        ("I claim the key first, and the charge is made afterwards.", CLAIMED),
        ("We had to claim the key before the month was over.", CLAIMED),
        ("The commit comes first and then I delete the entry.", DELETED),
        ("The index and the byte share a cache line.", STORED),
        ("A test says that an order's row is unique after the join.", COUNTED),
        ("After the join, I count the distinct orders once more.", COUNTED),
        ("I compare the entry before or after the commit of the database.", DELETED),
        ("Paint the tick at once.", "Paint the tick at once and yield before the heavy update"),
    ],
)
def test_the_right_order_and_no_order_are_not_reversed(said, stated):
    assert not is_reversed(said, stated)


def test_a_point_whose_steps_are_reversed_is_not_heard_and_a_quote_of_it_does_not_bear_it():
    question = next(each for each in read_bank() if each.slug == "payment-retried-after-timeout")
    text = (
        "The charge is made first, and after that I claim the idempotency key atomically, under a unique "
        "constraint."
    )
    analyst = LocalAnalyst()

    judged = analyst.judge_now(Answer(text=text, words=words_of_typed(text, start_ms=0, end_ms=0)), question)

    verdicts = {point.key_point: point.verdict for point in judged.points}
    assert verdicts["unique-claim-first"] is not Verdict.HEARD
    assert analyst.turns_round(text, question, "unique-claim-first")
