from django.apps import AppConfig


class IntervisionConfig(AppConfig):
    name = "intervision"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the system checks)
