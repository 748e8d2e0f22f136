"""Read pay in words: "$120k – $150k", "65.000 € brutto im Jahr", "£18.50 per hour", "₹12-18 LPA".

What can't be told apart from other amounts of money stays unknown.
"""

import re
from collections.abc import Collection
from decimal import Decimal

import msgspec
from price_parser.parser import parse_number

from intervision.columns import fitted

from ..sources.port import Pay
from .money import (
    AMOUNT,
    ANY_MONEY,
    LAKHS,
    NUMBER,
    OTHER_MONEY,
    counted,
    currencies,
    currency_in,
    currency_of,
    own_currency,
    rupees,
)
from .paylines import PayLine, pay_lines

_PERIODS = (
    ("HOUR", re.compile(
        r"\b(?:hour|hr|hourly|std|stunde|stunden(?:lohn|satz)|stündlich|heure|uur|ora|hora)\b|"
        r"/\s?h\b", re.I)),
    ("DAY", re.compile(r"\b(?:day|daily|per diem|tag|tagessatz|jour|tjm)\b", re.I)),
    ("WEEK", re.compile(r"\b(?:week|weekly|woche|semaine)\b", re.I)),
    ("MONTH", re.compile(
        r"\b(?:(?<!\d )(?<!\d-)months?|monthly|monat|monatlich\w*|(?:brutto)?monats\w+|"
        r"mois|mes|mês|mensal|mensual|mensuel\w*|maand\w*|mth|"
        r"měs\w*|mies\w*|månad\w*)\b|/\s?mo\b", re.I)),
    (
        "YEAR",
        re.compile(
            r"\b(?:years?|yearly|annual(?:ly)?|annum|p\. ?a\b|pa\b|yr|jahr|jährlich|jahresgehalt|"
            r"(?:jahresbrutto|bruttojahres)\w*|jaar|anual)\b|"
            # "an" is also an English word: "$45 an hour".
            r"(?:\bpar |/ ?|€ ?)an\b(?! (?:hour|hr)\b)", re.I),
    ),
)  # fmt: skip
# "For 36 hours a week" says for how much work, and not how often it is paid.
_WORKING_TIME = re.compile(
    r"(?<![€£$\d.,])(?:\d{1,2}|two|three|four|five)\s?(?:hours?|hrs?|h|std|stunden|uur|heures?|days?|tagen?|"
    r"dagen|jours?)\b(?:\s?(?:(?:a|per|each|/|pro|die|in der|par)\s?)?(?:week|woche|semaine)\b)?",
    re.IGNORECASE,
)
# "3.600 € x 14" is a month's pay; what is paid in "14 Gehälter" may be a year's as well.
_TIMES_A_YEAR = re.compile(r"[x×]\s?1[2-4]\b|\b1[2-4]\s?(?:[x×]|times|mal\b|gehälter)", re.IGNORECASE)
# Where prose speaks of pay: an amount elsewhere is a customer's, a funding round's or a bonus for friends.
# Plain words are found far faster than a pattern.
_SPEAKS_OF_PAY = (
    "salary", "salaries", "compensation", "base pay", "pay range", "pay scale", "pay rate", "hourly rate",
    "base range", "wage", "remuneration", "gehalt", "vergütung", "verdienst", "salaire", "rémunération",
    "salario", "salário", "salaris", "tjm ", "on-target earnings", "on target earnings", "day rate",
    "annual base", "starting pay", "rate of pay", "we pay ", " pays ", "ctc", "total comp", "pay: ",
    "range: ", "rate: ", "comp: ", "pay transparency", "lohn", "entgelt", "entlohnung", "bezahlung",
    "tagessatz", "gehälter",
)  # fmt: skip
# "10% of base salary, up to $20,000" is a bonus or a fee.
_SHARE = re.compile(r"(?:%|\bpercent|\bprozent) (?:of|vom|des|der|du|de la) (?:\w+ ){0,3}$", re.IGNORECASE)
_OF_ANYTHING = ("range: ", "rate: ")
# Where it is pay whatever is said before: "a package of 15 lakhs per annum", "you get $42/hour".
_SURELY_PAY = re.compile(
    r"\blpa\b|\d\s?(?:lpa|(?:lakhs?|lacs?)\s?(?:/|per\b|p\.? ?a\b|an?\b))|"
    r"\d ?(?:[A-Z]{3}|[€£$])? ?(?:/|per |an )(?:hour|hr)\b(?! of\b)",
    re.I,
)
_NOT_PAY = re.compile(
    r"^\s?(?:million|billion|m\b|mm\b|bn\b|b\b|mrd|mio|\+? ?(?:customers|users|employees|people|"
    # A number that goes on was cut short.
    r"companies)|%)|^,\d",
    re.I,
)
_SURE_MARKS = ("lpa", "lakh", "lacs", "/hour", "/hr", "per h", "an h", "/ h")
# "4.500 - 5.500 monthly", in the country's own.
_BARE = re.compile(
    r"(?:^|\b(?:salary|pay|compensation|\w*gehalt|vergütung|\w*lohn|salaris|salaire|salario|salário) ?:)\W*"
    rf"(?P<said>(?P<low>{NUMBER})\s?(?:-|–|—|to|bis|tot|à)\s?(?P<high>{NUMBER})\s?"
    r"(?:(?:brutt?o|gross|brut|netto?)\s?)?(?P<period>monthly|yearly|annually|p\.a\b|monatlich|jährlich|"
    r"(?:per|a|im|pro|par|por|/)\s?(?:month|year|annum|monat|jahr|maand|jaar|mois|an|mês|mes)))\b\W*?$",
    re.IGNORECASE | re.MULTILINE,
)
_APOSTROPHES = re.compile("['’]")  # "CHF 7'000"
_UP_TO = re.compile(r"\b(?:up ?to|bis(?: zu)?|jusqu['’]à|max(?:imum|imal)?(?: of)?)[ :.]*$", re.IGNORECASE)
# The span of what people earn, by period: an amount outside is no pay, or of another period.
_SANE = {"HOUR": (3, 1_000), "DAY": (20, 8_000), "WEEK": (50, 40_000), "MONTH": (150, 5_000_000),
         "YEAR": (2_000, 100_000_000)}  # fmt: skip
