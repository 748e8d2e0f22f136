"""How long something took, in words, and when it was, by the clock of an interview."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def spoken_length(ms: int | None) -> str:
    """Return a length in words: 'under a minute', '12 minutes'."""
    if (ms or 0) < 60_000:
        return _("under a minute")
    minutes = round((ms or 0) / 60_000)
    return ngettext("one minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}


@register.filter
def clock(ms: int | None) -> str:
    """Return milliseconds as they are read: 4:12, or 1:04:12."""
    seconds = (ms or 0) // 1000
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
