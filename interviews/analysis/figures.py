"""Numbers among words, written out or in digits."""

import re
from collections.abc import Iterable

from ..transcript import bare

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UP_TO_NINETEEN = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORTH = {word: number for number, word in enumerate(_UP_TO_NINETEEN.split(), start=1)} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), start=2)
}
_TIMES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
NUMBER_WORDS = frozenset(["zero", *_WORTH, *_TIMES])


def figures(words: Iterable[str]) -> set[float]:
    """Return the numbers among the words: 'four thousand' is '4,000', 'ninety percent' is '90%'."""
    found: set[float] = set()
    number: float | None = None
    for part in (part for word in [*words, "."] for part in bare(word).rstrip("%").split("-")):
        if part in _WORTH:
            number = (number or 0) + _WORTH[part]
        elif part in _TIMES:
            number = (number or 1) * _TIMES[part]
        elif _DIGITS.fullmatch(part):
            number = float(part.replace(",", ""))
        elif number is not None:
            found.add(number)
            number = None
    return found
