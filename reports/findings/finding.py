"""What can be claimed of an interview: strengths, gaps and delivery, each with the words that it rests on.

key_points.py finds the first two, coaching.py the third.
"""

from enum import StrEnum
from typing import Any

import msgspec

from interviews.history import KeyPoint

from ..answers.asked import Asked
from ..evidence import Quote
from .severity import NamedBy

STRENGTH, GAP, DELIVERY = "strength", "gap", "delivery"


class Shade(StrEnum):
    """What kind of strength, gap or delivery finding it is; the words are chosen by it."""

    HEARD = "heard"
    HEARD_LATER = "heard_later"  # after a follow-up
    ADDED = "added"  # when another question had been asked, or all of them
    BEYOND = "beyond"
    NOT_HEARD = "not_heard"
    LIKELY_OPEN = "likely_open"  # not heard, as far as can be told
    PARTLY = "partly"
    MISTAKEN = "mistaken"  # a known wrong belief was said
    AT_FIRST = "at_first"  # it was said, and taken up again when the point was asked about
    BESIDE = "beside"  # it was said, and so, perhaps, was the point
    SAID_SO = "said_so"  # 'I don't know'
    SOUNDS = "sounds"
    PAUSES = "pauses"
    FAST = "fast"
    SLOW = "slow"
    QUICK = "quick"  # all along
    UNHURRIED = "unhurried"
    WORDS = "words"  # lexical fillers
    RESTARTS = "restarts"
    HEDGES = "hedges"
    TRAILING = "trailing"
    STEADY = "steady"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be claimed. `evidence` is never empty; `rank` orders findings of a kind, highest
    first, and is shown to nobody."""

    kind: str
    key: str
    shade: Shade
    turn: int
    evidence: tuple[Quote, ...]
    rank: float
    question: str = ""
    nth: int = 0  # of the questions, from 1
    ask: str = ""
    key_point: str = ""
    point: str = ""
    skill: str = ""
    weight: int = 2
    times: int = 1
    asked_again: bool = False
    named_by: NamedBy | None = None
    because: str = ""
    reveals: str = ""
    probe: str = ""
    unclear: bool = False  # the recogniser guessed many of the first quote's words
    sign: str = ""  # of depth, in the last piece of evidence
    amounts: tuple[tuple[str, str], ...] = ()  # what was measured, for delivery


class Findings(msgspec.Struct, frozen=True):
    strengths: tuple[Finding, ...]
    gaps: tuple[Finding, ...]
    drops: dict[str, int]  # claims that could not be made, by reason


def on_point(asked: Asked, point: KeyPoint) -> dict[str, Any]:
    """Return what every finding on a key point says of it."""
    return {
        "question": asked.question.slug,
        "nth": asked.nth,
        "ask": asked.question.ask,
        "key": f"{asked.question.slug}/{point.slug}",
        "key_point": point.slug,
        "point": point.point,
        "skill": point.skill,
        "weight": point.weight,
        "probe": point.probe,
    }
