"""Figures that several benchmarks print: intervals by resampling whole groups, and the last line of JSON."""

import json
from collections.abc import Callable, Mapping, Sequence

import numpy as np

ROUNDS = 1_000


def interval(
    groups: Sequence[str], figure: Callable[[np.ndarray], float], *, rounds: int = ROUNDS, seed: int = 1
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of `figure(rows)`, drawing groups (questions) with replacement."""
    chance = np.random.default_rng(seed)
    names = np.array(groups)
    rows_of = [np.flatnonzero(names == name) for name in np.unique(names)]
    found = []
    for _ in range(rounds):
        drawn = chance.integers(0, len(rows_of), len(rows_of))
        value = figure(np.concatenate([rows_of[number] for number in drawn]))
        if np.isfinite(value):
            found.append(value)
    if not found:
        return float("nan"), float("nan")
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def mean_interval(values: Sequence[float], *, rounds: int = ROUNDS, seed: int = 1) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean over groups."""
    given = np.array([value for value in values if np.isfinite(value)])
    if not len(given):
        return float("nan"), float("nan")
    chance = np.random.default_rng(seed)
    means = given[chance.integers(0, len(given), (rounds, len(given)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Return Pearson's r, or nan where one of the two does not vary."""
    if len(one) < 3 or np.std(one) < 1e-12 or np.std(other) < 1e-12:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])


def last_line(numbers: Mapping[str, object]) -> None:
    """Print the figures as one line of JSON; what could not be measured is null."""

    def plain(value: object) -> object:
        if isinstance(value, Mapping):
            return {key: plain(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [plain(one) for one in value]
        if isinstance(value, float | np.floating):
            return round(float(value), 4) if np.isfinite(value) else None
        return value

    print(json.dumps(plain(numbers)), flush=True)
