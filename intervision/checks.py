"""System checks: a wrong provider or part is named at start, not in the middle of an interview."""

import inspect
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string


@register()
def providers_can_be_imported(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    for name, setting in settings.PROVIDERS.items():
        try:
            # Bound and not called: making one may load a model of hundreds of megabytes.
            inspect.signature(import_string(setting["BACKEND"])).bind(**setting.get("OPTIONS", {}))
        except (ImportError, KeyError, TypeError) as error:
            errors.append(
                Error(
                    f'PROVIDERS["{name}"] cannot be used: {error}',
                    hint=f"Correct {name.upper()}_BACKEND (a dotted path) and {name.upper()}_OPTIONS (JSON), "
                    "or leave them out for the default.",
                    id="intervision.E001",
                )
            )
    return errors
