"""Ports with more than one implementation, chosen by settings.PROVIDERS as Django's STORAGES are."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string


class UnknownProvider(ImproperlyConfigured):
    """PROVIDERS names something that cannot be made; the message says what to change."""


@cache
def provider(name: str) -> Any:
    """Return the one instance behind the port `name` in this process. Raises UnknownProvider."""
    return make(name, settings.PROVIDERS.get(name))


def make(name: str, setting: dict[str, Any] | None) -> Any:
    """Return a new instance for one entry of PROVIDERS. Raises UnknownProvider."""
    if not setting or "BACKEND" not in setting:
        raise UnknownProvider(f'PROVIDERS has no "{name}" with a BACKEND; docs/settings.md lists the ports.')
    try:
        backend = import_string(setting["BACKEND"])
    except ImportError as error:
        raise UnknownProvider(
            f'PROVIDERS["{name}"] names {setting["BACKEND"]}, which cannot be imported: {error}'
        ) from error
    try:
        return backend(**setting.get("OPTIONS", {}))
    except TypeError as error:
        raise UnknownProvider(
            f'PROVIDERS["{name}"] has OPTIONS that {backend.__name__} refuses: {error}'
        ) from error


def in_use() -> dict[str, str]:
    """Return port -> the name of what serves it, for the operator's eyes."""
    lines = {}
    for name, setting in settings.PROVIDERS.items():
        options = setting.get("OPTIONS", {})
        detail = ", ".join(str(options[key]) for key in ("model", "base_url") if options.get(key))
        lines[name] = setting["BACKEND"].rsplit(".", 1)[-1] + (f" ({detail})" if detail else "")
    return lines
