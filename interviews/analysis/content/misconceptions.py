"""Whether a known wrong belief was voiced: in place of the point that it gets wrong, or beside it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from . import contrary, cross_encoder, polarity
from .matching import Nearness, rows
from .reading import Reading, Window, spoken
from .rubric import Rubric, Source

NEAR = 0.55  # nearness to a wrong belief from which on it may have been said
# A scrap is near to whatever has its two nouns.
LEAST_SAID = 8  # words
# How near the two nearest ways of saying it have to come on average, how much nearer than to the point the
# words are, and how much of that the log odds of reading closely add. Of 150 beliefs that somebody put in
# words of their own 46 are told of, and five of 349 points that were made, in full or in part; of 48 told
# where the point was not made some four in five were indeed said, of those of nearness to one way alone two
# in three.
AGREED = 0.6
MARGIN = 0.1
LEANS = 0.03
# The margin, and the least of it by nearness alone, where the bank has but one way to say it.
ALONE, LEAST_ALONE = 0.2, 0.1
# Where the point itself is made in other sentences: how near words have to come, how much nearer than to the
# point, and where they don't come as near as SURELY_*, how much more they read as its contrary. Of 302 such
# points of training answers this leaves six, of which four are wrong beliefs indeed; of 171 that were put
# behind such answers as the bank has them, 129 (before the two nearest ways had to agree).
BESIDE_NEAR, SURELY_NEAR = 0.55, 0.65
BESIDE_MARGIN, SURELY_BY = 0.15, 0.25
CONTRARY = 8.0  # in log odds
# Where the very words that are taken for the point may voice it: how near they have to come, and how much
# nearer than to the point. From .65 on six more would be told in 934 answers, of which two were voiced.
IN_PLACE_NEAR, IN_PLACE_MARGIN = 0.7, 0.1
# How much nearer than to the point words have to come that share nothing with the belief but what the
# question is about. Of 3,018 ways of saying a belief of the bank 22 % share no more with its other ways.
TOPIC_MARGIN = 0.2
TAKEN_BACK_WITHIN = 12  # words
# How surely another point has to be made, and how much of a belief's words it takes, to have them alone. Of
# 117 beliefs told of in 1,017 labelled answers this leaves out three, of which nobody had voiced one.
SURELY_MADE, MOST = 0.85, 0.7
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
    enough: float = ALONE  # of the margin

    def is_voiced(self, point: str, *, closely: bool) -> bool:
        """Tell whether the words voice it rather than the point; without reading closely, by nearness."""
        if not closely:
            return self.margin >= self.enough
        wrong, right = cross_encoder.log_odds([(self.says, self.said), (point, self.said)])[:, _HEARD]
        return bool(self.margin + LEANS * (wrong - right) >= self.enough)

    def is_within(self, told: Window) -> bool:
        """Tell whether its words are, but for a few, among those that another point is told with."""
        mine = self.window
        shared = min(mine.last, told.last) - max(mine.first, told.first) + 1
        return shared >= MOST * (mine.last - mine.first + 1)

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
    wrong = _ways(rubric, point)
    if not len(wrong):
        return None
    together = near.together[wrong]
    row, at = np.unravel_index(int(together.argmax()), together.shape)
    margin = float(together[row, at]) - to_point
    alone = len(wrong) == 1
    if together[row, at] < NEAR or margin < (LEAST_ALONE if alone else 0.0):
        return None
    if not _agree(together[:, at]) or _is_no_belief(reading, reading.windows[at]):
        return None
    if not _is_said(reading, rubric, point, int(wrong[row]), int(at), margin):
        return None
    found = _found(reading, rubric, int(wrong[row]), int(at), float(together[row, at]), margin)
    return found if alone else replace(found, enough=MARGIN)


def beside(
    reading: Reading, rubric: Rubric, near: Nearness, point: int, *, made_in: Window
) -> Misconception | None:
    """Return the wrong belief that was voiced in other sentences than those that make the point."""
    wrong = _ways(rubric, point)
    if not len(wrong):
        return None
    margins = _margins(rubric, near, point, wrong, near.together[wrong] >= BESIDE_NEAR)
    making = _sentences(reading, made_in)
    elsewhere = [making.isdisjoint(_sentences(reading, window)) for window in reading.windows]
    row, at = np.unravel_index(int(np.where(elsewhere, margins, -1.0).argmax()), margins.shape)
    if not elsewhere[at] or margins[row, at] < BESIDE_MARGIN or not _agree(near.together[wrong, at]):
        return None
    nearness, margin = float(near.together[wrong[row], at]), float(margins[row, at])
    if _is_no_belief(reading, reading.windows[at]):
        return None
    if not _is_said(reading, rubric, point, int(wrong[row]), int(at), margin):
        return None
    return _found(reading, rubric, int(wrong[row]), int(at), nearness, margin)


def in_place(
    reading: Reading, rubric: Rubric, near: Nearness, point: int, *, made_in: Window
) -> Misconception | None:
    """Return the wrong belief that was voiced in the sentences that were taken for the point."""
    wrong = _ways(rubric, point)
    if not len(wrong):
        return None
    making = _sentences(reading, made_in)
    told = near.together[wrong] >= IN_PLACE_NEAR
    for at in np.flatnonzero(told.any(axis=0)):
        window = reading.windows[at]
        told[:, at] &= not (making.isdisjoint(_sentences(reading, window)) or _is_no_belief(reading, window))
    margins = _margins(rubric, near, point, wrong, told)
    row, at = np.unravel_index(int(margins.argmax()), margins.shape)
    if margins[row, at] < IN_PLACE_MARGIN or not _agree(near.together[wrong, at]):
        return None
    nearness, margin = float(near.together[wrong[row], at]), float(margins[row, at])
    if not _is_said(reading, rubric, point, int(wrong[row]), int(at), margin):
        return None
    return _found(reading, rubric, int(wrong[row]), int(at), nearness, margin)


def _margins(
    rubric: Rubric, near: Nearness, point: int, wrong: npt.NDArray[np.int64], told: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Return how much nearer windows come to beliefs than to the point where these are told, -1 elsewhere."""
    right = near.together[rows(rubric, point, Source.POINT, Source.PARAPHRASE)].max(axis=0)
    return np.where(told, near.together[wrong] - right, -1.0)


