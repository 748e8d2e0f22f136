"""From both passes to findings: strengths and gaps with the words that they rest on. Pure functions."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from interviews.history import (
    ContentJudgement,
    InterviewRecord,
    KeyPoint,
    PointJudgement,
    Question,
    TurnRecord,
    Verdict,
)

from . import severity
from .admission import MADE, admission, says_dont_know
from .evidence import Quote, Role, place, quote_at
from .passages import nearest_passage, stems

STRENGTH, GAP, DELIVERY = "strength", "gap", "delivery"
FOLLOW_UP = "follow_up"  # the kind of a turn

# A quote is read in the margin; the analyst may rely on more words than one reads there.
LONGEST_QUOTE = 45


class Shade(StrEnum):
    """What kind of strength, gap or delivery finding it is; the words are chosen by it."""

    HEARD = "heard"
    HEARD_LATER = "heard_later"  # after a follow-up
    BEYOND = "beyond"
    NOT_HEARD = "not_heard"
    PARTLY = "partly"
    MISTAKEN = "mistaken"  # a known wrong belief was said
    SAID_SO = "said_so"  # 'I don't know'
    SOUNDS = "sounds"
    PAUSES = "pauses"
    FAST = "fast"
    SLOW = "slow"
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
    because: str = ""
    reveals: str = ""
    probe: str = ""
    sign: str = ""  # of depth, in the last piece of evidence
    amounts: tuple[tuple[str, str], ...] = ()  # what was measured, for delivery

    @property
    def relied_on(self) -> tuple[Quote, ...]:
        return self.evidence


class Asked(msgspec.Struct, frozen=True):
    """One question of the interview with all turns that belong to it, in order."""

    nth: int
    question: Question
    turns: tuple[TurnRecord, ...]

    @property
    def answered(self) -> tuple[TurnRecord, ...]:
        return tuple(turn for turn in self.turns if turn.words and not turn.skipped)


class Findings(msgspec.Struct, frozen=True):
    strengths: tuple[Finding, ...]
    gaps: tuple[Finding, ...]
    drops: dict[str, int]  # claims that could not be made, by reason


def asked_questions(record: InterviewRecord) -> tuple[Asked, ...]:
    """Return the questions in the order in which they were asked first."""
    grouped: dict[str, tuple[Question, list[TurnRecord]]] = {}
    for turn in record.turns:
        if turn.question is not None:
            grouped.setdefault(turn.question.slug, (turn.question, []))[1].append(turn)
    return tuple(
        Asked(nth, question, tuple(turns)) for nth, (question, turns) in enumerate(grouped.values(), start=1)
    )


def attempts(turn: TurnRecord) -> bool:
    """Return whether the answer is about its question at all: silence, small talk and abuse show no gap."""
    question, content = turn.question, turn.content
    if question is None or turn.skipped or not turn.words:
        return False
    if content and (
        content.beyond_span is not None
        or any(point.verdict in MADE or point.misconception for point in content.points)
    ):
        return True
    matter = stems(" ".join([question.ask, *(point.point for point in question.key_points)]))
    return len(stems(turn.answer) & matter) >= 3 or says_dont_know(turn) is not None


def find(record: InterviewRecord, *, missed_before: Mapping[str, int] | None = None) -> Findings:
    """Return what the content pass supports, each under a key of its own. `missed_before` counts earlier gaps
    by skill."""
    strengths: list[Finding] = []
    gaps: list[Finding] = []
    drops: dict[str, int] = {}
    wanted = frozenset(record.focus) | frozenset(record.wanted)
    for asked in asked_questions(record):
        turns = tuple(turn for turn in asked.answered if attempts(turn) and turn.content is not None)
        if not turns:
            continue
        taken: set[tuple[int, int]] = set()
        said_so = _said_so(asked, turns, wanted)
        for point in asked.question.key_points:
            finding = _of_point(asked, turns, point, wanted, taken, said_so.get(point.slug))
            if isinstance(finding, str):
                drops[finding] = drops.get(finding, 0) + 1
            elif finding is not None and finding.kind == STRENGTH:
                strengths.append(finding)
            elif finding is not None:
                gaps.append(finding)
        strengths += _beyond(asked, turns)
    strengths.sort(key=lambda finding: (-finding.rank, finding.turn))
    return Findings(tuple(strengths), _ranked(gaps, missed_before or {}), drops)


def _of_point(
    asked: Asked,
    turns: tuple[TurnRecord, ...],
    point: KeyPoint,
    wanted: frozenset[str],
    taken: set[tuple[int, int]],
    said_so: Finding | None,
) -> Finding | str | None:
    """Return the finding on one key point, the reason why there can't be one, or None for nothing to say."""
    judged = [
        (turn, judgement)
        for turn in turns
        for judgement in (turn.content.points if turn.content else ())
        if judgement.key_point == point.slug
    ]
    common: dict[str, Any] = {
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
    heard = [(turn, judgement) for turn, judgement in judged if judgement.verdict is Verdict.HEARD]
    if heard:
        turn, judgement = heard[0]
        said = _said(turn, judgement)
        if not said:
            return "no_evidence"
        deep = _depth_beside(turn, said)
        later = _after_follow_up(asked, turn)
        return Finding(
            kind=STRENGTH,
            shade=Shade.HEARD_LATER if later else Shade.HEARD,
            turn=turn.number,
            evidence=(*said, *([deep[1]] if deep else [])),
            sign=deep[0] if deep else "",
            rank=point.weight
            * max(0.1, judgement.certainty)
            * (0.8 if later else 1.0)
            * (1.2 if deep else 1.0),
            **common,
        )
    asked_again = any(turn.key_point == point.slug for turn in turns)
    partly = [(turn, judgement) for turn, judgement in judged if judgement.verdict is Verdict.PARTLY]
    # A belief without the words that voice it can't be shown; the point was not heard all the same.
    mistaken = [item for item in judged if item[1].misconception and item[1].evidence]
    # Who says that they don't know has not left out every point of the question one by one.
    missed = [
        (turn, judgement)
        for turn, judgement in judged
        if judgement.verdict is Verdict.NOT_HEARD and admission(turn) is None
    ]
    unsure = any(judgement.verdict is Verdict.CANNOT_TELL for _, judgement in judged)
    if mistaken:
        turn, judgement = mistaken[-1]
        said = _said(turn, judgement)
        if not said:
            return "no_evidence"
        return _gap(Shade.MISTAKEN, turn, said, judgement, point, wanted, asked_again, common)
    if partly:
        turn, judgement = partly[-1]
        said = _said(turn, judgement)
        if not said:
            return "no_evidence"
        return _gap(Shade.PARTLY, turn, said, judgement, point, wanted, asked_again, common)
    if said_so is not None:
        return said_so
    if not missed or (unsure and not any(turn.key_point == point.slug for turn, _ in missed)):
        return None
    turn, judgement = next(
        ((turn, judged) for turn, judged in missed if turn.key_point == point.slug), missed[0]
    )
    quotes = _omission(turn, point, taken)
    if not quotes:
        return "no_evidence"
    return _gap(Shade.NOT_HEARD, turn, quotes, judgement, point, wanted, asked_again, common)


def _gap(
    shade: Shade,
    turn: TurnRecord,
    evidence: tuple[Quote, ...],
    judgement: PointJudgement,
    point: KeyPoint,
    wanted: frozenset[str],
    asked_again: bool,
    common: dict[str, Any],
) -> Finding:
    sure = severity.certainty(
        judged=judgement.certainty, partly=shade is Shade.PARTLY, asked_again=asked_again
    )
    need = severity.need(weight=point.weight, wanted=point.skill in wanted)
    return Finding(
        kind=GAP,
        shade=shade,
        turn=turn.number,
        evidence=evidence,
        rank=severity.severity(need=need, certainty=sure, times=1),
        asked_again=asked_again,
        reveals=judgement.misconception if shade is Shade.MISTAKEN else "",
        because="wanted" if point.skill in wanted else "",
        **common,
    )


def _after_follow_up(asked: Asked, turn: TurnRecord) -> bool:
    """Return whether it took a follow-up to get to this turn; a repeat or a check-in is none."""
    return any(other.kind == FOLLOW_UP for other in asked.turns[1:] if other.number <= turn.number)


def _said_so(asked: Asked, turns: tuple[TurnRecord, ...], wanted: frozenset[str]) -> dict[str, Finding]:
    """Return the gaps that the candidate named, by key point: the one that was asked about, else the central
    one of those that no turn made."""
    made = {
        point.key_point
        for turn in turns
        for point in (turn.content.points if turn.content else ())
        if point.verdict in MADE
    }
    still_open = {point.slug: point for point in asked.question.key_points if point.slug not in made}
    found: dict[str, Finding] = {}
    about = ""
    for turn in asked.turns:
        # A check-in or a hint goes on about what was asked before it.
        about = turn.key_point or ("" if turn.kind == FOLLOW_UP else about)
        quote = admission(turn) if turn in turns else None
        heaviest = max(still_open.values(), key=lambda point: point.weight, default=None)
        point = still_open.get(about) if about else heaviest
        if quote is None or point is None or point.slug in found:
            continue
        found[point.slug] = Finding(
            kind=GAP,
            key=f"{asked.question.slug}/{point.slug}",
            shade=Shade.SAID_SO,
            turn=turn.number,
            evidence=tuple(q for q in (quote, _question_of(turn)) if q),
            rank=severity.severity(
                need=severity.need(weight=point.weight, wanted=point.skill in wanted), certainty=0.9, times=1
            ),
            question=asked.question.slug,
            nth=asked.nth,
            ask=asked.question.ask,
            key_point=point.slug,
            point=point.point,
            skill=point.skill,
            weight=point.weight,
            probe=point.probe,
            because="wanted" if point.skill in wanted else "",
        )
    return found


def _ranked(gaps: list[Finding], missed_before: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return the gaps by severity, with how often each skill was missed, and why each stands where it
    does."""
    answers: dict[str, set[str]] = {}
    for gap in gaps:
        answers.setdefault(gap.skill, set()).add(gap.question)
    ranked = []
    for gap in gaps:
        times = len(answers[gap.skill]) + missed_before.get(gap.skill, 0)
        ranked.append(
            msgspec.structs.replace(
                gap,
                times=times,
                rank=gap.rank * min(times, severity.MOST_TIMES),
                because=severity.in_words(
                    weight=gap.weight,
                    wanted=bool(gap.because),
                    partly=gap.shade is Shade.PARTLY,
                    asked_again=gap.asked_again,
                    wrong=gap.shade is Shade.MISTAKEN,
                    times=times,
                ),
            )
        )
    return tuple(sorted(ranked, key=lambda gap: (-gap.rank, gap.turn, gap.key)))


def _said(turn: TurnRecord, judgement: PointJudgement) -> tuple[Quote, ...]:
    found = [place(span, turn) for span in judgement.evidence]
    return tuple(_shortened(quote, turn) for quote in found if quote is not None)[:2]


def _shortened(quote: Quote, turn: TurnRecord) -> Quote:
    if quote.last - quote.first < LONGEST_QUOTE:
        return quote
    return quote_at(turn, quote.first, quote.first + LONGEST_QUOTE - 1, quote.role)


def _omission(turn: TurnRecord, point: KeyPoint, taken: set[tuple[int, int]]) -> tuple[Quote, ...]:
    """Return what was said where the point would have stood, and the question."""
    mine = frozenset(first for number, first in taken if number == turn.number)
    cut = nearest_passage(turn, to=f"{point.point} {point.probe}", taken=mine)
    if cut is None:
        return ()
    taken.add((turn.number, cut[0]))
    question = _question_of(turn)
    instead = quote_at(turn, cut[0], cut[1], Role.INSTEAD)
    return (instead, question) if question else (instead,)


def _question_of(turn: TurnRecord) -> Quote | None:
    """Return the last sentence that the interviewer asked."""
    words = turn.said.split()
    if not words:
        return None
    ends = [index for index, word in enumerate(words[:-1]) if word.rstrip("\"'”’")[-1:] in ".?!"]
    return quote_at(turn, ends[-1] + 1 if ends else 0, len(words) - 1, Role.ASKED)


def _depth_beside(turn: TurnRecord, said: Iterable[Quote]) -> tuple[str, Quote] | None:
    """Return (kind, quote) of a sign of depth in the same answer that stands outside what is quoted
    already."""
    content: ContentJudgement | None = turn.content
    quoted = [(quote.first, quote.last) for quote in said]
    for sign in content.depth if content else ():
        quote = place(sign.span, turn)
        if quote is None or any(first <= quote.last and quote.first <= last for first, last in quoted):
            continue
        if min(abs(quote.first - last) for _, last in quoted) <= 40:
            return (sign.kind, _shortened(quote, turn))
    return None


def _beyond(asked: Asked, turns: tuple[TurnRecord, ...]) -> list[Finding]:
    found = []
    for turn in turns:
        content = turn.content
        if content is None or not content.beyond or content.beyond_span is None:
            continue
        quote = place(content.beyond_span, turn)
        if quote is not None:
            found.append(
                Finding(
                    kind=STRENGTH,
                    key=f"{asked.question.slug}/beyond-{turn.number}",
                    shade=Shade.BEYOND,
                    turn=turn.number,
                    evidence=(_shortened(quote, turn),),
                    rank=3.0,
                    question=asked.question.slug,
                    nth=asked.nth,
                    ask=asked.question.ask,
                    point=content.beyond,
                    skill=asked.question.skills[0],
                    weight=3,
                )
            )
    return found
