"""SmartRecruiters job boards: pages by offset, the body in a second call for each posting.

https://developers.smartrecruiters.com/docs/posting-api. Traps: a limit over 100 is clamped without a word;
the country is in lower case; `remote` and `hybrid` are false where nothing was said.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .errors import FilterIgnored
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Place, RawPosting, Record, Source, read_page

PAGE = 100


class _Label(msgspec.Struct):
    label: str | None = None
    id: str | None = None


class _Location(msgspec.Struct, rename="camel"):
    city: str | None = None
    region: str | None = None
    country: str | None = None
    remote: bool = False
    hybrid: bool = False
    full_location: str | None = None


class _Code(msgspec.Struct):
    code: str | None = None


class _Company(msgspec.Struct):
    identifier: str | None = None
    name: str | None = None


class _Text(msgspec.Struct):
    title: str | None = None
    text: str | None = None


class _Ad(msgspec.Struct):
    sections: dict[str, Any] | None = None


class _Posting(msgspec.Struct, rename="camel"):
    id: str
    name: str
    company: _Company | None = None
    released_date: str | None = None
    location: _Location | None = None
    department: _Label | None = None
    type_of_employment: _Label | None = None
    experience_level: _Label | None = None
    language: _Code | None = None
    posting_url: str | None = None
    apply_url: str | None = None
    job_ad: _Ad | None = None
    active: bool = True


class _Answer(msgspec.Struct, rename="camel"):
    content: list[dict[str, Any]]
    limit: int
    offset: int
    total_found: int


class SmartRecruiters(Source):
    about = About(
        name="smartrecruiters",
        label="SmartRecruiters",
        terms_url="https://developers.smartrecruiters.com/docs/posting-api",
        attribution=Attribution(text="SmartRecruiters", url="https://www.smartrecruiters.com"),
        per_minute=300,
        boards=None,
        verified=True,
        default_on=True,
        rank=0,
        expected=frozenset({"id", "name", "location", "releasedDate", "company"}),
    )
    base_url = "https://api.smartrecruiters.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        url = f"{self.base_url}/v1/companies/{feed.token}/postings"
        offset = int(cursor or 0)
        while True:
            answer = client.json(url, type=_Answer, params={"limit": PAGE, "offset": offset})
            if answer.offset != offset:
                raise FilterIgnored(f"SmartRecruiters answers offset {answer.offset} instead of {offset}.")
            rows = answer.content
            offset += len(rows)
            done = not rows or offset >= answer.total_found
            # An empty page before the end is a fault, not the end: nothing may be closed after it.
            complete = done and offset >= answer.total_found
            yield read_page(
                rows, read=self.read, feed=feed, about=self.about, cursor=str(offset), complete=complete
            )
            if done:
                return

    def read(self, record: Record, feed: Feed) -> RawPosting | None:
        job = msgspec.convert(record, _Posting)
        if not job.active:
            return None
        where = job.location or _Location()
        company = (job.company and job.company.identifier) or feed.token
        level = job.experience_level
        return RawPosting(
            identifier=job.id,
            title=job.name,
            employer=(job.company and job.company.name) or feed.employer_name or feed.token,
            raw=dict(record),
            domain=feed.domain,
            url=job.posting_url or f"https://jobs.smartrecruiters.com/{company}/{job.id}",
            apply_url=job.apply_url or "",
            html=_body(job.job_ad),
            places=(
                Place(
                    words=where.full_location or "",
                    city=where.city or "",
                    region=where.region or "",
                    country=(where.country or "").upper(),
                ),
            ),
            workplace="hybrid" if where.hybrid else "remote" if where.remote else "",
            employment_type=(job.type_of_employment and job.type_of_employment.label) or "",
            level=(level.id or "") if level else "",
            language=(job.language and job.language.code) or "",
            department=(job.department and job.department.label) or "",
            posted_at=read_moment(job.released_date),
            needs_detail=job.job_ad is None,
        )

    def detail(self, posting: RawPosting, feed: Feed, *, client: Client) -> RawPosting:
        url = f"{self.base_url}/v1/companies/{feed.token}/postings/{posting.identifier}"
        full = self.read(client.json(url, type=dict[str, Any]), feed)
        return full or posting


def _body(ad: _Ad | None) -> str:
    order = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")
    sections = (ad and ad.sections) or {}
    parts = []
    for name in order:
        if isinstance(sections.get(name), dict):
            part = msgspec.convert(sections[name], _Text)
            if part.text:
                parts.append(f"<h3>{part.title or ''}</h3>{part.text}")
    return "\n".join(parts)
