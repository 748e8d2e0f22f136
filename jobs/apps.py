from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from uuid import UUID

    from intervision.accounts.models import User


class JobsConfig(AppConfig):
    name = "jobs"

    def ready(self) -> None:
        from intervision.accounts import registry

        registry.panels.append(_panel)
        registry.purposes.append(_purpose)


def _panel(user: "User") -> dict[str, object] | None:
    from .panel import panel

    return panel(user)


def _purpose(user: "User", interview_id: "UUID", planned_for: str) -> dict[str, object] | None:
    from .purpose import purpose

    return purpose(user, interview_id, planned_for)
