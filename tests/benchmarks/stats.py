"""What every benchmark prints: percentiles, a small table, and one line of JSON at the end."""

from collections.abc import Mapping, Sequence

import numpy as np

from tests.benchmarks.figures import last_line


def percentile(values: Sequence[float], q: float) -> float:
    return round(float(np.percentile(values, q)), 3) if len(values) else float("nan")


def finish(figures: Mapping[str, object]) -> None:
    """Print the figures as a table and, last, as one line of JSON."""
    width = max(len(name) for name in figures)
    for name, value in figures.items():
        print(f"  {name:<{width}}  {value}")
    last_line(figures)
