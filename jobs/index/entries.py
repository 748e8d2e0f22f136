"""What the index knows of a job: enough to gate, order and list it without asking the database."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import CharField
from django.db.models.functions import Cast

from ..enums import EmploymentType
from ..models import Job, Posting
from ..reading.employment import part_time_offered, part_time_words
from ..reading.languages import common_code
from ..reading.pools import pool_words
from ..reading.salaries import months_paid
from ..reading.spoken import Spoken, read_spoken
from ..reading.sponsorship import Sponsorship, read_sponsorship

PAGE = 1000


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One job. Moments are seconds since 1970; an empty value is unknown."""

    key: bytes  # of its UUID
    title: str
    normalised_title: str
    employer: str
    employer_key: str
    level: str
    shape: str
    workplace: str
    scope: str
    countries: tuple[str, ...]  # from which one may apply, where it is done from elsewhere
    places: tuple[tuple[str, str], ...]  # (city, country)
    language: str
    employment_type: str
    must: tuple[str, ...]
    nice: tuple[str, ...]
    named: tuple[str, ...]  # skills that it names without saying how much it wants them
    salary_min: float | None
    salary_max: float | None
    salary_currency: str
    salary_period: str
    salary_basis: str
    posted: int
    first_seen: int
    valid_through: int
    status: str
    openings: str
    by_agency: bool
    sources: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...] = ()  # skills of one of the three above, one of which is enough
    pool: str = ""  # the words by which it says that it may stand for no opening
    sponsorship: Sponsorship = Sponsorship()
    part_time: str = ""  # what it says of part-time work, where it may be or is not known
    months_paid: int = 12
    spoken: tuple[Spoken, ...] = ()  # what it asks of languages besides its own

    @property
    def id(self) -> UUID:
        return UUID(bytes=self.key)

    @property
    def skills(self) -> tuple[str, ...]:
        return self.must + self.named + self.nice

    @property
    def fresh(self) -> int:
        """When it was posted, or else first seen here."""
        return self.posted or self.first_seen

    @property
    def posted_at(self) -> datetime | None:
        return datetime.fromtimestamp(self.posted, UTC) if self.posted else None

    @property
    def seen_at(self) -> datetime:
        return datetime.fromtimestamp(self.first_seen, UTC)

    @property
    def job_countries(self) -> tuple[str, ...]:
        """Where the work is."""
        return tuple(dict.fromkeys(country for _city, country in self.places if country))

    def asks_beyond(self, languages: Collection[str]) -> list[Spoken]:
        """Return what it asks of languages that none of these meets."""
        return [asked for asked in self.spoken if not set(asked.languages).intersection(languages)]


class Listing(msgspec.Struct, frozen=True, gc=False):
    """An entry together with the words that are only searched, not stored."""

    entry: Entry
    text: str
    # Cities with their country as they are written in filters: "Berlin, DE".
    cities: tuple[str, ...]


_FIELDS = (
    Cast("pk", CharField(max_length=36)), "pk", "title", "normalised_title", "employer_name", "employer__key",
    "seniority", "role_shape", "workplace", "applicant_scope", "applicant_countries", "language",
    "employment_type", "salary_min", "salary_max", "salary_currency", "salary_period", "salary_basis",
    "posted_at", "first_seen", "valid_through", "status", "openings_key", "by_agency", "text",
    "skill_rows", "place_rows", "last_seen", "salary_words",
)  # fmt: skip


def all_listings() -> Iterator[list[Listing]]:
    """Yield every job that is not closed, a page at a time, in order of its key."""
    last: UUID | None = None
    while True:
        jobs = Job.objects.open().order_by("pk")
        rows = list((jobs.filter(pk__gt=last) if last else jobs).values_list(*_FIELDS)[:PAGE])
        if not rows:
            return
        first, last = rows[0][1], rows[-1][1]
        yield _listings(rows, {"job_id__gte": first, "job_id__lte": last})


def listings_of(ids: Sequence[UUID]) -> list[Listing]:
    """Return these jobs (at most PAGE of them) but for closed ones."""
    rows = list(Job.objects.open().filter(pk__in=ids).values_list(*_FIELDS))
    return _listings(rows, {"job_id__in": [row[1] for row in rows]})


# Rows find their job by its key as text: making a UUID of each would take most of the time.
_JOB_KEY = Cast("job_id", CharField(max_length=36))


def _listings(rows: list[tuple[Any, ...]], which: dict[str, Any]) -> list[Listing]:
    sources: dict[str, set[str]] = defaultdict(set)
    posted = Posting.objects.filter(closed_at=None, **which).order_by()
    for job, name in posted.values_list(_JOB_KEY, "source__name"):
        sources[job].add(name)
    return [_listing(row[1:], sources[row[0]]) for row in rows]


def _listing(
    row: tuple[Any, ...],
    sources: set[str],
) -> Listing:
    (
        pk, title, normalised, employer, employer_key, level, shape, workplace, scope, countries, language,
        kind, low, high, currency, period, basis, posted, first_seen, valid, status, openings, agency, text,
        skills, places, last_seen, pay_words,
    ) = row  # fmt: skip
    entry = Entry(
        key=pk.bytes,
        title=title,
        normalised_title=normalised,
        employer=employer,
        employer_key=employer_key,
        level=level,
        shape=shape,
        workplace=workplace,
        scope=scope,
        countries=tuple(countries),
        places=tuple(dict.fromkeys((city, country) for city, _region, country, _words in places)),
        language=common_code(language),
        employment_type=kind,
        must=_of_need(skills, "must"),
        nice=_of_need(skills, "nice"),
        named=_of_need(skills, ""),
        salary_min=float(low) if low is not None else None,
        salary_max=float(high) if high is not None else None,
        salary_currency=currency,
        salary_period=period,
        salary_basis=basis,
        # Nothing was posted after it was seen: a slip of the year would stand first for as long.
        posted=min(seconds(posted), seconds(last_seen)),
        first_seen=seconds(first_seen),
        valid_through=seconds(valid),
        status=status,
        openings=kind_of(openings, pk),
        by_agency=agency,
        sources=tuple(sorted(sources)),
        choices=_choices(skills),
        pool=pool_words(title=title, text=text),
        sponsorship=read_sponsorship(text),
        part_time=_part_time(kind, f"{title}\n{text}"),
        months_paid=months_paid(pay_words),
        spoken=read_spoken(title=title, text=text, language=common_code(language)),
    )
    cities = tuple(f"{city}, {country}" for city, country in entry.places if city and country)
    return Listing(entry=entry, text=text, cities=cities)


def _part_time(kind: str, text: str) -> str:
    if kind == EmploymentType.FULL_TIME:
        return part_time_offered(text)
    return "" if kind else part_time_words(text)


def kind_of(openings_key: str, job_id: UUID) -> str:
    """Return what jobs of the same employer, title and place share; one without a key is its own kind."""
    return openings_key[:24] or job_id.hex


def seconds(moment: datetime | None) -> int:
    """Return seconds since 1970, which are never negative: the index has no room for those."""
    return max(0, int(moment.timestamp())) if moment else 0


def _of_need(rows: list[list[Any]], wanted: str) -> tuple[str, ...]:
    return tuple(slug for slug, need, *_span in rows if need == wanted)


def _choices(rows: list[list[Any]]) -> tuple[tuple[str, ...], ...]:
    """Return the skills of which one is enough, of those equally wanted."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for slug, need, _start, _end, _in_title, *either in rows:
        # A row that was read before choices were has no number.
        if either and either[0]:
            found[need, either[0]].append(slug)
    return tuple(tuple(slugs) for slugs in found.values() if len(slugs) > 1)