def _ways(rubric: Rubric, point: int) -> npt.NDArray[np.int64]:
    return rows(rubric, point, Source.MISCONCEPTION, Source.MISCONCEPTION_OTHERWISE)


def _agree(together: npt.NDArray[np.floating[Any]]) -> bool:
    """Tell whether the two nearest ways of saying a belief are near; one way alone has no other to agree."""
    return len(together) == 1 or float(np.sort(together)[-2:].mean()) >= AGREED


def _found(
    reading: Reading, rubric: Rubric, belief: int, at: int, nearness: float, margin: float
) -> Misconception:
    says, reveals = rubric.exemplars[belief].text, rubric.exemplars[belief].reveals
    said = " ".join(spoken(reading, reading.windows[at]))
    return Misconception(says, reveals, reading.windows[at], said, nearness, margin)


def _is_no_belief(reading: Reading, window: Window) -> bool:
    """Tell whether words are too few, turned down, or taken back a moment later."""
    said = spoken(reading, window)
    until = window.last + 1 + TAKEN_BACK_WITHIN
    taken_back = polarity.takes_back(" ".join(reading.words[window.first : until]))
    return len(said) < LEAST_SAID or polarity.rejects(said) or taken_back


def _is_said(reading: Reading, rubric: Rubric, point: int, belief: int, at: int, margin: float) -> bool:
    """Tell whether words that come near a belief say it, as far as the words themselves tell."""
    if margin < TOPIC_MARGIN and _is_on_topic_only(reading, rubric, point, belief, at):
        return False
    return not _says_otherwise(reading, rubric, belief, at)


def _says_otherwise(reading: Reading, rubric: Rubric, belief: int, at: int) -> bool:
    """Tell whether of words and belief one denies what the other affirms: 'six terabytes isn't big' beside
    'is too big', 'you replay the list' beside 'there's no need to keep a list'."""
    said, stated = spoken(reading, reading.windows[at]), rubric.exemplars[belief].text.split()
    if contrary.denies(said, stated):
        return True
    # 'A list is overkill' has no denying word, and denies as much.
    return contrary.denies(stated, said) and not polarity.calls_needless(said)


def _is_on_topic_only(reading: Reading, rubric: Rubric, point: int, belief: int, at: int) -> bool:
    """Tell whether words share nothing with any way of saying a belief but what the question is about."""
    reveals = rubric.exemplars[belief].reveals
    ways = (row for row in _ways(rubric, point) if rubric.exemplars[row].reveals == reveals)
    told = reading.stems[at] - rubric.ask_stems
    return all(told.isdisjoint(rubric.stems[row]) for row in ways)


def _sentences(reading: Reading, window: Window) -> set[int]:
    return {reading.clauses[part].sentence for part in window.clauses}
