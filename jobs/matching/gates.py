"""What must hold before a job is worth ranking. What is not known is shown as something to check."""

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import msgspec
from django.utils.translation import gettext as _

from ..enums import EmploymentType, JobStatus, Level
from ..index.entries import Entry
from ..names import in_country, language_name, one_of
from .ranking import yearly
from .seeker import Seeker

# Beyond this a working day hardly overlaps.
FAR_HOURS = 6


class Gate(StrEnum):
    CLOSED = "closed"
    PLACE = "place"
    APPLICANTS = "applicants"
    AUTHORISATION = "authorisation"
    LANGUAGE = "language"
    LEVEL = "level"
    WORKPLACE = "workplace"
    EMPLOYMENT = "employment"
    TIME_ZONE = "time_zone"
    AVOIDED = "avoided"
    PAY = "pay"


class Finding(msgspec.Struct, frozen=True):
    """A gate that is shut, or (`open`) that somebody has to look at; `words` are what to look at."""

    gate: Gate
    words: str = ""
    open: bool = False


def shut(entry: Entry, seeker: Seeker, *, now: datetime) -> Finding | None:
    """Return the first gate that shuts the job out for this person, or None."""
    return next((finding for finding in findings(entry, seeker, now=now) if not finding.open), None)


def checks(entry: Entry, seeker: Seeker, *, now: datetime) -> list[str]:
    """Return what this person has to find out, in words that follow "check:"."""
    return [finding.words for finding in findings(entry, seeker, now=now) if finding.open]


def findings(entry: Entry, seeker: Seeker, *, now: datetime) -> Iterator[Finding]:
    """Yield the gates that don't simply stand open."""
    yield from _closed(entry, now)
    yield from _avoided(entry, seeker)
    yield from _language(entry, seeker)
    yield from _internship(entry, seeker)
    yield from _workplace(entry, seeker)
    if entry.workplace == "remote":
        yield from _applicants(entry, seeker)
        yield from _time_zone(entry, seeker, now)
    else:
        yield from _place(entry, seeker)
    yield from _authorisation(entry, seeker)
    yield from _employment(entry, seeker)
    if seeker.pay is not None and yearly(entry) is None:
        yield Finding(Gate.PAY, _("what it pays: no pay was found in the ad"), open=True)


def _employment(entry: Entry, seeker: Seeker) -> Iterator[Finding]:
    wished = seeker.employment_types
    if not wished or entry.employment_type in wished:
        return
    in_part = entry.part_time and EmploymentType.PART_TIME in wished
    if entry.employment_type and not in_part:
        yield Finding(Gate.EMPLOYMENT)
    elif EmploymentType.FULL_TIME not in wished:  # else nothing speaks against it
        kinds = one_of([EmploymentType(kind).label.lower() for kind in sorted(wished)])
        words = _("whether it is %(kind)s: it says “%(words)s”") if in_part else _("whether it is %(kind)s")
        yield Finding(Gate.EMPLOYMENT, words % {"kind": kinds, "words": entry.part_time}, open=True)


def _closed(entry: Entry, now: datetime) -> Iterator[Finding]:
    if entry.status == JobStatus.CLOSED or (entry.valid_through and entry.valid_through < now.timestamp()):
        yield Finding(Gate.CLOSED)
    elif entry.status == JobStatus.STALE:
        yield Finding(
            Gate.CLOSED, _("whether it is still open: its source has not confirmed it lately"), open=True
        )
    if entry.pool:
        words = _("whether there is an opening now: it says “%(words)s”") % {"words": entry.pool}
        yield Finding(Gate.CLOSED, words, open=True)


def _avoided(entry: Entry, seeker: Seeker) -> Iterator[Finding]:
    if entry.employer_key in seeker.avoid_employers or (
        seeker.avoid_skills and seeker.avoid_skills.intersection(entry.must + entry.named)
    ):
        yield Finding(Gate.AVOIDED)


def _language(entry: Entry, seeker: Seeker) -> Iterator[Finding]:
    if not entry.language:
        yield Finding(Gate.LANGUAGE, _("which language the work is done in"), open=True)
    elif entry.language not in seeker.languages:
        yield Finding(Gate.LANGUAGE)
    for asked in entry.asks_beyond(seeker.languages):
        # Which one would work in is known, and not which one knows besides.
        words = _("knowledge of %(language)s: it says “%(words)s”")
        named = one_of([language_name(code) for code in asked.languages])
        yield Finding(Gate.LANGUAGE, words % {"language": named, "words": asked.words}, open=True)


