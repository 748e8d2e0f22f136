"""Whether words follow each other as in speech: to tell sentences from terms thrown together.

A bigram model over the bank's own sentences. Function words stand for themselves, all others for the class of
their ending, so it knows how words may follow each other and nothing of what they say.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ...bank.schema import Question, read_bank
from . import terms

_ENDINGS = ("ing", "ed", "ly", "s")
_EDGE = "."
_AROUND = 20  # words on each side
_LONG_ENOUGH_TO_TELL = 22  # steps
_LEAST = -0.05  # of runs of 40 words of answers one in a hundred lies below, of the same words shuffled 99
_SMOOTHING = 0.1  # how much weighs that words follow each other by chance


class Fluency:
    """How well words follow each other: speech is near 0.4, words thrown together near or below 0."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            kinds = [_EDGE, *map(_kind, text), _EDGE]
            pairs.update(pairwise(kinds))
        singles: Counter[str] = Counter()
        for (first, _), count in pairs.items():
            singles[first] += count
        self._pairs, self._singles, self._all = pairs, singles, singles.total()

    def steps(self, words: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return how much likelier than chance each bare word makes the next one, in nats, (words - 1,)."""
        kinds = [_kind(word) for word in words]
        found = []
        for first, second in pairwise(kinds):
            chance = (self._singles[first] + 1) * (self._singles[second] + 1) / self._all
            seen = self._pairs[first, second]
            found.append(math.log((seen + _SMOOTHING * chance) / (chance * (1 + _SMOOTHING))))
        return np.array(found)


def flows(steps: npt.NDArray[np.float64], first: int, last: int) -> bool:
    """Tell whether the words around the run `first` to `last` flow as in speech, or are too few to tell."""
    return len(_around(steps, first, last)) < _LONG_ENOUGH_TO_TELL or flow(steps, first, last) >= _LEAST


def flow(steps: npt.NDArray[np.float64], first: int, last: int) -> float:
    """Return how well the words around a run follow each other, however few they are."""
    around = _around(steps, first, last)
    return float(around.mean()) if len(around) else 0.0


def _around(steps: npt.NDArray[np.float64], first: int, last: int) -> npt.NDArray[np.float64]:
    return steps[max(0, first - _AROUND) : last + _AROUND]


def _kind(word: str) -> str:
    if word in terms.FUNCTION_WORDS:
        return word
    return next((f"-{ending}" for ending in _ENDINGS if word.endswith(ending)), "-")


@cache
def bank_fluency() -> Fluency:
    """Return the model of the bank's own sentences."""
    return Fluency(_sentences(read_bank()))


def _sentences(questions: Iterable[Question]) -> Iterable[list[str]]:
    for question in questions:
        for point in question.key_points:
            for text in (point.point, *point.paraphrases, *point.partial):
                yield terms.word_parts(text)
        for sentence in question.stronger_answer.split(". "):
            yield terms.word_parts(sentence)
