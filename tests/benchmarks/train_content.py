"""Train the combiner of the local analyst: interviews/analysis/content_weights.json.

    python -m tests.benchmarks.train_content

Learns only from questions of the tuning half: answers put together from the bank's own paraphrases, partial
forms and misconceptions (with those left out of the rubric that they are compared with), and the labelled
answers.
"""

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from interviews.analysis import combiner, features, matching, reading, rubric, terms
from interviews.analysis.rubric import Exemplar, Source
from interviews.bank.schema import BankQuestion, read_bank
from intervision import embedding
from tests.benchmarks import bank_answers

OUT = Path(combiner.__file__).with_name("content_weights.json")
DENIALS = (
    "I would never say that", "I'd never", "you don't need this:", "there is no need for",
    "I would not bother with", "nobody needs",
    "people think that", "it's a myth that", "we should avoid it when",
)  # fmt: skip
CONFIDENCE = (
    "I know this one very well, I have done it for ten years and it always worked. Trust me, this is "
    "my strongest topic.",
    "Yes, absolutely. I'm completely confident here and I could talk about this all day, it's easy for me.",
    "That's a great question and I have a lot of experience with exactly that, my team always came "
    "to me for it.",
)
JOINS = ("and", "the", "", "with", "of", "", "for", "then")
LEAD_INS = ("", "", "so", "okay so", "um", "well", "yeah I think", "right, so", "I mean", "and then", "also")


def features_of(text: str, exemplars: list[Exemplar], question: BankQuestion) -> np.ndarray | None:
    """Return one row of features a key point."""
    rarity = terms.bank_rarity()
    read = reading.read(tuple(text.split()), embedding.embedder(), ask=question.ask)
    if not read.windows:
        return None
    made = rubric.prepare(exemplars, ask=question.ask, embedder=embedding.embedder(), rarity=rarity)
    usual = features.usual_of(made, rarity, len(question.key_points))
    near = matching.nearness(read, made, rarity)
    seen = features.look_at_all(read, made, near, usual, rarity, len(question.key_points))
    return np.stack([one.values for one in seen])


def composed(question: BankQuestion, others: list[BankQuestion], chance: random.Random):
    """Yield (text, exemplars, labels) of answers that are put together from the bank's own sentences."""
    everything = list(rubric.exemplars_of(question))
    by_point: dict[int, dict[Source, list[Exemplar]]] = {}
    for exemplar in everything:
        by_point.setdefault(exemplar.point, {}).setdefault(exemplar.source, []).append(exemplar)
    for _ in range(2):
        pieces: list[str] = []
        labels: list[int] = []
        left_out: set[Exemplar] = set()
        for point in range(len(question.key_points)):
            groups = by_point[point]
            said = chance.choice([*groups.get(Source.PARAPHRASE, [])])
            left_out.add(said)  # from every point, so that what is missing tells nothing
            draw = chance.random()
            if draw < 0.4:
                pieces.append(said.text)
                labels.append(2)
            elif draw < 0.55 and groups.get(Source.PARTIAL):
                wanting = chance.choice(groups[Source.PARTIAL])
                left_out.add(wanting)
                pieces.append(wanting.text)
                labels.append(1)
            elif draw < 0.7 and groups.get(Source.MISCONCEPTION):
                wrong = chance.choice(groups[Source.MISCONCEPTION])
                if chance.random() < 0.5:
                    left_out.add(wrong)
                pieces.append(wrong.text)
                labels.append(0)
            else:
                labels.append(0)
        other = chance.choice(others)
        sentences = other.stronger_answer.replace("\n", " ").split(". ")
        pieces += chance.sample(sentences, k=min(len(sentences), chance.randint(0, 3)))
        if chance.random() < 0.3:
            pieces.append(question.ask)
        chance.shuffle(pieces)
        text = " ".join(f"{chance.choice(LEAD_INS)} {piece.strip().rstrip('.')}." for piece in pieces)
        yield text, [one for one in everything if one not in left_out], labels
    hostile = chance.choice(everything[: len(everything)])
    yield f"{chance.choice(DENIALS)} {hostile.text}.", everything, [0] * len(question.key_points)
    yield question.ask, everything, [0] * len(question.key_points)
    yield chance.choice(CONFIDENCE), everything, [0] * len(question.key_points)
    salad = [word for exemplar in everything for word in exemplar.text.split() if terms.stems_of(word)]
    chance.shuffle(salad)
    yield (
        " ".join(f"{word} {chance.choice(JOINS)}" for word in salad[:30]),
        everything,
        [0] * len(question.key_points),
    )
    yield question.stronger_answer, everything, [2] * len(question.key_points)
    wrong_text = chance.choice(others).stronger_answer
    yield wrong_text, everything, [0] * len(question.key_points)


