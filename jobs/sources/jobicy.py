"""Jobicy: one response of at most 100 rows, without a key; at most one call an hour.

https://jobicy.com/jobs-rss-feed (API v2). Its terms want credit and that people are sent to its own pages.
"""

import html
from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Pay, RawPosting, Record, Source, read_page

_PERIODS = {"hourly": "HOUR", "daily": "DAY", "weekly": "WEEK", "monthly": "MONTH", "yearly": "YEAR"}


class _Job(msgspec.Struct, rename="camel"):
    id: int | str
    url: str
    job_title: str
    company_name: str
    job_type: list[str] | str | None = None
    job_geo: str | None = None
    job_level: str | None = None
    job_description: str = ""
    pub_date: str | None = None
    salary_min: float | str | None = None
    salary_max: float | str | None = None
    salary_currency: str | None = None
    salary_period: str | None = None


class _Answer(msgspec.Struct):
    jobs: list[dict[str, Any]]


class Jobicy(Source):
    about = About(
        name="jobicy",
        label="Jobicy",
        terms_url="https://jobicy.com/jobs-rss-feed",
        attribution=Attribution(text="Jobicy", url="https://jobicy.com"),
        per_minute=1,
        per_day=24,
        every_hours=2,
        lists_all=False,
        verified=True,
        default_on=True,
        rank=2,
        expected=frozenset({"id", "jobTitle", "companyName", "jobDescription", "url", "jobGeo"}),
    )
    base_url = "https://jobicy.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        answer = client.json(f"{self.base_url}/api/v2/remote-jobs", type=_Answer, params={"count": 100})
        yield read_page(answer.jobs, read=self.read, feed=feed, about=self.about, complete=True)

    def read(self, record: Record, feed: Feed) -> RawPosting:
        job = msgspec.convert(record, _Job)
        kinds = job.job_type if isinstance(job.job_type, list) else [job.job_type or ""]
        low, high = (float(amount) if amount else None for amount in (job.salary_min, job.salary_max))
        return RawPosting(
            identifier=str(job.id),
            title=html.unescape(job.job_title),
            employer=html.unescape(job.company_name),
            raw=dict(record),
            url=job.url,
            attribution_url=job.url,
            html=job.job_description,
            workplace="remote",
            workplace_basis="board",
            applicants=(job.job_geo,) if job.job_geo else (),
            pay=Pay(
                low=low,
                high=high,
                currency=job.salary_currency or "",
                period=_PERIODS.get(job.salary_period or "", ""),
            )
            if low or high
            else None,
            employment_type=", ".join(kinds),
            level=job.job_level or "",
            posted_at=read_moment(job.pub_date),
        )
