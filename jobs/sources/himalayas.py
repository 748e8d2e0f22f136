"""Himalayas: pages of twenty by cursor, without a key; remote jobs only.

Not yet verified against the live source: written from https://himalayas.app/api and its data dictionary
(https://himalayas.app/docs/data-dictionary). Its terms want a visible link and credit. Traps: no restriction
means the whole world; a limit over twenty is clamped; restrictions come as names or as objects.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec

from .client import Client
from .errors import FilterIgnored
from .moments import read_deadline, read_moment
from .port import About, Attribution, Feed, Page, Pay, RawPosting, Record, Source, read_page

PAGE = 20
_PERIODS = {
    "hourly": "HOUR",
    "daily": "DAY",
    "weekly": "WEEK",
    "monthly": "MONTH",
    "annual": "YEAR",
    "yearly": "YEAR",
}


class _Job(msgspec.Struct, rename="camel"):
    guid: str
    title: str
    company_name: str
    location_restrictions: list[str | dict[str, Any]]
    application_link: str
    description: str = ""
    employment_type: str | None = None
    min_salary: float | None = None
    max_salary: float | None = None
    currency: str | None = None
    salary_period: str | None = None
    seniority: list[str] | str | None = None
    pub_date: int | str | None = None
    expiry_date: int | str | None = None


class _Answer(msgspec.Struct, rename="camel"):
    jobs: list[dict[str, Any]]
    next_cursor: str | None = None


class Himalayas(Source):
    about = About(
        name="himalayas",
        label="Himalayas",
        terms_url="https://himalayas.app/api",
        attribution=Attribution(text="Himalayas", url="https://himalayas.app"),
        per_minute=30,
        every_hours=24,
        rank=2,
        expected=frozenset(
            {"guid", "title", "companyName", "locationRestrictions", "description", "applicationLink"}
        ),
    )
    base_url = "https://himalayas.app"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        while True:
            params: dict[str, str | int] = {"limit": PAGE} | ({"cursor": cursor} if cursor else {})
            answer = client.json(f"{self.base_url}/jobs/api", type=_Answer, params=params)
            following = answer.next_cursor or ""
            if following and following == cursor:
                raise FilterIgnored("Himalayas ignores the cursor: it sends the same page again.")
            cursor = following
            done = not following
            yield read_page(
                answer.jobs, read=self.read, feed=feed, about=self.about, cursor=cursor, complete=done
            )
            if done:
                return

    def read(self, record: Record, feed: Feed) -> RawPosting:
        job = msgspec.convert(record, _Job)
        where = tuple(
            str(place.get("alpha2") or place.get("name") or "") if isinstance(place, dict) else place
            for place in job.location_restrictions
        )
        levels = [job.seniority] if isinstance(job.seniority, str) else job.seniority or []
        return RawPosting(
            # Addresses differ in case only now and then, which SQL Server would take for the same.
            identifier=sha256(job.guid.encode()).hexdigest(),
            title=job.title,
            employer=job.company_name,
            raw=dict(record),
            url=job.application_link,
            attribution_url=job.guid if job.guid.startswith("http") else job.application_link,
            html=job.description,
            workplace="remote",
            workplace_basis="board",
            applicants=where,
            worldwide=not where,
            pay=Pay(
                low=job.min_salary or None,
                high=job.max_salary or None,
                currency=job.currency or "",
                period=_PERIODS.get((job.salary_period or "").lower(), "" if job.salary_period else "YEAR"),
            )
            if job.min_salary or job.max_salary
            else None,
            employment_type=job.employment_type or "",
            level=levels[0] if len(levels) == 1 else "",
            posted_at=read_moment(job.pub_date),
            valid_through=read_deadline(job.expiry_date),
        )
