"""How sums of money are written: "$120k – $150k", "65.000 €", "₹12-18 lakhs"; and in which currency."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cache

from babel.numbers import get_territory_currencies, list_currencies

_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "₪": "ILS", "zł": "PLN", "₩": "KRW", "kč": "CZK",
          "us$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "s$": "SGD",
          "sg$": "SGD", "hk$": "HKD", "r$": "BRL", "mx$": "MXN", "chf": "CHF",
          "euro": "EUR", "euros": "EUR", "rm": "MYR"}  # fmt: skip
_DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN"}
CURRENCY = (
    r"(?:US\$|CA?\$|AU?\$|NZ\$|SG?\$|HK\$|R\$|MX\$|[$€£₹¥₪₩]|zł|Kč|\b(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|SGD|INR|"
)
CURRENCY += (
    r"PLN|SEK|NOK|DKK|JPY|BRL|MXN|ILS|ZAR|CZK|HUF|RON|AED|PKR|LKR|BDT|MYR|RM|IDR|THB|VND|TWD|HKD|CNY|KRW|"
)
CURRENCY += r"TRY|UAH|BGN|ISK|NGN|KES|EGP|SAR|QAR|ARS|CLP|COP|PEN|[Ee]uros?)\b|\b[Rr]s\b\.?|(?<=T)EUR\b)"
# "12,00,000" is grouped by lakhs, as in India.
NUMBER = r"\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
LAKHS = r"(?i:lpa|lakhs?|lacs?|crores?)"
UNIT = rf"(?:(?:[kKL]|Cr|{LAKHS})\b|T(?=€|EUR))"  # "80 T€" counts in thousands
ROUND = r"(?:,-{1,2})?"  # "€ 4.537,-"
TO, AND = r"(?:-|–|—|/|to|bis|tot|à)", r"(?:and|und|en|et|y)"
MOST = r"(?:max(?:imaal|imal|imum|\.)?\s)?"
AMOUNT = re.compile(
    # The 4 of "L4" is none.
    rf"(?:(?P<c1>{CURRENCY})\s?|(?<![\w.,]))(?P<low>{NUMBER}){ROUND}\s?(?P<k1>{UNIT})?"
    rf"(?:\s?(?P<c2>{CURRENCY}))?"
    rf"(?:\s?(?:{TO}|{AND})\s?{MOST}(?P<c3>{CURRENCY})?\s?(?P<high>{NUMBER}){ROUND}\s?(?P<k2>{UNIT})?"
    rf"(?:\s?(?P<c4>{CURRENCY}))?)?"
    r"(?=(?P<tail>.{0,40}))",  # not taken: the next amount may stand in it
    re.DOTALL,
)
ANY_MONEY = re.compile(rf"{CURRENCY}|\d\s?{LAKHS}\b")
# Said before an amount that is nobody's pay.
OTHER_MONEY = re.compile(
    r"\b(?:raised|funding|revenue|series [a-e]|valuation|bonus|sign-?on|referral|stipend of|budget|allowance|"
    r"reimburse\w*|401|arr\b|grant|contribution|assets|equity|insurance|cover(?:age)?|mediclaim|relocation|"
    r"valued?|deals?|burn|price[sd]?|(?<!\bhigh[- ])(?<!\blow[- ])costs?(?! of (?:living|labou?r)\b)|"
    r"(?<!\bin )orders?|quotas?|spend|fees?|loans?|invest\w*|(?<!\bpay )(?<!salary )(?<!compensation )plans?|"
    r"tickets?|savings?)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)


def counted(low: Decimal, high: Decimal | None, unit: str, high_unit: str) -> tuple[Decimal, Decimal | None]:
    """Return the ends of a range in full: "120 - 150k" and "12-18 LPA" name their unit once."""
    of_low = unit or (high_unit if high is not None and low < 1000 else "")
    of_high = high_unit or (unit if high is not None and high < 1000 else "")
    return low * _worth(of_low), high * _worth(of_high) if high is not None else None


def _worth(unit: str) -> int:
    if unit.startswith("cr"):
        return 10_000_000
    return 100_000 if unit.startswith("l") else 1_000 if unit else 1


def currency_of(signs: Sequence[str], countries: Collection[str]) -> str:
    """Return the currency of an amount: of "$140k CAD", the one that says more."""
    return currency_in(next((sign for sign in signs if sign != "$"), "$"), countries)


def rupees(countries: Collection[str]) -> str:
    """Return India's currency, where one counts in lakhs; elsewhere they are other rupees or taka."""
    return "INR" if not countries or "IN" in countries else ""


def currency_in(sign: str, countries: Collection[str]) -> str:
    """Return the currency of a sign; a bare dollar is the country's own, if that is clear."""
    sign = sign.strip().lower().rstrip(".")
    if sign == "rs":
        return rupees(countries)
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.upper() in currencies():
        return sign.upper()
    if sign == "$":
        own = {_DOLLARS[country] for country in countries if country in _DOLLARS}
        if len(own) == 1:
            return own.pop()
        return "USD" if not own or "USD" in own else ""
    return ""


def own_currency(countries: Collection[str]) -> str:
    """Return the one currency of all of these countries, or nothing."""
    found = {own for country in countries for own in get_territory_currencies(country)[:1]}
    return str(found.pop()) if len(found) == 1 else ""


@cache
def currencies() -> frozenset[str]:
    return frozenset(list_currencies())
