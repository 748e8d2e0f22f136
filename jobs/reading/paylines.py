"""Lines and sentences of an ad that begin with a figure and go on as pay does: "£55k - £65k + bonus"."""

import re
from collections.abc import Iterator

import msgspec

from .money import AND, ANY_MONEY, CURRENCY, MOST, NUMBER, OTHER_MONEY, ROUND, TO, UNIT

_SUM = rf"(?:{CURRENCY}\s?)?(?:{NUMBER}){ROUND}(?:\s?{UNIT})?(?:\s?{CURRENCY})?"
_LINE = re.compile(
    r"[*•·–-]?[ \t]*(?:(?:ab|from|mind(?:estens|\.)|at least|(?P<and>between|zwischen|entre|tussen|minimaal))"
    r"[ \xa0])?"
    rf"(?P<said>{_SUM}(?P<range>\s?(?:{TO}|(?(and){AND}|(?!))) ?{MOST}{_SUM})?"
    r"(?P<after>(?:[^\n.;]|(?<=\bp)\. ?a\b){0,60}))",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d.,]*")
_BEFORE = ("\n", ". ", "! ", "? ", ": ", "; ", ", ", "| ")  # pay begins a line, or follows its label
_RUPEES = ("Rs.", "rs.")  # whose dot ends no sentence
_LEAD = 24  # characters before the first digit of such a line
_OF_PAY = (
    r"(?:per|a|an|/|pro|im|par|je)\s?(?:hour|hr|h|day|week|month|mo|year|yr|annum|stunde|tag|monat|jahr|an|"
    r"mois|maand|mês|mes)\b|p\. ?a\b|pa\b|annual|yearly|monthly|jährlich|monatlich|měs\w*|mies\w*|"
    r"[x×] ?1[234]\b|gross|bruts?\b|brutt?os?\b|mensuel\w*|pro[- ]rata\b|fte\b|nett?o?\b|(?:fixed|base|ote)\b"
)
_GOES_ON = re.compile(
    # "£65,000 + on-call allowance" is pay, "£2,000 training allowance" is none.
    r"(?!(?:(?![+(]|\bplus\b|\band\b).)*\b(?:budgets?|allowances?|grants?|vouchers?|savings|"
    r"stipend|credits?|support|towards|revenue|users|customers)\b)"
    rf"\s*(?:$|[(/+,|–-]|(?:doe|depending|dependent|plus|elsewhere)\b|(?-i:in (?:the )?[A-Z])|{_OF_PAY})",
    re.IGNORECASE,
)
# One figure alone is as often what is paid towards something: "$20,000 per year tuition". Before tax, or for
# an hour or a day, people are paid.
_ONE_GOES_ON = re.compile(rf"\W*(?:{_OF_PAY})", re.IGNORECASE)
_FOR_A_THING = re.compile(r"\bfor (?!\d)|\bin (?!the\b)|bonus", re.IGNORECASE)
_IS_PAY = re.compile(
    r".*\b(?:gross|brutto|hour|hr|h|day|stunde|tag)\b|"
    rf"(?:\W*(?:{_OF_PAY}))+\s*(?:$|[^\w\s]|(?:doe|depending|dependent|plus|salary)\b)",
    re.IGNORECASE,
)


class PayLine(msgspec.Struct, frozen=True, gc=False):
    """What a line says of pay; `sure`: it is a range, or names a period or the like of a single figure.

    A range that is paid for a thing, as 'for your gym', counts no more than a single figure.
    """

    words: str
    label: str  # what stands before it
    is_range: bool
    sure: bool


def pay_lines(text: str) -> Iterator[PayLine]:
    """Yield the lines and sentences that read as pay. They are found by their digits, which is fast."""
    for digit in _DIGITS.finditer(text):
        first = max(0, digit.start() - _LEAD)
        start = 1 + max(text.rfind(end, first, digit.start()) for end in _BEFORE)
        if text.endswith(_RUPEES, first, start):
            start -= len(_RUPEES[0])
        line = _LINE.match(text, start) if start or not first else None
        if OTHER_MONEY.search(text, max(0, start - 40), start):
            continue
        if line and ANY_MONEY.search(line["said"]) and _GOES_ON.match(line["after"]):
            after, is_range = line["after"], bool(line["range"])
            for_a_thing = bool(_FOR_A_THING.search(after))
            is_pay = bool(_ONE_GOES_ON.match(after) and _IS_PAY.match(after)) and not for_a_thing
            label = text[max(0, start - _LEAD) : start].rpartition("\n")[2]
            yield PayLine(line["said"], label, is_range and not for_a_thing, is_range or is_pay)
