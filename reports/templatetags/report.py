"""Times and texts of a report as they stand on a page."""

from collections.abc import Mapping

from django import template

from intervision.templatetags.lengths import clock
from reports.letter import pieces
from reports.writer.local import skill_name

register = template.Library()
register.filter("clock", clock)
register.filter("closed", pieces.closed)


@register.filter
def skill(slug: str) -> str:
    """Return a skill's name."""
    return skill_name(slug)


@register.filter
def of_skill(found: Mapping[str, object] | None, slug: str) -> object | None:
    """Return what was found of a skill."""
    return (found or {}).get(slug)
