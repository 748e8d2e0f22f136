"""Train the combiner of the local analyst: interviews/analysis/content/content_weights.json.

    python -m tests.benchmarks.training_rows --out var/rows.npz
    python -m tests.benchmarks.train_cross_encoder --rows var/rows.npz --out var/read.npz
    python -m tests.benchmarks.train_content --rows var/rows.npz --read var/read.npz

Learns from what training_rows.py gathers, and from what cross-encoders made of each row that had not seen its
question. What tells contradictions from the point learns from those that were written to be such, beside true
statements and points that were heard.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from interviews.analysis.content import combiner, cross_encoder, features
from tests.benchmarks import training_rows
from tests.benchmarks.training_rows import Rows

OUT = Path(combiner.__file__).with_name("content_weights.json")


class Mean:
    """The mean of a logistic model and of boosted trees."""

    def fit(self, values, truth, sample_weight):
        self.scaler = StandardScaler().fit(values)
        self.linear = LogisticRegression(C=0.03, max_iter=1_000)
        self.linear.fit(self.scaler.transform(values), truth, sample_weight=sample_weight)
        self.trees = GradientBoostingClassifier(
            n_estimators=200,
            max_depth=3,
            learning_rate=0.05,
            subsample=0.6,
            min_samples_leaf=20,
            max_features=0.5,
            random_state=0,
        ).fit(values, truth, sample_weight=sample_weight)
        return self

    def chances(self, values) -> np.ndarray:
        linear = self.linear.predict_proba(self.scaler.transform(values))[:, 1]
        return (linear + self.trees.predict_proba(values)[:, 1]) / 2

    def numbers(self) -> dict:
        scaled = self.linear.coef_[0] / self.scaler.scale_
        return {
            "intercept": round(float(self.linear.intercept_[0] - scaled @ self.scaler.mean_), 6),
            "coefficients": [round(float(number), 6) for number in scaled],
        } | trees(self.trees)


def trees(model: GradientBoostingClassifier) -> dict:
    """Return the numbers of a fitted model, every tree filled up to the same number of nodes."""
    parts = [estimator.tree_ for estimator in model.estimators_[:, 0]]
    nodes = max(part.node_count for part in parts)

    def filled(name: str, fill: float, digits: int | None = None) -> list:
        rows = []
        for part in parts:
            numbers = getattr(part, name).reshape(-1)
            numbers = [round(float(n), digits) for n in numbers] if digits else [int(n) for n in numbers]
            rows.append(numbers + [fill] * (nodes - len(numbers)))
        return rows

    value = [[round(n * model.learning_rate, 6) for n in row] for row in filled("value", 0.0, 6)]
    feature = [[max(-1, n) for n in row] for row in filled("feature", -1)]
    prior = model.init_.class_prior_[1]
    return {
        "start": round(float(np.log(prior / (1 - prior))), 6),
        "feature": feature,
        "threshold": filled("threshold", 0.0, 9),  # rounded further, a row may take the other branch
        "left": filled("children_left", 0),
        "right": filled("children_right", 0),
        "value": value,
    }


def out_of_fold(rows: Rows, truth: np.ndarray, lessons: np.ndarray | None = None) -> np.ndarray:
    """Return what is said of each row by models that never saw its question, the mean over several cuts.

    They learn from the rows that `lessons` names, or else from all.
    """
    chances = np.zeros(len(truth))
    for cut in range(CUTS):
        folds = GroupKFold(8, shuffle=True, random_state=cut)
        for train, test in folds.split(rows.values, truth, rows.questions):
            if lessons is not None:
                train = train[lessons[train]]
            fitted = Mean().fit(rows.values[train], truth[train], rows.weights[train])
            chances[test] += fitted.chances(rows.values[test]) / CUTS
    return chances


CUTS = 3  # of one cut alone, the threshold hangs on chance


def best_threshold(chances: np.ndarray, truth: np.ndarray) -> float:
    """Return the threshold of the best accuracy, smoothed over its neighbours."""
    steps = np.arange(0.25, 0.76, 0.01)
    right = np.array([((chances >= step) == truth).mean() for step in steps])
    smooth = np.convolve(np.pad(right, 4, mode="edge"), np.ones(9) / 9, mode="valid")
    return round(float(steps[smooth.argmax()]), 2)


def learned(rows: Rows, title: str) -> dict:
    """Return the numbers of what was learned of one kind of question, and print how well it does."""
    real = rows.usual
    numbers: dict = {"doubt": DOUBT}
    for name, least in (("heard", 2), ("touched", 1)):
        truth = rows.labels >= least
        chances = out_of_fold(rows, truth)
        threshold = best_threshold(chances[real], truth[real])
        right = ((chances >= threshold) == truth)[real].mean()
        auc = roc_auc_score(truth[real], chances[real])
        print(f"{title}, {name}: out of fold AUC {auc:.3f}, accuracy {right:.3f} from {threshold} on")
        numbers[name] = checked(Mean().fit(rows.values, truth, rows.weights), rows.values)
        numbers[f"{name}_from"] = threshold
    return numbers


def learned_contrary(rows: Rows) -> dict:
    """Return the numbers of what tells contradictions, and print how many it catches and at what price.

    `rows` are those without a label too: how an answer's other points look counts.
    """
    turned_round = rows.turned & (rows.labels == 0)
    heard = (rows.labels == 2) & (rows.weights == 1)
    lessons, made = turned_round | heard, heard & rows.usual
    weights = np.where(rows.turned & ~turned_round, LOOKALIKES, rows.weights)
    rows = replace(rows, values=rows.signs, weights=weights)
    alone = out_of_fold(rows, turned_round, lessons)
    among = np.zeros(len(alone))
    for answer in np.unique(rows.answers):
        mine = rows.answers == answer
        among[mine] = combiner.among_others(alone[mine])
    auc = roc_auc_score(turned_round[lessons], alone[lessons])
    print(f"contrary: out of fold AUC {auc:.3f}")
    numbers: dict = {"contrary": checked(Mean().fit(*_of(rows, turned_round, lessons)), rows.signs[lessons])}
    for name, odds, price in (
        ("contrary_alone_from", alone, FALSE_ALARMS_ALONE),
        ("contrary_from", among, FALSE_ALARMS),
    ):
        numbers[name] = round(float(np.quantile(odds[made], 1 - price)), 3)
        caught = odds >= numbers[name]
        print(
            f"{name} {numbers[name]}: {caught[turned_round].mean():.3f} of {turned_round.sum()} "
            f"contradictions are caught, of true statements "
            f"{caught[rows.turned & (rows.labels == 2)].mean():.3f} and of points made in answers "
            f"{caught[made].mean():.3f} taken for such"
        )
    return numbers


def _of(rows: Rows, truth: np.ndarray, which: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return rows.values[which], truth[which], rows.weights[which]


def checked(fitted: Mean, values: np.ndarray) -> dict:
    """Return a model's numbers, having seen that the program reads them as they were trained."""
    numbers = fitted.numbers()
    for row in values[:: max(1, len(values) // 50)]:
        assert abs(combiner._model(numbers).chance(row) - fitted.chances(row[None])[0]) < 1e-3
    return numbers


DOUBT = 0.01
# How much the true statements beside contraries count, of which many were written to look like them. With
# more, contraries pass; and candidates seldom put a true thing that way.
LOOKALIKES = 0.05
# Share of the points made in answers that may be taken for contradictions, by a quote alone and by the whole
# answer. Of the latter the analyst itself hears few: one point made in two hundred is lost.
FALSE_ALARMS_ALONE, FALSE_ALARMS = 0.01, 0.03


def with_read(rows: Rows, read: np.ndarray) -> Rows:
    """Put in what the cross-encoder made of each row, (rows, 3)."""
    values, signs = rows.values.copy(), rows.signs.copy()
    _, answer, points = np.unique(rows.answers, return_inverse=True, return_counts=True)
    for column, name in enumerate(cross_encoder.NAMES):
        of_all = (np.bincount(answer, weights=read[:, column]) / points)[answer]
        values[:, features.NAMES.index(name)] = signs[:, features.CONTRARY.index(name)] = read[:, column]
        values[:, features.NAMES.index(features.READ_OF_ALL[column])] = of_all
    return replace(rows, values=values, signs=signs)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, default=Path("var/rows.npz"))
    parser.add_argument("--read", type=Path, default=Path("var/read.npz"))
    options = parser.parse_args(arguments)
    rows = training_rows.load(options.rows)
    with np.load(options.read) as kept:
        if str(kept["of"]) != rows.digest or np.isnan(kept["read"]).any():
            print(f"{options.read} was not made of all of {options.rows}: run train_cross_encoder again.")
            return 1
        rows = with_read(rows, kept["read"])
        rows = rows.of(~rows.terse)  # what these tell was no gain yet: see judging-training.md
    contrary = learned_contrary(rows)
    rows = rows.of(~rows.turned & (rows.labels != training_rows.UNKNOWN))
    glanced = replace(rows, values=rows.values[:, features.GLANCED_AT])
    matched = rows.values[:, : len(features.MATCHED)]
    numbers = {
        "features": [*features.NAMES, *features.CONTRARY],
        "knowledge": learned(rows.of(~rows.accounts), "knowledge"),
        "account": learned(rows.of(rows.accounts), "account"),
        "knowledge_glanced": learned(glanced.of(~rows.accounts), "knowledge, at a glance"),
        "account_glanced": learned(glanced.of(rows.accounts), "account, at a glance"),
        "quote": checked(Mean().fit(matched, rows.labels >= 1, rows.weights), matched),
    } | contrary
    OUT.write_text(json.dumps(numbers, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