# What a figure of a period is at least if it is a person's pay and no benefit; by currency times as much.
_AT_LEAST = {"HOUR": 7, "DAY": 80, "WEEK": 250, "MONTH": 1_000, "YEAR": 15_000}
_TIMES = {"MYR": 2, "BGN": 2, "SAR": 3, "QAR": 3, "PEN": 3, "PLN": 4, "RON": 4, "AED": 4, "CNY": 4, "ILS": 6,
          "HKD": 6, "DKK": 7, "SEK": 10, "NOK": 10, "INR": 10, "EGP": 10, "CZK": 15, "MXN": 15, "ZAR": 15,
          "UAH": 15, "TRY": 20, "THB": 20, "TWD": 20, "BDT": 20, "PKR": 50, "LKR": 50, "KES": 50, "ISK": 100,
          "JPY": 100, "NGN": 200, "HUF": 300, "CLP": 500, "KRW": 1_000, "ARS": 1_000, "COP": 2_000,
          "IDR": 5_000, "VND": 10_000}  # fmt: skip
_REACH = 120  # characters before an amount in which pay must be spoken of


class Salary(msgspec.Struct, frozen=True, gc=False):
    """A pay. `low` and `high` may be one of them alone; an empty currency or period is unknown."""

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str = ""
    period: str = ""
    basis: str = ""
    words: str = ""


def from_fields(pay: Pay, *, countries: Collection[str]) -> Salary | None:
    """Return the pay of a source's fields, or None if it can't be one. Its basis is the source's."""
    low, high = (Decimal(str(value)) if value and value > 0 else None for value in (pay.low, pay.high))
    currency = pay.currency.upper().strip()
    if currency not in currencies():
        currency = currency_in(pay.currency, countries) if pay.currency else ""
    salary = Salary(low, high, currency, pay.period if pay.period in _SANE else "", pay.basis)
    return _checked(salary)


def from_words(words: str, *, countries: Collection[str]) -> Salary | None:
    """Return the pay of a line that is known to be about pay, or None if it is not clear."""
    return _first(words, countries, anywhere=True)


