"""Which question to ask next: the one whose answer would tell most about which skills are the gaps.

Breadth comes first: digging where somebody is weakest finds fewer gaps than looking elsewhere. Around the
information stand the manners: what fits the level, what was not asked before, a warm beginning, the strands
woven in, and at the end something that they can do.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from ..bank.schema import Question
from ..enums import QuestionKind, Seniority, Strand
from ..tailoring.tailoring import Tailoring
from . import belief
from .outlook import Outlook
from .port import Exchange, MoveKind

LEVELS = [level.value for level in Seniority]
# A 10-minute interview has no room for a ten-minute question, nor the strands' share of a long one.
STRAND_FROM_MS = 20 * 60_000
FOCUS, WANTED, ON_CV = 3.0, 1.8, 1.2
OTHER_LEVEL = 0.35
SEEN_BEFORE = 0.08
SAME_KIND_AGAIN = 0.98
SAME_SKILL_AGAIN = 0.8  # right after a question about it
MISSING_STRAND = 1.6
VARIETY = 0.02  # how far chance may move a question's worth, so that two interviews differ


class SequencePlan(msgspec.Struct, frozen=True):
    """What is known before the first question. `standing`: skill -> share of its points missed before."""

    domain: str
    seniority: str
    length_ms: int
    language: str = "en"
    focus: tuple[str, ...] = ()
    tailoring: Tailoring = Tailoring()
    asked_before: tuple[str, ...] = ()
    standing: dict[str, float] = {}
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the interview stands when a question is chosen."""

    odds: Mapping[str, float]  # per skill, the log-odds of a gap
    outlook: Outlook  # what a question would tell about which skills are among the weakest quarter
    touched: Mapping[str, int]  # per skill, how many questions have told about it
    asked: Sequence[Question]

    @property
    def slugs(self) -> frozenset[str]:
        return frozenset(question.slug for question in self.asked)


def standing_of(plan: SequencePlan, exchanges: Sequence[Exchange], bank: Iterable[Question]) -> Standing:
    """Return what the exchanges so far amount to."""
    asked = {e.question.slug: e.question for e in exchanges if e.question is not None}
    skills = {skill for question in (*bank, *asked.values()) for skill in question.skills}
    odds = belief.beliefs(
        sorted(skills), tailoring=plan.tailoring, standing=plan.standing, exchanges=exchanges
    )
    return Standing(
        odds=odds,
        outlook=Outlook(belief.centred(odds)),
        touched=Counter(skill for question in asked.values() for skill in question.skills),
        asked=tuple(asked.values()),
    )


def choose(
    plan: SequencePlan, standing: Standing, bank: Sequence[Question], *, left_ms: int, ease: bool = False
) -> Question | None:
    """Return the next question, None when none that is left fits the time. `ease`: one that they can do."""
    open_questions = [q for q in bank if q.slug not in standing.slugs and fits_time(q, left_ms)]
    if not open_questions:
        return None
    fitting = [q for q in open_questions if level_distance(q, plan.seniority) <= 1] or open_questions
    wanted = _on_focus(plan, standing, fitting) or fitting
    if not standing.asked:
        return max(wanted, key=lambda q: (_warmth(plan, q) * _tells(plan, standing, q) ** 1.5, q.slug))
    if is_last(fitting, left_ms) or ease:
        return max(wanted, key=lambda q: (_comfort(plan, standing, q), q.slug))
    return max(wanted, key=lambda q: (_worth(plan, standing, q), q.slug))


def _on_focus(plan: SequencePlan, standing: Standing, questions: Sequence[Question]) -> list[Question]:
    """Return the questions about the skill whose turn it is of those that the candidate chose; none when all
    about them were asked.

    They come first, in their order and by turns: whoever practises one skill came for that one.
    """
    for skill in sorted(plan.focus, key=lambda skill: standing.touched.get(skill, 0)):
        if about := [question for question in questions if skill in question.skills]:
            return about
    return []


def fits_time(question: Question, left_ms: int) -> bool:
    """Tell whether there is time for a good part of what a question takes."""
    return question.minutes * 60_000 * 0.6 <= left_ms


def is_last(questions: Sequence[Question], left_ms: int) -> bool:
    """Tell whether no second question fits after this one."""
    shortest = min(question.minutes for question in questions) * 60_000
    return left_ms < shortest * 1.7


def level_distance(question: Question, seniority: str) -> int:
    """Return how many levels lie between a question and a candidate, 0 when it is meant for them."""
    here = LEVELS.index(seniority) if seniority in LEVELS else 2
    return min((abs(LEVELS.index(level.value) - here) for level in question.levels), default=0)


def _worth(plan: SequencePlan, standing: Standing, question: Question) -> float:
    worth = _tells(plan, standing, question) * _suits(plan, question) * _difficulty(plan, standing, question)
    if standing.asked and standing.asked[-1].kind == question.kind:
        worth *= SAME_KIND_AGAIN
    if _goes_over(plan, standing, question):
        worth *= SAME_SKILL_AGAIN
    if question.kind is QuestionKind.EXPERIENCE and any(
        asked.kind is QuestionKind.EXPERIENCE for asked in standing.asked[-3:]
    ):
        worth *= SAME_KIND_AGAIN**2
    if plan.length_ms >= STRAND_FROM_MS:
        worth *= _strand_pull(plan, standing, question)
    return worth * _chance(plan, question)


