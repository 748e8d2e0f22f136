"""How near each window of an answer comes to each exemplar of a rubric, and what that says of a key point."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from intervision.embedding import Floats

from . import terms
from .reading import Reading, Window
from .rubric import Rubric, Source

DENIAL = 0.6  # how much of its nearness a window loses that turns down all that it has in common

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Nearness:
    """Each array but the last has shape (exemplars, windows)."""

    cosine: Scores
    late: Scores  # idf-weighted mean over the exemplar's tokens of the best cosine among the window's tokens
    recall: Scores  # share of the exemplar's content (by idf) that the window has
    precision: Scores  # share of the window's content that the exemplar has
    denied: Scores  # share of what both have that the window turns down, and the exemplar does not
    together: Scores
    reach: Scores  # (tokens of all exemplars,), the best cosine of each among all of the answer


def nearness(reading: Reading, rubric: Rubric, rarity: terms.Rarity) -> Nearness:
    cosine = np.asarray(rubric.vectors @ reading.vectors.T, dtype=np.float64)
    tokens = rubric.states @ reading.states.T
    best = _most_in(reading.windows, tokens)
    late = np.add.reduceat(best * rubric.weights[:, None], rubric.starts, axis=0)
    recall, precision, denied = _lexical(reading, rubric, rarity)
    together = 0.45 * cosine + 0.35 * late + 0.2 * np.sqrt(recall * np.maximum(precision, 0.3 * recall))
    return Nearness(
        cosine, late, recall, precision, denied, together * (1 - DENIAL * denied), tokens.max(axis=1)
    )


def _most_in(windows: Sequence[Window], tokens: Floats) -> Floats:
    """Return the highest of each window's columns.

    Windows overlap: it is taken of the pieces between their edges, then of runs of 1, 2, 4 … pieces, two of
    which cover any window (a sparse table).
    """
    edges = np.unique([edge for window in windows for edge in (window.start, window.stop)])
    runs = np.maximum.reduceat(tokens[:, : edges[-1]], edges[:-1], axis=1)
    first, behind = np.searchsorted(edges, [(window.start, window.stop) for window in windows]).T
    longest = (behind - first).max()
    most = np.empty((len(tokens), len(windows)), tokens.dtype)
    length = 1
    while True:
        now = np.flatnonzero((behind - first >= length) & (behind - first < 2 * length))
        most[:, now] = np.maximum(runs[:, first[now]], runs[:, behind[now] - length])
        if 2 * length > longest:
            return most
        runs = np.maximum(runs[:, :-length], runs[:, length:])
        length *= 2


def _lexical(reading: Reading, rubric: Rubric, rarity: terms.Rarity) -> tuple[Scores, Scores, Scores]:
    vocabulary = {stem: at for at, stem in enumerate(sorted(set().union(*rubric.stems)))}
    weights = np.array([rarity.of(stem) for stem in vocabulary])
    wanted = _marked(rubric.stems, vocabulary) * weights
    common = wanted @ _marked(reading.stems, vocabulary).T
    refused = wanted @ _marked(reading.denied, vocabulary).T
    totals = np.maximum(wanted.sum(axis=1), 1e-9)
    spoken = np.maximum([rarity.total(stems) for stems in reading.stems], 1e-9)
    denied = np.divide(refused, common, out=np.zeros_like(common), where=common > 0)
    denied[rubric.denies] = 0.0  # an exemplar with a denial of its own tells nothing by another
    return common / totals[:, None], common / spoken[None, :], denied


def _marked(texts: Sequence[frozenset[str]], vocabulary: Mapping[str, int]) -> Scores:
    """Return a row a text with ones where it has a word of the vocabulary."""
    found = np.zeros((len(texts), len(vocabulary)))
    for row, stems in enumerate(texts):
        found[row, [vocabulary[stem] for stem in stems if stem in vocabulary]] = 1.0
    return found


def rows(rubric: Rubric, point: int, *sources: Source) -> npt.NDArray[np.int64]:
    """Return the indexes of a point's exemplars of these sources."""
    return np.array(
        [
            row
            for row, exemplar in enumerate(rubric.exemplars)
            if exemplar.point == point and exemplar.source in sources
        ],
        dtype=np.int64,
    )
