"""Scores of graded answers, by weights that never saw an answer to the same question.

The weights (grading_weights.npz; train_grading.py makes them) are ten: each learned from the questions of
nine tenths of the public sets, and each question is scored by the one whose tenth it would be in. A
question that is new to all is scored so too. So every score is of an unseen question, but not of an unseen
set where `saw` names it; grading_figures.py prints beside it what weights make of it that never saw the set.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler

from tests.benchmarks.grading_sets import FOLDS, GradingSet

FILE = Path(__file__).with_name("grading_weights.npz")
TREES, DEPTH = 150, 3
Numbers = npt.NDArray[np.float64]


def inputs(one: GradingSet) -> Numbers:
    return np.column_stack([one.values, one.cosine, one.manner])


def centred(numbers: Numbers, questions: npt.NDArray[np.str_]) -> Numbers:
    """Return the numbers less their mean within each question."""
    found = np.array(numbers, dtype=float)
    for question in np.unique(questions):
        found[questions == question] -= found[questions == question].mean(axis=0)
    return found


def learned(sets: Sequence[GradingSet]) -> dict[str, npt.NDArray[np.generic]]:
    """Learn what makes an answer better than others to its question: ridge and trees, one of each a fold."""
    parts: dict[str, list[npt.NDArray[np.generic]]] = {}
    for fold in range(FOLDS):
        kept = [one.folds != fold for one in sets]
        values = np.concatenate([inputs(one)[at] for one, at in zip(sets, kept, strict=True)])
        within = np.concatenate(
            [centred(inputs(one), one.questions)[at] for one, at in zip(sets, kept, strict=True)]
        )
        grades = np.concatenate(
            [centred(one.scores, one.questions)[at] for one, at in zip(sets, kept, strict=True)]
        )
        weights = np.concatenate([np.full(at.sum(), 1 / at.sum()) for at in kept])  # each set counts the same
        weights /= weights.mean()
        scaler = StandardScaler().fit(within, sample_weight=weights)
        ridge = Ridge(alpha=100.0).fit(scaler.transform(within), grades, sample_weight=weights)
        forest = GradientBoostingRegressor(
            n_estimators=TREES,
            max_depth=DEPTH,
            learning_rate=0.07,
            subsample=0.5,
            min_samples_leaf=30,
            max_features=0.25,
            random_state=0,
        ).fit(values, grades, sample_weight=weights)
        for name, array in _arrays(ridge.coef_ / scaler.scale_, forest).items():
            parts.setdefault(name, []).append(array)
    return {name: np.stack(arrays) for name, arrays in parts.items()} | {
        "saw": np.array([one.name for one in sets])
    }


def _arrays(coefficients: Numbers, forest: GradientBoostingRegressor) -> dict[str, npt.NDArray[np.generic]]:
    trees = [estimator.tree_ for estimator in forest.estimators_[:, 0]]
    nodes = 2 ** (DEPTH + 1) - 1

    def filled(name: str, kind: type, scale: float = 1.0) -> npt.NDArray[np.generic]:
        found = np.zeros((TREES, nodes), dtype=kind)
        for row, tree in enumerate(trees):
            found[row, : tree.node_count] = getattr(tree, name).reshape(-1) * scale
        return found

    return {
        "coefficients": coefficients.astype(np.float32),
        "feature": filled("feature", np.int16),
        "threshold": filled("threshold", np.float32),
        "left": filled("children_left", np.int8),
        "right": filled("children_right", np.int8),
        "value": filled("value", np.float32, forest.learning_rate),
    }


@cache
def _weights() -> dict[str, npt.NDArray[np.generic]]:
    with np.load(FILE) as file:
        return dict(file)


def saw(name: str) -> bool:
    """Tell whether the weights saw other questions of the set of this name."""
    return name in _weights()["saw"]


def scores(one: GradingSet) -> Numbers:
    """Return a score an answer, to be compared within its question."""
    values, weights = inputs(one), _weights()
    found = np.zeros(len(values))
    for fold in range(FOLDS):
        at = one.folds == fold
        own = {name: array[fold] for name, array in weights.items() if name != "saw"}
        found[at] = values[at] @ own["coefficients"] + _of_trees(own, values[at])
    return found


def _of_trees(own: dict[str, npt.NDArray[np.generic]], values: Numbers) -> Numbers:
    trees = np.arange(TREES)
    node = np.zeros((len(values), TREES), dtype=np.int64)
    for _ in range(DEPTH):
        feature = own["feature"][trees, node]
        asked = np.take_along_axis(values, np.maximum(feature, 0).astype(np.int64), axis=1)
        goes_left = asked.astype(np.float32) <= own["threshold"][trees, node]
        onward = np.where(goes_left, own["left"][trees, node], own["right"][trees, node])
        node = np.where(feature >= 0, onward, node)
    total: Numbers = own["value"][trees, node].sum(axis=1)
    return total
