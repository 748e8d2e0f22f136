"""Few, fresh, explained: the jobs that a candidate sees first, and why each of them is there."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.core.paginator import Page, Paginator

from ..enums import JobStatus, SavedState
from ..index import generations
from ..index.entries import Entry, kind_of
from ..intake.batches import batches
from ..models import Job, Posting, SavedJob
from ..reading.places import Spot
from . import gates, nearness
from .profile import Profile, profile_of
from .ranking import OLDEST, Ranked, rank, set_aside
from .reasons import Reason, reasons_for, split, told_once
from .seeker import Seeker, seeker_of, wishes_of
from .shortlist import shortlist

FEW = 12
_AN_EMPLOYER = 2
_MOST_OPENINGS = 5000
# A job below this is no match, however short the list becomes.
_WORTH_SHOWING = 0.35
# What lists and credits show of a job and its postings: a third of their columns, read in half the time.
_OF_JOB = (
    "title", "normalised_title", "employer_name", "url", "text", "language", "employment_type", "workplace",
    "applicant_scope", "applicant_countries", "salary_min", "salary_max", "salary_currency", "salary_period",
    "salary_basis", "salary_words", "skill_rows", "place_rows", "seniority", "posted_at", "valid_through",
    "first_seen", "status", "openings_key", "by_agency",
)  # fmt: skip
_OF_POSTING = ("job_id", "url", "apply_url", "attribution_url", "first_seen", "last_seen")
_OF_SOURCE = ("name", "label", "logo", "attribution_text", "attribution_url", "attribution_rel")


class Shown(msgspec.Struct, frozen=True):
    """A job as a list shows it."""

    job: Job
    places: tuple[Spot, ...]
    postings: tuple[Posting, ...]
    openings: int = 1  # of the same employer, title and place
    state: str = ""  # SavedState


class Match(msgspec.Struct, frozen=True):
    shown: Shown
    reasons: tuple[Reason, ...]  # for
    wished: tuple[Reason, ...]
    practise: tuple[Reason, ...]
    checks: tuple[str, ...]
    strong: bool
    heard: bool  # something that it asks for, enough to go by or not
    of_kind: bool  # its title is of the kind of role that is sought
    within_wishes: bool = False  # nothing that it says is beside them, and nothing is left to find out
    aside: bool = False  # not fresh, or no certain opening


class Matches(msgspec.Struct, frozen=True):
    matches: tuple[Match, ...]
    profile: Profile
    seeker: Seeker
    looked_at: int = 0
    indexed: bool = True  # False: there is no index yet
    too_old: str = ""  # without a match: the title of one that only its age leaves out

    @property
    def fresh(self) -> list[Match]:
        return [match for match in self.matches if not match.aside]

    @property
    def aside(self) -> list[Match]:
        return [match for match in self.matches if match.aside]

    @property
    def all_ask_for_what_was_shown(self) -> bool:
        return all(match.reasons for match in self.fresh)


def matches_of(
    user_id: UUID, *, now: datetime, limit: int = FEW, announced: Sequence[UUID] | None = None
) -> Matches:
    """Return a candidate's matches, best first. Constant in queries, but for one a batch of `announced`.

    With `announced` (the latest first) only strong ones that are fresh and news: neither those nor what they
    decided on, nor further openings of the same kind while these are open.
    """
    profile = profile_of(user_id, now=now)
    seeker = seeker_of(profile, wishes_of(user_id))
    decided = dict(SavedJob.objects.filter(user_id=user_id).exclude(state="").values_list("job_id", "state"))
    if seeker.is_blank:
        return Matches(matches=(), profile=profile, seeker=seeker)
    kinds: dict[UUID, str] = {}
    if announced is None:
        left_out = [job for job, state in decided.items() if state in (SavedState.HIDDEN, SavedState.APPLIED)]
    else:
        kinds = _kinds_of(list(dict.fromkeys([*announced, *decided])))
        left_out = list(kinds)
    try:
        found = best(
            seeker,
            left_out=left_out,
            kinds=set(kinds.values()),
            strong=announced is not None,
            now=now,
            limit=limit,
        )
    except generations.NoIndex:
        return Matches(matches=(), profile=profile, seeker=seeker, indexed=False)
    shown = show([one.entry.id for one in found.ranked], states=decided)
    matches = explain(found.ranked, shown, profile=profile, seeker=seeker, now=now)
    return Matches(
        matches=tuple(matches),
        profile=profile,
        seeker=seeker,
        looked_at=found.looked_at,
        too_old=found.too_old,
    )


def _kinds_of(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return of which kind of openings each of these jobs is that is not closed: the index has no others."""
    found: dict[UUID, str] = {}
    for part in batches(ids):
        rows = Job.objects.open().filter(pk__in=part).order_by().values_list("pk", "openings_key")
        found |= {job_id: kind_of(key, job_id) for job_id, key in rows}
    return found


class Best(NamedTuple):
    """The few best, how many were looked at, and the title of one that would be there were it not so old."""

    ranked: list[Ranked]
    looked_at: int
    too_old: str = ""


