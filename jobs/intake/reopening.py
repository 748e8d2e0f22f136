"""What an operator decides about jobs: closed by hand stays closed until an operator opens it again."""

from django.db.models import QuerySet
from django.utils import timezone

from ..enums import ClosedReason, JobStatus
from ..models import Job


def reopen(jobs: QuerySet[Job]) -> int:
    """Open closed jobs again and return how many; a run that finds them gone closes them again."""
    now = timezone.now()
    return jobs.filter(status=JobStatus.CLOSED).update(
        status=JobStatus.ACTIVE, closed_reason="", closed_at=None, last_seen=now, updated_at=now
    )


def close(jobs: QuerySet[Job]) -> int:
    """Close jobs by hand and return how many."""
    now = timezone.now()
    return jobs.update(
        status=JobStatus.CLOSED, closed_reason=ClosedReason.BY_OPERATOR, closed_at=now, updated_at=now
    )
