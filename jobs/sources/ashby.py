"""Ashby job boards: one response a board, without a key.

https://developers.ashbyhq.com/docs/public-job-posting-api. Traps: `isRemote` is true on hybrid rows too, so
only `workplaceType` is read; rows with `isListed` false are not public; pay is the component that is a
Salary.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Pay, Place, RawPosting, Record, Source, read_page

_WORKPLACES = {"Remote": "remote", "Hybrid": "hybrid", "OnSite": "onsite"}
_PERIODS = {"1 HOUR": "HOUR", "1 DAY": "DAY", "1 WEEK": "WEEK", "1 MONTH": "MONTH", "1 YEAR": "YEAR"}


class _Postal(msgspec.Struct, rename="camel"):
    address_locality: str | None = None
    address_region: str | None = None
    address_country: str | None = None


class _Address(msgspec.Struct, rename="camel"):
    postal_address: _Postal | None = None


class _Secondary(msgspec.Struct):
    location: str | None = None
    address: _Address | None = None


class _Component(msgspec.Struct, rename="camel"):
    compensation_type: str | None = None
    interval: str | None = None
    currency_code: str | None = None
    min_value: float | None = None
    max_value: float | None = None


class _Compensation(msgspec.Struct, rename="camel"):
    summary_components: list[_Component] | None = None


class _Job(msgspec.Struct, rename="camel"):
    id: str
    title: str
    job_url: str
    is_listed: bool = True
    apply_url: str | None = None
    department: str | None = None
    employment_type: str | None = None
    location: str | None = None
    secondary_locations: list[_Secondary] | None = None
    published_at: str | None = None
    workplace_type: str | None = None
    address: _Address | None = None
    description_html: str | None = None
    compensation: _Compensation | None = None


class _Answer(msgspec.Struct):
    jobs: list[dict[str, Any]]


class Ashby(Source):
    about = About(
        name="ashby",
        label="Ashby",
        terms_url="https://developers.ashbyhq.com/docs/public-job-posting-api",
        attribution=Attribution(text="Ashby", url="https://www.ashbyhq.com"),
        per_minute=60,
        boards=None,
        verified=True,
        default_on=True,
        rank=0,
        expected=frozenset(
            {"id", "title", "isListed", "descriptionHtml", "publishedAt", "jobUrl", "location"}
        ),
    )
    base_url = "https://api.ashbyhq.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        url = f"{self.base_url}/posting-api/job-board/{feed.token}"
        answer = client.json(url, type=_Answer, params={"includeCompensation": "true"})
        yield read_page(answer.jobs, read=self.read, feed=feed, about=self.about, complete=True)

    def read(self, record: Record, feed: Feed) -> RawPosting | None:
        job = msgspec.convert(record, _Job)
        if not job.is_listed:
            return None
        places = [_place(job.location, job.address)]
        places += [_place(other.location, other.address) for other in job.secondary_locations or []]
        return RawPosting(
            identifier=job.id,
            title=job.title,
            employer=feed.employer_name or feed.token,
            raw=dict(record),
            domain=feed.domain,
            url=job.job_url,
            apply_url=job.apply_url or "",
            html=job.description_html or "",
            places=tuple(place for place in places if place != Place()),
            workplace=_WORKPLACES.get(job.workplace_type or "", ""),
            pay=_pay(job.compensation),
            employment_type=job.employment_type or "",
            department=job.department or "",
            posted_at=read_moment(job.published_at),
        )


def _place(words: str | None, address: _Address | None) -> Place:
    postal = (address and address.postal_address) or _Postal()
    return Place(
        words=words or "",
        city=postal.address_locality or "",
        region=postal.address_region or "",
        country=postal.address_country or "",
    )


def _pay(compensation: _Compensation | None) -> Pay | None:
    for part in (compensation and compensation.summary_components) or []:
        if part.compensation_type == "Salary" and (part.min_value or part.max_value):
            return Pay(
                low=part.min_value,
                high=part.max_value,
                currency=part.currency_code or "",
                period=_PERIODS.get((part.interval or "").upper(), ""),
            )
    return None
