"""Times and texts of a report as they stand on a page."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.writer.local import skill_name

register = template.Library()


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
def spoken_length(ms: int | None) -> str:
    """Return a length in words: 'under a minute', '12 minutes'."""
    minutes = round((ms or 0) / 60_000)
    if minutes < 1:
        return _("under a minute")
    return ngettext("one minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}


@register.filter
def answered(coverage: Mapping[str, int], length: str) -> str:
    """Return how much was asked and answered in how long, as one sentence. `length` is a spoken_length."""
    counts = {"answered": coverage.get("answered", 0), "asked": coverage.get("asked", 0), "length": length}
    follow_ups = coverage.get("follow_ups", 0)
    if not follow_ups:
        return _("You answered %(answered)d of %(asked)d questions in %(length)s.") % counts
    return ngettext(
        "You answered %(answered)d of %(asked)d questions and one follow-up in %(length)s.",
        "You answered %(answered)d of %(asked)d questions and %(follow_ups)d follow-ups in %(length)s.",
        follow_ups,
    ) % (counts | {"follow_ups": follow_ups})
