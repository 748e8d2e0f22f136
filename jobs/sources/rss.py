"""Any RSS or Atom feed of jobs that an operator adds: the board's token is the feed's address.

Not yet verified against a live source: feeds differ. A title "Role at Employer" or "Employer: Role" is
taken apart only where the board names no employer. A feed shows the newest items only, so what is missing
is not gone.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import feedparser

from .client import Client
from .errors import BadAnswer
from .moments import read_deadline, read_moment
from .port import About, Feed, Page, Place, RawPosting, Record, Source, read_page

_AT = re.compile(r"^(?P<title>.{3,200}?)\s+(?:at|@|bei|chez)\s+(?P<employer>[^|]{2,80})$")
_COLON = re.compile(r"^(?P<employer>[^:]{2,60}):\s+(?P<title>.{3,200})$")


class Rss(Source):
    about = About(
        name="rss",
        label="RSS and Atom feeds",
        terms_url="",
        per_minute=20,
        every_hours=12,
        boards=None,
        lists_all=False,
        expected=frozenset({"title", "link"}),
    )

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        body = client.get(feed.token)
        parsed = feedparser.parse(body, sanitize_html=False)
        if not parsed.get("version"):
            raise BadAnswer(f"{feed.token} is no feed: {parsed.get('bozo_exception', 'unknown format')}")
        rows = [_record(entry) for entry in parsed.entries]
        yield read_page(rows, read=self.read, feed=feed, about=self.about, complete=True)

    def read(self, record: Record, feed: Feed) -> RawPosting:
        title, employer = str(record.get("title", "")), feed.employer_name or str(record.get("author", ""))
        if not employer:
            match = _AT.match(title) or _COLON.match(title)
            if match is None:
                raise ValueError(f"no employer in {title!r}: name it on the board")
            title, employer = match["title"], match["employer"]
        link = str(record["link"])
        place = str(record.get("location", ""))
        return RawPosting(
            identifier=sha256(str(record.get("id") or link).encode()).hexdigest(),
            title=title,
            employer=employer.strip(),
            raw=dict(record),
            domain=feed.domain,
            url=link,
            attribution_url=link,
            html=str(record.get("body", "")),
            places=(Place(words=place),) if place else (),
            posted_at=read_moment(record.get("published")),
            valid_through=read_deadline(record.get("expires")),
        )


def _record(entry: Any) -> dict[str, Any]:
    """Keep what a job needs of an entry, as plain values."""
    content = next((part.get("value", "") for part in entry.get("content", [])), "")
    row = {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "link": entry.get("link"),
        "author": entry.get("company") or entry.get("job_listing_company") or entry.get("author"),
        "location": entry.get("location") or entry.get("job_listing_location") or entry.get("region"),
        "body": content or entry.get("summary") or entry.get("description"),
        "published": entry.get("published") or entry.get("updated"),
        "expires": entry.get("expires") or entry.get("validthrough"),
    }
    return {name: str(value) for name, value in row.items() if value}
