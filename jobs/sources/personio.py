"""Personio job boards: one XML document a board, without a key.

https://developer.personio.de/docs/retrieving-open-job-positions. Traps: 429 after about three requests, so
it is called slowly; there is no country, only the office's name; positions may stand in it twice.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .client import Client
from .errors import BadAnswer, ShapeChanged
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Place, RawPosting, Record, Source, read_page


class Personio(Source):
    about = About(
        name="personio",
        label="Personio",
        terms_url="https://developer.personio.de/docs/retrieving-open-job-positions",
        attribution=Attribution(text="Personio", url="https://www.personio.com"),
        per_minute=2,
        every_hours=24,
        boards=None,
        verified=True,
        default_on=True,
        rank=0,
        expected=frozenset({"id", "name", "office", "createdAt"}),
    )
    base_url = "https://{board}.jobs.personio.de"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        body = client.get(f"{self.base_url.replace('{board}', feed.token)}/xml")
        try:
            root = fromstring(body)
        except (ParseError, DefusedXmlException) as error:
            raise BadAnswer(f"The answer of {feed.token} is no XML: {error}") from error
        if root.tag != "workzag-jobs":
            raise ShapeChanged(f"The answer of {feed.token} is <{root.tag}>, not <workzag-jobs>.")
        rows = map(_record, root.iter("position"))
        # A position may stand there twice. Those without an id stay, for the page to complain of.
        seen = {row.get("id") or number: row for number, row in enumerate(rows)}
        yield read_page(list(seen.values()), read=self.read, feed=feed, about=self.about, complete=True)

    def read(self, record: Record, feed: Feed) -> RawPosting:
        if not record.get("id") or not record.get("name"):
            raise ValueError("a position without id or name")
        offices = [record.get("office", ""), *record.get("additionalOffices", [])]
        parts = [f"<h3>{name}</h3>{text}" for name, text in record.get("jobDescriptions", [])]
        link = f"https://{feed.token}.jobs.personio.de/job/{record['id']}"
        return RawPosting(
            identifier=f"{feed.token}:{record['id']}",
            title=record["name"],
            employer=feed.employer_name or record.get("subcompany", "") or feed.token,
            raw=dict(record),
            domain=feed.domain,
            url=link,
            html="\n".join(parts),
            places=tuple(Place(words=office) for office in dict.fromkeys(offices) if office),
            employment_type=f"{record.get('employmentType', '')} {record.get('schedule', '')}".strip(),
            level=record.get("seniority", ""),
            department=record.get("department", ""),
            posted_at=read_moment(record.get("createdAt")),
        )


def _record(position: Element) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for field in position:
        if field.tag == "jobDescriptions":
            record[field.tag] = [
                [part.findtext("name", "").strip(), part.findtext("value", "").strip()] for part in field
            ]
        elif field.tag == "additionalOffices":
            record[field.tag] = [(office.text or "").strip() for office in field]
        else:
            record[field.tag] = (field.text or "").strip()
    return record
