"""JobTech, the Swedish public employment service: pages by offset, without a key; CC0.

Not yet verified against the live source: written from https://jobsearch.api.jobtechdev.se and
https://gitlab.com/arbetsformedlingen/job-ads/jobsearch. A board's token is the concept id of an occupation
field ("apaJ_2ja_LuF" is data and IT). Trap: an unknown parameter is ignored without a word, so the field of
every row is looked at; offset and limit reach 10,000 rows, more than that is never seen.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from .client import Client
from .errors import FilterIgnored
from .moments import read_deadline, read_moment
from .port import About, Attribution, Feed, Page, Place, RawPosting, Record, Source, read_page

PAGE = 100
MOST_ROWS = 10_000


class _Label(msgspec.Struct):
    label: str | None = None
    concept_id: str | None = None


class _Description(msgspec.Struct):
    text: str | None = None
    text_formatted: str | None = None


class _Employer(msgspec.Struct):
    name: str | None = None
    workplace: str | None = None
    url: str | None = None


class _Address(msgspec.Struct):
    city: str | None = None
    municipality: str | None = None
    region: str | None = None
    country: str | None = None


class _Application(msgspec.Struct):
    url: str | None = None


class _Ad(msgspec.Struct):
    id: str
    headline: str
    webpage_url: str
    description: _Description
    employer: _Employer
    application_deadline: str | None = None
    publication_date: str | None = None
    employment_type: _Label | None = None
    working_hours_type: _Label | None = None
    salary_description: str | None = None
    workplace_address: _Address | None = None
    application_details: _Application | None = None
    remote_work: bool | None = None
    removed: bool = False


class _Total(msgspec.Struct):
    value: int


class _Answer(msgspec.Struct):
    hits: list[dict[str, Any]]
    total: _Total


class JobTech(Source):
    about = About(
        name="jobtech",
        label="JobTech (Arbetsförmedlingen)",
        terms_url="https://jobtechdev.se/en/apis/jobsearch",
        attribution=Attribution(text="Arbetsförmedlingen", url="https://arbetsformedlingen.se/platsbanken"),
        per_minute=60,
        every_hours=12,
        boards=("apaJ_2ja_LuF",),
        rank=1,
        expected=frozenset({"id", "headline", "description", "employer", "webpage_url", "publication_date"}),
    )
    base_url = "https://jobsearch.api.jobtechdev.se"

    def fetch(self, feed: Feed, *, cursor: str, client: Client) -> Iterator[Page]:
        offset = int(cursor or 0)
        while True:
            params: dict[str, str | int] = {"limit": PAGE, "offset": offset}
            if feed.token:
                params["occupation-field"] = feed.token
            answer = client.json(f"{self.base_url}/search", type=_Answer, params=params)
            _assert_field(answer.hits, feed.token)
            offset += len(answer.hits)
            complete = offset >= answer.total.value
            done = not answer.hits or complete or offset + PAGE > MOST_ROWS
            yield read_page(
                answer.hits,
                read=self.read,
                feed=feed,
                about=self.about,
                cursor=str(offset),
                complete=done and complete,
            )
            if done:
                return

    def read(self, record: Record, feed: Feed) -> RawPosting | None:
        ad = msgspec.convert(record, _Ad)
        if ad.removed:
            return None
        where = ad.workplace_address or _Address()
        kinds = [part.label for part in (ad.employment_type, ad.working_hours_type) if part and part.label]
        return RawPosting(
            identifier=ad.id,
            title=ad.headline,
            employer=ad.employer.name or ad.employer.workplace or "",
            raw=dict(record),
            url=ad.webpage_url,
            apply_url=(ad.application_details and ad.application_details.url) or "",
            attribution_url=ad.webpage_url,
            html=ad.description.text_formatted or "",
            text=ad.description.text or "",
            places=(
                Place(
                    city=where.city or where.municipality or "",
                    region=where.region or "",
                    country=where.country or "SE",
                ),
            ),
            workplace="remote" if ad.remote_work else "",
            pay_words=ad.salary_description or "",
            employment_type=", ".join(kinds),
            posted_at=read_moment(ad.publication_date),
            valid_through=read_deadline(ad.application_deadline),
        )


def _assert_field(rows: list[dict[str, Any]], token: str) -> None:
    for row in rows:
        field = row.get("occupation_field")
        if token and isinstance(field, dict) and field.get("concept_id") not in (None, token):
            raise FilterIgnored(
                f"JobTech ignores the occupation field {token}: {row.get('id')} is of another."
            )
