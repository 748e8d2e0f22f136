from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import AppConfig
from django.db import transaction

if TYPE_CHECKING:
    from intervision.accounts.models import User


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from interviews import events
        from intervision.accounts import registry

        from .models import Report

        events.interview_finished.connect(_finished, dispatch_uid="reports.interview_finished")
        events.answer_corrected.connect(_wanted, dispatch_uid="reports.answer_corrected")
        post_delete.connect(_paper_goes_too, sender=Report, dispatch_uid="reports.paper_goes_too")
        registry.panels.append(_panel)
        registry.erasers.append(_erase)


def _finished(*, interview_id: UUID, **_kwargs: Any) -> None:
    from .models import Report

    # An end is told again where another receiver failed; its report is asked for once.
    if not Report.objects.filter(interview_id=interview_id).exists():
        _wanted(interview_id=interview_id)


def _wanted(*, interview_id: UUID, **_kwargs: Any) -> None:
    from .build import request_build
    from .tasks import build

    if request_build(interview_id) is not None:
        build.delay(interview_id=str(interview_id))


def _paper_goes_too(*, instance: Any, **_kwargs: Any) -> None:
    """Delete a report's PDF with its row, once the row is gone for good."""
    if instance.pdf:
        storage, name = instance.pdf.storage, instance.pdf.name
        transaction.on_commit(lambda: storage.delete(name))


def _panel(user: "User") -> dict[str, object] | None:
    from .panel import panel

    return panel(user)


def _erase(user: "User") -> None:
    from .panel import erase

    erase(user)
