from typing import Any
from uuid import UUID

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "interviews"

    def ready(self) -> None:
        from . import events

        events.interview_finished.connect(_close_recordings, dispatch_uid="close recordings")


def _close_recordings(*, interview_id: UUID, **kwargs: Any) -> None:
    from . import recordings

    recordings.close_all(interview_id)
