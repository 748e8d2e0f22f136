"""Read places as listings write them: "Remote, US", "Berlin or remote (EU)", "FL - Jacksonville; Pune"."""

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec
import pycountry
from msgspec.structs import replace

from .areas import areas
from .gazetteer import (
    country_code,
    country_or_state,
    find_city,
    is_a_place,
    key_of,
    state_of,
    states_by_code,
    which_state,
)

_REMOTE = re.compile(
    r"\b(?:fully[ -]remote|100\s?% remote|remote(?:ly)?(?:[ -]first|[ -]only|[ -]friendly)?|"
    r"work(?:ing)? from home|home[ -]?office|home[ -]based|wfh|"
    r"t[ée]l[ée]travail|teletrabajo|remoto|distributed|virtual|telecommute)\b",
    re.IGNORECASE,
)
_HYBRID = re.compile(r"\bhybrid[oe]?\b|\bflexible/remote\b", re.IGNORECASE)
_ONSITE = re.compile(r"\b(?:on[ -]?site|in[ -](?:the )?office|in[ -]person)\b", re.IGNORECASE)
_WORLD = re.compile(
    r"\b(?:worldwide|anywhere(?: in the world)?|global(?:ly)?|international|any location|"
    r"no location restrictions?|everywhere|all countries)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:;|\||\u2022|\n|\s/\s|\bor\b|\boder\b|\bou\b|\beller\b|\bnear\b|\s&\s|\s\+\s)\s*"
)
_WITHIN = re.compile(r"\s*(?:,|\(|\)|\[|\]|\s[-–—:]\s|\s[-–—:]|[-–—:]\s)\s*")
_NOISE = re.compile(
    r"\b(?:only|preferred|based|headquarters|hq|office|metro(?:politan)?(?: area)?|area|greater|region|"
    r"city of|continental|contiguous|undefined|null|n/?a|na|various|multiple locations?|tbd|"
    r"(?-i:in|within|from|the)|"
    r"time ?zones?|eligible|locations?|flexible|employees?|candidates?|"
    r"(?:[a-z]{1,2}-)?\d{4,6})\b\.?",  # a postcode
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{2}")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


class Spot(msgspec.Struct, frozen=True, gc=False):
    """One place. `country` is ISO 3166-1 alpha-2; empty parts are unknown."""

    city: str = ""
    region: str = ""
    country: str = ""
    words: str = ""


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What a line of places says: spots, the countries of areas that it names, and how work is done."""

    spots: tuple[Spot, ...] = ()
    countries: frozenset[str] = frozenset()  # of spots and of areas
    remote: bool = False
    hybrid: bool = False
    onsite: bool = False
    worldwide: bool = False


@lru_cache(maxsize=50_000)
def read_line(line: str) -> Reading:
    """Read a line of places, which may name several and say how work is done."""
    spots: dict[Spot, None] = {}
    countries: set[str] = set()
    for part in (piece for joined in _BETWEEN.split(line) for piece in _pieces(joined)):
        spot, more = _read_one(part)
        countries |= more
        if spot.city or spot.region or spot.country:
            spots[spot] = None
            if spot.country:
                countries.add(spot.country)
    return Reading(
        spots=tuple(spots),
        countries=frozenset(countries),
        remote=bool(_REMOTE.search(line)),
        hybrid=bool(_HYBRID.search(line)),
        onsite=bool(_ONSITE.search(line)),
        worldwide=bool(_WORLD.search(line)),
    )


def _pieces(part: str) -> list[str]:
    """Return the places that an "and" or a slash joins; the word in the name of one place joins nothing."""
    if "/" in part:
        return _by_slash(part)
    pieces = _AND.split(part)
    if len(pieces) == 1 or any(is_a_place(name.strip()) for name in _WITHIN.split(part) if _AND.search(name)):
        return [part]
    spots = [_read_one(piece) for piece in pieces]
    return pieces if all(spot.country or countries for spot, countries in spots) else [part]


def _by_slash(part: str) -> list[str]:
    """Return the places that slashes join, if each is one; a code among those of countries is a country's."""
    pieces = [piece.strip(" ()[]") for piece in _REMOTE.sub(" ", part).split("/")]
    if all(map(_CODE.fullmatch, pieces)) and any(country_code(one) and not state_of(one) for one in pieces):
        found = [pycountry.countries.get(alpha_2=country_code(one)) for one in pieces]
        return [country.name for country in found if country]
    spots = [_read_one(piece) for piece in pieces]
    return pieces if all(spot.country or countries for spot, countries in spots) else [part]


def read_applicants(names: Iterable[str]) -> Reading:
    """Read from where one may apply: names of countries and areas, separated by commas if in one text."""
    spots: dict[Spot, None] = {}
    countries: set[str] = set()
    world = False
    for name in names:
        for part in re.split(r"[,;|/]|\band\b", name):
            reading = read_line(part.strip())
            world = world or reading.worldwide
            countries |= reading.countries
            spots.update(dict.fromkeys(reading.spots))
    # "Anywhere in Europe" names where: it is not the world.
    return Reading(tuple(spots), frozenset(countries), worldwide=world and not countries)


@lru_cache(maxsize=50_000)
def place(*, words: str = "", city: str = "", region: str = "", country: str = "") -> Reading:
    """Read a place of which the source gives parts; what the parts leave open is read in the words."""
    code = country_code(country) or country_code(country.upper())
    if not city:
        reading = read_line(words or region)
        if not code or reading.countries:
            return reading
        spots = tuple(replace(spot, country=code) for spot in reading.spots)
        spots = spots or (Spot(country=code, words=words[:200]),)
        return replace(reading, spots=spots, countries=frozenset({code}))
    spot, _ = _read_one(", ".join(part for part in (city, region, country) if part))
    spot = Spot(
        spot.city or city[:120], region[:120] or spot.region, code or spot.country, (words or city)[:200]
    )
    countries = frozenset({spot.country} if spot.country else ())
    return replace(read_line(words), spots=(spot,), countries=countries)


def _read_one(text: str) -> tuple[Spot, set[str]]:
    """Return the place of a text and the countries of an area that it names."""
    bare = _WORLD.sub(" ", _ONSITE.sub(" ", _HYBRID.sub(" ", _REMOTE.sub(" ", text))))
    words = " ".join(text.split())[:200]
    parts = [
        part
        for part in (_NOISE.sub(" ", part).strip(" .-–—,/*") for part in _WITHIN.split(f" {bare} "))
        if part
    ]
    country, region, state_country, names, state_part = "", "", "", [], ""
    more: set[str] = set()
    for number, part in enumerate(parts):
        key = key_of(part)
        if key in areas():
            more |= areas()[key]
        elif key in ("new york", "washington") and number == 0 and len(parts) > 1:
            names.append(part)
        else:
            code, state = country_code(part), state_of(part)
            if code and state and part != "US":
                code, state = country_or_state(
                    part, code, state, names or parts[number + 1 :], after=bool(names)
                )
            if state and (number or len(parts) == 1 or not code):
                region, state_country = state
                state_part = part
            elif code:
                country = code
            elif not state and not (country_code(part) and state_of(part)):
                names.append(part)
    if state_part in states_by_code():
        region, state_country = which_state(states_by_code()[state_part], names, country)
    country = country or state_country
    found = find_city(names, country, region)
    if found is not None:
        return Spot(found.name, region, country or found.country, words), more
    known = " ".join(names[:1])[:120] if country or region else ""
    return Spot(known, region, country, words), more
