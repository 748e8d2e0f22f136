"""Greenhouse job boards: one response a board, without a key.

https://developers.greenhouse.io/job-board.html. Traps: `updated_at` is bumped for all at once, so the date is
`first_published`; `content` is HTML with its entities escaped once more; pay is not in the list.
"""

import html
from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .moments import read_deadline, read_moment
from .port import About, Attribution, Feed, Page, Place, RawPosting, Record, Source, read_page


class _Named(msgspec.Struct):
    name: str | None = None


class _Job(msgspec.Struct):
    id: int
    title: str
    absolute_url: str
    content: str = ""
    location: _Named | None = None
    first_published: str | None = None
    application_deadline: str | None = None
    language: str | None = None
    company_name: str | None = None
    departments: list[_Named] | None = None
    metadata: list[dict[str, Any]] | None = None


class _Answer(msgspec.Struct):
    jobs: list[dict[str, Any]]


class Greenhouse(Source):
    about = About(
        name="greenhouse",
        label="Greenhouse",
        terms_url="https://developers.greenhouse.io/job-board.html",
        attribution=Attribution(text="Greenhouse", url="https://www.greenhouse.com"),
        per_minute=60,
        boards=None,
        verified=True,
        default_on=True,
        rank=0,
        expected=frozenset({"id", "title", "content", "location", "first_published", "absolute_url"}),
    )
    base_url = "https://boards-api.greenhouse.io"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        url = f"{self.base_url}/v1/boards/{feed.token}/jobs"
        answer = client.json(url, type=_Answer, params={"content": "true"})
        yield read_page(answer.jobs, read=self.read, feed=feed, about=self.about, complete=True)

    def read(self, record: Record, feed: Feed) -> RawPosting:
        job = msgspec.convert(record, _Job)
        return RawPosting(
            identifier=str(job.id),
            title=job.title,
            employer=(job.company_name or "").strip() or feed.employer_name or feed.token,
            raw=dict(record),
            domain=feed.domain,
            url=job.absolute_url,
            html=html.unescape(job.content),
            places=(Place(words=job.location.name),) if job.location and job.location.name else (),
            language=job.language or "",
            department=next((part.name for part in job.departments or [] if part.name), ""),
            employment_type=_employment(job.metadata or []),
            posted_at=read_moment(job.first_published),
            valid_through=read_deadline(job.application_deadline),
        )


def _employment(metadata: list[dict[str, Any]]) -> str:
    """Boards have their own fields; the one that is called so by many holds the kind of employment."""
    for field in metadata:
        if str(field.get("name", "")).lower() in {"employment type", "job type", "commitment"}:
            return str(field.get("value") or "")
    return ""
