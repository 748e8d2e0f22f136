"""Arbeitnow: pages by number, without a key; mostly Germany.

https://www.arbeitnow.com/blog/job-board-api. Traps: `links.next` may carry somebody else's filter, so
addresses are built here; `remote` false says nothing; all is in order of `created_at`.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .errors import FilterIgnored
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Place, RawPosting, Record, Source, read_page

MOST_PAGES = 100


class _Job(msgspec.Struct):
    slug: str
    title: str
    company_name: str
    url: str
    description: str = ""
    remote: bool = False
    job_types: list[str] | None = None
    location: str | None = None
    created_at: int | None = None


class _Links(msgspec.Struct):
    next: str | None = None


class _Meta(msgspec.Struct):
    current_page: int


class _Answer(msgspec.Struct):
    data: list[dict[str, Any]]
    links: _Links
    meta: _Meta


class Arbeitnow(Source):
    about = About(
        name="arbeitnow",
        label="Arbeitnow",
        terms_url="https://www.arbeitnow.com/terms",
        attribution=Attribution(text="Arbeitnow", url="https://www.arbeitnow.com"),
        per_minute=20,
        every_hours=6,
        verified=True,
        default_on=True,
        rank=2,
        expected=frozenset({"slug", "title", "company_name", "description", "url", "created_at", "location"}),
    )
    base_url = "https://www.arbeitnow.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        number = int(cursor or 1)
        while True:
            url = f"{self.base_url}/api/job-board-api"
            answer = client.json(url, type=_Answer, params={"page": number})
            if answer.meta.current_page != number:
                raise FilterIgnored(f"Arbeitnow answers page {answer.meta.current_page} instead of {number}.")
            done = not answer.links.next or not answer.data
            number += 1
            yield read_page(
                answer.data, read=self.read, feed=feed, about=self.about, cursor=str(number), complete=done
            )
            if done or number > MOST_PAGES:
                return

    def read(self, record: Record, feed: Feed) -> RawPosting:
        job = msgspec.convert(record, _Job)
        return RawPosting(
            identifier=job.slug,
            title=job.title,
            employer=job.company_name,
            raw=dict(record),
            url=job.url,
            attribution_url=job.url,
            html=job.description,
            places=(Place(words=job.location),) if job.location else (),
            workplace="remote" if job.remote else "",
            workplace_basis="board",
            employment_type=", ".join(job.job_types or []),
            posted_at=read_moment(job.created_at),
        )