def best(
    seeker: Seeker,
    *,
    left_out: Collection[UUID] = (),
    kinds: Collection[str] = (),
    strong: bool = False,
    now: datetime,
    limit: int = FEW,
) -> Best:
    """Return the few best of the index. Raises NoIndex.

    Jobs of `left_out` and of these `kinds`, and with `strong` those that are not, or not fresh, take no place
    of the few; nor do those that nothing speaks for. What is set aside stands after all others.
    """
    titles = nearness.titles()
    found = shortlist(generations.reader(), titles, seeker, left_out=left_out, now=now)
    # Of many the index leaves out only some.
    gone = {job_id.bytes for job_id in left_out}
    passing = [
        entry
        for entry in found.entries
        if entry.key not in gone
        and entry.openings not in kinds
        and gates.shut(entry, seeker, now=now) is None
    ]
    oldest = (now - OLDEST).timestamp()
    open_ones = [entry for entry in passing if entry.fresh >= oldest]
    ranked = _worthy(open_ones, seeker, near=found.near, now=now)
    if strong:
        fresh = [one for one in ranked if not set_aside(one.entry, now=now)]
        return Best(few([one for one in fresh if one.is_strong(seeker)], limit=limit), len(open_ones))
    # In the order that it had, which sorting keeps.
    chosen = few(sorted(ranked, key=lambda one: set_aside(one.entry, now=now)), limit=limit)
    old = [] if chosen else few(_worthy(passing, seeker, near=found.near, now=now), limit=1)
    return Best(chosen, len(open_ones), old[0].entry.title if old else "")


def _worthy(
    entries: Sequence[Entry], seeker: Seeker, *, near: Mapping[str, float], now: datetime
) -> list[Ranked]:
    """Return those that something speaks for, best first."""
    return [one for one in rank(entries, seeker, near=near, now=now) if one.speaks_for_itself(seeker)]


def few(ranked: Sequence[Ranked], *, limit: int) -> list[Ranked]:
    """Return the first of each cluster of openings, and at most two jobs of an employer."""
    chosen: list[Ranked] = []
    openings: set[str] = set()
    employers: Counter[str] = Counter()
    for one in ranked:
        entry = one.entry
        if entry.openings in openings or employers[entry.employer_key] >= _AN_EMPLOYER:
            continue
        if one.score < _WORTH_SHOWING:
            continue
        if len(chosen) == limit:
            break
        openings.add(entry.openings)
        employers[entry.employer_key] += 1
        chosen.append(one)
    return chosen


def show(ids: Sequence[UUID], *, states: dict[UUID, str]) -> dict[UUID, Shown]:
    """Return these jobs with places, sources and how many openings they stand for, in three queries."""
    jobs = {job.pk: job for job in Job.objects.filter(pk__in=ids).order_by().only(*_OF_JOB)}
    postings: dict[UUID, list[Posting]] = defaultdict(list)
    for posting in (
        Posting.objects.filter(job_id__in=ids, closed_at=None)
        .select_related("source")
        .only(*_OF_POSTING, *(f"source__{name}" for name in _OF_SOURCE))
        .order_by("first_seen")
    ):
        postings[posting.job_id].append(posting)
    openings = openings_of(jobs.values())
    return {
        job.pk: Shown(
            job=job,
            places=tuple(sorted(job.places, key=lambda place: (place.country, place.city))),
            postings=tuple(postings[job.pk]),
            openings=openings.get(job.openings_key, 1),
            state=states.get(job.pk, ""),
        )
        for job in jobs.values()
    }


def openings_of(jobs: Iterable[Job]) -> dict[str, int]:
    """Return how many open jobs share the openings key of each of these."""
    keys = {job.openings_key for job in jobs if job.openings_key}
    if not keys:
        return {}
    # By the key alone: with the status in the query, SQLite may walk through every open job instead.
    rows = Job.objects.filter(openings_key__in=keys).order_by().values_list("openings_key", "status")
    counts = Counter(key for key, status in rows[:_MOST_OPENINGS] if status == JobStatus.ACTIVE)
    return {key: max(1, counts[key]) for key in keys}


def explain(
    ranked: Sequence[Ranked], shown: dict[UUID, Shown], *, profile: Profile, seeker: Seeker, now: datetime
) -> list[Match]:
    """Return the matches with their reasons; jobs that have left the database meanwhile are dropped."""
    matches = []
    for one in ranked:
        row = shown.get(one.entry.id)
        if row is None or row.job.status == JobStatus.CLOSED:
            continue
        reasons = reasons_for(row.job, profile=profile, seeker=seeker)
        parts = split(reasons)
        checks = tuple(gates.checks(one.entry, seeker, now=now))
        matches.append(
            Match(
                shown=row,
                reasons=tuple(told_once(parts["for"])),
                wished=tuple(parts["wished"]),
                practise=tuple(parts["practise"]),
                checks=checks,
                strong=one.is_strong(seeker),
                heard=any(reason.heard for reason in reasons),
                of_kind=one.of_kind,
                within_wishes=seeker.has_wishes and not checks and one.meets_wishes(seeker),
                aside=set_aside(one.entry, now=now),
            )
        )
    return matches


def decided(user_id: UUID, *, state: str, page: str) -> tuple[Page[SavedJob], list[tuple[SavedJob, Shown]]]:
    """Return a page of the jobs that a candidate decided on, and its rows as a list shows them."""
    rows = SavedJob.objects.filter(user_id=user_id, state=state).order_by("-at", "pk")
    found = Paginator(rows, 20).get_page(page)
    shown = show([row.job_id for row in found], states={row.job_id: row.state for row in found})
    return found, [(row, shown[row.job_id]) for row in found]