def _internship(entry: Entry, seeker: Seeker) -> Iterator[Finding]:
    """Shut out internships for those who are past them and ask for none."""
    is_one = entry.employment_type == EmploymentType.INTERN or entry.level == Level.INTERN
    past = seeker.levels and not {Level.INTERN, Level.JUNIOR}.intersection(seeker.levels)
    if is_one and past and EmploymentType.INTERN not in seeker.employment_types:
        yield Finding(Gate.LEVEL)


def _workplace(entry: Entry, seeker: Seeker) -> Iterator[Finding]:
    if seeker.workplaces and entry.workplace not in seeker.workplaces:
        if entry.workplace:
            yield Finding(Gate.WORKPLACE)
        else:
            yield Finding(Gate.WORKPLACE, _("whether it can be done from elsewhere"), open=True)


def _applicants(entry: Entry, seeker: Seeker) -> Iterator[Finding]:
    homes = seeker.homes or frozenset(place.country for place in seeker.places if place.country)
    if entry.scope == "worldwide" or not homes:
        return
    if entry.countries:
        if not homes.intersection(entry.countries):
            yield Finding(Gate.APPLICANTS)
    else:
        words = _("which countries you can apply from: it says remote, but not from where")
        yield Finding(Gate.APPLICANTS, words, open=True)


def _time_zone(entry: Entry, seeker: Seeker, now: datetime) -> Iterator[Finding]:
    if not seeker.time_zones or not entry.places:
        return
    countries = entry.job_countries
    theirs = {offset for country in countries for offset in country_offsets(country, now)}
    ours = {_offset(zone, now) for zone in seeker.time_zones}
    if theirs and min(abs(a - b) for a in theirs for b in ours) > FAR_HOURS:
        where = ", ".join(in_country(country) for country in countries[:2])
        yield Finding(
            Gate.TIME_ZONE, _("the working hours: the team is in %(where)s") % {"where": where}, open=True
        )


def _place(entry: Entry, seeker: Seeker) -> Iterator[Finding]:
    wished = seeker.places
    if not wished and not seeker.homes:
        return
    if not entry.job_countries:
        yield Finding(Gate.PLACE, _("where it is"), open=True)
    elif not any(_is_in(entry, city=place.city, country=place.country) for place in wished) and (
        wished or not seeker.homes.intersection(entry.job_countries)
    ):
        yield Finding(Gate.PLACE)


def _is_in(entry: Entry, *, city: str, country: str) -> bool:
    return any(
        there == country and (not city or not town or town.casefold() == city.casefold())
        for town, there in entry.places
    )


def _authorisation(entry: Entry, seeker: Seeker) -> Iterator[Finding]:
    if not seeker.authorised:
        return
    where = entry.countries if entry.workplace == "remote" else entry.job_countries
    if not where or seeker.authorised.intersection(where):
        return
    wished = {place.country for place in seeker.places}
    if wished.intersection(where) and entry.sponsorship.helps != "no":
        # They want to go there without a permit yet: whether the employer helps is for them to ask.
        names = ", ".join(in_country(country) for country in where if country in wished)
        words = _("whether the employer helps with permission to work in %(where)s") % {"where": names}
        if entry.sponsorship.helps:
            words = _("permission to work in %(where)s: it says “%(words)s”") % {
                "where": names,
                "words": entry.sponsorship.words,
            }
        yield Finding(Gate.AUTHORISATION, words, open=True)
    else:
        yield Finding(Gate.AUTHORISATION)


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Return the time zones of each country, from the table that tzdata carries."""
    zones: dict[str, list[str]] = {}
    table = files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            countries, _where, zone = line.split("\t")[:3]
            for country in countries.split(","):
                zones.setdefault(country, []).append(zone)
    return {country: tuple(names) for country, names in zones.items()}


def country_offsets(country: str, now: datetime) -> set[float]:
    """Return the hours from UTC of a country's zones at a moment."""
    return {_offset(zone, now) for zone in _zones().get(country, ())}


def _offset(zone: str, now: datetime) -> float:
    offset = now.astimezone(UTC).astimezone(ZoneInfo(zone)).utcoffset()
    return offset.total_seconds() / 3600 if offset is not None else 0.0
