"""Train the combiner of the local analyst: interviews/analysis/content_weights.json.

    python -m tests.benchmarks.train_content

Learns only from questions of the tuning half: the labelled answers, those in answers/training and
answers/tuning, and, at a small weight, answers put together from the bank's own paraphrases, partial forms
and misconceptions (with those left out of the rubric that they are compared with). What tells contradictions
from the point learns from tuning/contraries.jsonl and known wrong beliefs, beside true statements and points
that were heard. The adversarial answers are only ever measured.
"""

import argparse
import json
import random
import sys
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from interviews.analysis import combiner, features, matching, reading, rubric, telling, terms
from interviews.analysis.rubric import Exemplar, Source
from interviews.bank.schema import BankQuestion, read_bank
from interviews.enums import QuestionKind
from interviews.transcript import words_of_typed
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


def features_of(
    text: str, exemplars: list[Exemplar], question: BankQuestion
) -> list[tuple[np.ndarray, np.ndarray]] | None:
    """Return features.NAMES and features.CONTRARY of each key point."""
    rarity = terms.bank_rarity()
    asked = reading.asked(question.ask, embedding.embedder())
    read = reading.read(tuple(text.split()), embedding.embedder(), question=asked)
    if not read.windows:
        return None
    made = rubric.prepare(exemplars, ask=question.ask, embedder=embedding.embedder(), rarity=rarity)
    usual = features.usual_of(made, rarity, len(question.key_points))
    near = matching.nearness(read, made, rarity)
    looked = features.look_at_all(read, made, near, usual, rarity, len(question.key_points))
    told = telling.manner(words_of_typed(text, start_ms=0, end_ms=1_000), rarity)
    return list(zip(features.in_view(looked, question, told), looked.signs(), strict=True))


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


def turned_round(question: BankQuestion, rows: list[dict], chance: random.Random):
    """Yield (text, exemplars, labels) of contraries (rows of key_point and contrary) and of true statements.

    Of a point there is one row at most. Each contrary alone, among true statements of the other points, and
    all together; all true statements. A text that stands in the rubric is left out of it. The true statement
    of a point is the row's, or else a paraphrase.
    """
    everything = list(rubric.exemplars_of(question))
    slugs = [point.slug for point in question.key_points]
    said = [(slugs.index(row["key_point"]), row["contrary"]) for row in rows]
    written = {slugs.index(row["key_point"]): row["true"] for row in rows if "true" in row}
    true = {
        point: chance.choice(
            [one for one in everything if (one.point, one.source) == (point, Source.PARAPHRASE)]
        )
        for point, _ in said
        if point not in written
    }
    texts = {point: f"{one.text[0].upper()}{one.text[1:].rstrip('.')}." for point, one in true.items()}
    texts |= written
    left = [one for one in everything if one not in true.values()]
    if said:
        yield " ".join(text for _, text in said), everything, {point: 0 for point, _ in said}
        yield " ".join(texts.values()), left, dict.fromkeys(texts, 2)
    for point, text in written.items():
        yield text, everything, {point: 2}
    for point, text in said:
        yield text, everything, {point: 0}
        mixed = [text if other == point else texts[other] for other in texts]
        yield " ".join(mixed), left, {other: 0 if other == point else 2 for other in texts}


def in_rounds(rows: list[dict]) -> list[list[dict]]:
    """Return the first row of each key point, then the second of each, and so on."""
    by_point: dict[str, list[dict]] = {}
    for row in rows:
        by_point.setdefault(row["key_point"], []).append(row)
    return [[row for row in turn if row] for turn in zip_longest(*by_point.values())]


def wrong_beliefs(question: BankQuestion):
    """Yield (text, exemplars, labels) of each known wrong belief, itself left out of the rubric."""
    everything = list(rubric.exemplars_of(question))
    for wrong in everything:
        if wrong.source == Source.MISCONCEPTION:
            yield wrong.text, [one for one in everything if one != wrong], {wrong.point: 0}


@dataclass(frozen=True)
class Rows:
    """What is learned from, one row a key point of an answer."""

    values: np.ndarray
    labels: np.ndarray  # 0 not heard, 1 partly, 2 heard
    questions: np.ndarray
    accounts: np.ndarray  # where the question asks for an account of one's own work
    weights: np.ndarray
    usual: np.ndarray  # of answers whose mix is that of candidates
    signs: np.ndarray  # features.CONTRARY
    turned: np.ndarray  # of answers that were made to tell contradictions from statements

    def of(self, which: np.ndarray) -> "Rows":
        return Rows(*(getattr(self, name)[which] for name in self.__dataclass_fields__))


