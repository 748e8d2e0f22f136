"""A candidate's wishes: what may be chosen, and how what they wrote becomes codes."""

from collections.abc import Iterable
from uuid import UUID

import pycountry

from intervision.skills import vocabulary

from .models import ProfileCorrection, Wishes
from .names import language_name
from .reading.areas import areas
from .reading.gazetteer import country_code
from .reading.places import read_line

# Languages in which jobs are advertised often enough to offer.
_LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ro", "hu", "el", "uk",
    "tr", "he", "ar", "hi", "ja", "ko", "zh",
)  # fmt: skip
CURRENCIES = (
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "CAD", "AUD", "NZD", "INR",
    "SGD", "JPY", "BRL", "MXN", "ILS", "AED", "ZAR",
)  # fmt: skip


def read_countries(line: str) -> tuple[list[str], list[str]]:
    """Return the codes that a line of countries and areas names ("Poland, EU"), and what is not known of it.

    Areas stay areas ("area:eu"), so that they are shown again as they were written.
    """
    codes: dict[str, None] = {}
    unknown: list[str] = []
    for part in (part.strip() for part in line.replace(";", ",").replace("\n", ",").split(",")):
        if not part:
            continue
        if part.lower() in areas():
            codes[f"area:{part.lower()}"] = None
        elif code := country_code(part):
            codes[code] = None
        else:
            unknown.append(part)
    return list(codes), unknown


def known_countries(values: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the codes of countries and areas, given as codes ("DE", "area:eu") or names, and the unknown."""
    codes: dict[str, None] = {}
    unknown: list[str] = []
    for value in values:
        found, odd = read_countries(value.removeprefix("area:"))
        codes.update(dict.fromkeys(found))
        unknown += odd
    return list(codes), unknown


def write_countries(codes: Iterable[str]) -> str:
    names = []
    for code in codes:
        area = code.removeprefix("area:")
        names.append(_written(code) if area == code else area.upper() if len(area) < 5 else area.title())
    return ", ".join(names)


def language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in _LANGUAGES]


def _written(code: str) -> str:
    """Return a country's English name, which is read back in every language; the code if it has a comma."""
    found = pycountry.countries.get(alpha_2=code)
    name = str(getattr(found, "common_name", found.name)) if found else code
    return code if "," in name else name


def read_place(line: str) -> dict[str, str] | None:
    """Return a line like "Berlin, Germany" or "Spain" as codes; None if it names no place that is known."""
    if code := country_code(line):
        return {"city": "", "region": "", "country": code}
    spots = read_line(line.strip()).spots
    if not spots or not spots[0].country:
        return None
    return {"city": spots[0].city, "region": spots[0].region, "country": spots[0].country}


def write_place(place: dict[str, str]) -> str:
    country = _written(place["country"]) if place.get("country") else ""
    return ", ".join(part for part in (place.get("city", ""), country) if part)


def read_skills(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the slugs of the skills that these lines name, and the lines that name none."""
    slugs: dict[str, None] = {}
    unknown: list[str] = []
    for line in lines:
        known = vocabulary().get(line.strip().lower())
        found = [known.slug] if known else [mention.slug for mention in vocabulary().find(line)]
        found = found or [skill.slug for skill in vocabulary() if skill.name.lower() == line.strip().lower()]
        slugs.update(dict.fromkeys(found))
        if not found:
            unknown.append(line.strip())
    return list(slugs), unknown


def wishes_for(user_id: UUID) -> Wishes:
    """Return a candidate's wishes, or empty ones that are not stored yet."""
    return Wishes.objects.filter(user_id=user_id).first() or Wishes(user_id=user_id)


def store(mine: Wishes) -> None:
    """Store wishes in the one row of their candidate, which another request may have made meanwhile."""
    row, _ = Wishes.objects.get_or_create(user_id=mine.user_id)
    mine.pk = row.pk
    mine.save(force_update=True)


def correct(*, user_id: UUID, skill: str, state: str) -> None:
    """Store what the candidate says about a skill; an empty state takes it back."""
    if state:
        ProfileCorrection.objects.update_or_create(user_id=user_id, skill=skill, defaults={"state": state})
    else:
        ProfileCorrection.objects.filter(user_id=user_id, skill=skill).delete()
