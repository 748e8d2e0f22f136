"""MiniLM's space, turned so that sentences lie near each other when they make the same point.

One matrix, learned from the bank's own ways of saying each key point and from no answer
(tests/benchmarks/train_metric.py). As it came, the space puts sentences together that have the same topic.
"""

from functools import cache
from pathlib import Path

import numpy as np

from intervision.embedding import Floats, unit

FILE = Path(__file__).with_name("metric_weights.npz")


def turned(rows: Floats) -> Floats:
    """Return the rows, of shape (n, SIZE), in the turned space, each of unit length."""
    return unit(rows @ _matrix())


@cache
def _matrix() -> Floats:
    with np.load(FILE) as kept:
        matrix: Floats = kept["matrix"].astype(np.float32)
    return matrix
