from typing import Any
from uuid import UUID

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from interviews import events

        events.interview_finished.connect(_wanted, dispatch_uid="reports.interview_finished")
        events.answer_corrected.connect(_wanted, dispatch_uid="reports.answer_corrected")


def _wanted(*, interview_id: UUID, **_kwargs: Any) -> None:
    from .build import request_build
    from .tasks import build

    if request_build(interview_id) is not None:
        build.delay(interview_id=str(interview_id))
