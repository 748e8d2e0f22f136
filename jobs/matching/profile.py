"""What a candidate's interviews showed, skill by skill, with the moments that it rests on.

Demonstrated, gap and untested stay apart. `mean` and `judged` order things inside the program; no page,
answer of the API or export shows them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from django.utils import timezone

from interviews import history
from interviews.history import InterviewRecord, Judged, KeyPoint, Verdict
from intervision.skills import vocabulary

from ..enums import CorrectionState
from ..models import ProfileCorrection

# Evidence of half a year ago counts half: what was practised since is the better witness.
HALF_LIFE_DAYS = 180
# As if two more points had been judged, one of them heard: a single answer is no verdict on a skill.
_PRIOR_POINTS, _PRIOR_HEARD = 2.0, 1.0
_DEMONSTRATED_FROM = 0.5
_GAP_POINTS = 2
# Below these there is no claim of fit: one short rehearsal with three answered questions reaches them.
ENOUGH_POINTS = 8
ENOUGH_SKILLS = 2
_MOMENTS_A_SKILL = 3

_WORTH = {Verdict.HEARD: 1.0, Verdict.PARTLY: 0.5, Verdict.NOT_HEARD: 0.0}


class Standing(StrEnum):
    DEMONSTRATED = "demonstrated"
    GAP = "gap"
    UNTESTED = "untested"


class Moment(msgspec.Struct, frozen=True):
    """Where something was said, or asked and not heard yet. `at_ms` counts from the interview's start."""

    interview_id: UUID
    turn: int
    at_ms: int
    point: str  # what the point is, in the words of the question bank
    quote: str = ""  # the candidate's words; empty where nothing was heard
    held_at: datetime | None = None


class SkillStanding(msgspec.Struct, frozen=True):
    """One skill. `shown` are moments that demonstrate it, `missed` those where it was asked and not heard."""

    skill: str
    name: str
    standing: Standing
    shown: tuple[Moment, ...] = ()
    missed: tuple[Moment, ...] = ()
    mean: float = 0.0  # 0 to 1, shrunk towards the middle
    judged: int = 0
    asked: bool = False  # in a rehearsal, whatever came of it
    last_at: datetime | None = None
    correction: str = ""  # a CorrectionState


class Profile(msgspec.Struct, frozen=True):
    """What the interviews showed together. Without `enough` nothing is claimed to fit."""

    skills: Mapping[str, SkillStanding] = {}
    interviews: int = 0
    answers: int = 0
    enough: bool = False
    level: str = ""  # of the latest rehearsals; values of enums.Level
    manner: str = ""  # of the latest
    typed: bool = False  # so was the latest
    domains: tuple[str, ...] = ()  # most rehearsed first
    domain_labels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def standing(self, skill: str) -> Standing:
        known = self.skills.get(skill)
        return known.standing if known else Standing.UNTESTED

    def of(self, standing: Standing) -> list[SkillStanding]:
        """Return the skills of a standing, the best supported first, without those left out."""
        chosen = [
            skill
            for skill in self.skills.values()
            if skill.standing == standing and skill.correction != CorrectionState.LEAVE_OUT
        ]
        return sorted(chosen, key=lambda skill: (-skill.judged * abs(skill.mean - 0.5), skill.name))

    @property
    def demonstrated(self) -> list[SkillStanding]:
        return self.of(Standing.DEMONSTRATED)

    @property
    def gaps(self) -> list[SkillStanding]:
        return self.of(Standing.GAP)

    @property
    def untested(self) -> list[SkillStanding]:
        return self.of(Standing.UNTESTED)

    @property
    def only_came_up(self) -> list[SkillStanding]:
        """Return the untested skills without a moment to show."""
        return [skill for skill in self.untested if not (skill.shown or skill.missed)]

    @property
    def left_out(self) -> list[SkillStanding]:
        chosen = [skill for skill in self.skills.values() if skill.correction == CorrectionState.LEAVE_OUT]
        return sorted(chosen, key=lambda skill: skill.name)


class _Judged(msgspec.Struct, frozen=True):
    """The best that was said to one key point in one interview."""

    point: KeyPoint
    verdict: Verdict
    moment: Moment


def profile_of(user_id: UUID, *, now: datetime | None = None) -> Profile:
    """Return a candidate's profile from all interviews that they count. Constant in queries."""
    corrections = dict(ProfileCorrection.objects.filter(user_id=user_id).values_list("skill", "state"))
    return build(history.interviews_of(user_id), corrections=corrections, now=now or timezone.now())


