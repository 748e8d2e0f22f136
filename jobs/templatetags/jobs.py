"""Places, pay and times of listings as they stand on a page."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from interviews.history import as_advice
from intervision.templatetags.lengths import clock

from ..credits import credits_of
from ..enums import PayPeriod, SalaryBasis
from ..matching.matches import Shown
from ..matching.profile import Moment
from ..matching.reasons import Reason
from ..models import Job
from ..names import amount, area_names, country_name, in_country
from ..reading.places import Spot
from ..reading.pools import pool_words
from ..sources.moments import last_day

register = template.Library()
_FEW_PLACES = 3
_FEW_NAMES = 4

register.filter("clock", clock)
register.filter("credits", credits_of)
register.filter("last_day", last_day)


@register.filter
def ago(moment: datetime) -> str:
    """Return how long ago it was, in its largest unit: "3 days ago"."""
    now = timezone.now()
    if now - moment < timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, now, depth=1)}


@register.filter
def moment_url(moment: Moment) -> str:
    """Return where a moment stands in its report."""
    return reverse("report", args=[moment.interview_id]) + f"#t={moment.at_ms}"


@register.filter
def point_to_you(point: str) -> str:
    """Return a key point as the candidate is told it: 'to name what you decided', or a statement as it is."""
    advice = as_advice(point)
    return _("to %(advice)s") % {"advice": advice} if advice else point


@register.filter
def places(rows: Iterable[Spot]) -> str:
    """Return places in a few words: "Berlin, Germany; Lisbon, Portugal and 2 more"."""
    rows = list(rows)
    # "London, United Kingdom" says the country; where it stands by itself besides, it says nothing more.
    named = {row.country for row in rows if row.city}
    names = list(dict.fromkeys(_place(row) for row in rows if row.city or row.country not in named))
    names = [name for name in names if name]
    shown = "; ".join(names[:_FEW_PLACES])
    if len(names) > _FEW_PLACES:
        return _("%(places)s and %(count)d more") % {"places": shown, "count": len(names) - _FEW_PLACES}
    return shown


def _place(row: Spot) -> str:
    country = country_name(row.country) if row.country else ""
    # Singapore is in Singapore: that is said once.
    return ", ".join(dict.fromkeys(part for part in (row.city, country) if part)) or row.words


@register.filter
def where(shown: Shown) -> str:
    """Return the places of a job, without countries alone from which one may apply: those are said beside."""
    rows = list(shown.places)
    if shown.job.workplace == "remote":
        rows = [row for row in rows if row.city or row.country not in shown.job.applicant_countries]
    return places(rows)


@register.filter
def applicants(job: Job) -> str:
    """Return from where one may apply, or nothing where that is not known."""
    if job.applicant_scope == "worldwide":
        return _("open to people anywhere")
    wide, left = area_names(job.applicant_countries)
    names = [*wide, *map(in_country, left)]
    if not names:
        return ""
    if len(names) > _FEW_PLACES + 1:
        return _("open to people in %(count)d countries, among them %(names)s") % {
            "count": len(job.applicant_countries),
            "names": ", ".join(names[:_FEW_PLACES]),
        }
    return _("open to people in %(names)s") % {"names": ", ".join(names)}


@register.filter
def in_short(shown: Shown) -> str:
    """Return where, how and for what pay: "Berlin, Germany · Hybrid · €60,000 to €75,000 a year"."""
    job = shown.job
    way = str(job.get_workplace_display()) if job.workplace else ""
    if job.workplace == "remote":
        way = ", ".join(part for part in (way, applicants(job)) if part)
    return " · ".join(part for part in (where(shown), way, pay(job)) if part)


@register.filter
def pool(job: Job) -> str:
    """Return the words by which an ad says that it may stand for no opening, or nothing."""
    return pool_words(title=job.title, text=job.text)


@register.filter
def pay(job: Job) -> str:
    """Return the pay that an employer states or writes; nothing for an estimate of somebody else's."""
    if job.salary_basis in ("", SalaryBasis.PREDICTED) or not (job.salary_min or job.salary_max):
        return ""
    ends = dict.fromkeys(end for end in (job.salary_min, job.salary_max) if end)
    amounts = [amount(end, job.salary_currency) for end in ends]
    between = amounts[0]
    if len(amounts) > 1:
        between = _("%(least)s to %(most)s") % {"least": amounts[0], "most": amounts[1]}
    elif not job.salary_min:
        between = _("up to %(most)s") % {"most": amounts[0]}
    elif not job.salary_max and job.salary_basis == SalaryBasis.STATED:
        # A field for the least was filled in; in words, one sum is the pay.
        between = _("from %(least)s") % {"least": amounts[0]}
    period = str(PayPeriod(job.salary_period).label) if job.salary_period in PayPeriod.values else ""
    if "pro rata" in job.salary_words.lower():
        period = f"{period} {_('pro rata')}"
    return f"{between} {period}".strip()


@register.filter
def names(reasons: Sequence[Reason]) -> str:
    """Return what skills of an ad are called, in a line: "Go, PostgreSQL, Redis and 2 more"."""
    # "SQL; Python, Go or Rust": where a choice ends has to be seen.
    between = "; " if any(reason.either for reason in reasons[:_FEW_NAMES]) else ", "
    shown = between.join(reason.name for reason in reasons[:_FEW_NAMES])
    if len(reasons) > _FEW_NAMES:
        return _("%(names)s and %(count)d more") % {"names": shown, "count": len(reasons) - _FEW_NAMES}
    return shown


@register.filter
def whole(number: int) -> str:
    """Return a number with its thousands set apart."""
    return f"{number:,}"
