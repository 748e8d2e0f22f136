"""The same opening as other hands write it, and other openings that look like it.

A copy is the same opening; a sibling is another one of the same employer, or one with the same words; an
agency's listing stands for the same opening and is linked to it, not merged.
"""
# ruff: noqa: E501 - tables

import random
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec

from jobs.sources.port import Pay, Place, RawPosting
from tests.benchmarks.market import PLACES, TEAMS, MarketJob, another

# Other names of a place: none of them says more or less than the other.
PLACE_NAMES = {
    "Munich": "München, Deutschland", "Cologne": "Köln", "Zurich": "Zürich, Switzerland", "Vienna": "Wien, Austria",
    "Milan": "Milano, Italia", "Lisbon": "Lisboa, Portugal", "Prague": "Praha, Czechia", "Warsaw": "Warszawa, Polska",
    "Copenhagen": "København, Denmark", "Bengaluru": "Bangalore, India", "New York": "NYC",
    "San Francisco": "San Francisco, CA", "Seattle": "Seattle, WA", "London": "Greater London, UK",
    "Brussels": "Bruxelles, Belgium", "Kraków": "Krakow, Poland", "São Paulo": "Sao Paulo, Brasil",
    "Bucharest": "București, România", "Berlin": "Berlin (DE)", "Paris": "Paris, Île-de-France, FR",
}  # fmt: skip
AGENCIES = ("Brightpath Recruitment", "Hays", "Northline Staffing", "Randstad Digital", "Talent Partners Ltd")
_SECTION = re.compile(r"<h3>.*?</ul>", re.DOTALL)
_LINE = re.compile(r"<li>[^<]*</li>")

Hand = Callable[[MarketJob, random.Random], dict[str, Any]]


def posting(job: MarketJob, **changes: Any) -> RawPosting:
    """Return an opening as its own employer's board lists it, but for the changes."""
    listed = RawPosting(
        identifier=job.id.hex,
        title=job.title,
        employer=job.employer,
        html=job.html,
        places=tuple(
            Place(
                words=", ".join(part for part in (city, region, country) if part), city=city, country=country
            )
            for city, region, country in job.locations
        ),
        workplace=job.workplace,
        applicants=job.applicant_countries,
        worldwide=job.applicant_scope == "worldwide",
        pay=_pay(job),
        employment_type=job.employment_type,
        posted_at=job.posted_at,
        raw={},
    )
    return msgspec.structs.replace(listed, **changes)


def _pay(job: MarketJob, factor: float = 1.0) -> Pay | None:
    if job.salary_basis != "stated" or job.salary_min is None or job.salary_max is None:
        return None
    return Pay(
        round(job.salary_min * factor), round(job.salary_max * factor), job.salary_currency, job.salary_period
    )


def copy(job: MarketJob, kind: str, rng: random.Random) -> RawPosting:
    """Return the same opening, written by one of COPIES."""
    return posting(job, **({"identifier": f"{rng.getrandbits(128):032x}"} | COPIES[kind](job, rng)))


def sibling(job: MarketJob, kind: str, rng: random.Random) -> RawPosting:
    """Return another opening that is like this one as SIBLINGS say."""
    return posting(job, **({"identifier": f"{rng.getrandbits(128):032x}"} | SIBLINGS[kind](job, rng)))


def agency(job: MarketJob, rng: random.Random) -> RawPosting:
    """Return the opening as an agency lists it, without its client's name."""
    return posting(
        job,
        identifier=f"{rng.getrandbits(128):032x}",
        employer=rng.choice(AGENCIES),
        html=job.html.replace(job.employer, "our client"),
        pay=None,
    )


