"""Workable job boards: one response an account, without a key.

https://help.workable.com/hc/en-us/articles/115012771647. `telecommuting` false says nothing of the workplace.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Place, RawPosting, Record, Source, read_page


class _Location(msgspec.Struct, rename="camel"):
    city: str | None = None
    region: str | None = None
    country: str | None = None
    country_code: str | None = None
    hidden: bool = False


class _Job(msgspec.Struct):
    title: str
    shortcode: str
    url: str
    application_url: str | None = None
    description: str | None = None
    telecommuting: bool = False
    employment_type: str | None = None
    experience: str | None = None
    department: str | None = None
    published_on: str | None = None
    created_at: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    locations: list[_Location] | None = None


class _Answer(msgspec.Struct):
    jobs: list[dict[str, Any]]
    name: str = ""


class Workable(Source):
    about = About(
        name="workable",
        label="Workable",
        terms_url="https://help.workable.com/hc/en-us/articles/115012771647",
        attribution=Attribution(text="Workable", url="https://www.workable.com"),
        per_minute=20,
        boards=None,
        verified=True,
        default_on=True,
        rank=0,
        expected=frozenset({"title", "shortcode", "url", "telecommuting", "country", "published_on"}),
    )
    base_url = "https://www.workable.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        url = f"{self.base_url}/api/accounts/{feed.token}"
        answer = client.json(url, type=_Answer, params={"details": "true"})
        named = Feed(feed.token, feed.employer_name or answer.name, feed.domain)
        yield read_page(answer.jobs, read=self.read, feed=named, about=self.about, complete=True)

    def read(self, record: Record, feed: Feed) -> RawPosting:
        job = msgspec.convert(record, _Job)
        places = tuple(
            Place(
                city=place.city or "",
                region=place.region or "",
                country=place.country_code or place.country or "",
            )
            for place in job.locations or []
            if not place.hidden
        )
        own = Place(city=job.city or "", region=job.state or "", country=job.country or "")
        return RawPosting(
            identifier=job.shortcode,
            title=job.title,
            employer=feed.employer_name or feed.token,
            raw=dict(record),
            domain=feed.domain,
            url=job.url,
            apply_url=job.application_url or "",
            html=job.description or "",
            places=places or ((own,) if own != Place() else ()),
            workplace="remote" if job.telecommuting else "",
            employment_type=job.employment_type or "",
            level=job.experience or "",
            department=job.department or "",
            posted_at=read_moment(job.published_on or job.created_at),
        )
