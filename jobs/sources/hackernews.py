"""Hacker News, 'Ask HN: Who is hiring?': the comments of the two newest threads, without a key.

Not yet verified against the live source: written from https://hn.algolia.com/api. By custom a comment's
first line is "Employer | Role | Place | REMOTE | pay"; a comment without that shape is talk, and is left
out.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .errors import ShapeChanged
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Place, RawPosting, Record, Source, read_page

THREADS = 2
_TAGS = re.compile(r"<[^>]+>")
_LINK = re.compile(r'href="([^"]+)"')
_PAY = re.compile(r"(?:[$€£₹¥]|\b(?:usd|eur|gbp|chf|cad|aud)\b)\s?\d|\d\s?k\b", re.IGNORECASE)
_KIND = re.compile(
    r"\b(?:full[- ]?time|part[- ]?time|contract(?:or)?|intern(?:ship)?s?|freelance)\b", re.IGNORECASE
)
_WAY = re.compile(r"\b(?:remote|on-?site|hybrid|in[- ]office)\b", re.IGNORECASE)
_ROLE = re.compile(
    r"engineer|develop|scientist|designer|manager|lead|architect|analyst|programmer|sre|devops|head of|"
    r"founding|"
    r"researcher|director|cto|full[- ]?stack|back[- ]?end|front[- ]?end|multiple|various|positions",
    re.IGNORECASE,
)


class _Comment(msgspec.Struct):
    id: int
    text: str | None = None
    created_at_i: int | None = None
    story_id: int | None = None


class _Hit(msgspec.Struct, rename={"object_id": "objectID"}):
    object_id: str
    title: str | None = None


class _Search(msgspec.Struct):
    hits: list[_Hit]


class _Thread(msgspec.Struct):
    children: list[dict[str, Any]]


class HackerNews(Source):
    about = About(
        name="hackernews",
        label="Hacker News: Who is hiring?",
        terms_url="https://hn.algolia.com/api",
        attribution=Attribution(text="Hacker News", url="https://news.ycombinator.com"),
        per_minute=10,
        every_hours=12,
        once=False,  # employers write anew each month
        rank=1,
        expected=frozenset({"id", "text", "created_at_i"}),
    )
    base_url = "https://hn.algolia.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        found = client.json(
            f"{self.base_url}/api/v1/search_by_date",
            type=_Search,
            params={"tags": "story,author_whoishiring", "hitsPerPage": 12},
        )
        threads = [hit.object_id for hit in found.hits if "who is hiring" in (hit.title or "").lower()][
            :THREADS
        ]
        if not threads:
            raise ShapeChanged("There is no thread 'Who is hiring?' among the newest of its author.")
        rest = threads[threads.index(cursor) + 1 :] if cursor in threads else threads
        for number, thread in enumerate(rest, start=1):
            answer = client.json(f"{self.base_url}/api/v1/items/{thread}", type=_Thread)
            yield read_page(
                # A comment that was deleted has no words; that all have lost the field is another matter.
                [row for row in answer.children if row.get("text", True)],
                read=self.read,
                feed=feed,
                about=self.about,
                cursor=thread,
                complete=number == len(rest) and len(threads) == THREADS,
            )

    def read(self, record: Record, feed: Feed) -> RawPosting | None:
        comment = msgspec.convert(record, _Comment)
        head, _, _rest = (comment.text or "").partition("<p>")
        parts = [part.strip() for part in html.unescape(_TAGS.sub(" ", head)).split("|")]
        parts = [" ".join(part.split()) for part in parts if part.strip()]
        if len(parts) < 3 or len(parts[0]) > 100:
            return None
        others = parts[1:]
        role = next((part for part in others if _ROLE.search(part)), "")
        if not role:
            return None
        rest = [part for part in others if part != role]
        pay = next((part for part in rest if _PAY.search(part)), "")
        kind = next((part for part in rest if _KIND.search(part)), "")
        way = next((part for part in rest if _WAY.search(part)), "")
        place = next(
            (
                part
                for part in rest
                if part not in (pay, kind) and not part.startswith("http") and len(part) < 80
            ),
            "",
        )
        link = f"https://news.ycombinator.com/item?id={comment.id}"
        first_link = _LINK.search(comment.text or "")
        words = f"{place}, {way}" if way and way != place else place
        return RawPosting(
            identifier=str(comment.id),
            title=role[:300],
            employer=re.sub(r"\s*\(.*?\)\s*$", "", parts[0]) or parts[0],
            raw=dict(record) | {"children": []},
            url=link,
            apply_url=html.unescape(first_link.group(1)) if first_link else "",
            attribution_url=link,
            html=f"<p>{comment.text}",
            places=(Place(words=words),) if words else (),
            pay_words=pay,
            employment_type=kind,
            posted_at=read_moment(comment.created_at_i),
        )
