"""Who is looking: what their interviews showed and what they wish for, joined for gating and ranking."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

import msgspec

from intervision.skills import vocabulary

from ..enums import CorrectionState, PayPeriod
from ..models import Wishes
from ..reading.areas import areas
from ..reading.employers import employer_key
from ..reading.languages import common_code
from ..reading.titles import read_title
from .profile import Profile

# What a skill is worth for a listing that asks for another one: PostgreSQL shows databases; databases are a
# first step to PostgreSQL.
FOR_BROADER = 0.7
FOR_NARROWER = 0.35
# A skill with more than so many directly below it is a heading rather than a skill.
_HEADING_FROM = 8
_WISHED = 0.5
_LANGUAGE = "en"

# What the market calls somebody who rehearses in a domain. The first is the plainest.
_CALLED: Mapping[str, tuple[str, ...]] = {
    "backend": ("backend engineer", "software engineer"),
    "frontend": ("frontend engineer", "frontend developer"),
    "fullstack": ("full stack engineer", "software engineer"),
    "mobile": ("mobile engineer", "android engineer", "ios engineer"),
    "data-engineering": ("data engineer", "analytics engineer"),
    "data-science": ("data scientist",),
    "machine-learning": ("machine learning engineer", "applied scientist"),
    "llm-applications": ("ai engineer", "llm engineer"),
    "devops-sre": ("site reliability engineer", "devops engineer"),
    "cloud-architecture": ("cloud architect", "cloud engineer"),
    "security": ("security engineer",),
    "databases": ("database engineer", "database administrator"),
    "qa-automation": ("qa automation engineer", "test automation engineer"),
    "embedded": ("embedded software engineer", "firmware engineer"),
}
# As the titles of jobs stand in the index: "backend" is "back end" there.
TITLES: Mapping[str, tuple[str, ...]] = {
    domain: tuple(read_title(title).normalised for title in titles) for domain, titles in _CALLED.items()
}
# How many of a period make a year of full-time work.
YEARLY: Mapping[str, float] = {
    PayPeriod.HOUR: 2080, PayPeriod.DAY: 260, PayPeriod.WEEK: 52, PayPeriod.MONTH: 12, PayPeriod.YEAR: 1,
}  # fmt: skip

# The wishes that may leave out a job or put it last.
_NARROWING = (
    "titles", "skills", "levels", "places", "workplaces", "countries", "time_zones", "work_authorisation",
    "languages", "employment_types", "avoid_employers", "avoid_skills", "salary_min",
)  # fmt: skip


class Pay(msgspec.Struct, frozen=True):
    """The least that is wished for, a year."""

    yearly: float
    currency: str


class Place(msgspec.Struct, frozen=True):
    city: str = ""
    country: str = ""


class Seeker(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about a candidate that may change the order of jobs. No trait of the person is in it."""

    titles: tuple[str, ...] = ()  # normalised, sought or usual for what was rehearsed
    credits: Mapping[str, float] = {}  # how far each skill of the vocabulary is covered, 0 to 1
    via: Mapping[str, str] = {}  # the demonstrated skill that covers it
    gaps: frozenset[str] = frozenset()
    claims: bool = False  # there is enough evidence to say that something fits
    levels: tuple[str, ...] = ()
    shape: str = "individual"
    homes: frozenset[str] = frozenset()  # countries that remote work would be done from
    places: tuple[Place, ...] = ()
    authorised: frozenset[str] = frozenset()
    time_zones: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset({_LANGUAGE})
    workplaces: frozenset[str] = frozenset()
    employment_types: frozenset[str] = frozenset()
    pay: Pay | None = None
    avoid_employers: frozenset[str] = frozenset()
    avoid_skills: frozenset[str] = frozenset()
    has_wishes: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing to look by: neither rehearsals nor wishes."""
        return not (self.titles or self.credits)

    @property
    def skills(self) -> list[str]:
        """The skills to look for, what is best covered first."""
        direct = {slug: worth for slug, worth in self.credits.items() if self.via.get(slug, slug) == slug}
        return sorted(direct, key=lambda slug: (-direct[slug], slug))


def seeker_of(profile: Profile, wishes: Wishes | None) -> Seeker:
    """Join a profile with wishes; None stands for no wishes yet."""
    wished: Any = wishes or Wishes()
    titles = tuple(dict.fromkeys(read_title(title).normalised for title in wished.titles if title.strip()))
    usual = tuple(dict.fromkeys(title for domain in profile.domains[:2] for title in TITLES.get(domain, ())))
    credits, via = _credits(profile, wished.skills)
    return Seeker(
        titles=titles or usual,
        credits=credits,
        via=via,
        gaps=frozenset(skill.skill for skill in profile.gaps) if profile.enough else frozenset(),
        claims=profile.enough,
        levels=tuple(wished.levels) or ((profile.level,) if profile.level else ()),
        shape=_shape(wished.titles),
        homes=countries_of(wished.countries),
        places=tuple(
            Place(city=place.get("city", ""), country=place.get("country", "")) for place in wished.places
        ),
        authorised=countries_of(wished.work_authorisation),
        time_zones=tuple(wished.time_zones),
        languages=frozenset(map(common_code, wished.languages or profile.languages or (_LANGUAGE,))),
        workplaces=frozenset(wished.workplaces),
        employment_types=frozenset(wished.employment_types),
        pay=_pay(wished),
        avoid_employers=frozenset(employer_key(name) for name in wished.avoid_employers),
        avoid_skills=frozenset(wished.avoid_skills),
        has_wishes=any(getattr(wished, name) for name in _NARROWING),
    )


def wishes_of(user_id: UUID) -> Wishes | None:
    return Wishes.objects.filter(user_id=user_id).first()


def countries_of(codes: list[str]) -> frozenset[str]:
    """Return country codes; an area ("area:eu") stands for all of its countries."""
    known = areas()
    found: set[str] = set()
    for code in codes:
        area = code.removeprefix("area:")
        found |= known.get(area, frozenset()) if code != area else {code}
    return frozenset(found)


def _credits(profile: Profile, wished: list[str]) -> tuple[dict[str, float], dict[str, str]]:
    """Return how far each skill is covered, and by which one."""
    credits: dict[str, float] = {}
    via: dict[str, str] = {}

    def cover(slug: str, worth: float, by: str) -> None:
        if worth > credits.get(slug, 0.0):
            credits[slug], via[slug] = worth, by

    left_out = {skill.skill for skill in profile.left_out}
    gaps = {skill.skill for skill in profile.gaps}
    for skill in profile.demonstrated:
        corrected = skill.correction == CorrectionState.KNOWN
        if not (profile.enough or corrected):
            continue
        worth = 0.5 + 0.5 * (0.75 if corrected else skill.mean)
        cover(skill.skill, worth, skill.skill)
        for broader in _broader(skill.skill):
            cover(broader, worth * FOR_BROADER, skill.skill)
        below = _narrower().get(skill.skill, ())
        for narrower in below if len(below) <= _HEADING_FROM else ():
            cover(narrower, worth * FOR_NARROWER, skill.skill)
    for slug in wished:
        cover(slug, _WISHED, slug)
    for slug in left_out | (gaps if profile.enough else set()):
        credits.pop(slug, None)
        via.pop(slug, None)
    return credits, via


def is_heading(slug: str) -> bool:
    """Tell whether it is a whole field, such as programming or embedded systems, rather than a skill."""
    return len(_narrower().get(slug, ())) > _HEADING_FROM


def _broader(slug: str) -> list[str]:
    """Return the skills directly above, but for headings: SQL doesn't show all programming."""
    known = vocabulary().get(slug)
    return [parent for parent in (known.parents if known else ()) if not is_heading(parent)]


@cache
def _narrower() -> Mapping[str, tuple[str, ...]]:
    """Return the skills directly below each skill."""
    found: dict[str, list[str]] = {}
    for skill in vocabulary():
        for parent in skill.parents:
            found.setdefault(parent, []).append(skill.slug)
    return {parent: tuple(children) for parent, children in found.items()}


def _shape(titles: list[str]) -> str:
    shapes = {read_title(title).role_shape for title in titles} - {""}
    return shapes.pop() if len(shapes) == 1 else "" if shapes else "individual"


def _pay(wishes: Wishes) -> Pay | None:
    if wishes.salary_min is None or not wishes.salary_currency:
        return None
    return Pay(
        yearly=float(wishes.salary_min) * YEARLY.get(wishes.salary_period or PayPeriod.YEAR, 1),
        currency=wishes.salary_currency,
    )
