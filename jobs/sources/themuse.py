"""The Muse: pages by number up to 99, a key is optional; many old ads.

Not yet verified against the live source: written from https://www.themuse.com/developers/api/v2. A board's
token is a category ("Software Engineering"); the category of every row is looked at, as unknown ones are
ignored.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from .client import Client
from .errors import FilterIgnored
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Place, RawPosting, Record, Source, read_page

LAST_PAGE = 99
# Ads stay for years; what was published before this is not fresh.
OLDEST = timedelta(days=90)


class _Named(msgspec.Struct):
    name: str | None = None


class _Refs(msgspec.Struct):
    landing_page: str


class _Job(msgspec.Struct):
    id: int
    name: str
    company: _Named
    refs: _Refs
    contents: str = ""
    publication_date: str | None = None
    locations: list[_Named] | None = None
    levels: list[_Named] | None = None


class _Answer(msgspec.Struct):
    results: list[dict[str, Any]]
    page: int
    page_count: int


class TheMuse(Source):
    about = About(
        name="themuse",
        label="The Muse",
        terms_url="https://www.themuse.com/developers/api/v2/terms",
        attribution=Attribution(text="The Muse", url="https://www.themuse.com"),
        per_minute=8,
        every_hours=24,
        boards=("Software Engineering", "Data and Analytics"),
        lists_all=False,
        rank=2,
        expected=frozenset({"id", "name", "company", "contents", "refs", "publication_date", "locations"}),
    )
    base_url = "https://www.themuse.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        number = int(cursor or 1)
        while True:
            params: dict[str, str | int] = {"page": number, "category": feed.token}
            answer = client.json(f"{self.base_url}/api/public/jobs", type=_Answer, params=params)
            if answer.page != number:
                raise FilterIgnored(f"The Muse answers page {answer.page} instead of {number}.")
            _assert_category(answer.results, feed.token)
            number += 1
            done = not answer.results or number > min(answer.page_count, LAST_PAGE)
            yield read_page(
                answer.results, read=self.read, feed=feed, about=self.about, cursor=str(number), complete=done
            )
            if done:
                return

    def read(self, record: Record, feed: Feed) -> RawPosting | None:
        job = msgspec.convert(record, _Job)
        posted = read_moment(job.publication_date)
        if posted is not None and posted < datetime.now(UTC) - OLDEST:
            return None
        names = [place.name for place in job.locations or [] if place.name]
        # "Flexible / Remote" stands beside places, and alone where it may be done from anywhere they are.
        flexible = [name for name in names if "remote" in name.lower()]
        levels = [level.name for level in job.levels or [] if level.name]
        return RawPosting(
            identifier=str(job.id),
            title=job.name,
            employer=job.company.name or "",
            raw=dict(record),
            url=job.refs.landing_page,
            attribution_url=job.refs.landing_page,
            html=job.contents,
            places=tuple(Place(words=name) for name in names if name not in flexible),
            workplace="remote" if flexible and len(flexible) == len(names) else "",
            workplace_basis="board",
            level=levels[0] if len(levels) == 1 else "",
            posted_at=posted,
        )


def _assert_category(rows: list[dict[str, Any]], token: str) -> None:
    for row in rows:
        names = {part.get("name") for part in row.get("categories") or [] if isinstance(part, dict)}
        if token and names and token not in names:
            raise FilterIgnored(f"The Muse ignores the category {token}: {row.get('id')} is of {names}.")