def from_text(text: str, *, countries: Collection[str]) -> Salary | None:
    """Return the first pay that prose names as such, or else a line that begins with pay; or None."""
    lowered = text.lower()
    # A few letters are longer in lower case; places then differ by as much, which is harmless.
    starts: set[int] = set()
    for mark in _SPEAKS_OF_PAY:
        start = lowered.find(mark)
        while start >= 0:
            starts.add(start)
            start = lowered.find(mark, start + len(mark))
    for start in sorted(starts):
        if _SHARE.search(text[max(0, start - 40) : start]):
            continue
        if lowered.startswith(_OF_ANYTHING, start) and OTHER_MONEY.search(text[max(0, start - 40) : start]):
            continue
        while start and text[start - 1].isalpha():  # "Monatsgehalt", from its start
            start -= 1
        window = text[start : start + _REACH + 80]
        if ANY_MONEY.search(window):
            found = _first(window, countries, anywhere=False)
            if found is not None:
                return found
    for line in pay_lines(text):
        found = _of_line(line, countries)
        if found is not None:
            return found
    for match in _BARE.finditer(text):
        bare = _checked(_bare(match, countries))
        if bare is not None and _is_a_living(bare):
            return bare
    surely = _SURELY_PAY.finditer(text) if any(mark in lowered for mark in _SURE_MARKS) else ()
    for match in surely:
        start = max(0, match.start() - 40)
        found = _first(text[start : match.end() + 10], countries, anywhere=False)
        if found is not None and _is_a_living(found):
            return found
    return None


def _bare(match: re.Match[str], countries: Collection[str]) -> Salary:
    low, high = (parse_number(match[name]) for name in ("low", "high"))
    period = _period(match["period"])
    return Salary(low, high, own_currency(countries), period, "parsed", fitted(match["said"], 200))


def months_paid(words: str) -> int:
    """Return how many months' pay a year has by its words: "3.600 € x 14"."""
    said = _TIMES_A_YEAR.search(words)
    return int(re.sub(r"\D", "", said[0])) if said else 12


def _of_line(line: PayLine, countries: Collection[str]) -> Salary | None:
    found = _first(line.words, countries, anywhere=True)
    if found is not None and not found.period:
        found = _checked(msgspec.structs.replace(found, period=_period(line.label)))
    if found is None or not found.period:
        return None
    counts = line.is_range or re.search(LAKHS, line.words) or (line.sure and _is_a_living(found))
    return found if counts else None


def _is_a_living(salary: Salary) -> bool:
    low = salary.low or salary.high or 0
    return low >= _AT_LEAST[salary.period] * _TIMES.get(salary.currency, 1)


def _first(text: str, countries: Collection[str], *, anywhere: bool) -> Salary | None:
    for match in AMOUNT.finditer(text):
        signs = [match[name] for name in ("c1", "c2", "c3", "c4") if match[name]]
        units = [(match[name] or "").lower() for name in ("k1", "k2")]
        in_lakhs = any(len(unit) > 2 for unit in units)
        if not (signs or in_lakhs) or _NOT_PAY.match(match["tail"]):
            continue
        before = text[max(0, match.start() - 60) : match.start()]
        if not anywhere and (match.start() > _REACH + 20 or OTHER_MONEY.search(before)):
            continue
        low, high = (parse_number(_APOSTROPHES.sub("", match[name] or "")) for name in ("low", "high"))
        if low is None:
            continue
        low, high = counted(low, high, *units)
        currency = currency_of(signs, countries) if signs else rupees(countries)
        if not (signs or currency):
            continue
        # "$120 - $170 /hour": the period stands after; "annual salary: …" before.
        tail = match["tail"].split("\n")[0]
        period = _part_of_a_year(low, currency, before + tail)
        period = period or _period(tail) or ("YEAR" if "lpa" in units else _period(before))
        period = period or _usual_period(low, currency, tail)
        start = match.start("c1") if match["c1"] else match.start("low")
        words = fitted(" ".join(text[start : match.start("tail") + 20].split()), 200)
        if high is None and _UP_TO.search(before):
            low, high = None, low
        salary = _checked(Salary(low, high, currency, period, "parsed", words))
        if salary is not None:
            return salary
    return None


def _part_of_a_year(low: Decimal, currency: str, around: str) -> str:
    paid_in_parts = _TIMES_A_YEAR.search(around) and not _is_of_a_year(low, currency)
    return "MONTH" if paid_in_parts else ""


def _is_of_a_year(low: Decimal, currency: str) -> bool:
    return low >= _AT_LEAST["YEAR"] * _TIMES.get(currency, 1)


def _usual_period(low: Decimal, currency: str, tail: str) -> str:
    """Return the period of a figure that names none: a large one is a year's, "3.200 € brutto" a month's."""
    if _is_of_a_year(low, currency):
        return "YEAR"
    of_month = currency == "EUR" and 1_000 <= low < 10_000
    return "MONTH" if of_month and "brutto" in tail else ""


def _period(text: str) -> str:
    text = _WORKING_TIME.sub(" ", text)
    hits = [(match.start(), name) for name, pattern in _PERIODS if (match := pattern.search(text))]
    return min(hits)[1] if hits else ""


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
