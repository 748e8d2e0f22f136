"""Recruitee job boards: one response a board. From 10 February 2027 the employer's token is needed.

https://docs.recruitee.com/reference/offers. Trap: amounts and hours are strings.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .moments import read_deadline, read_moment
from .port import About, Attribution, Feed, Page, Pay, Place, RawPosting, Record, Source, read_page

_PERIODS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR"}


class _Salary(msgspec.Struct):
    min: str | float | None = None
    max: str | float | None = None
    period: str | None = None
    currency: str | None = None


class _Location(msgspec.Struct):
    name: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    country_code: str | None = None


class _Offer(msgspec.Struct):
    id: int
    title: str
    careers_url: str
    careers_apply_url: str | None = None
    company_name: str | None = None
    description: str | None = None
    requirements: str | None = None
    status: str = "published"
    locations: list[_Location] | None = None
    location: str | None = None
    remote: bool = False
    hybrid: bool = False
    on_site: bool = False
    salary: _Salary | None = None
    employment_type_code: str | None = None
    experience_code: str | None = None
    department: str | None = None
    published_at: str | None = None
    close_at: str | None = None


class _Answer(msgspec.Struct):
    offers: list[dict[str, Any]]


class Recruitee(Source):
    about = About(
        name="recruitee",
        label="Recruitee",
        terms_url="https://docs.recruitee.com/reference/offers",
        attribution=Attribution(text="Recruitee", url="https://recruitee.com"),
        per_minute=20,
        boards=None,
        verified=True,
        default_on=True,
        rank=0,
        expected=frozenset(
            {"id", "title", "careers_url", "description", "locations", "published_at", "status"}
        ),
    )
    base_url = "https://{board}.recruitee.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        base = self.base_url.replace("{board}", feed.token)
        answer = client.json(f"{base}/api/offers/", type=_Answer)
        yield read_page(answer.offers, read=self.read, feed=feed, about=self.about, complete=True)

    def read(self, record: Record, feed: Feed) -> RawPosting | None:
        offer = msgspec.convert(record, _Offer)
        if offer.status != "published":
            return None
        stated = {"remote": offer.remote, "hybrid": offer.hybrid, "onsite": offer.on_site}
        ways = [name for name, true in stated.items() if true]
        places = tuple(
            Place(
                words=place.name or "",
                city=place.city or "",
                region=place.state or "",
                country=place.country_code or place.country or "",
            )
            for place in offer.locations or []
        )
        return RawPosting(
            identifier=str(offer.id),
            title=offer.title,
            employer=offer.company_name or feed.employer_name or feed.token,
            raw=dict(record),
            domain=feed.domain,
            url=offer.careers_url,
            apply_url=offer.careers_apply_url or "",
            html=f"{offer.description or ''}\n{offer.requirements or ''}",
            places=places or ((Place(words=offer.location),) if offer.location else ()),
            workplace=ways[0] if len(ways) == 1 else "",
            pay=_pay(offer.salary),
            employment_type=offer.employment_type_code or "",
            level=offer.experience_code or "",
            department=offer.department or "",
            posted_at=read_moment(offer.published_at),
            valid_through=read_deadline(offer.close_at),
        )


def _pay(salary: _Salary | None) -> Pay | None:
    if salary is None:
        return None
    low, high = (float(value) if value not in (None, "") else None for value in (salary.min, salary.max))
    if not low and not high:
        return None
    return Pay(
        low=low or None,
        high=high or None,
        currency=salary.currency or "",
        period=_PERIODS.get(salary.period or "", ""),
    )
