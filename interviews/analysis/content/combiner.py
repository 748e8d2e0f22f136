"""From the features of a key point to a verdict.

By a logistic model and boosted trees, whose numbers stand in content_weights.json;
tests/benchmarks/train_content.py trains them, here they are only read.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from interviews.enums import QuestionKind

from ..judgement import Verdict
from .features import CONTRARY, NAMES

FILE = Path(__file__).with_name("content_weights.json")
DENIED = 0.7  # share of what was said of the point that was turned down: from here on it was not made
OTHERS = 0.75  # how much the other points count beside the point itself
_DENIED = NAMES.index("denied")
PARTS = {
    "knowledge", "account", "knowledge_glanced", "account_glanced", "quote",
    "contrary", "contrary_from", "contrary_alone_from",
}  # fmt: skip
Values = npt.NDArray[np.float64]


class WeightsDoNotFit(Exception):
    """content_weights.json was trained on other features; train it again."""


@dataclass(frozen=True, slots=True)
class Model:
    """The mean of a logistic model and of boosted trees.

    `coefficients` has shape (features,), the trees' arrays (trees, nodes); `feature` is -1 at a leaf.
    """

    intercept: float
    coefficients: Values

    start: float
    feature: npt.NDArray[np.int64]
    threshold: Values
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    value: Values

    def chance(self, values: Values) -> float:
        """Return how likely the class is, 0 to 1."""
        rows = np.arange(len(self.feature))
        node = np.zeros(len(self.feature), dtype=np.int64)
        while True:
            asked = self.feature[rows, node]
            inner = asked >= 0
            if not inner.any():
                break
            goes_left = values[np.maximum(asked, 0)] <= self.threshold[rows, node]
            onward = np.where(goes_left, self.left[rows, node], self.right[rows, node])
            node = np.where(inner, onward, node)
        total = self.start + float(self.value[rows, node].sum())
        linear = self.intercept + float(self.coefficients @ values)
        return float(1 / (1 + np.exp(-total)) + 1 / (1 + np.exp(-linear))) / 2


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the features of one kind of question are weighed."""

    heard: Model
    touched: Model  # heard or partly
    heard_from: float
    touched_from: float
    doubt: float  # half the width of the band around `heard_from` that counts as 'cannot tell'

    def chances(self, values: Values) -> tuple[float, float]:
        """Return how likely the point was made in full, and at least in part; `values` as features.NAMES,
        or features.GLANCED."""
        if values[_DENIED] > DENIED:
            return 0.0, 0.0
        full = self.heard.chance(values)
        return full, max(full, self.touched.chance(values))

    def verdict(self, full: float, part: float) -> tuple[Verdict, float]:
        """Return the verdict and how sure it is, 0 to 1."""
        if abs(full - self.heard_from) < self.doubt:
            return Verdict.CANNOT_TELL, 0.0
        if full >= self.heard_from:
            return Verdict.HEARD, full
        if part >= self.touched_from:
            return Verdict.PARTLY, part
        return Verdict.NOT_HEARD, 1 - part


@dataclass(frozen=True, slots=True)
class Combiner:
    """Knowledge is matched by what is said. In accounts of one's own work each candidate tells another
    story, and how it is told weighs more than how near it comes to the examples."""

    knowledge: Weighing
    account: Weighing
    knowledge_glanced: Weighing  # by features.GLANCED, as the next
    account_glanced: Weighing
    contrary: Model  # the opposite of the point, by features.CONTRARY, of words that come near it
    contrary_from: float  # log odds, among the answer's other points
    contrary_alone_from: float  # chance, of a quote that stands alone
    quote: Model  # at least a part of the point, by features.MATCHED alone: a quote has no manner

    def of(self, kind: QuestionKind, *, closely: bool = True) -> Weighing:
        if kind == QuestionKind.EXPERIENCE:
            return self.account if closely else self.account_glanced
        return self.knowledge if closely else self.knowledge_glanced

    def turns_round(self, signs: Values) -> bool:
        """Tell whether words may well say the opposite of a point; `signs` as features.CONTRARY."""
        return self.contrary.chance(signs) >= self.contrary_alone_from

    def turned_round(self, signs: Sequence[Values]) -> list[bool]:
        """Tell the same of each key point of an answer, in view of the others."""
        chances = np.array([self.contrary.chance(row) for row in signs])
        return [bool(odds >= self.contrary_from) for odds in among_others(chances)]

    def nearness(self, values: Values) -> float:
        """Return how likely a quote says at least a part of the point; `values` as features.MATCHED."""
        return 0.0 if values[_DENIED] > DENIED else self.quote.chance(values)


def among_others(chances: Values) -> Values:
    """Return the log odds that each of an answer's points was turned round, from the chances of each alone.

    Who has one thing the wrong way round often has the next.
    """
    kept = np.clip(chances, 1e-4, 1 - 1e-4)
    return np.asarray(_logit(kept) + OTHERS * _logit(kept.mean()))


def _logit(chance: Any) -> Any:
    return np.log(chance / (1 - chance))


@cache
def combiner() -> Combiner:
    """Return the trained combiner. Raises WeightsDoNotFit."""
    return from_numbers(json.loads(FILE.read_text(encoding="utf-8")))


def from_numbers(numbers: dict[str, Any]) -> Combiner:
    if tuple(numbers["features"]) != (*NAMES, *CONTRARY) or not numbers.keys() >= PARTS:
        raise WeightsDoNotFit(f"{FILE.name} knows other features than this program.")
    return Combiner(
        knowledge=_weighing(numbers["knowledge"]),
        account=_weighing(numbers["account"]),
        knowledge_glanced=_weighing(numbers["knowledge_glanced"]),
        account_glanced=_weighing(numbers["account_glanced"]),
        contrary=_model(numbers["contrary"]),
        contrary_from=numbers["contrary_from"],
        contrary_alone_from=numbers["contrary_alone_from"],
        quote=_model(numbers["quote"]),
    )


def _weighing(numbers: dict[str, Any]) -> Weighing:
    return Weighing(
        heard=_model(numbers["heard"]),
        touched=_model(numbers["touched"]),
        heard_from=numbers["heard_from"],
        touched_from=numbers["touched_from"],
        doubt=numbers["doubt"],
    )


def _model(numbers: dict[str, Any]) -> Model:
    return Model(
        intercept=numbers["intercept"],
        coefficients=np.array(numbers["coefficients"], dtype=np.float64),
        start=numbers["start"],
        feature=np.array(numbers["feature"], dtype=np.int64),
        threshold=np.array(numbers["threshold"], dtype=np.float64),
        left=np.array(numbers["left"], dtype=np.int64),
        right=np.array(numbers["right"], dtype=np.int64),
        value=np.array(numbers["value"], dtype=np.float64),
    )
