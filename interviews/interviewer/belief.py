"""What is believed about a candidate's skills: for each, the log-odds that it is a gap.

Before the first question the base rate, moved by what the CV, the job description and past sessions say;
then by the verdicts on key points. One verdict is a noisy witness, and several on one skill in one answer
are not independent: their mean counts, not their sum.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from ..analysis.judgement import PointJudgement, Verdict
from ..bank.schema import Question
from ..tailoring.tailoring import Tailoring
from .judgements import judgements
from .port import Exchange, MoveKind
from .understanding.intent import Intent, intent_of

# A quarter of the skills are gaps, before anything is known; who does badly throughout has weakest ones too.
SHARE_OF_GAPS = 0.25
BASE = math.log(SHARE_OF_GAPS / (1 - SHARE_OF_GAPS))
ON_CV = -0.5
WANTED_NOT_ON_CV = 0.4
PAST_SESSIONS = 2.4  # times (share of key points not heard - 0.5)
# The log-odds that the answer to one question moves one skill by, when all its points agree.
ANSWER = 2.2
VERDICTS = {Verdict.HEARD: -1.0, Verdict.PARTLY: 0.15, Verdict.NOT_HEARD: 1.0, Verdict.CANNOT_TELL: 0.0}
UNKNOWN_CERTAINTY = 0.45
GAVE_UP = 0.7
SKIPPED = 0.25  # people skip for many reasons


def prior_of(skill: str, *, tailoring: Tailoring, standing: Mapping[str, float]) -> float:
    """Return the log-odds that a skill is a gap before anything was asked."""
    odds = BASE
    if skill in tailoring.skills:
        odds += ON_CV
    elif skill in tailoring.wanted:
        odds += WANTED_NOT_ON_CV
    if skill in standing:
        odds += PAST_SESSIONS * (standing[skill] - 0.5)
    return odds


def beliefs(
    skills: Iterable[str],
    *,
    tailoring: Tailoring,
    standing: Mapping[str, float],
    exchanges: Sequence[Exchange],
) -> dict[str, float]:
    """Return for each skill the log-odds that it is a gap, from the priors and all that was answered."""
    odds = {skill: prior_of(skill, tailoring=tailoring, standing=standing) for skill in skills}
    for heard in answers_by_question(exchanges).values():
        for skill, evidence in evidence_of(heard).items():
            odds[skill] = odds.get(skill, BASE) + ANSWER * evidence
    return odds


def answers_by_question(exchanges: Iterable[Exchange]) -> dict[str, list[Exchange]]:
    """Group the exchanges about each question, in the order of the questions."""
    groups: dict[str, list[Exchange]] = {}
    for exchange in exchanges:
        if exchange.question is not None:
            groups.setdefault(exchange.question.slug, []).append(exchange)
    return groups


def evidence_of(exchanges: Sequence[Exchange]) -> dict[str, float]:
    """Return for each skill of one question how much its answers speak for a gap, about -1 to 1."""
    question = exchanges[0].question
    if question is None:
        return {}
    verdicts = verdicts_of(exchanges)
    if not verdicts:
        return _without_verdicts(exchanges, question)
    sums: dict[str, tuple[float, float]] = {}
    for point in question.key_points:
        found = verdicts.get(point.slug)
        if found is not None:
            total, weight = sums.get(point.skill, (0.0, 0.0))
            sums[point.skill] = (total + found * point.weight, weight + point.weight)
    return {skill: total / weight for skill, (total, weight) in sums.items() if weight}


def verdicts_of(exchanges: Sequence[Exchange]) -> dict[str, float]:
    """Return key point -> how much speaks for a gap. What came only after a probe or a hint counts half."""
    found: dict[str, float] = {}
    for exchange, judged in judgements(exchanges):
        value = _value(judged)
        if judged.key_point not in found:
            found[judged.key_point] = value
        elif value < found[judged.key_point]:
            found[judged.key_point] = (found[judged.key_point] + value) / 2
        elif exchange.kind is MoveKind.FOLLOW_UP and exchange.key_point == judged.key_point:
            found[judged.key_point] = max(found[judged.key_point], value)
    return found


def _value(judged: PointJudgement) -> float:
    value = VERDICTS[judged.verdict]
    if judged.misconception:
        value = max(value, VERDICTS[Verdict.NOT_HEARD])
    return value * (0.3 + (judged.certainty or UNKNOWN_CERTAINTY))


def _without_verdicts(exchanges: Sequence[Exchange], question: Question) -> dict[str, float]:
    if any(exchange.skipped for exchange in exchanges):
        return dict.fromkeys(question.skills, SKIPPED)
    if any(intent_of(exchange.answer) is Intent.DOES_NOT_KNOW for exchange in exchanges):
        return dict.fromkeys(question.skills, GAVE_UP)
    return {}


def centred(odds: Mapping[str, float]) -> dict[str, float]:
    """Return the log-odds of being among the weakest quarter: shifted until they add up to a quarter."""
    low, high, wanted = -12.0, 12.0, SHARE_OF_GAPS * len(odds)
    for _ in range(24):
        shift = (low + high) / 2
        if sum(probability(value + shift) for value in odds.values()) < wanted:
            low = shift
        else:
            high = shift
    return {skill: value + low for skill, value in odds.items()}


def probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
