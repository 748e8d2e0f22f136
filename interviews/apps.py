from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import AppConfig

if TYPE_CHECKING:
    from intervision.accounts.models import User


class InterviewsConfig(AppConfig):
    name = "interviews"

    def ready(self) -> None:
        from intervision.accounts import registry

        from . import events

        registry.facts.append(_facts)
        registry.erasers.append(_erase)
        events.interview_finished.connect(_close_recordings, dispatch_uid="close recordings")


def _close_recordings(*, interview_id: UUID, **kwargs: Any) -> None:
    from . import recordings

    recordings.close_all(interview_id)


def _facts(user: "User") -> dict[str, object]:
    from . import privacy

    return privacy.facts(user)


def _erase(user: "User") -> None:
    from . import privacy

    privacy.erase(user)
