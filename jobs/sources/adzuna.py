"""Adzuna: pages by number, one feed a country, with an id and a key; 25 calls a minute, 250 a day.

Not yet verified against the live source: written from https://developer.adzuna.com/docs/search. Its terms
want its logo with a link, so it stays off until an operator has uploaded one. Traps: most pay is predicted
(`salary_is_predicted` is the string "1") and is kept apart; `description` is the first 500 characters only;
the key stands in the address, so nothing is cached or quoted.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.conf import settings

from .client import Client
from .moments import read_moment
from .port import About, Attribution, Feed, Page, Pay, Place, RawPosting, Record, Source, read_page

PAGE = 50
MOST_PAGES = 20
_CURRENCIES = {
    "at": "EUR", "au": "AUD", "be": "EUR", "br": "BRL", "ca": "CAD", "ch": "CHF", "de": "EUR", "es": "EUR",
    "fr": "EUR", "gb": "GBP", "in": "INR", "it": "EUR", "mx": "MXN", "nl": "EUR", "nz": "NZD", "pl": "PLN",
    "sg": "SGD", "us": "USD", "za": "ZAR",
}  # fmt: skip


class _Company(msgspec.Struct):
    display_name: str | None = None


class _Location(msgspec.Struct):
    display_name: str | None = None
    area: list[str] | None = None


class _Job(msgspec.Struct):
    id: str
    title: str
    redirect_url: str
    description: str = ""
    company: _Company | None = None
    location: _Location | None = None
    created: str | None = None
    salary_min: float | None = None
    salary_max: float | None = None
    salary_is_predicted: str | int | None = None
    contract_time: str | None = None
    contract_type: str | None = None


class _Answer(msgspec.Struct):
    results: list[dict[str, Any]]
    count: int


class Adzuna(Source):
    about = About(
        name="adzuna",
        label="Adzuna",
        terms_url="https://developer.adzuna.com/docs/terms_of_service",
        attribution=Attribution(text="Jobs by Adzuna", url="https://www.adzuna.co.uk", needs_logo=True),
        per_minute=25,
        per_day=250,
        every_hours=24,
        settings=("ADZUNA_APP_ID", "ADZUNA_APP_KEY"),
        boards=("gb", "us", "de"),
        lists_all=False,
        rank=2,
        expected=frozenset({"id", "title", "redirect_url", "description", "location", "created"}),
    )
    base_url = "https://api.adzuna.com"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        number = int(cursor or 1)
        while number <= MOST_PAGES:
            answer = client.json(
                f"{self.base_url}/v1/api/jobs/{feed.token}/search/{number}",
                type=_Answer,
                params={
                    "app_id": settings.ADZUNA_APP_ID,
                    "app_key": settings.ADZUNA_APP_KEY,
                    "results_per_page": PAGE,
                    "category": "it-jobs",
                    "sort_by": "date",
                },
                secret=True,
            )
            number += 1
            done = len(answer.results) < PAGE or number > MOST_PAGES
            yield read_page(
                answer.results, read=self.read, feed=feed, about=self.about, cursor=str(number), complete=done
            )
            if done:
                return

    def read(self, record: Record, feed: Feed) -> RawPosting:
        job = msgspec.convert(record, _Job)
        where = job.location or _Location()
        low, high = job.salary_min or None, job.salary_max or None
        kinds = [part for part in (job.contract_time, job.contract_type) if part]
        return RawPosting(
            identifier=f"{feed.token}:{job.id}",
            title=job.title,
            employer=(job.company and job.company.display_name) or "",
            raw=dict(record),
            url=job.redirect_url,
            attribution_url=job.redirect_url,
            html=job.description,
            places=(Place(words=where.display_name or "", country=feed.token.upper()),),
            pay=Pay(
                low=low,
                high=high,
                currency=_CURRENCIES.get(feed.token, ""),
                period="YEAR",
                # Only a clear "0" is the employer's own word.
                basis="stated" if str(job.salary_is_predicted) == "0" else "predicted",
            )
            if low or high
            else None,
            employment_type=", ".join(kinds),
            posted_at=read_moment(job.created),
        )