def _goes_over(plan: SequencePlan, standing: Standing, question: Question) -> bool:
    """Tell whether the question before was about one of the same skills, and nobody asked to stay with it."""
    before = standing.asked[-1].skills if standing.asked else ()
    return bool(set(before) & set(question.skills) - set(plan.focus))


def _tells(plan: SequencePlan, standing: Standing, question: Question) -> float:
    """Return how much an answer is expected to tell about which skills are the gaps, by relevance."""
    if not question.skills:
        return 0.0
    matters = sum(relevance(plan, skill) for skill in question.skills) / len(question.skills)
    return standing.outlook.tells(question.skills) * matters


def relevance(plan: SequencePlan, skill: str) -> float:
    """Return how much it matters to know about a skill in this interview."""
    if skill in plan.focus:
        return FOCUS
    if skill in plan.tailoring.wanted:
        return WANTED
    return ON_CV if skill in plan.tailoring.skills else 1.0


def _suits(plan: SequencePlan, question: Question) -> float:
    suits = 1.0 if level_distance(question, plan.seniority) == 0 else OTHER_LEVEL
    return suits * (SEEN_BEFORE if question.slug in plan.asked_before else 1.0)


def _difficulty(plan: SequencePlan, standing: Standing, question: Question) -> float:
    """Lean to harder questions after good answers, to easier ones after weak answers."""
    known = [
        standing.odds[skill] for skill, count in standing.touched.items() if count and skill in standing.odds
    ]
    if len(known) < 3 or plan.seniority not in LEVELS or not question.levels:
        return 1.0
    doing_well = 0.25 - sum(map(belief.probability, known)) / len(known)
    ranks = [LEVELS.index(level.value) for level in question.levels]
    lean = sum(ranks) / len(ranks) - LEVELS.index(plan.seniority)
    return 1 + 0.3 * max(-1.0, min(1.0, lean)) * max(-1.0, min(1.0, 4 * doing_well))


def _strand_pull(plan: SequencePlan, standing: Standing, question: Question) -> float:
    """Draw in the strands that have not been touched, the more the later it is."""
    seen = {strand for asked in standing.asked for strand in asked.strands}
    missing = [strand for strand in question.strands if strand not in seen]
    if not missing or (
        Strand.SYSTEM_DESIGN in missing and plan.seniority in LEVELS[:2] and len(missing) == 1
    ):
        return 1.0
    return 1 + (MISSING_STRAND - 1) * min(1.0, len(standing.asked) / 3)


def _warmth(plan: SequencePlan, question: Question) -> float:
    """The first question is one that somebody of this level can start talking about at once."""
    warm = 1.0 if question.kind is QuestionKind.EXPERIENCE else 0.6
    if question.kind in (QuestionKind.CODE, QuestionKind.DESIGN) or question.minutes > 5:
        warm = 0.3
    ranks = [LEVELS.index(level.value) for level in question.levels]
    if ranks and plan.seniority in LEVELS and min(ranks) < LEVELS.index(plan.seniority):
        warm *= 1.15
    warm *= 1 + 0.4 * sum(skill in plan.tailoring.skills for skill in question.skills)
    if plan.length_ms < STRAND_FROM_MS and question.kind is QuestionKind.EXPERIENCE:
        warm *= 0.6  # a short interview can't spend half its time on a story
    return warm * _suits(plan, question) * (1 + 12 * (_chance(plan, question) - 1))


def _comfort(plan: SequencePlan, standing: Standing, question: Question) -> float:
    """The last question is one that they can do: skills that hold, at their level or just below."""
    odds = [standing.odds.get(skill, belief.BASE) for skill in question.skills]
    can_do = 1 - max(map(belief.probability, odds), default=0.25)
    fresh = 0.8 ** sum(standing.touched.get(skill, 0) > 1 for skill in question.skills)
    below = [LEVELS.index(level.value) for level in question.levels]
    easier = 1.1 if below and plan.seniority in LEVELS and min(below) < LEVELS.index(plan.seniority) else 1.0
    matters: float = max((relevance(plan, skill) for skill in question.skills), default=1.0) ** 0.3
    manners = 0.5 if question.code else 1.0  # a pad is no way to end
    manners *= SAME_SKILL_AGAIN if _goes_over(plan, standing, question) else 1.0
    suits = _suits(plan, question) * _chance(plan, question)
    return can_do * can_do * fresh * easier * matters * manners * suits


def _chance(plan: SequencePlan, question: Question) -> float:
    return 1 + VARIETY * (2 * random.Random(f"{plan.seed}:{question.slug}").random() - 1)


def questions_asked(exchanges: Iterable[Exchange]) -> int:
    """Return how many questions of the bank were asked, follow-ups left out."""
    kinds = (MoveKind.OPEN, MoveKind.QUESTION, MoveKind.MOVE_ON)
    return sum(exchange.kind in kinds and exchange.question is not None for exchange in exchanges)
