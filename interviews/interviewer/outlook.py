"""What one more question would tell, before it is asked: pure decision theory over `belief`'s log-odds.

After an interview the weakest quarter of the skills is named as gaps. A question is worth as much as it is
expected to raise the number of true gaps among those named (the knowledge gradient of choosing a best subset,
Frazier, Powell and Dayanik 2008), and a little for uncertainty that it takes away and a later one builds on.
"""

import heapq
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from .belief import SHARE_OF_GAPS, probability

WITNESS = 0.8  # how often an answer tells rightly whether a skill is a gap
STEP = math.log(WITNESS / (1 - WITNESS))
# Bits against gaps found. One step ahead alone sees no worth in a skill that no single answer would settle.
INFORMATION = 0.3


class Outlook:
    """What is believed about the skills of one interview, ready to be asked about many questions.

    `odds` are the log-odds, skill by skill, of being among the weakest.
    """

    def __init__(self, odds: Mapping[str, float]) -> None:
        self._odds = odds
        self._named = max(1, round(SHARE_OF_GAPS * len(odds)))
        self._ranked = sorted(((probability(odds[skill]), skill) for skill in odds), reverse=True)

    def tells(self, skills: Sequence[str]) -> float:
        """Return how much an answer about these skills is expected to tell, each of them in `odds`."""
        return self.found(skills) + INFORMATION * sum(expected_gain(self._odds[skill]) for skill in skills)

    def found(self, skills: Sequence[str]) -> float:
        """Return by how much the answer raises the expected number of true gaps among those named."""
        others = [
            chance for chance, skill in self._ranked[: self._named + len(skills)] if skill not in skills
        ]
        after = sum(chance * self._best(others, chances) for chance, chances in self._outcomes(skills))
        return after - self._best(others, [probability(self._odds[skill]) for skill in skills])

    def _outcomes(self, skills: Sequence[str]) -> Iterator[tuple[float, list[float]]]:
        """Yield each way an answer can turn out, as its probability and each skill's own after it."""
        for tells_gap in product((True, False), repeat=len(skills)):
            chance, chances = 1.0, []
            for skill, gap in zip(skills, tells_gap, strict=True):
                says_gap = _says_gap(probability(self._odds[skill]))
                chance *= says_gap if gap else 1 - says_gap
                chances.append(probability(self._odds[skill] + (STEP if gap else -STEP)))
            yield chance, chances

    def _best(self, others: list[float], chances: list[float]) -> float:
        return sum(heapq.nlargest(self._named, others + chances))


def expected_gain(odds: float) -> float:
    """Return the bits that one more answer about a skill tells on average."""
    says_gap = _says_gap(probability(odds))
    after = says_gap * uncertainty(odds + STEP) + (1 - says_gap) * uncertainty(odds - STEP)
    return uncertainty(odds) - after


def uncertainty(odds: float) -> float:
    """Return the entropy in bits of 'is it a gap?'."""
    p = probability(odds)
    return -sum(q * math.log2(q) for q in (p, 1 - p) if q > 0)


def _says_gap(p: float) -> float:
    return p * WITNESS + (1 - p) * (1 - WITNESS)