def gather(seed: int) -> Rows:
    """Return what can be learned from."""
    chance = random.Random(seed)
    bank = [question for question in read_bank() if not bank_answers.is_untouched(question.slug)]
    by_domain: dict[str, list[BankQuestion]] = {}
    for question in bank:
        by_domain.setdefault(question.domain, []).append(question)
    cases = [
        (question, text, exemplars, dict(enumerate(truth)), COMPOSED_WEIGHT, False, False)
        for question in bank
        for text, exemplars, truth in composed(
            question, [other for other in by_domain[question.domain] if other is not question], chance
        )
    ]
    contraries = bank_answers.rows_of(TUNING).contraries
    for question in bank:
        mine = [row for row in contraries if row["question"] == question.slug]
        turned = [case for turn in in_rounds(mine) for case in turned_round(question, turn, chance)]
        cases += [
            (question, text, exemplars, truth, 1.0, False, True)
            for text, exemplars, truth in [*turned, *wrong_beliefs(question)]
        ]
    for folder in (bank_answers.FOLDER, TRAINING, TUNING):
        for answer in bank_answers.labelled(folder):
            if not bank_answers.is_untouched(answer.question.slug):
                truth = {
                    number: ORDER.index(answer.labels[point.slug])
                    for number, point in enumerate(answer.question.key_points)
                    if point.slug in answer.labels
                }
                everything = list(rubric.exemplars_of(answer.question))
                usual = folder != TUNING
                cases.append((answer.question, answer.text, everything, truth, 1.0, usual, False))
    rows = []
    for question, text, exemplars, truth, weight, usual, turned in cases:
        if (found := features_of(text, exemplars, question)) is not None:
            account = question.kind == QuestionKind.EXPERIENCE
            rows += [
                (found[number][0], label, question.slug, account, weight, usual, found[number][1], turned)
                for number, label in truth.items()
            ]
    return Rows(*(np.array(column) for column in zip(*rows, strict=True)))


TRAINING = bank_answers.FOLDER / "training"
TUNING = bank_answers.FOLDER / "tuning"
ORDER = ("not_heard", "partly", "heard")
COMPOSED_WEIGHT = 0.007  # of a row of an answer that was put together beside one of a labelled answer


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
        "threshold": filled("threshold", 0.0, 6),
        "left": filled("children_left", 0),
        "right": filled("children_right", 0),
        "value": value,
    }


def out_of_fold(rows: Rows, truth: np.ndarray) -> np.ndarray:
    """Return what is said of each row by models that never saw its question, the mean over several cuts."""
    chances = np.zeros(len(truth))
    for cut in range(CUTS):
        folds = GroupKFold(8, shuffle=True, random_state=cut)
        for train, test in folds.split(rows.values, truth, rows.questions):
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
    """Return the numbers of what tells contradictions, and print how many it catches and at what price."""
    turned_round = rows.turned & (rows.labels == 0)
    heard = (rows.labels == 2) & (rows.weights == 1)
    rows = rows.of(turned_round | heard)
    truth = rows.labels == 0
    rows = replace(rows, values=rows.signs, weights=np.where(rows.turned & ~truth, LOOKALIKES, rows.weights))
    chances = out_of_fold(rows, truth)
    threshold = round(float(np.quantile(chances[rows.usual], 1 - FALSE_ALARMS)), 3)
    print(
        f"contrary: out of fold AUC {roc_auc_score(truth, chances):.3f}; from {threshold} on "
        f"{(chances[truth] >= threshold).mean():.3f} of {truth.sum()} contradictions are caught, of true "
        f"statements {(chances[rows.turned & ~truth] >= threshold).mean():.3f} and of points heard in "
        f"answers {(chances[rows.usual] >= threshold).mean():.3f} taken for such"
    )
    return {
        "contrary": checked(Mean().fit(rows.signs, truth, rows.weights), rows.signs),
        "contrary_from": threshold,
    }


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
FALSE_ALARMS = 0.01  # share of the points made in answers that may be taken for contradictions


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="write the features here, to look at")
    parser.add_argument("--from", type=Path, dest="kept", help="read the features from here")
    options = parser.parse_args(arguments)
    if options.kept:
        kept = np.load(options.kept)
        rows = Rows(*(kept[name] for name in Rows.__dataclass_fields__))
    else:
        rows = gather(options.seed)
    if options.keep:
        np.savez(options.keep, **{name: getattr(rows, name) for name in Rows.__dataclass_fields__})
    print(f"{len(rows.labels)} rows, {int(((rows.weights == 1) & ~rows.turned).sum())} of labelled answers")
    contrary = learned_contrary(rows)
    rows = rows.of(~rows.turned)
    matched = rows.values[:, : len(features.MATCHED)]
    numbers = {
        "features": [*features.NAMES, *features.CONTRARY],
        "knowledge": learned(rows.of(~rows.accounts), "knowledge"),
        "account": learned(rows.of(rows.accounts), "account"),
        "quote": checked(Mean().fit(matched, rows.labels >= 1, rows.weights), matched),
    } | contrary
    OUT.write_text(json.dumps(numbers, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
