"""From the features of a key point to a verdict."""

import math
from functools import cache

import numpy as np
import numpy.typing as npt

from .features import NAMES
from .judgement import Verdict


class Combiner:
    """A logistic weighing of the features."""

    def verdict(self, values: npt.NDArray[np.float64]) -> tuple[Verdict, float]:
        """Return the verdict and how sure it is, 0 to 1."""
        named = dict(zip(NAMES, values, strict=True))
        score = 1 / (1 + math.exp(-14 * (named["together"] - 0.47) - 0.5 * (named["above_usual"] - 1)))
        if score >= 0.5:
            return Verdict.HEARD, score
        if score >= 0.3:
            return Verdict.PARTLY, score
        return Verdict.NOT_HEARD, 1 - score


@cache
def combiner() -> Combiner:
    return Combiner()
