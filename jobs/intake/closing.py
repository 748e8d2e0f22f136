"""What closes jobs, and what opens them again: their sources, time, and operators."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from ..enums import ClosedReason, JobStatus
from ..models import Board, Job, Posting
from .batches import batches
from .rows import rewrite

# Sources that list everything confirm a job daily; the others show it while it is new.
STALE_AFTER = timedelta(days=14)
CLOSED_AFTER = timedelta(days=45)


def close_missing(*, board: Board, run_id: UUID, now: datetime, misses: int) -> int:
    """Count a complete, healthy run without them against postings of a board; close those that missed enough.

    Returns how many were closed. Their jobs close when no other posting of them is open, and else say what
    the others say: the address of one that closed leads nowhere.
    """
    gone = Posting.objects.filter(board=board, closed_at__isnull=True).exclude(seen_in=run_id)
    with transaction.atomic():
        gone.update(missed_complete_runs=F("missed_complete_runs") + 1)
        ids = list(gone.filter(missed_complete_runs__gte=misses).values_list("pk", "job_id"))
        for part in batches(ids):
            Posting.objects.filter(pk__in=[pk for pk, _ in part]).update(closed_at=now)
            jobs = {job_id for _, job_id in part}
            still = set(
                Posting.objects.filter(job_id__in=jobs, closed_at__isnull=True).values_list(
                    "job_id", flat=True
                )
            )
            Job.objects.filter(pk__in=jobs - still).exclude(status=JobStatus.CLOSED).update(
                status=JobStatus.CLOSED, closed_reason=ClosedReason.GONE, closed_at=now, updated_at=now
            )
            for job in Job.objects.filter(pk__in=still):
                rewrite(job, newest={}, now=now)
    return len(ids)


class Expired(NamedTuple):
    """How many jobs passed their last day, grew stale, and were closed as unconfirmed."""

    expired: int
    stale: int
    unconfirmed: int


def expire(*, now: datetime) -> Expired:
    """Close what is past its last day or unconfirmed for long, and mark what is stale. Safe to run twice."""
    open_jobs = Job.objects.open()
    expired = open_jobs.filter(valid_through__lt=now).update(
        status=JobStatus.CLOSED, closed_reason=ClosedReason.EXPIRED, closed_at=now, updated_at=now
    )
    unconfirmed = open_jobs.filter(last_seen__lt=now - CLOSED_AFTER).update(
        status=JobStatus.CLOSED, closed_reason=ClosedReason.UNCONFIRMED, closed_at=now, updated_at=now
    )
    stale = Job.objects.filter(status=JobStatus.ACTIVE, last_seen__lt=now - STALE_AFTER).update(
        status=JobStatus.STALE, updated_at=now
    )
    return Expired(expired, stale, unconfirmed)


class Reopened(NamedTuple):
    """How many jobs were opened again, and how many stay closed because their last day has passed."""

    opened: int
    past: int


def reopen(jobs: QuerySet[Job]) -> Reopened:
    """Open closed jobs again, with the postings that closed last: runs without these close them again.

    A job past its last day stays closed, whatever closed it: `expire` would close it again within the hour.
    """
    now = timezone.now()
    opened = 0
    with transaction.atomic():
        closed = list(jobs.filter(status=JobStatus.CLOSED).values_list("pk", "valid_through"))
        ids = [job_id for job_id, last_day in closed if last_day is None or last_day >= now]
        for part in batches(ids):
            opened += Job.objects.filter(pk__in=part).update(
                status=JobStatus.ACTIVE, closed_reason="", closed_at=None, last_seen=now, updated_at=now
            )
            for rows in batches(_closed_last(part)):
                Posting.objects.filter(pk__in=rows).update(closed_at=None, missed_complete_runs=0)
    return Reopened(opened, past=len(closed) - len(ids))


def _closed_last(job_ids: Sequence[UUID]) -> list[UUID]:
    """Return the postings that closed last, of those of these jobs that have none open.

    It is their words that such a job says; what closed before was gone while the job was still listed.
    """
    rows: dict[UUID, list[tuple[UUID, datetime | None]]] = defaultdict(list)
    found = Posting.objects.filter(job_id__in=job_ids).order_by()
    for job_id, row_id, closed_at in found.values_list("job_id", "pk", "closed_at"):
        rows[job_id].append((row_id, closed_at))
    last: list[UUID] = []
    for ended in rows.values():
        moments = [closed_at for _, closed_at in ended if closed_at is not None]
        if len(moments) == len(ended):
            last += [row_id for row_id, closed_at in ended if closed_at == max(moments)]
    return last


def close(jobs: QuerySet[Job]) -> int:
    """Close jobs by hand and return how many."""
    now = timezone.now()
    return jobs.update(
        status=JobStatus.CLOSED, closed_reason=ClosedReason.BY_OPERATOR, closed_at=now, updated_at=now
    )
