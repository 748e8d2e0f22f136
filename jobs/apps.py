from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from intervision.accounts.models import User


class JobsConfig(AppConfig):
    name = "jobs"

    def ready(self) -> None:
        from intervision.accounts import registry

        registry.panels.append(_panel)


def _panel(user: "User") -> dict[str, object] | None:
    from .panel import panel

    return panel(user)