def build(records: Sequence[InterviewRecord], *, corrections: Mapping[str, str], now: datetime) -> Profile:
    """Return the profile that these interviews (oldest first) and the candidate's corrections give."""
    by_skill: dict[str, list[_Judged]] = defaultdict(list)
    asked_about: Counter[str] = Counter()
    for record in records:
        for judged in _judged_points(record):
            by_skill[judged.point.skill].append(judged)
        for turn in record.turns:
            asked_about.update(turn.question.skills if turn.question else ())
    names = vocabulary()
    skills: dict[str, SkillStanding] = {}
    for slug in {*by_skill, *asked_about, *corrections}:
        known = names.get(slug)
        name = known.name if known else slug.replace("-", " ")
        skills[slug] = _standing_of(
            slug,
            name,
            by_skill.get(slug, []),
            asked=slug in by_skill or slug in asked_about,
            correction=corrections.get(slug, ""),
            now=now,
        )
    points = sum(len(judged) for judged in by_skill.values())
    shown = sum(skill.standing == Standing.DEMONSTRATED and skill.judged > 0 for skill in skills.values())
    return Profile(
        skills=skills,
        interviews=len(records),
        answers=sum(len(record.answered) for record in records),
        enough=points >= ENOUGH_POINTS and shown >= ENOUGH_SKILLS,
        level=records[-1].seniority if records else "",
        manner=records[-1].manner if records else "",
        typed=bool(records) and records[-1].typed,
        domains=_most_rehearsed(record.domain for record in records),
        domain_labels=_most_rehearsed(str(record.domain_label) for record in records),
        languages=_most_rehearsed(record.language for record in records),
    )


def _judged_points(record: InterviewRecord) -> list[_Judged]:
    """Return one judgement a key point: a follow-up that brought it out counts, not the silence before."""
    best: dict[tuple[str, str], _Judged] = {}
    for said in history.judged_points(record):
        key = (said.question.slug, said.point.slug)
        known = best.get(key)
        if known is None or _WORTH[said.judgement.verdict] >= _WORTH[known.verdict]:
            best[key] = _Judged(
                point=said.point,
                verdict=said.judgement.verdict,
                moment=moment_of(record, said),
            )
    return list(best.values())


def moment_of(record: InterviewRecord, said: Judged) -> Moment:
    """Return where something was heard, or else where it was asked."""
    judgement = said.judgement
    heard = judgement.evidence[0] if judgement.evidence else None
    # A comma at its end is where the answer goes on, and the quote does not.
    quote = heard.quote.rstrip(",;: ") if heard and judgement.verdict != Verdict.NOT_HEARD else ""
    return Moment(
        interview_id=record.id,
        turn=said.turn.number,
        at_ms=heard.start_ms if heard else said.turn.said_ms,
        point=said.point.point,
        quote=quote,
        held_at=record.started_at,
    )


def _standing_of(
    slug: str, name: str, judged: Sequence[_Judged], *, asked: bool, correction: str, now: datetime
) -> SkillStanding:
    heard = total = 0.0
    for one in judged:
        weight = one.point.weight / 2 * _recency(one.moment.held_at, now)
        heard += weight * _WORTH[one.verdict]
        total += weight
    mean = (heard + _PRIOR_HEARD) / (total + _PRIOR_POINTS)
    shown = [one for one in judged if one.verdict == Verdict.HEARD and one.moment.quote]
    missed = [one for one in judged if one.verdict == Verdict.NOT_HEARD]
    if correction == CorrectionState.KNOWN:
        standing = Standing.DEMONSTRATED
    elif correction == CorrectionState.GAP:
        standing = Standing.GAP
    elif shown and mean >= _DEMONSTRATED_FROM:
        standing = Standing.DEMONSTRATED
    elif len(judged) >= _GAP_POINTS and missed and mean < _DEMONSTRATED_FROM:
        standing = Standing.GAP
    else:
        standing = Standing.UNTESTED
    return SkillStanding(
        skill=slug,
        name=name,
        standing=standing,
        shown=_latest(shown),
        missed=_latest(missed),
        mean=mean,
        judged=len(judged),
        asked=asked,
        last_at=max((one.moment.held_at for one in judged if one.moment.held_at), default=None),
        correction=correction,
    )


def _latest(judged: Iterable[_Judged]) -> tuple[Moment, ...]:
    """Return the moments to quote: the weightiest points first, the newest of equals."""
    ordered = sorted(
        judged,
        key=lambda one: (one.point.weight, one.moment.held_at.timestamp() if one.moment.held_at else 0.0),
        reverse=True,
    )
    return tuple(one.moment for one in ordered[:_MOMENTS_A_SKILL])


def _recency(held_at: datetime | None, now: datetime) -> float:
    days = max(0.0, (now - held_at).total_seconds() / 86_400) if held_at else HALF_LIFE_DAYS
    return float(0.5 ** (days / HALF_LIFE_DAYS))


def _most_rehearsed(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value, _ in Counter(value for value in values if value).most_common())
