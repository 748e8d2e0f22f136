"""Times and texts of a report as they stand on a page."""

from collections.abc import Mapping

from django import template

from reports import pieces
from reports.writer.local import skill_name

register = template.Library()
register.filter("closed", pieces.closed)


@register.filter
def clock(ms: int | None) -> str:
    """Return milliseconds as they are read: 4:12, or 1:04:12."""
    seconds = (ms or 0) // 1000
    hours, rest = divmod(seconds, 3600)
    if hours:
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{rest // 60}:{rest % 60:02}"


@register.filter
def skill(slug: str) -> str:
    """Return a skill's name."""
    return skill_name(slug)


@register.filter
def of_skill(found: Mapping[str, object] | None, slug: str) -> object | None:
    """Return what was found of a skill."""
    return (found or {}).get(slug)
