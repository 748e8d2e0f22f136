"""Whether a known wrong belief was voiced: in place of the point that it gets wrong, or beside it."""

from dataclasses import dataclass

import numpy as np

from . import cross_encoder, polarity
from .matching import Nearness, rows
from .reading import Reading, Window, spoken
from .rubric import Rubric, Source

NEAR = 0.55  # nearness to a wrong belief from which on it may have been said
MARGIN = 0.1  # how much nearer than to the point it is at least
# The margin that is enough where reading closely leans to neither side, and how much the log odds add to it.
# On the tuning half of the labelled answers, of 50 wrong beliefs that nearness alone claimed of a point that
# was made, or made in part, this leaves 8; of 217 that were said as the bank has them, all.
ENOUGH = 0.2
LEANS = 0.03
# Where the point itself is made in other sentences: how near words have to come, how much nearer than to the
# point, and where they don't come as near as SURELY_*, how much more they read as its contrary. Of 302 such
# points of training answers this leaves six, of which four are wrong beliefs indeed; of 171 that were put
# behind such answers as the bank has them, 129.
BESIDE_NEAR, SURELY_NEAR = 0.55, 0.65
BESIDE_MARGIN, SURELY_BY = 0.15, 0.25
CONTRARY = 8.0  # in log odds
TAKEN_BACK_WITHIN = 12  # words
_HEARD = cross_encoder.NAMES.index("read_heard")
_CONTRARY = cross_encoder.NAMES.index("read_contrary")


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong belief that an answer comes clearly nearer to than to the key point."""

    says: str
    reveals: str
    window: Window
    said: str  # the window's words
    nearness: float
    margin: float

    def is_voiced(self, point: str, *, closely: bool) -> bool:
        """Tell whether the words voice it rather than the point; without reading closely, by nearness."""
        if not closely:
            return self.margin >= ENOUGH
        wrong, right = cross_encoder.log_odds([(self.says, self.said), (point, self.said)])[:, _HEARD]
        return bool(self.margin + LEANS * (wrong - right) >= ENOUGH)

    def is_voiced_beside(self, point: str, *, closely: bool) -> bool:
        """Tell whether the words voice it although other words make the point."""
        if self.nearness >= SURELY_NEAR and self.margin >= SURELY_BY:
            return True
        if not closely:
            return False
        read = cross_encoder.log_odds([(point, self.said)])[0]
        return bool(read[_CONTRARY] - read[_HEARD] >= CONTRARY)


def nearest(
    reading: Reading, rubric: Rubric, near: Nearness, point: int, *, to_point: float
) -> Misconception | None:
    """Return the wrong belief about a point that comes nearest, if any comes near; `to_point` is how near the
    point itself comes."""
    wrong = rows(rubric, point, Source.MISCONCEPTION)
    if not len(wrong):
        return None
    together = near.together[wrong]
    row, at = np.unravel_index(int(together.argmax()), together.shape)
    margin = float(together[row, at]) - to_point
    if together[row, at] < NEAR or margin < MARGIN or _is_no_belief(reading, reading.windows[at]):
        return None
    return _found(reading, rubric, int(wrong[row]), int(at), float(together[row, at]), margin)


def beside(
    reading: Reading, rubric: Rubric, near: Nearness, point: int, *, made_in: Window
) -> Misconception | None:
    """Return the wrong belief that was voiced in other sentences than those that make the point."""
    wrong = rows(rubric, point, Source.MISCONCEPTION)
    if not len(wrong):
        return None
    right = near.together[rows(rubric, point, Source.POINT, Source.PARAPHRASE)].max(axis=0)
    margins = np.where(near.together[wrong] >= BESIDE_NEAR, near.together[wrong] - right, -1.0)
    making = _sentences(reading, made_in)
    elsewhere = [making.isdisjoint(_sentences(reading, window)) for window in reading.windows]
    row, at = np.unravel_index(int(np.where(elsewhere, margins, -1.0).argmax()), margins.shape)
    if not elsewhere[at] or margins[row, at] < BESIDE_MARGIN or _is_no_belief(reading, reading.windows[at]):
        return None
    nearness, margin = float(near.together[wrong[row], at]), float(margins[row, at])
    return _found(reading, rubric, int(wrong[row]), int(at), nearness, margin)


def _found(
    reading: Reading, rubric: Rubric, belief: int, at: int, nearness: float, margin: float
) -> Misconception:
    says, reveals = rubric.exemplars[belief].text, rubric.exemplars[belief].reveals
    said = " ".join(spoken(reading, reading.windows[at]))
    return Misconception(says, reveals, reading.windows[at], said, nearness, margin)


def _is_no_belief(reading: Reading, window: Window) -> bool:
    """Tell whether words are turned down, or taken back a moment later."""
    until = window.last + 1 + TAKEN_BACK_WITHIN
    return polarity.rejects(spoken(reading, window)) or polarity.takes_back(
        " ".join(reading.words[window.first : until])
    )


def _sentences(reading: Reading, window: Window) -> set[int]:
    return {reading.clauses[part].sentence for part in window.clauses}
