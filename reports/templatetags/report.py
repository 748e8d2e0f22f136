"""Times and texts of a report as they stand on a page."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervision.templatetags.lengths import spoken_length
from reports.writer.local import skill_name

register = template.Library()
register.filter(spoken_length)


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
def answered(coverage: Mapping[str, int], length: str) -> str:
    """Return how much was asked and answered in how long, as one sentence. `length` is a spoken_length."""
    asked, follow_ups = coverage.get("asked", 0), coverage.get("follow_ups", 0)
    # Translators: %(answered)d are those of them that were answered.
    questions = ngettext("%(answered)d of %(asked)d question", "%(answered)d of %(asked)d questions", asked)
    counts = {
        "questions": questions % {"answered": coverage.get("answered", 0), "asked": asked},
        "follow_ups": follow_ups,
        "length": length,
    }
    if not follow_ups:
        # Translators: %(questions)s is, for instance, “4 of 5 questions”.
        return _("You answered %(questions)s in %(length)s.") % counts
    return (
        ngettext(
            "You answered %(questions)s and one follow-up in %(length)s.",
            "You answered %(questions)s and %(follow_ups)d follow-ups in %(length)s.",
            follow_ups,
        )
        % counts
    )
