"""Lever job boards, American and European ones (token "eu:name"): pages by skip and limit, without a key.

https://github.com/lever/postings-api. Trap: the text is the description, the lists and what follows them.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .errors import FilterIgnored
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Pay, Place, RawPosting, Record, Source, read_page

PAGE = 100
_WORKPLACES = {"remote": "remote", "hybrid": "hybrid", "on-site": "onsite", "onsite": "onsite"}
_PERIODS = {
    "per-year-salary": "YEAR",
    "per-month-salary": "MONTH",
    "semi-month-salary": "",
    "bi-week-salary": "",
    "per-week-salary": "WEEK",
    "per-day-wage": "DAY",
    "per-hour-wage": "HOUR",
}


class _Categories(msgspec.Struct, rename="camel"):
    commitment: str | None = None
    location: str | None = None
    team: str | None = None
    all_locations: list[str] | None = None


class _List(msgspec.Struct):
    text: str = ""
    content: str = ""


class _Range(msgspec.Struct):
    min: float | None = None
    max: float | None = None
    currency: str | None = None
    interval: str | None = None


class _Job(msgspec.Struct, rename="camel"):
    id: str
    text: str
    hosted_url: str
    apply_url: str | None = None
    categories: _Categories | None = None
    created_at: int | None = None
    description: str | None = None
    description_plain: str | None = None
    lists: list[_List] | None = None
    additional: str | None = None
    additional_plain: str | None = None
    country: str | None = None
    workplace_type: str | None = None
    salary_range: _Range | None = None


class Lever(Source):
    about = About(
        name="lever",
        label="Lever",
        terms_url="https://github.com/lever/postings-api",
        attribution=Attribution(text="Lever", url="https://www.lever.co"),
        per_minute=60,
        boards=None,
        verified=True,
        default_on=True,
        rank=0,
        expected=frozenset({"id", "text", "hostedUrl", "description", "lists", "categories", "createdAt"}),
    )
    base_url = "https://api.lever.co"
    eu_base_url = "https://api.eu.lever.co"

    def __init__(self, *, base_url: str = "") -> None:
        super().__init__(base_url=base_url)
        if base_url:
            self.eu_base_url = base_url

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        european = feed.token.startswith("eu:")
        base = self.eu_base_url if european else self.base_url
        url = f"{base}/v0/postings/{feed.token.removeprefix('eu:')}"
        skip = int(cursor or 0)
        first = ""
        while True:
            rows = client.json(
                url, type=list[dict[str, Any]], params={"mode": "json", "skip": skip, "limit": PAGE}
            )
            start = str(rows[0].get("id")) if rows else ""
            if start and start == first:
                raise FilterIgnored(f"Lever ignores skip: {feed.token} sends its first page again.")
            first = first or start
            # A server that ignores the limit has sent everything at once.
            done = len(rows) != PAGE
            skip += len(rows)
            yield read_page(
                rows, read=self.read, feed=feed, about=self.about, cursor=str(skip), complete=done
            )
            if done:
                return

    def read(self, record: Record, feed: Feed) -> RawPosting:
        job = msgspec.convert(record, _Job)
        where = job.categories or _Categories()
        places = where.all_locations or ([where.location] if where.location else [])
        pay = job.salary_range
        return RawPosting(
            identifier=job.id,
            title=job.text,
            employer=feed.employer_name or feed.token.removeprefix("eu:"),
            raw=dict(record),
            domain=feed.domain,
            url=job.hosted_url,
            apply_url=job.apply_url or "",
            html=_body(job),
            places=tuple(
                Place(words=words, country=(job.country or "") if len(places) == 1 else "")
                for words in places
            ),
            workplace=_WORKPLACES.get((job.workplace_type or "").lower(), ""),
            pay=Pay(
                low=pay.min,
                high=pay.max,
                currency=pay.currency or "",
                period=_PERIODS.get(pay.interval or "", ""),
            )
            if pay and (pay.min or pay.max)
            else None,
            employment_type=where.commitment or "",
            department=where.team or "",
            posted_at=read_moment(job.created_at),
        )


def _body(job: _Job) -> str:
    parts = [job.description or job.description_plain or ""]
    parts += [f"<h3>{part.text}</h3><ul>{part.content}</ul>" for part in job.lists or []]
    return "\n".join([*parts, job.additional or job.additional_plain or ""])
