"""System checks: what can't be used is named at start, not in the middle of an interview."""

import inspect
from collections.abc import Iterator
from typing import Any

import msgspec
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
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


@register()
def settings_can_be_used(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name what settings.py could read, and what would fail when the first file or mail is written."""
    wrong = [*_wrong_backends(), *_wrong_shapes()]
    hint = "Correct it (docs/settings.md), or leave it out for the default."
    return [Error(message, hint=hint, id="intervision.E002") for message in wrong]


def _wrong_backends() -> Iterator[str]:
    try:  # made, which asks nothing of the network: some take any option, and refuse it only then
        storages.create_storage(settings.STORAGES["default"])
    except (ImportError, TypeError, ValueError, ImproperlyConfigured) as error:
        yield f"STORAGE_BACKEND or STORAGE_OPTIONS cannot be used: {error}"
    for name, backend in (
        ("STATICFILES_BACKEND", settings.STORAGES["staticfiles"]["BACKEND"]),
        ("EMAIL_BACKEND", settings.EMAIL_BACKEND),
    ):
        try:
            import_string(backend)
        except ImportError as error:
            yield f"{name} cannot be used: {error}"


def _wrong_shapes() -> Iterator[str]:
    for name, shape, example in (
        ("MODEL_PRICES", dict[str, tuple[float, float]], '{"model": [0.4, 1.6]}'),
        ("ICE_SERVERS", list[_IceServer], '[{"urls": "stun:example.org"}]'),
        ("SERVER_ICE_SERVERS", list[_IceServer], '[{"urls": "stun:example.org"}]'),
    ):
        try:
            msgspec.convert(getattr(settings, name), shape)
        except msgspec.ValidationError as error:
            yield f"{name} cannot be used: {error}. Write it as {example}"


class _IceServer(msgspec.Struct):
    urls: str | list[str]
