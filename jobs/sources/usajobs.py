"""USAJOBS, the United States government: pages by number, with a key and the email address of its owner.

Not yet verified against the live source: written from
https://developer.usajobs.gov/api-reference/get-api-search. A board's token is the code of a job category
("2210" is information technology).
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.conf import settings

from .client import Client
from .moments import read_deadline, read_moment
from .port import About, Attribution, Feed, Page, Pay, Place, RawPosting, Record, Source, read_page

PAGE = 500
_PERIODS = {"PA": "YEAR", "PH": "HOUR", "PD": "DAY", "PM": "MONTH", "PER YEAR": "YEAR", "PER HOUR": "HOUR"}


class _Place(msgspec.Struct, rename="pascal"):
    location_name: str | None = None
    country_code: str | None = None
    country_sub_division_code: str | None = None
    city_name: str | None = None


class _Pay(msgspec.Struct, rename="pascal"):
    minimum_range: str | float | None = None
    maximum_range: str | float | None = None
    rate_interval_code: str | None = None


class _Schedule(msgspec.Struct, rename="pascal"):
    name: str | None = None


class _Details(msgspec.Struct, rename="pascal"):
    job_summary: str | None = None
    major_duties: list[str] | str | None = None
    requirements: str | None = None
    remote_indicator: bool | None = None


class _Area(msgspec.Struct, rename="pascal"):
    details: _Details | None = None


class _Descriptor(msgspec.Struct, rename="pascal"):
    position_title: str
    position_uri: str = msgspec.field(name="PositionURI")
    apply_uri: list[str] | None = msgspec.field(default=None, name="ApplyURI")
    organization_name: str | None = None
    qualification_summary: str | None = None
    position_location: list[_Place] | None = None
    position_remuneration: list[_Pay] | None = None
    position_schedule: list[_Schedule] | None = None
    publication_start_date: str | None = None
    application_close_date: str | None = None
    user_area: _Area | None = None


class _Item(msgspec.Struct, rename="pascal"):
    matched_object_id: str
    matched_object_descriptor: _Descriptor


class _Pages(msgspec.Struct, rename="pascal"):
    number_of_pages: int | str = 1


class _Result(msgspec.Struct, rename="pascal"):
    search_result_items: list[dict[str, Any]]
    search_result_count_all: int
    user_area: _Pages | None = None


class _Answer(msgspec.Struct, rename="pascal"):
    search_result: _Result


class USAJobs(Source):
    about = About(
        name="usajobs",
        label="USAJOBS",
        terms_url="https://developer.usajobs.gov/terms-and-conditions",
        attribution=Attribution(text="USAJOBS", url="https://www.usajobs.gov"),
        per_minute=30,
        every_hours=24,
        settings=("USAJOBS_EMAIL", "USAJOBS_KEY"),
        boards=("2210",),
        rank=0,
        expected=frozenset({"MatchedObjectId", "MatchedObjectDescriptor"}),
    )
    base_url = "https://data.usajobs.gov"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        number = int(cursor or 1)
        headers = {"User-Agent": settings.USAJOBS_EMAIL, "Authorization-Key": settings.USAJOBS_KEY}
        while True:
            answer = client.json(
                f"{self.base_url}/api/Search",
                type=_Answer,
                params={"JobCategoryCode": feed.token, "ResultsPerPage": PAGE, "Page": number},
                headers=headers,
                secret=True,
            ).search_result
            rows = answer.search_result_items
            number += 1
            pages = int(answer.user_area.number_of_pages) if answer.user_area else 1
            done = not rows or number > pages
            yield read_page(
                rows,
                read=self.read,
                feed=feed,
                about=self.about,
                cursor=str(number),
                complete=done and (bool(rows) or answer.search_result_count_all == 0),
            )
            if done:
                return

    def read(self, record: Record, feed: Feed) -> RawPosting:
        item = msgspec.convert(record, _Item)
        job = item.matched_object_descriptor
        details = (job.user_area and job.user_area.details) or _Details()
        duties = (
            [details.major_duties] if isinstance(details.major_duties, str) else details.major_duties or []
        )
        parts = [details.job_summary, *duties, job.qualification_summary, details.requirements]
        pay = next(iter(job.position_remuneration or []), None)
        return RawPosting(
            identifier=item.matched_object_id,
            title=job.position_title,
            employer=job.organization_name or "",
            raw=dict(record),
            url=job.position_uri,
            apply_url=next(iter(job.apply_uri or []), ""),
            attribution_url=job.position_uri,
            html="".join(f"<p>{part}</p>" for part in parts if part),
            places=tuple(
                Place(
                    words=place.location_name or "",
                    region=place.country_sub_division_code or "",
                    country=place.country_code or "",
                )
                for place in job.position_location or []
            ),
            workplace="remote" if details.remote_indicator else "",
            applicants=("US",),
            pay=_read_pay(pay) if pay else None,
            employment_type=next((part.name or "" for part in job.position_schedule or []), ""),
            posted_at=read_moment(job.publication_start_date),
            valid_through=read_deadline(job.application_close_date),
        )


def _read_pay(pay: _Pay) -> Pay | None:
    low, high = (float(value) if value else None for value in (pay.minimum_range, pay.maximum_range))
    period = _PERIODS.get((pay.rate_interval_code or "").upper(), "")
    return Pay(low=low or None, high=high or None, currency="USD", period=period) if low or high else None
