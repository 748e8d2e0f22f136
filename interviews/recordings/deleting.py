"""A recording is deleted: by its candidate or an operator, with its interview, or when it is old."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from .. import events
from ..enums import RecordingState
from ..models import Recording
from .chunks import delete_chunks

logger = logging.getLogger(__name__)


def delete_bytes(recording: Recording) -> None:
    """Remove a recording's chunks and its file; may run twice without harm."""
    delete_chunks(recording)
    if recording.file:
        default_storage.delete(recording.file.name)


def delete(recording: Recording) -> None:
    """Remove a recording's bytes; its row stays as 'deleted', so that reports say why nothing plays."""
    rows = Recording.objects.filter(pk=recording.pk)
    # First, so that no chunk and no file is added to what is deleted here.
    rows.update(state=RecordingState.DELETED)
    for row in rows:
        delete_bytes(row)
    rows.update(file="", size_bytes=0)
    events.tell(events.recording_changed, interview_id=recording.interview_id)


def delete_expired() -> int:
    """Delete recordings older than settings.RECORDING_RETENTION_DAYS; return how many.

    One that the storage keeps does not keep the others: it is tried again the next time.
    """
    limit = timezone.now() - timedelta(days=settings.RECORDING_RETENTION_DAYS)
    old = Recording.objects.filter(created_at__lt=limit)
    # A deleted one that has a size still has its bytes: the storage was away.
    old = old.exclude(state=RecordingState.DELETED, size_bytes=0)
    deleted = 0
    for recording_id in list(old.order_by("created_at").values_list("pk", flat=True)):
        try:
            delete(Recording.objects.get(pk=recording_id))
        except Recording.DoesNotExist:
            continue  # its interview was deleted meanwhile
        except Exception:
            logger.exception("recording %s could not be deleted yet", recording_id)
        else:
            deleted += 1
    return deleted
