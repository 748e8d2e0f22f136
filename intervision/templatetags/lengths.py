"""How long something took, in words."""

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
