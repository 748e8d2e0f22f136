"""Turn a source's words into the words of this product. What is not said, or not clear, stays empty."""

from datetime import datetime

import msgspec

from intervision.columns import fitted
from intervision.skills import vocabulary
from intervision.words import words_in

from ..sources.port import RawPosting
from . import bodies, salaries
from .employers import employer_key, is_agency
from .employment import employment_in, read_employment, read_level
from .languages import read_language
from .needs import SkillNeed, read_needs
from .places import Reading, Spot, place
from .references import read_reference
from .signature import sign
from .titles import Title, read_title
from .workplaces import Workplace, read_workplace


class Normalised(msgspec.Struct, frozen=True, gc=False):
    """A posting, read: everything that a job takes from it, and what de-duplication compares."""

    raw: RawPosting
    title: Title
    employer: str
    employer_key: str
    by_agency: bool
    html: str
    text: str
    language: str
    employment_type: str
    workplace: Workplace
    spots: tuple[Spot, ...]
    salary: salaries.Salary | None
    seniority: str
    seniority_basis: str
    skills: tuple[SkillNeed, ...]
    reference_board: str
    reference: str
    signature: bytes | None
    own_words: int  # of the body without what an employer says in every ad

    @property
    def posted_at(self) -> datetime | None:
        return self.raw.posted_at

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(spot.country for spot in self.spots if spot.country)


def normalise(raw: RawPosting) -> Normalised:
    """Return a posting, read. Pure; takes about a millisecond and a half."""
    title = read_title(raw.title)
    html = bodies.sanitise(raw.html or _paragraphs(raw.text))
    text = bodies.plain(html)
    readings = tuple(
        place(words=where.words, city=where.city, region=where.region, country=where.country)
        for where in raw.places
    )
    spots = _spots(readings)
    workplace = read_workplace(raw, title=title.shown, text=text, places=readings)
    countries = frozenset(spot.country for spot in spots if spot.country) | frozenset(workplace.countries)
    stated = read_level(raw.level)
    board, reference = read_reference(raw.url, raw.apply_url)
    own = words_in(bodies.own_words(text).lower())
    return Normalised(
        raw=raw,
        title=title,
        employer=fitted(" ".join(raw.employer.split()), 200),
        employer_key=employer_key(raw.employer),
        by_agency=is_agency(raw.employer),
        html=html,
        text=text,
        language=read_language(text, stated=raw.language),
        employment_type=_employment(raw, title),
        workplace=workplace,
        spots=spots,
        salary=_salary(raw, text, countries),
        seniority=title.seniority or stated,
        seniority_basis="text" if title.seniority else "stated" if stated else "",
        skills=tuple(read_needs(title=title.shown, text=text, vocabulary=vocabulary())),
        reference_board=board,
        reference=reference,
        signature=sign(own),
        own_words=len(own),
    )


def _spots(readings: tuple[Reading, ...]) -> tuple[Spot, ...]:
    """Return the places, each once; a country alone goes where one of its cities is named."""
    found = {(spot.city, spot.region, spot.country): spot for reading in readings for spot in reading.spots}
    return tuple(found.values())[:40]


def _employment(raw: RawPosting, title: Title) -> str:
    stated = read_employment(raw.employment_type) or employment_in(title.shown)
    return "INTERN" if title.seniority == "intern" and stated in ("", "FULL_TIME", "TEMPORARY") else stated


def _salary(raw: RawPosting, text: str, countries: frozenset[str]) -> salaries.Salary | None:
    """Return the firmest pay: the employer's field, then words, then a prediction; they are never mixed."""
    own = salaries.from_fields(raw.pay, countries=countries) if raw.pay else None
    if own is not None and own.basis == "stated":
        return own
    said = salaries.from_words(raw.pay_words, countries=countries) if raw.pay_words else None
    return said or salaries.from_text(text, countries=countries) or own


def _paragraphs(text: str) -> str:
    """Return plain text as markup, so that everything is sanitised and read alike."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(
        f"<p>{part.strip()}</p>".replace("\n", "<br>") for part in escaped.split("\n\n") if part.strip()
    )
