"""The bank's words for what a move asks, and the words in which the open question was put last."""

import re
from collections.abc import Sequence

from ..bank.schema import KeyPoint, Question
from .belief import verdicts_of
from .follow_up import STRONG, THREAD, says_most_of, sentences_of
from .port import Exchange, Move, MoveKind
from .sequence import ENDING, about_question

ABOUT_A_THREAD = "What made you choose that there, and what came of it?"
_ASKED = (MoveKind.OPEN, MoveKind.QUESTION, MoveKind.MOVE_ON, MoveKind.FOLLOW_UP)
_QUESTION = re.compile(r"[^.!?]*\?")
# 'Is that right?' is not answered by the nod with which a question of the bank begins.
_NOD = re.compile(r"^(?:yes|okay|right|good|fine|all right)[.,] +(?=\w)", re.IGNORECASE)


def words_of(move: Move) -> str:
    """Return the question that a move asks, in the bank's words; empty when it asks none."""
    question = move.question
    if question is None:
        return ""
    if move.kind is not MoveKind.FOLLOW_UP:
        return question.ask
    follow_ups = question.follow_ups
    return probe_of(question, move.key_point) or {
        STRONG: follow_ups.strong,
        THREAD: ABOUT_A_THREAD,
    }.get(move.reason, follow_ups.vague)


def without_nod(ask: str) -> str:
    """Return a question without the 'Okay.' before it, where something else was said first."""
    rest = _NOD.sub("", ask)
    return rest[:1].upper() + rest[1:]


def _without_and(ask: str) -> str:
    """Return a question without the 'And' that takes up an answer: it is put once more."""
    rest = ask.removeprefix("And ")
    return rest[:1].upper() + rest[1:]


def probe_of(question: Question, key_point: str) -> str:
    return next((point.probe for point in question.key_points if point.slug == key_point), "")


def point_to_hint_at(move: Move, exchanges: Sequence[Exchange]) -> str:
    """Return the key point that a hint is about: the move's own, or the most central that is still open.

    What a sentence has most words of comes last: who asks for help knows that part. Empty when nothing is
    left to hint at.
    """
    question = move.question
    if question is None or move.key_point:
        return move.key_point
    about = about_question(exchanges)
    verdicts = verdicts_of(about) if about and about[-1].question == question else {}
    hinted = {exchange.key_point for exchange in about if exchange.kind is MoveKind.HINT}
    left = [p for p in question.key_points if verdicts.get(p.slug, 1.0) > 0 and p.slug not in hinted]
    said = sentences_of(about)

    def helps(point: KeyPoint) -> tuple[bool, int]:
        return (not says_most_of(point, said, in_part=True), point.weight)

    best = max(left, key=helps, default=None)
    return best.slug if best else ""


def asked_last(exchanges: Sequence[Exchange], question: Question | None) -> str:
    """Return the open question as it was put last: the follow-up, when one is open.

    Without what led up to it: a receipt is not said twice. Where no question is open, at the end, it is what
    was said last: the invitation, or the reply to the candidate's own question.
    """
    if question is None:
        return next((each.said for each in reversed(exchanges) if each.kind in ENDING), "")
    last = next((each for each in reversed(exchanges) if each.kind in _ASKED and each.question), None)
    if last is None or last.question is None or last.kind is not MoveKind.FOLLOW_UP:
        return question.ask if question else ""
    follow_ups, probe = last.question.follow_ups, probe_of(last.question, last.key_point)
    for text in (probe, follow_ups.strong, follow_ups.vague):
        if text and without_nod(text).casefold() in last.said.casefold():
            return _without_and(without_nod(text))
    questions = (text.strip() for text in _QUESTION.findall(last.said))  # a model has words of its own
    return " ".join(questions) or probe or last.question.ask
