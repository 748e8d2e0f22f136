"""Which words of an answer are quoted for a key point that it makes."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .reading import Reading, Window

WAYS = 3  # of saying a point, that the words which make it come near to
OUT_OF_TURN = 0.25  # nearness that words lose for each answer's length that they stand from a point's turn
# How much it counts whether words are rather this point's than another's, and how sharply that is told.
RATHER, _NEAREST = 0.15, 12.0
# Few words say little to whoever reads them alone: those below so many lose up to so much nearness.
ENOUGH, TOO_FEW = 8, 0.1
# How much nearness words lose for a point that another is told with, so that it takes the next ones.
CLAIMED = 0.05


def told_in(
    reading: Reading, ways: Sequence[npt.NDArray[np.float64]], points: Sequence[int], *, in_turn: bool
) -> dict[int, Window]:
    """Return the words that make each of these key points: those that come near to several ways of saying
    it, and nearer than to the other points. What one is told with tells another only where nothing else
    comes nearly as near; the point that suits its words best takes them.

    `ways`: of each key point of the question, how near each window comes to each way of saying it. `in_turn`:
    it is an account. There every sentence touches several points, which are told of in the order in which
    they were asked for.
    """
    near = np.stack([np.sort(of_point, axis=0)[-WAYS:].mean(axis=0) for of_point in ways])
    suits = {point: _suits(reading, point, near, in_turn=in_turn) for point in points}
    told: dict[int, Window] = {}
    while suits:
        point = max(suits, key=lambda each: float(suits[each].max()))
        told[point] = words = reading.windows[int(suits.pop(point).argmax())]
        claimed = np.array([_are_much_the_same(window, words) for window in reading.windows])
        for others in suits.values():
            others -= CLAIMED * claimed
    return told


def _suits(
    reading: Reading, point: int, near: npt.NDArray[np.float64], *, in_turn: bool
) -> npt.NDArray[np.float64]:
    """Return how well each window suits a key point, of all of which `near` has the nearness."""
    windows = reading.windows
    lengths = np.array([window.last - window.first + 1 for window in windows])
    suits: npt.NDArray[np.float64]
    if in_turn:
        middles = np.array([window.first + window.last for window in windows]) / 2
        turn = (point + 0.5) / len(near)
        suits = near[point] - OUT_OF_TURN * np.abs(middles / len(reading.words) - turn)
    else:
        theirs = np.exp(_NEAREST * near)
        suits = near[point] + RATHER * np.log(theirs[point] / theirs.sum(axis=0))
    suits -= TOO_FEW * np.maximum(0, ENOUGH - lengths) / ENOUGH
    return suits


def _are_much_the_same(one: Window, other: Window) -> bool:
    shared = min(one.last, other.last) - max(one.first, other.first) + 1
    return shared > (min(one.last - one.first, other.last - other.first) + 1) / 2
