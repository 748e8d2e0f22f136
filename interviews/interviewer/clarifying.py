"""Answers to a candidate who asks back, without a language model: honest, general, and of use.

A real interviewer has figures at hand. Those of questions_back.yaml fit nearly every question of the bank,
given as something to take for granted; what the question itself says comes first.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from intervision.skills import vocabulary

from ..bank.schema import Question
from ..enums import QuestionKind

ANSWERS_FILE = Path(__file__).with_name("questions_back.yaml")
_FIGURES_ASKED = re.compile(
    r"\bhow (?:many|much|big|large|often|fast)\b|\bscale\b|\bsize\b|\btraffic\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"hundred|thousand|million|billion|dozen|half)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]+")


class Reply(NamedTuple):
    """Ways to answer one kind of question."""

    kind: str
    asks: re.Pattern[str] | None
    say: tuple[str, ...]


def ways_to_clarify(asked: str, question: Question | None, *, closer: str = "") -> tuple[str, ...]:
    """Return the ways to answer what the candidate asked back about a question.

    `closer` puts what is open in other words, or once more.
    """
    if question is not None and question.kind is QuestionKind.EXPERIENCE:
        # Nothing is given in a question about the candidate's own past, so nothing can be assumed.
        return replies("clarify")["own_case"].say
    for reply in replies("clarify").values():
        if reply.asks is None or not reply.asks.search(asked):
            continue
        if reply.kind == "use":
            if named := [mention.text for mention in vocabulary().find(asked)]:
                return tuple(way.format(thing=named[0]) for way in reply.say)
        elif reply.kind == "meaning":
            if closer:
                return tuple(way.format(closer=closer) for way in reply.say)
        elif reply.kind in ("scale", "speed") and _proposes(asked, question):
            return replies("clarify")["assume"].say
        elif reply.kind in ("scale", "speed") and (given := _given(asked, question)):
            return tuple(way.format(given=given) for way in replies("clarify")["given"].say)
        else:
            return reply.say
    return replies("clarify")["open"].say


def ways_to_talk(asked: str) -> tuple[str, ...]:
    """Return the ways to answer what was asked about the talk itself, not the question; none for others."""
    for reply in replies("talk").values():
        if reply.asks is not None and reply.asks.search(asked):
            return reply.say
    return ()


def ways_to_reply(asked: str) -> tuple[str, ...]:
    """Return the ways to reply to a candidate's own question at the end."""
    for reply in replies("reply").values():
        if reply.asks is not None and reply.asks.search(asked):
            return reply.say
    return replies("reply")["other"].say


@cache
def replies(part: str) -> dict[str, Reply]:
    """Return one part of questions_back.yaml, read once a process."""
    raw = yaml.safe_load(ANSWERS_FILE.read_text(encoding="utf-8"))[part]
    return {
        kind: Reply(
            kind,
            re.compile("|".join(entry["asks"]), re.IGNORECASE) if entry.get("asks") else None,
            tuple(entry["say"]),
        )
        for kind, entry in raw.items()
    }


def _proposes(asked: str, question: Question | None) -> bool:
    """Tell whether who asks for a figure proposes one as well: 'how many of them are seen, forty or so?'."""
    _, comma, tail = asked.rpartition(",")
    known = {figure.casefold() for figure in _NUMBER.findall(question.ask)} if question is not None else set()
    return bool(comma) and any(figure.casefold() not in known for figure in _NUMBER.findall(tail))


def _given(asked: str, question: Question | None) -> str:
    """Return the sentence of the question that holds the figures, when figures are asked for."""
    if question is None or not _FIGURES_ASKED.search(asked):
        return ""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(question.ask)]
    figures = [s for s in sentences if _NUMBER.search(s) and not s.endswith("?")]
    return figures[0] if figures else ""
