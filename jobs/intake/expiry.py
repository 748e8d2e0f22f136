"""What time does to jobs: a last day passes, and what no source confirms is stale, then closed."""

from datetime import datetime, timedelta
from typing import NamedTuple

from ..enums import ClosedReason, JobStatus
from ..models import Job

# Sources that list everything confirm a job daily; the others show it while it is new.
STALE_AFTER = timedelta(days=14)
CLOSED_AFTER = timedelta(days=45)


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
