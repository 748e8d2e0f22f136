"""Remotive: one response, without a key; at most four calls a day.

https://github.com/remotive-com/remote-jobs-api. Its terms want a link and its name at each listing, and no
login wall before its listings. The API shows them a day late.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .errors import ShapeChanged
from .moments import read_moment
from .port import About, Attribution, Feed, Page, RawPosting, Record, Source, read_page


class _Job(msgspec.Struct):
    id: int
    url: str
    title: str
    company_name: str
    job_type: str | None = None
    publication_date: str | None = None
    candidate_required_location: str | None = None
    salary: str | None = None
    description: str = ""
    category: str | None = None


class _Answer(msgspec.Struct, rename={"job_count": "job-count"}):
    jobs: list[dict[str, Any]]
    job_count: int


class Remotive(Source):
    about = About(
        name="remotive",
        label="Remotive",
        terms_url="https://remotive.com/api-documentation",
        attribution=Attribution(text="Remotive", url="https://remotive.com"),
        per_minute=1,
        per_day=4,
        every_hours=12,
        verified=True,
        default_on=True,
        rank=2,
        expected=frozenset(
            {"id", "title", "company_name", "description", "url", "candidate_required_location", "salary"}
        ),
    )
    base_url = "https://remotive.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        answer = client.json(f"{self.base_url}/api/remote-jobs", type=_Answer)
        if answer.job_count != len(answer.jobs):
            raise ShapeChanged(f"Remotive counts {answer.job_count} jobs and sends {len(answer.jobs)}.")
        yield read_page(answer.jobs, read=self.read, feed=feed, about=self.about, complete=True)

    def read(self, record: Record, feed: Feed) -> RawPosting:
        job = msgspec.convert(record, _Job)
        where = job.candidate_required_location
        return RawPosting(
            identifier=str(job.id),
            title=job.title,
            employer=job.company_name,
            raw=dict(record),
            url=job.url,
            attribution_url=job.url,
            html=job.description,
            workplace="remote",
            workplace_basis="board",
            applicants=(where,) if where else (),
            pay_words=job.salary or "",
            employment_type=job.job_type or "",
            department=job.category or "",
            posted_at=read_moment(job.publication_date),
        )
