"""What the account page says about interviews, and what goes with a person who leaves."""

from django.conf import settings
from django.db.models import Count, QuerySet

from intervision.accounts.models import User
from intervision.redis import blocking

from .enums import RecordingState
from .live.record import forget
from .models import Interview, Recording
from .recordings import deleting
from .tailoring import brought


def facts(user: User) -> dict[str, object]:
    # One that could not be joined keeps its bytes as well.
    kept = _recordings_of(user).exclude(size_bytes=0)
    counts = kept.aggregate(recordings=Count("pk"), rehearsals=Count("interview", distinct=True))
    return {**counts, "retention_days": settings.RECORDING_RETENTION_DAYS}


def erase(user: User) -> None:
    """Remove a person's recordings, unread CVs and live records; their rows go with the account."""
    erase_recordings(user)
    redis = blocking()
    for interview_id in Interview.objects.of(user.pk).values_list("pk", flat=True):
        brought.discard(interview_id)
        forget(redis, interview_id, after_s=1)


def erase_recordings(user: User) -> int:
    """Remove all of a person's recordings and return how many; the reports stay."""
    rows = list(_recordings_of(user))
    for row in rows:
        deleting.delete(row)
    return len(rows)


def _recordings_of(user: User) -> QuerySet[Recording]:
    return Recording.objects.filter(interview__candidate=user).exclude(state=RecordingState.DELETED)
