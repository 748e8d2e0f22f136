from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import AppConfig
from django.db import transaction

if TYPE_CHECKING:
    from intervision.accounts.models import User


class InterviewsConfig(AppConfig):
    name = "interviews"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from intervision.accounts import registry

        from . import events
        from .models import Interview, Recording

        registry.facts.append(_facts)
        registry.erasers.append(_erase)
        events.interview_finished.connect(_close_recordings, dispatch_uid="close recordings")
        post_delete.connect(_bytes_go_too, sender=Recording, dispatch_uid="interviews.bytes_go_too")
        post_delete.connect(_brought_goes_too, sender=Interview, dispatch_uid="interviews.brought_goes_too")
        post_delete.connect(_record_goes_too, sender=Interview, dispatch_uid="interviews.record_goes_too")


def _close_recordings(*, interview_id: UUID, **kwargs: Any) -> None:
    """Make files of an ended interview's recordings, once no more chunks arrive."""
    from . import tasks
    from .recordings import joining

    for recording_id, chunks in joining.receiving(interview_id):
        transaction.on_commit(partial(tasks.close_later, recording_id, chunks))


def _bytes_go_too(*, instance: Any, **kwargs: Any) -> None:
    """Delete what was recorded with its row, once the row is gone for good."""
    from .recordings import deleting

    # A copy: an instance whose row is deleted loses its key.
    transaction.on_commit(partial(deleting.delete_bytes, copy(instance)))


def _brought_goes_too(*, instance: Any, **kwargs: Any) -> None:
    """Delete a CV that no worker has read yet with its interview."""
    from .tailoring import brought

    transaction.on_commit(partial(brought.discard, instance.pk))


def _record_goes_too(*, instance: Any, **kwargs: Any) -> None:
    """Delete the live record with its interview, which holds the transcript for hours after the end."""
    from intervision.redis import blocking

    from .live.record import forget

    interview_id = instance.pk  # an instance whose row is deleted loses its key
    # Robust: the interview is deleted, and a record expires by itself where Redis is away. No partial: Django
    # logs a robust one that failed by its name, and a partial has none.
    transaction.on_commit(lambda: forget(blocking(), interview_id, after_s=1), robust=True)


def _facts(user: "User") -> dict[str, object]:
    from . import privacy

    return privacy.facts(user)


def _erase(user: "User") -> None:
    from . import privacy

    privacy.erase(user)
