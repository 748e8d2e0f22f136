"""RemoteOK: one response, without a key; remote jobs only.

Not yet verified against the live source: written from the notice of https://remoteok.com/api. Its terms
want a followed link with its name. Traps: the first row is that notice; pay of 0 is unknown; every ad ends
with a sentence to prove that one has read it ("mention the word … tag R<base64>"), whose tag is the
caller's own address: it differs on each call, says who we are, and is cut off before anything else sees the
text.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .errors import ShapeChanged
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Pay, RawPosting, Record, Source, read_page

# Its words vary; the tag does not. The sentence is taken from its beginning, whatever markup stands in it.
_TAG = re.compile(
    r"(?:<[^>]*>|\s)*(?:please\s+)?mention\s+the\s+word\b.{0,600}?(?:#|\btag\s+)\s*R[A-Za-z0-9+/_-]{8,}={0,2}"
    r".{0,400}?(?:applied|application|human|read (?:this|the)|bots?|spam\w*)[^<\n]{0,120}",
    re.IGNORECASE | re.DOTALL,
)
_TAG_ALONE = re.compile(r"#?\bR(?:MT|Mz|Mj|OD|OT|ND|NT|NS|NC|Nj|Nz|MS|Mi|My|Ok|OC)[A-Za-z0-9+/_-]{6,}={0,2}")


class _Job(msgspec.Struct):
    id: str | int
    position: str
    company: str
    url: str
    apply_url: str | None = None
    description: str = ""
    location: str | None = None
    salary_min: float | None = None
    salary_max: float | None = None
    date: str | None = None
    epoch: int | None = None


class RemoteOK(Source):
    about = About(
        name="remoteok",
        label="Remote OK",
        terms_url="https://remoteok.com/api",
        attribution=Attribution(text="Remote OK", url="https://remoteok.com", rel="follow"),
        per_minute=1,
        every_hours=12,
        lists_all=False,
        rank=2,
        expected=frozenset({"id", "position", "company", "description", "url", "location"}),
    )
    base_url = "https://remoteok.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        rows = client.json(f"{self.base_url}/api", type=list[dict[str, Any]])
        if rows and "legal" not in rows[0] and "position" not in rows[0]:
            raise ShapeChanged("The first row of Remote OK is neither its notice nor a job.")
        yield read_page(
            [_without_tag(row) for row in rows if "legal" not in row],
            read=self.read,
            feed=feed,
            about=self.about,
            complete=True,
        )

    def read(self, record: Record, feed: Feed) -> RawPosting:
        record = _without_tag(record)
        job = msgspec.convert(record, _Job)
        low, high = job.salary_min or None, job.salary_max or None
        return RawPosting(
            identifier=str(job.id),
            title=job.position,
            employer=job.company,
            raw=dict(record),
            url=job.url,
            apply_url=job.apply_url or "",
            attribution_url=job.url,
            html=job.description,
            workplace="remote",
            workplace_basis="board",
            applicants=(job.location,) if job.location else (),
            pay=Pay(low=low, high=high, currency="USD", period="YEAR") if low or high else None,
            posted_at=read_moment(job.date or job.epoch),
        )


def _without_tag(record: Record) -> dict[str, Any]:
    description = record.get("description")
    if not isinstance(description, str):
        return dict(record)
    return {**record, "description": strip_tag(description)}


def strip_tag(text: str) -> str:
    """Return an ad without the sentence that names a word and a tag of the caller's address."""
    return _TAG_ALONE.sub("", _TAG.sub("", text)).rstrip()
