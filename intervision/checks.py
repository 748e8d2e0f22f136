"""System checks: a wrong provider or part is named at start, not in the middle of an interview."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string


@register()
def providers_can_be_imported(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    for name, setting in settings.PROVIDERS.items():
        try:
            import_string(setting["BACKEND"])
        except (ImportError, KeyError) as error:
            errors.append(
                Error(
                    f'PROVIDERS["{name}"] cannot be loaded: {error}',
                    hint=f"Set {name.upper()}_BACKEND to a dotted path, or leave it out for the default.",
                    id="intervision.E001",
                )
            )
    return errors
