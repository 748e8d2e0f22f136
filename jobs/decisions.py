"""What a candidate decides about a job: save it, hide it (and why), having applied, practising for it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction

from interviews import doors, history
from interviews.enums import AnswerMode, Manner
from interviews.history import InterviewRecord, Verdict
from intervision.columns import fitted

from .enums import Level, Need
from .matching.practice import domain_that_asks, domains_for, practice_in, practised_by
from .matching.profile import Moment, Profile, Standing, moment_of
from .matching.reasons import name_of
from .models import Job, SavedJob

MARK = "job:"
PRACTICE_MINUTES = 25
_MOST_FOCUS = 5
_MOST_WANTED = 12


class Heard(msgspec.Struct, frozen=True):
    """How a skill of a job went in the rehearsal for it. `state`: heard, partly, not_heard or not_asked."""

    name: str
    state: str
    moment: Moment | None = None


class Rehearsed(msgspec.Struct, frozen=True):
    """A rehearsal that was held for a job."""

    interview_id: UUID
    held_at: datetime | None
    skills: tuple[Heard, ...]


def decide(*, user_id: UUID, job: Job, state: str, why: str = "", now: datetime) -> SavedJob:
    """Store the candidate's decision; an empty state takes it back. The planned rehearsal stays."""
    row = saved_row(user_id=user_id, job=job)
    row.state, row.why, row.at = state, fitted(why.strip(), 300), now
    row.save(update_fields=["state", "why", "at"])
    return row


def saved_row(*, user_id: UUID, job: Job) -> SavedJob:
    """Return the one row of a candidate and a job, made when there is none."""
    found = SavedJob.objects.filter(user_id=user_id, job=job).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return SavedJob.objects.create(user_id=user_id, job=job)
    except IntegrityError:
        return SavedJob.objects.get(user_id=user_id, job=job)


def practise(*, user_id: UUID, job: Job, profile: Profile, skill: str = "") -> UUID:
    """Plan a rehearsal tailored to a job, held like the last one, and return its interview. `skill` comes
    first, if it is given, in a domain that asks about it where that of the job does not.

    Raises doors.NotAllowed.
    """
    asked = [skill.slug for skill in job.skills]
    must = required(job)
    domains = domains_for(job, profile)
    domain = (domain_that_asks(skill, domains) if skill else "") or domains[0]
    asks = practice_in(domain)
    focus = _focus(_one_of_each(must, job, profile, asks, first=skill), profile, asks, first=skill)
    interview_id = doors.plan_rehearsal(
        candidate_id=user_id,
        domain=domain,
        seniority=job.seniority or profile.level or Level.MID,
        minutes=PRACTICE_MINUTES,
        focus=focus,
        planned_for=f"{MARK}{job.pk}",
        tailoring={
            "wanted": list(dict.fromkeys([*must, *asked]))[:_MOST_WANTED],
            "job_title": job.title,
            "employer": job.employer_name,
        },
        manner=profile.manner or Manner.INTERVIEW,
        mode=AnswerMode.TYPING if profile.typed else AnswerMode.VOICE,
    )
    row = saved_row(user_id=user_id, job=job)
    row.interview_id = interview_id
    row.save(update_fields=["interview_id"])
    return interview_id


def _one_of_each(
    must: list[str], job: Job, profile: Profile, asks: Callable[[str], list[str]], *, first: str
) -> list[str]:
    """Return the skills with one of each choice: what comes first, what was shown, what has a question."""
    either = {skill.slug: skill.either for skill in job.skills if skill.either}
    order = sorted(
        must,
        key=lambda slug: (slug != first, profile.standing(slug) != Standing.DEMONSTRATED, not asks(slug)),
    )
    best = {either[slug]: slug for slug in reversed(order) if slug in either}
    return [slug for slug in must if slug not in either or best[either[slug]] == slug]


def _focus(
    must: list[str], profile: Profile, asks: Callable[[str], list[str]], *, first: str
) -> tuple[str, ...]:
    """Return what to ask about: what was chosen, then gaps, then what was never asked, then the rest.

    What there is no question about stays last: the bank may have one by then.
    """
    order = {Standing.GAP: 0, Standing.UNTESTED: 1, Standing.DEMONSTRATED: 2}
    ranked = sorted(must, key=lambda slug: (not asks(slug), order[profile.standing(slug)]))
    chosen = [*([first] if first else []), *ranked]
    return tuple(dict.fromkeys(by for slug in chosen for by in asks(slug) or [slug]))[:_MOST_FOCUS]


def rehearsals_for(*, user_id: UUID, job: Job, skills: list[str]) -> list[Rehearsed]:
    """Return the rehearsals held for a job, newest first, with how each of its skills went."""
    records = history.interviews_of(user_id, counted_only=False)
    mine = [record for record in records if record.planned_for == f"{MARK}{job.pk}"]
    return [rehearsed(record, skills) for record in reversed(mine)]


def job_planned_for(planned_for: str) -> UUID | None:
    """Return the job that an interview was planned for, if it was for one."""
    marked = planned_for.removeprefix(MARK)
    return UUID(marked) if marked != planned_for else None


def required(job: Job) -> list[str]:
    """Return the skills that a job requires; where it separates nothing, all that it names."""
    named = [skill.slug for skill in job.skills]
    return [skill.slug for skill in job.skills if skill.need == Need.MUST] or named


def rehearsed(record: InterviewRecord, skills: list[str]) -> Rehearsed:
    """Return how each skill went, or what was asked about in place of it."""
    asked = doors.skills_asked(record.domain)
    instead: dict[str, list[str]] = {}
    for slug in skills:
        for by in {slug, *practised_by(slug, asked)}:
            instead.setdefault(by, []).append(slug)
    heard: dict[str, Heard] = {}
    order = [Verdict.HEARD, Verdict.PARTLY, Verdict.NOT_HEARD]
    for said in history.judged_points(record):
        verdict = said.judgement.verdict
        for skill in instead.get(said.point.skill, ()):
            known = heard.get(skill)
            if known is None or order.index(verdict) < order.index(Verdict(known.state)):
                heard[skill] = Heard(name_of(skill), str(verdict), moment_of(record, said))
    rows = [heard.get(slug) or Heard(name_of(slug), "not_asked") for slug in skills]
    states = [*map(str, order), "not_asked"]
    return Rehearsed(
        interview_id=record.id,
        held_at=record.started_at,
        skills=tuple(sorted(rows, key=lambda row: states.index(row.state))),
    )
