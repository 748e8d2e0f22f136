"""Read pay in words: "$120k – $150k", "65.000 € brutto im Jahr", "£18.50 per hour".

What can't be told apart from other amounts of money stays unknown.
"""

import re
from collections.abc import Collection
from decimal import Decimal
from functools import cache

import msgspec
from babel.numbers import list_currencies
from price_parser.parser import parse_number

from intervision.columns import fitted

from ..sources.port import Pay

_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "₪": "ILS", "zł": "PLN", "₩": "KRW", "kč": "CZK",
          "us$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "s$": "SGD",
          "sg$": "SGD", "hk$": "HKD", "r$": "BRL", "mx$": "MXN", "chf": "CHF"}  # fmt: skip
_DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN"}
_CURRENCY = (
    r"(?:US\$|CA?\$|AU?\$|NZ\$|SG?\$|HK\$|R\$|MX\$|[$€£₹¥₪₩]|zł|Kč|\b(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|SGD|INR|"
)
_CURRENCY += r"PLN|SEK|NOK|DKK|JPY|BRL|MXN|ILS|ZAR|CZK|HUF|RON|AED)\b)"
_NUMBER = r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(
    rf"(?P<c1>{_CURRENCY})?\s?(?P<low>{_NUMBER})\s?(?P<k1>[kK]\b)?(?:\s?(?P<c2>{_CURRENCY}))?"
    rf"(?:\s?(?:-|–|—|to|bis|and|à|/)\s?(?P<c3>{_CURRENCY})?\s?(?P<high>{_NUMBER})\s?(?P<k2>[kK]\b)?"
    rf"(?:\s?(?P<c4>{_CURRENCY}))?)?"
    r"(?P<tail>.{0,40})",
    re.DOTALL,
)
_PERIODS = (
    ("HOUR", re.compile(r"\b(?:hour|hr|hourly|std|stunde|stündlich|heure|uur|ora|hora)\b|/\s?h\b", re.I)),
    ("DAY", re.compile(r"\b(?:day|daily|per diem|tag|tagessatz|jour)\b", re.I)),
    ("WEEK", re.compile(r"\b(?:week|weekly|woche|semaine)\b", re.I)),
    ("MONTH", re.compile(
        r"\b(?:months?|monthly|monat|monatlich|mois|mes|mensal|mensual|maand|mth)\b|/\s?mo\b", re.I)),
    (
        "YEAR",
        re.compile(
            r"\b(?:years?|yearly|annual(?:ly)?|annum|p\.?a\b|yr|jahr|jährlich|jahresgehalt|jaar|anual)\b|"
            # "an" is also an English word: "$45 an hour".
            r"(?:\bpar |/ ?|€ ?)an\b(?! (?:hour|hr)\b)", re.I),
    ),
)  # fmt: skip
# Where prose speaks of pay: an amount elsewhere is a customer's, a funding round's or a bonus for friends.
# Plain words are found far faster than a pattern.
_SPEAKS_OF_PAY = (
    "salary", "salaries", "compensation", "base pay", "pay range", "pay scale", "pay rate", "hourly rate",
    "base range", "wage", "remuneration", "gehalt", "vergütung", "verdienst", "salaire", "rémunération",
    "salario", "salário", "on-target earnings", "on target earnings", "day rate", "annual base",
    "starting pay", "rate of pay", "we pay ", " pays ",
)  # fmt: skip
_ANY_CURRENCY = re.compile(_CURRENCY)
_NOT_PAY = re.compile(
    r"^\s?(?:million|billion|m\b|mm\b|bn\b|b\b|mrd|mio|\+? ?(?:customers|users|employees|people|"
    r"companies)|%|"
    # Lakhs and crores, and numbers grouped by them ("12,00,000"): a number that goes on was cut short.
    r"lpa\b|l\b|lakhs?\b|lacs?\b|crores?\b|cr\b)|^,\d",
    re.I,
)
_UP_TO = re.compile(r"\b(?:up to|bis(?: zu)?|jusqu['’]à|max(?:imum|imal)?(?: of)?)[ :.]*$", re.IGNORECASE)
_OTHER_MONEY = re.compile(
    r"\b(?:raised|funding|revenue|series [a-e]|valuation|bonus|sign-?on|referral|stipend of|budget|allowance|"
    r"reimburse\w*|401|arr\b|grant|contribution|assets|equity)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
# The span of what people earn, by period: an amount outside is no pay, or of another period.
_SANE = {"HOUR": (3, 1_000), "DAY": (20, 8_000), "WEEK": (50, 40_000), "MONTH": (150, 5_000_000),
         "YEAR": (2_000, 100_000_000)}  # fmt: skip
# A line that begins with a range, and goes on as pay does: "£55k - £65k + bonus", "€450 to €550 per day".
_SUM = rf"(?:{_CURRENCY}\s?(?:{_NUMBER})\s?k?|(?:{_NUMBER})\s?k?\s?{_CURRENCY}?)"
_RANGE_LINE = re.compile(
    rf"^[*•·–-]?[ \t]*(?P<said>{_SUM}\s?(?:-|–|—|to|bis)\s?{_SUM}(?P<after>[^\n.;]{{0,60}}))",
    re.IGNORECASE | re.MULTILINE,
)
_GOES_ON = re.compile(
    r"\s*(?:$|\(|/|\+|(?:gross|brutto|base|doe|ote|depending|dependent|per|p\.?a|annual|yearly|im jahr|"
    r"jährlich|an? (?:hour|day|week|month|year))\b)"
    r"(?!.*\b(?:budget|allowance|grants?|vouchers?|savings|pro rata)\b)",
    re.IGNORECASE,
)
_REACH = 120  # characters before an amount in which pay must be spoken of


class Salary(msgspec.Struct, frozen=True, gc=False):
    """A pay. `low` and `high` may be one of them alone; an empty currency or period is unknown."""

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str = ""
    period: str = ""
    basis: str = ""
    words: str = ""


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def from_fields(pay: Pay, *, countries: Collection[str]) -> Salary | None:
    """Return the pay of a source's fields, or None if it can't be one. Its basis is the source's."""
    low, high = (Decimal(str(value)) if value and value > 0 else None for value in (pay.low, pay.high))
    currency = pay.currency.upper().strip()
    if currency not in _currencies():
        currency = _currency(pay.currency, countries) if pay.currency else ""
    salary = Salary(low, high, currency, pay.period if pay.period in _SANE else "", pay.basis)
    return _checked(salary)


def from_words(words: str, *, countries: Collection[str]) -> Salary | None:
    """Return the pay of a line that is known to be about pay, or None if it is not clear."""
    return _first(words, countries, anywhere=True)


def from_text(text: str, *, countries: Collection[str]) -> Salary | None:
    """Return the first pay that prose names as such, or else a line that is a range of pay; or None."""
    lowered = text.lower()
    # A few letters are longer in lower case; places then differ by as much, which is harmless.
    starts: set[int] = set()
    for mark in _SPEAKS_OF_PAY:
        start = lowered.find(mark)
        while start >= 0:
            starts.add(start)
            start = lowered.find(mark, start + len(mark))
    for start in sorted(starts):
        window = text[start : start + _REACH + 80]
        if _ANY_CURRENCY.search(window):
            found = _first(window, countries, anywhere=False)
            if found is not None:
                return found
    for line in _RANGE_LINE.finditer(text):
        if _GOES_ON.match(line["after"]) and _ANY_CURRENCY.search(line["said"]):
            found = _first(line["said"], countries, anywhere=True)
            if found is not None and found.period:
                return found
    return None


def _first(text: str, countries: Collection[str], *, anywhere: bool) -> Salary | None:
    for match in _AMOUNT.finditer(text):
        signs = [match[name] for name in ("c1", "c2", "c3", "c4") if match[name]]
        if not signs or _NOT_PAY.match(match["tail"]):
            continue
        before = text[max(0, match.start() - 60) : match.start()]
        if not anywhere and (match.start() > _REACH + 20 or _OTHER_MONEY.search(before)):
            continue
        low, high = parse_number(match["low"]), parse_number(match["high"]) if match["high"] else None
        if low is None:
            continue
        thousands = bool(match["k2"] or match["k1"])
        low = low * 1000 if match["k1"] or (match["k2"] and low < 1000) else low
        high = high * 1000 if high is not None and (match["k2"] or (thousands and high < 1000)) else high
        # "$120 - $170 /hour": the period stands after; "annual salary: …" before.
        period = _period(match["tail"].split("\n")[0]) or _period(before)
        if not period and low >= 15_000:
            period = "YEAR"
        currency = _currency(signs[0], countries)
        start = match.start("c1") if match["c1"] else match.start("low")
        words = fitted(" ".join(text[start : match.start("tail") + 20].split()), 200)
        if high is None and _UP_TO.search(before):
            low, high = None, low
        salary = _checked(Salary(low, high, currency, period, "parsed", words))
        if salary is not None:
            return salary
    return None


def _period(text: str) -> str:
    hits = [(match.start(), name) for name, pattern in _PERIODS if (match := pattern.search(text))]
    return min(hits)[1] if hits else ""


def _currency(sign: str, countries: Collection[str]) -> str:
    """Return the currency of a sign; a bare dollar is the country's own, if that is clear."""
    sign = sign.strip().lower()
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.upper() in _currencies():
        return sign.upper()
    if sign == "$":
        own = {_DOLLARS[country] for country in countries if country in _DOLLARS}
        if len(own) == 1:
            return own.pop()
        return "USD" if not own or "USD" in own else ""
    return ""


def _checked(salary: Salary) -> Salary | None:
    """Return a pay that people could earn, with its ends in order, else None."""
    low, high = salary.low, salary.high
    if low is not None and high is not None and low > high:
        low, high = (low, None) if high < low / 20 else (high, low)
    known = [amount for amount in (low, high) if amount is not None]
    if not known or (low is not None and high is not None and high > low * 20):
        return None
    # Of an unknown period an amount could be anything that people earn.
    least, most = _SANE.get(salary.period, (3, 100_000_000))
    if any(not least <= amount <= most for amount in known):
        return None
    return msgspec.structs.replace(salary, low=low, high=high)
