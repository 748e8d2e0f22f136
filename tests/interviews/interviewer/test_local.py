"""The interviewer without a model: it takes up what was said, and does not sound like a form."""

import re

import pytest

from interviews.bank.schema import Question
from interviews.interviewer.local import LocalInterviewer, words_for
from interviews.interviewer.phrasing import landmark, phrases
from interviews.interviewer.port import Move, MoveKind
from interviews.interviewer.sequence import THROUGH
from interviews.tailoring.tailoring import Tailoring
from tests.interviews.interviewer.candidates import CAST, interview
from tests.interviews.interviewer.cast import bank, exchange, judged, opened, question, situation


async def said(about) -> str:
    return "".join([piece async for piece in LocalInterviewer().say(about)])


async def test_words_come_in_small_pieces():
    about = situation(Move(kind=MoveKind.OPEN, question=question()))
    pieces = [piece async for piece in LocalInterviewer().say(about)]

    assert "".join(pieces) == words_for(about)
    assert max(len(piece.split()) for piece in pieces) <= 2


def test_opening_says_what_it_is_that_pausing_is_fine_and_asks():
    for seed in range(6):
        text = words_for(situation(Move(kind=MoveKind.OPEN, question=question()), seed=seed))

        assert "language model" in text
        assert "backend" in text
        assert re.search(r"think|paus", text, re.IGNORECASE)
        assert text.endswith(question().ask.strip())


@pytest.mark.parametrize("who", CAST)
def test_no_phrase_comes_twice_while_there_is_another(who):
    for seed in range(4):
        told = [each.said.casefold() for each in interview(who, minutes=10, seed=seed)]

        for name, ways in phrases().items():
            marks = [landmark(way) for way in ways if len(landmark(way)) > 12]
            used = [sum(mark in text for text in told) for mark in marks]
            assert not used or max(used) <= min(used) + 1, (name, used)


@pytest.mark.parametrize("who", CAST)
def test_nothing_of_the_rubric_is_told_in_interview_manner(who):
    for seed in range(3):
        exchanges = interview(who, minutes=25, seed=seed)
        answers = " ".join(each.answer for each in exchanges).casefold()
        for each in exchanges:
            for point in each.question.key_points if each.question else ():
                assert point.point.casefold() not in each.said.casefold() or point.point.casefold() in answers


@pytest.mark.parametrize("who", CAST)
def test_interview_manner_praises_nobody(who):
    empty = re.compile(
        r"\b(?:great|excellent|perfect|awesome|amazing|fantastic|well done|good job)\b", re.IGNORECASE
    )
    for each in interview(who, minutes=25, seed=5):
        own_words = each.said
        for asked in written(each.question):
            own_words = own_words.replace(asked, "")
        assert not empty.search(own_words)


def written(about: Question | None) -> list[str]:
    """Return all that the bank lets somebody ask about a question."""
    if about is None:
        return []
    return [
        about.ask,
        about.follow_ups.strong,
        about.follow_ups.vague,
        *(point.probe for point in about.key_points),
    ]


def test_no_placeholder_is_left_open():
    for who in CAST:
        for coaching in (False, True):
            for each in interview(who, minutes=10, seed=2, coaching=coaching):
                assert not re.search(r"[{}$]|\s{2,}| \.|\.\.(?!\.)", each.said), each.said


def test_hint_points_at_what_was_left_out_without_telling_it():
    content = judged(
        question(), default="heard", **{question().key_points[2].slug.replace("-", "_"): "not_heard"}
    )
    text = words_for(
        situation(Move(kind=MoveKind.HINT, question=question()), opened("I'd use a key.", content=content))
    )

    assert question().key_points[2].probe in text
    assert question().key_points[2].point not in text


def test_question_at_the_end_is_answered_honestly():
    asked = exchange("invite_questions", "Are you a real person?")
    text = words_for(situation(Move(kind=MoveKind.ANSWER_CANDIDATE), asked))

    assert "program" in text


