"""One job as its page tells it: the ad with its words marked, why, what to check, how practice went."""

from datetime import datetime
from uuid import UUID

import msgspec
from django.utils.safestring import SafeString, mark_safe

from interviews import doors

from .credits import Credit, credits_of, web_only
from .decisions import MARK, Rehearsed, rehearsals_for, required
from .enums import JobStatus
from .index.entries import listings_of
from .marking import demoted, marked
from .matching import gates
from .matching.matches import Shown, show
from .matching.profile import Profile, profile_of
from .matching.reasons import Kind, Reason, reasons_for, told_once
from .matching.seeker import seeker_of, wishes_of
from .models import Job, SavedJob

_MARKS = {Kind.SHOWN: "shown", Kind.RELATED: "shown", Kind.GAP: "asked", Kind.UNTESTED: "asked"}


class JobPage(msgspec.Struct, frozen=True):
    shown: Shown
    body: SafeString
    credits: tuple[Credit, ...]
    apply_url: str
    reasons: tuple[Reason, ...]
    wished: tuple[Reason, ...]
    practise: tuple[Reason, ...]
    also: tuple[Reason, ...]  # nice to have, and not shown
    checks: tuple[str, ...]
    profile: Profile
    rehearsals: tuple[Rehearsed, ...]
    unfinished: doors.Unfinished | None = None  # a rehearsal for it that is planned or under way
    why: str = ""
    again: Job | None = None  # open, where this one has closed: an ad that was put up anew

    @property
    def job(self) -> Job:
        return self.shown.job

    @property
    def closed(self) -> bool:
        return self.job.status == JobStatus.CLOSED


def compose(job: Job, *, user_id: UUID, now: datetime) -> JobPage:
    """Return the page of a job for one candidate. Constant in queries."""
    profile = profile_of(user_id, now=now)
    seeker = seeker_of(profile, wishes_of(user_id))
    reasons = reasons_for(job, profile=profile, seeker=seeker)
    mine = SavedJob.objects.filter(user_id=user_id, job=job).first()
    shown = show([job.pk], states={job.pk: mine.state if mine else ""})[job.pk]
    listings = listings_of([job.pk])
    entry = listings[0].entry if listings else None
    planned = bool(mine and mine.interview_id)
    words = [(one.ad.words, f"ad-{_MARKS[one.kind]}") for one in reasons if one.kind in _MARKS]
    credits = credits_of(shown.postings)
    return JobPage(
        shown=shown,
        # The intake sanitised the markup (bodies.sanitise), and marking adds nothing but <mark>.
        body=mark_safe(marked(demoted(job.html), words)),
        credits=tuple(credits),
        apply_url=web_only(job.url) or next((one.apply_url for one in credits if one.apply_url), ""),
        reasons=tuple(told_once([one for one in reasons if one.kind in (Kind.SHOWN, Kind.RELATED)])),
        wished=tuple(one for one in reasons if one.kind == Kind.WISHED),
        practise=tuple(one for one in reasons if one.kind in (Kind.GAP, Kind.UNTESTED) and one.must),
        also=tuple(one for one in reasons if one.kind in (Kind.GAP, Kind.UNTESTED) and not one.must),
        checks=tuple(gates.checks(entry, seeker, now=now)) if entry else (),
        profile=profile,
        rehearsals=tuple(rehearsals_for(user_id=user_id, job=job, skills=required(job)) if planned else ()),
        unfinished=doors.unfinished_rehearsal(user_id, planned_for=f"{MARK}{job.pk}") if planned else None,
        why=mine.why if mine else "",
        again=_again(job) if job.status == JobStatus.CLOSED else None,
    )


def _again(job: Job) -> Job | None:
    """Return the newest open job of the same employer, title and place."""
    if not job.openings_key:
        return None
    return Job.objects.open().filter(openings_key=job.openings_key).order_by("-first_seen", "pk").first()