def gather(seed: int):
    """Return features, labels (0 to 2), groups (question), and 1 where a row comes from a labelled answer."""
    chance = random.Random(seed)
    bank = [question for question in read_bank() if not bank_answers.is_untouched(question.slug)]
    by_domain: dict[str, list[BankQuestion]] = {}
    for question in bank:
        by_domain.setdefault(question.domain, []).append(question)
    rows, labels, groups = [], [], []
    for question in bank:
        others = [other for other in by_domain[question.domain] if other.slug != question.slug]
        for text, exemplars, truth in composed(question, others, chance):
            found = features_of(text, exemplars, question)
            if found is not None:
                rows.append(found)
                labels += truth
                groups += [question.slug] * len(truth)
    return np.concatenate(rows), np.array(labels), np.array(groups), np.zeros(len(labels), int)


def gather_labelled():
    """Return the same of the labelled answers, and of those that only want to be taken for answers."""
    rows, labels, groups, real = [], [], [], []
    order = {name: number for number, name in enumerate(("not_heard", "partly", "heard"))}
    cases = [(answer.question, answer.text, answer.labels, 1) for answer in bank_answers.labelled()]
    bank = {question.slug: question for question in read_bank()}
    for row in bank_answers.read_lines(bank_answers.FOLDER / "adversarial.jsonl"):
        if (question := bank.get(row["question"])) is not None:
            nothing = {point.slug: "not_heard" for point in question.key_points}
            cases.append((question, row["text"], nothing, 2))
    for question, text, truth, kind in cases:
        if bank_answers.is_untouched(question.slug):
            continue
        found = features_of(text, list(rubric.exemplars_of(question)), question)
        if found is None:
            continue
        for number, point in enumerate(question.key_points):
            if point.slug in truth:
                rows.append(found[number])
                labels.append(order[truth[point.slug]])
                groups.append(question.slug)
                real.append(kind)
    return np.stack(rows), np.array(labels), np.array(groups), np.array(real)


HOSTILE_WEIGHT = 1.0  # of an answer that only wants to be taken for one
COMPOSED_WEIGHT = 0.02
REAL_WEIGHT = 3.0  # of a row of a labelled answer beside one that was put together


class Mean:
    """The mean of a logistic model and of boosted trees."""

    def fit(self, values, truth, sample_weight):
        self.scaler = StandardScaler().fit(values)
        self.linear = LogisticRegression(C=0.05, max_iter=1_000)
        self.linear.fit(self.scaler.transform(values), truth, sample_weight=sample_weight)
        self.trees = GradientBoostingClassifier(
            n_estimators=120,
            max_depth=2,
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
        "threshold": filled("threshold", 0.0, 6),
        "left": filled("children_left", 0),
        "right": filled("children_right", 0),
        "value": value,
    }


def out_of_fold(values, truth, groups, weights) -> np.ndarray:
    chances = np.zeros(len(truth))
    for train, test in GroupKFold(5).split(values, truth, groups):
        fitted = Mean().fit(values[train], truth[train], weights[train])
        chances[test] = fitted.chances(values[test])
    return chances


def best_threshold(chances: np.ndarray, truth: np.ndarray) -> float:
    """Return the threshold of the best accuracy, smoothed over its neighbours."""
    steps = np.arange(0.25, 0.76, 0.01)
    right = np.array([((chances >= step) == truth).mean() for step in steps])
    smooth = np.convolve(np.pad(right, 4, mode="edge"), np.ones(9) / 9, mode="valid")
    return round(float(steps[smooth.argmax()]), 2)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="write the features here, to look at")
    parser.add_argument("--from", type=Path, dest="kept", help="read the features from here")
    options = parser.parse_args(arguments)
    if options.kept:
        kept = np.load(options.kept)
        values, labels, groups, real = (kept[name] for name in ("values", "labels", "groups", "real"))
    else:
        composed_rows, labelled_rows = gather(options.seed), gather_labelled()
        values, labels, groups, real = (
            np.concatenate(both) for both in zip(composed_rows, labelled_rows, strict=True)
        )
    print(f"{len(labels)} rows, {int((real == 1).sum())} of labelled answers", np.bincount(labels))
    if options.keep:
        np.savez(options.keep, values=values, labels=labels, groups=groups, real=real)
    weights = np.select([real == 1, real == 2], [REAL_WEIGHT, HOSTILE_WEIGHT], COMPOSED_WEIGHT)
    judged = real == 1 if (real == 1).any() else real == 0
    numbers: dict = {"features": list(features.NAMES), "doubt": 0.02}
    for name, least in (("heard", 2), ("touched", 1)):
        truth = labels >= least
        chances = out_of_fold(values, truth, groups, weights)
        threshold = best_threshold(chances[judged], truth[judged])
        right = ((chances >= threshold) == truth)[judged].mean()
        auc = roc_auc_score(truth[judged], chances[judged])
        print(f"{name}: out of fold AUC {auc:.3f}, accuracy {right:.3f} from {threshold} on")
        fitted = Mean().fit(values, truth, weights)
        numbers[name] = fitted.numbers()
        numbers[f"{name}_from"] = threshold
        for row in values[:: max(1, len(values) // 50)]:
            read = combiner._model(numbers[name]).chance(row)
            assert abs(read - fitted.chances(row[None])[0]) < 1e-3, (
                "the program reads other numbers than were trained"
            )
    OUT.write_text(json.dumps(numbers, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
