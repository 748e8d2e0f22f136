"""Skills by their names."""

from collections.abc import Iterable

from django import template

from intervision.skills.vocabulary import vocabulary

register = template.Library()


@register.filter
def skill_names(slugs: Iterable[str]) -> str:
    """Return the names of skills in a row: 'API versioning, Caching'."""
    known = vocabulary()
    found = ((slug, known.get(slug)) for slug in slugs)
    return ", ".join(skill.name if skill else slug.replace("-", " ") for slug, skill in found)