def _second_source(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    # An aggregator keeps the words, drops pay and workplace and adds a line of its own.
    html = job.html.replace("<h3>", "<p><strong>").replace("</h3>", "</strong></p>")
    line = rng.choice(
        ("Apply now through our site!", "See all jobs at this company.", "This job was found for you.")
    )
    return {"html": f"{html}<p>{line}</p>", "workplace": "", "pay": None}


def _later(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    return {"posted_at": job.posted_at + timedelta(days=rng.randint(15, 60))}


def _translated_places(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    plain = (", ".join(part for part in (city, country) if part) for city, _, country in job.locations)
    named = [PLACE_NAMES.get(city, name) for (city, _, _), name in zip(job.locations, plain, strict=True)]
    return {"places": tuple(Place(words=name) for name in named)}


def _a_line_more(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    return {"html": f"{job.html}<p>Start: {rng.choice(('May', 'June', 'at once'))}.</p>"}


def _a_line_less(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    return {"html": _LINE.sub("", job.html, count=1)}


def _other_numbers(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    return {"html": re.sub(r"(?<=<li>)(\d)", lambda found: str(int(found[1]) % 9 + 1), job.html)}


def _reordered(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    sections = _SECTION.findall(job.html)
    rest = _SECTION.sub("", job.html)
    rng.shuffle(sections)
    return {"html": "".join(sections) + rest}


def _other_spelling(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    name = job.employer
    spellings = (f"{name} Inc.", f"{name} GmbH", name.upper(), f"{name}, LLC", f"{name} Ltd", f"The {name}")
    return {"employer": rng.choice(spellings)}


def _other_pay(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    return {"pay": _pay(job, rng.choice((1.03, 1.05, 0.97)))}


def _other_title(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    core, _, team = job.title.partition(", ")
    core = core.replace("Senior ", "Sr. ").replace("Junior ", "Jr. ")
    form = rng.choice(("{core}{team} (m/f/d)", "{core}{bracketed}", "Hiring: {core}{team}", "{core}{dashed}"))
    return {
        "title": form.format(
            core=core,
            team=f", {team}" if team else "",
            bracketed=f" ({team})" if team else "",
            dashed=f" - {team}" if team else "",
        )
    }


def _city_alone(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    places = (
        Place(words=city or country, country="" if city else country) for city, _, country in job.locations
    )
    return {"places": tuple(places)}


COPIES: dict[str, Hand] = {
    "second source": _second_source, "repost": _later, "place name": _translated_places, "a line more": _a_line_more,
    "a line less": _a_line_less, "other numbers": _other_numbers, "reordered": _reordered, "employer": _other_spelling,
    "pay": _other_pay, "title": _other_title, "city alone": _city_alone,
}  # fmt: skip


def _other_city(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    taken = {city for city, _, _ in job.locations}
    city, region, country, _ = rng.choice([place for place in PLACES if place[0] and place[0] not in taken])
    return {
        "places": (Place(words=", ".join(filter(None, (city, region, country))), city=city, country=country),)
    }


def _other_level(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    words = job.title.split()
    level = next(
        (word for word in words if word in ("Intern", "Junior", "Senior", "Staff", "Principal", "Lead")), ""
    )
    other = rng.choice([word for word in ("Junior", "Senior", "Staff") if word != level])
    return {"title": job.title.replace(level, other, 1) if level else f"{other} {job.title}"}


def _other_team(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    other = rng.choice([team for team in TEAMS if team != job.team and team not in job.title])
    title = f"{job.title.partition(', ')[0]}, {other}"
    return {"title": title, "html": job.html.replace(job.team, other)}


def _numbered(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    return {"title": f"{job.title.partition(', ')[0]} {rng.choice(('II', 'III'))}"}


def _its_head(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    return {"title": f"{rng.choice(('Head of', 'Director,'))} {job.title}"}


def _other_house(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    other = f"{rng.choice(('Pine', 'Cedar', 'Harbour', 'Summit', 'Delta'))}wood {rng.choice(('Group', 'Retail', 'Care'))}"
    return {"employer": other, "html": job.html.replace(job.employer, other)}


def _further(job: MarketJob, rng: random.Random) -> dict[str, Any]:
    return {"html": another(job, rng).html}


SIBLINGS: dict[str, Hand] = {
    "other city": _other_city, "other level": _other_level, "other team": _other_team, "numbered": _numbered,
    "its head": _its_head, "other employer": _other_house, "further opening": _further,
}  # fmt: skip
