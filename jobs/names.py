"""What countries, languages and sums of money are called in the reader's language."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, format_decimal, get_currency_symbol
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from .reading.areas import areas

_WITH_THE = frozenset("US GB NL PH AE DO BS GM MV CF CG CD KY MH SB KM UM VG VI VA".split())  # noqa: SIM905


def country_name(code: str) -> str:
    """Return a country's name by its ISO 3166-1 code; the code itself where it is none."""
    return str(_locale().territories.get(code, code))


def in_country(code: str) -> str:
    """Return a country's name as it follows "in": "the United States"."""
    name = country_name(code)
    return f"the {name}" if code in _WITH_THE and _locale().language == "en" else name


def area_names(codes: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the areas that countries fill wholly, the widest first, and the countries that are left."""
    known = {
        "emea": _("EMEA"), "europe": _("Europe"), "eea": _("the EEA"), "eu": _("the EU"),
        "nordics": _("the Nordics"), "americas": _("the Americas"), "latin america": _("Latin America"),
        "apac": _("Asia-Pacific"), "asia": _("Asia"), "africa": _("Africa"), "mena": _("MENA"),
    }  # fmt: skip
    names, left = [], set(codes)
    for area in sorted(known, key=lambda area: -len(areas()[area])):
        if areas()[area] <= left:
            names.append(known[area])
            left -= areas()[area]
    return names, [code for code in codes if code in left]


def language_name(code: str) -> str:
    """Return a language's name by its ISO 639-1 code; the code itself where it is none."""
    return str(_locale().languages.get(code, code))


def amount(value: Decimal, currency: str) -> str:
    """Return a sum, with its hundredths if it has any; without a currency, the number alone."""
    whole = value == int(value)
    locale = _locale()
    if currency == "INR" and locale.language == "en":
        locale = _known("en_IN")  # ₹12,00,000: who is paid in rupees counts in lakhs
    if not currency:
        return format_decimal(value, format="#,##0" if whole else "#,##0.00", locale=_locale())
    pattern = locale.currency_formats["standard"].pattern
    if whole:
        pattern = pattern.replace(".00", "")
    if get_currency_symbol(currency, locale=locale)[-1].isalpha():
        pattern = pattern.replace("¤#", "¤\N{NO-BREAK SPACE}#")  # PLN 50,000
    return format_currency(value, currency, format=pattern, locale=locale, currency_digits=False)


def one_of(names: Sequence[str]) -> str:
    """Return the names of what one is enough of: "AWS, GCP or Azure"."""
    *others, last = dict.fromkeys(names)
    return _("%(names)s or %(last)s") % {"names": ", ".join(others), "last": last} if others else last


def _locale() -> Locale:
    return _known(to_locale(get_language() or "en"))


@cache
def _known(name: str) -> Locale:
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return Locale("en")