def test_last_reply_to_the_candidate_asks_for_nothing_more():
    asked = exchange("answer_candidate", "Are you a real person?")
    text = words_for(situation(Move(kind=MoveKind.CLOSE, reason="answer"), opened("I'd use a key."), asked))

    assert "program" in text
    assert "report" in text.lower()
    assert "?" not in text


def test_candidate_who_has_a_question_is_told_to_go_ahead():
    first = exchange("invite_questions", "Yes.", said=phrases()["invite"][0])
    move = Move(kind=MoveKind.INVITE_QUESTIONS, reason="go_ahead")

    assert words_for(situation(move, opened("I'd use a key."), first)) in phrases()["go_ahead"]


def test_reply_to_the_candidate_is_repeated():
    told = "I don't grade anybody. Anything else?"
    replied = exchange("answer_candidate", "Sorry, what was that?", said=told)
    probed = exchange("follow_up", "Well.", question=question(), said="And then?")

    assert words_for(situation(Move(kind=MoveKind.REPEAT), probed, replied)).endswith(told)


def test_close_is_specific_when_something_was_heard():
    content = judged(question(), default="not_heard")
    told = interview("strong", minutes=10, seed=3)[-1].said

    assert content
    assert "you" in told
    assert "report" in told.lower()


def test_other_languages_are_not_claimed():
    assert LocalInterviewer().supports("en-GB")
    assert not LocalInterviewer().supports("de")


REFERRING = (
    ("echo", "echo_stay"),
    ("next_callback",),
    ("next_passage",),
    ("next_wanted",),
    ("in_passing",),
)


@pytest.mark.parametrize("who", ["strong", "middling", "weak", "rambling"])
def test_one_preface_a_turn_refers_to_what_was_said(who):
    for seed in range(3):
        tailoring = Tailoring(passages=("moved a monolith to PostgreSQL",), wanted=("caching", "kafka"))
        for each in interview(who, minutes=45, seed=seed, tailoring=tailoring):
            told = each.said.casefold()
            found = [
                names
                for names in REFERRING
                if any(
                    len(mark := landmark(way)) > 5 and mark in told
                    for name in names
                    for way in phrases()[name]
                )
            ]
            assert len(found) <= 1, each.said


def test_who_is_through_before_the_time_is_told_how_much_is_left():
    move = Move(MoveKind.INVITE_QUESTIONS, reason=THROUGH)

    text = words_for(situation(move, opened("We store the key."), elapsed_ms=10 * 60_000))

    assert "about 15 minutes" in text
    assert text.endswith("What would you like to ask?")


@pytest.mark.parametrize(("kind", "way"), [("question", "skipped"), ("check_in", "left_open")])
def test_who_only_said_nothing_is_not_answered_as_if_they_had_asked_to_skip(kind, way):
    asked = next(each for each in bank() if each != question())
    last = exchange(kind, "", question=question(), skipped=True)

    text = words_for(situation(Move(kind=MoveKind.MOVE_ON, question=asked), opened("Hm."), last))

    assert text.startswith(tuple(phrases()[way]))


def test_an_answer_of_which_nothing_is_taken_up_is_acknowledged():
    move = Move(kind=MoveKind.QUESTION, question=bank()[1])
    for seed in range(12):
        text = words_for(situation(move, opened("It depends, I'd say, on many things."), seed=seed))

        assert text.startswith(phrases()["noted"])
        assert (
            sum(text.count(way) for way in phrases()["noted"]) <= 2
        )  # 'Okay.' is in 'Okay, thanks.' as well


def test_no_answer_is_acknowledged_twice():
    move = Move(kind=MoveKind.QUESTION, question=bank()[1])
    answer = "I'd have the caller generate a unique key for each payment and put it in a header."
    content = judged(question(), default="not_heard", client_key="heard")
    for seed in range(12):
        text = words_for(situation(move, opened(answer, content=content), seed=seed))

        assert text.startswith(phrases()["noted"]) is ("the caller generate" not in text)
