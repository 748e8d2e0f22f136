"""The sources that settings.JOB_SOURCES lists, by name."""

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from .port import About, JobSource


class UnknownSource(LookupError):
    """There is no source of that name in settings.JOB_SOURCES."""


@cache
def sources() -> Mapping[str, JobSource]:
    """Return every source that the settings list. Raises ImproperlyConfigured for one that can't be made."""
    found: dict[str, JobSource] = {}
    for path in settings.JOB_SOURCES:
        try:
            made: JobSource = import_string(path)(base_url=settings.JOB_SOURCE_ADDRESSES.get(path, ""))
        except (ImportError, TypeError) as error:
            raise ImproperlyConfigured(f"JOB_SOURCES names {path}, which can't be made: {error}") from error
        found[made.about.name] = made
    return found


def source(name: str) -> JobSource:
    """Return one source. Raises UnknownSource."""
    try:
        return sources()[name]
    except KeyError:
        raise UnknownSource(name) from None


def missing_keys(about: About) -> list[str]:
    """Return the settings that hold a source's keys and are empty: with any of them it is off."""
    return [name for name in about.settings if not getattr(settings, name, "")]
