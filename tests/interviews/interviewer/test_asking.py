"""Which words of the bank a move asks with, and which question is open."""

import msgspec
import pytest

from interviews.interviewer import asking
from interviews.interviewer.follow_up import MISSING, STRONG, VAGUE, follow_up
from interviews.interviewer.port import Move, MoveKind
from tests.interviews.interviewer.cast import exchange, judged, question

ASKED = question()
POINT = ASKED.key_points[0]
HALF_HEARD = " ".join(["we keep a key for each request and look it up"] * 4)


def test_follow_up_asks_for_its_point_or_by_its_reason():
    def words(**fields: str) -> str:
        return asking.words_of(Move(MoveKind.FOLLOW_UP, question=ASKED, **fields))

    assert words(key_point=POINT.slug, reason=MISSING) == POINT.probe
    assert words(reason=STRONG) == ASKED.follow_ups.strong
    assert words(reason=VAGUE) == ASKED.follow_ups.vague


def test_a_repeat_is_of_the_follow_up_that_is_open_without_what_led_up_to_it():
    first = exchange(said=f"Right. {ASKED.ask}", question=ASKED)
    vague = exchange("follow_up", said=f"Say more. {ASKED.follow_ups.vague}", question=ASKED)
    own = exchange("follow_up", said="You named Kafka. What made you choose it?", question=ASKED)

    assert asking.asked_last([first], ASKED) == ASKED.ask
    assert asking.asked_last([first, vague], ASKED) == ASKED.follow_ups.vague
    assert asking.asked_last([first, own], ASKED) == "What made you choose it?"


@pytest.mark.parametrize(
    ("ask", "again"),
    [
        ("Okay. When is a join worse?", "When is a join worse?"),
        ("And how would you know?", "How would you know?"),
    ],
)
def test_a_repeat_takes_up_no_answer_a_second_time(ask, again):
    leading = msgspec.structs.replace(ASKED, follow_ups=msgspec.structs.replace(ASKED.follow_ups, strong=ask))
    last = exchange("follow_up", said=f"Thanks. {ask}", question=leading)

    assert asking.asked_last([exchange(question=leading), last], leading) == again


def test_a_hint_takes_the_most_central_point_that_is_open_and_was_not_hinted_at():
    hint = Move(MoveKind.HINT, question=ASKED)
    first = exchange(question=ASKED, content=judged(ASKED))
    point = asking.point_to_hint_at(hint, [first])

    other = asking.point_to_hint_at(
        hint, [first, exchange("hint", question=ASKED, key_point=point, content=judged(ASKED))]
    )

    assert point
    assert other not in ("", point)


def test_what_a_hint_asked_is_not_asked_again():
    first = exchange(question=ASKED, answer=HALF_HEARD, content=judged(ASKED))
    probed = follow_up([first], at_most=2, thread_open=False)
    assert probed is not None and probed.key_point

    hinted = exchange(
        "hint", question=ASKED, key_point=probed.key_point, answer=HALF_HEARD, content=judged(ASKED)
    )
    after = follow_up([first, hinted], at_most=2, thread_open=False)

    assert after is None or after.key_point != probed.key_point


def test_the_vague_question_is_asked_once():
    clarified = exchange("clarify", said=f"Put another way: {ASKED.follow_ups.vague}", question=ASKED)
    short = exchange(question=ASKED, answer="we used a key", content=judged(ASKED))

    assert follow_up([short], at_most=2, thread_open=False) == Move(
        MoveKind.FOLLOW_UP, question=ASKED, reason=VAGUE
    )
    after = follow_up([clarified, short], at_most=2, thread_open=False)
    assert after is None or after.reason != VAGUE


def test_no_point_is_called_missing_where_nothing_could_be_told():
    told = exchange(question=ASKED, answer=HALF_HEARD, content=judged(ASKED, default="cannot_tell"))

    found = follow_up([told], at_most=2, thread_open=False)

    assert found is not None
    assert not found.key_point


@pytest.mark.parametrize("lead", ["", "Good, and ", "Okay. So ", "Now, "])
def test_a_word_to_the_candidate_is_nothing_that_a_follow_up_asks_for(lead):
    strong = f"{lead}how should the sorting behave while the trader is about to click a row?"
    asked = msgspec.structs.replace(
        ASKED,
        ask="A trader sorts a table that changes all the time. How do you draw it?",
        follow_ups=msgspec.structs.replace(ASKED.follow_ups, strong=strong),
    )
    content = judged(asked, default="heard")

    def after(answer: str) -> Move | None:
        told = exchange(question=asked, answer=answer, content=content)
        return follow_up([told], at_most=2, thread_open=False)

    assert after("I keep the row still while the pointer is over it, so nothing hops under a click.") is None
    assert after("I keep one map of what is known, and the screen draws from it ten times a second.")


def test_what_was_nearly_said_in_the_bank_s_words_is_not_asked_for():
    beside = " ".join(["I would talk to the people who use it and see what they say about it"] * 2)
    before = follow_up(
        [exchange(question=ASKED, answer=beside, content=judged(ASKED))], at_most=2, thread_open=False
    )
    assert before is not None and before.key_point
    point = next(point for point in ASKED.key_points if point.slug == before.key_point)

    said = exchange(question=ASKED, answer=f"{beside}. {point.paraphrases[0]}.", content=judged(ASKED))
    after = follow_up([said], at_most=2, thread_open=False)

    assert after is None or after.key_point != point.slug


def test_a_hint_is_not_about_what_the_answer_has_just_said():
    stale = question("yesterdays-price-in-the-cache")
    told = (
        "For the old price I'd put five minutes on each entry, and delete it when the price changes. "
        "With the second part I'm stuck. Could you give me a hint?"
    )
    missed = exchange(question=stale, answer=told, content=judged(stale))

    point = asking.point_to_hint_at(Move(MoveKind.HINT, question=stale), [missed])

    assert point == "one-filler"
