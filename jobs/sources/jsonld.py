"""Any career page with schema.org/JobPosting as JSON-LD: the board's token is the page's address.

Not yet verified against a live source: pages differ. https://schema.org/JobPosting and
https://developers.google.com/search/docs/appearance/structured-data/job-posting. A page that holds no
posting is taken as a list: links on the same host that look like jobs are read one by one, up to
MOST_PAGES, in accordance with the host's robots.txt.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import extruct
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from .client import Client
from .errors import BadAnswer, Refused, ShapeChanged, SourceError
from .moments import read_deadline, read_moment
from .port import About, Feed, Page, Pay, Place, RawPosting, Record, Source, read_page

MOST_PAGES = 300
_JOB_LINK = re.compile(
    r"/(?:jobs?|careers?|positions?|vacanc(?:y|ies)|openings?|stellen\w*|karriere|emploi)/", re.I
)
_AGENT = "InterVision"


class JsonLd(Source):
    about = About(
        name="jsonld",
        label="Career pages (schema.org/JobPosting)",
        terms_url="https://schema.org/JobPosting",
        per_minute=20,
        every_hours=24,
        boards=None,
        rank=0,
        expected=frozenset({"title"}),
    )

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        robots = _robots(feed.token, client)
        if not robots.can_fetch(_AGENT, feed.token):
            raise Refused(f"robots.txt of {urlsplit(feed.token).netloc} asks not to read {feed.token}.")
        body = client.get(feed.token)
        rows = postings_in(body, feed.token)
        if rows:
            yield read_page(rows, read=self.read, feed=feed, about=self.about, complete=True)
            return
        links = [link for link in _links(body, feed.token) if robots.can_fetch(_AGENT, link)]
        if not links:
            raise BadAnswer(f"{feed.token} holds neither a JobPosting nor links to jobs.")
        start = int(cursor or 0)
        any_read = bool(start)
        for number, link in enumerate(links[start:MOST_PAGES], start=start + 1):
            try:
                found = postings_in(client.get(link), link)
            except SourceError as error:
                if error.retryable:
                    raise
                found = []
            last = number == min(len(links), MOST_PAGES)
            complete = last and len(links) <= MOST_PAGES
            try:
                page = read_page(
                    found,
                    read=self.read,
                    feed=feed,
                    about=self.about,
                    cursor=str(number),
                    complete=complete,
                )
                any_read = any_read or bool(page.postings)
            except ShapeChanged:
                # One page of many: the others are read, unless none of them can be.
                if last and not any_read:
                    raise
                page = Page((), cursor=str(number), complete=complete, skipped=len(found))
            yield page

    def read(self, record: Record, feed: Feed) -> RawPosting:
        employer = _first(record.get("hiringOrganization"))
        url = str(record.get("url") or record["page"])
        identifier = _first(record.get("identifier"))
        own_id = str(identifier.get("value") or "") if identifier else str(record.get("identifier") or "")
        remote = str(record.get("jobLocationType") or "").upper() == "TELECOMMUTE"
        return RawPosting(
            identifier=sha256(f"{feed.token} {own_id or url}".encode()).hexdigest(),
            title=str(record["title"]),
            employer=str(employer.get("name") or record.get("hiringOrganization") or feed.employer_name)
            if employer or isinstance(record.get("hiringOrganization"), str)
            else feed.employer_name,
            raw=dict(record),
            domain=feed.domain or urlsplit(url).netloc.removeprefix("www."),
            url=url,
            html=str(record.get("description") or ""),
            places=tuple(_place(place) for place in _each(record.get("jobLocation"))),
            workplace="remote" if remote else "",
            applicants=tuple(
                str(place.get("name") or "") for place in _each(record.get("applicantLocationRequirements"))
            ),
            pay=_pay(_first(record.get("baseSalary"))),
            employment_type=", ".join(map(str, _listed(record.get("employmentType")))),
            posted_at=read_moment(record.get("datePosted")),
            valid_through=read_deadline(record.get("validThrough")),
        )


def postings_in(body: bytes, page: str) -> list[dict[str, Any]]:
    """Return the JobPosting objects of a page; broken JSON-LD holds none."""
    try:
        blocks = extruct.extract(
            body, base_url=page, syntaxes=["json-ld"], errors="ignore", uniform=False
        ).get("json-ld", [])
    except (ValueError, etree.LxmlError) as error:
        raise BadAnswer(f"{page} can't be read as HTML: {error}") from error
    found: list[dict[str, Any]] = []
    for block in blocks:
        graph = block.get("@graph") if isinstance(block, dict) else None
        for item in [*_listed(block), *_listed(graph)]:
            if isinstance(item, dict) and "JobPosting" in _listed(item.get("@type")):
                found.append({**item, "page": page})
    return found


def _robots(url: str, client: Client) -> RobotFileParser:
    """Return the rules of the host; a host without the file has none."""
    parser = RobotFileParser()
    try:
        parser.parse(client.get(urljoin(url, "/robots.txt")).decode(errors="replace").splitlines())
    except Refused:
        parser.parse([])
    return parser


def _links(body: bytes, page: str) -> list[str]:
    try:
        tree = lxml_html.fromstring(body, base_url=page)
    except (ValueError, etree.LxmlError) as error:
        raise BadAnswer(f"{page} can't be read as HTML: {error}") from error
    host = urlsplit(page).netloc
    links: dict[str, None] = {}
    for anchor in tree.iter("a"):
        try:
            link = urldefrag(urljoin(page, anchor.get("href") or ""))[0]
            parts = urlsplit(link)
        except ValueError:
            continue
        if parts.netloc == host and _JOB_LINK.search(parts.path) and link != page:
            links[link] = None
    return list(links)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _each(value: object) -> list[dict[str, Any]]:
    return [item for item in _listed(value) if isinstance(item, dict)]


def _first(value: object) -> dict[str, Any]:
    return next(iter(_each(value)), {})


def _place(place: dict[str, Any]) -> Place:
    address = place.get("address")
    if not isinstance(address, dict):
        return Place(words=str(address or place.get("name") or ""))
    country = address.get("addressCountry")
    return Place(
        city=str(address.get("addressLocality") or ""),
        region=str(address.get("addressRegion") or ""),
        country=str((country.get("name") if isinstance(country, dict) else country) or ""),
    )


def _pay(salary: dict[str, Any]) -> Pay | None:
    value = salary.get("value")
    amount = value if isinstance(value, dict) else {"value": value}
    try:
        low = float(amount.get("minValue") or amount.get("value") or 0) or None
        high = float(amount.get("maxValue") or amount.get("value") or 0) or None
    except (TypeError, ValueError):
        return None
    if not low and not high:
        return None
    return Pay(
        low=low,
        high=high,
        currency=str(salary.get("currency") or ""),
        period=str(amount.get("unitText") or salary.get("unitText") or "").upper(),
    )
