"""The filters beside a search as a page shows them: labels, counts, what is chosen."""

from collections.abc import Iterable, Mapping

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .enums import EmploymentType, JobStatus, Level, Workplace
from .index.reach import WORLDWIDE
from .matching.reasons import name_of
from .names import country_name
from .search import FACETS, Count, Results, SearchQuery


class Choice(msgspec.Struct, frozen=True):
    value: str
    label: str
    jobs: int
    exact: bool
    chosen: bool


class Facet(msgspec.Struct, frozen=True):
    name: str
    label: str
    choices: tuple[Choice, ...]
    single: bool = False

    @property
    def chosen(self) -> int:
        return sum(choice.chosen for choice in self.choices)


_ORDER = {
    "level": [str(value) for value in Level.values],
    "workplace": [str(value) for value in Workplace.values],
    "age": ["1", "3", "7", "30"],
}


def facets(results: Results, query: SearchQuery, *, sources: Mapping[str, str]) -> list[Facet]:
    """Return the facets that have anything to choose. `sources` maps a source's name to its label."""
    titles = {
        "country": _("Place"),
        "applicants": _("Remote: open to people in"),
        "workplace": _("Where the work is done"),
        "level": _("Level"),
        "skill": _("Skill"),
        "pay": _("Pay"),
        "age": _("Posted"),
        "source": _("Source"),
        "employment": _("Employment type"),
        "status": _("Listing"),
    }
    shown = []
    for name in FACETS:
        counts = list(results.counts.get(name, ()))
        counted = {count.value for count in counts}
        # What was chosen stays visible when it leaves nothing.
        counts += [Count(value, 0) for value in query.chosen(name) if value not in counted]
        choices = tuple(_choices(name, _sorted(name, counts), query, sources))
        if len(choices) > 1 or any(choice.chosen for choice in choices) or (name == "pay" and choices):
            shown.append(Facet(name=name, label=titles[name], choices=choices, single=name == "age"))
    return shown


def _sorted(name: str, counts: list[Count]) -> list[Count]:
    order = _ORDER.get(name)
    if order is None:
        return counts
    return sorted(counts, key=lambda count: order.index(count.value) if count.value in order else 99)


def _choices(
    name: str, counts: Iterable[Count], query: SearchQuery, sources: Mapping[str, str]
) -> Iterable[Choice]:
    chosen = query.chosen(name)
    for count in counts:
        label = label_of(name, count.value, sources)
        yield Choice(count.value, label, count.jobs, count.exact, count.value in chosen)


def label_of(name: str, value: str, sources: Mapping[str, str]) -> str:
    if name == "country":
        return country_name(value)
    if name == "applicants":
        return _("Anywhere in the world") if value == WORLDWIDE else country_name(value)
    if name == "skill":
        return name_of(value)
    if name == "source":
        return sources.get(value, value)
    if name == "age" and value.isdecimal():
        days = int(value)
        return ngettext("in the last day", "in the last %(days)d days", days) % {"days": days}
    if name == "pay":
        return _("Pay is stated")
    for choices in (Level, Workplace, EmploymentType, JobStatus):
        if value in choices.values:
            return str(choices(value).label)
    return value
