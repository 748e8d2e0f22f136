"""How well answers are judged: on answers to our own bank, and zero-shot on public sets of graded answers.

    python -m tests.benchmarks.content --data ../shared/data/grading --bank-answers tests/benchmarks/answers

Bank figures come from the half that nothing was tuned on (--tuning shows the other). A key point counts as
heard where the first labeller said heard; 'partly' counts as not (yet) heard; 'cannot tell' counts as
wrong. Intervals are 95 % bootstrap intervals over questions. `--sets-only` and `--bank-only` leave the
other part out.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import balanced_accuracy_score, cohen_kappa_score, f1_score, roc_auc_score
from sklearn.model_selection import GroupKFold, LeaveOneGroupOut
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from interviews.analysis import depth
from interviews.analysis.judgement import Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.port import Answer
from interviews.bank.schema import read_bank
from interviews.transcript import words_of_typed
from intervision import embedding
from tests.benchmarks import adversaries, bank_answers, grading_sets
from tests.benchmarks.figures import correlation, interval, last_line, mean_interval


@dataclass(frozen=True)
class Judged:
    question: str
    truth: str
    verdict: Verdict
    chance: float
    cosine: float
    length: int


def spoken(text: str) -> Answer:
    return Answer(text=text, words=words_of_typed(text, start_ms=0, end_ms=1_000))


def bank_rows(answers: list[bank_answers.LabelledAnswer]) -> list[Judged]:
    analyst = LocalAnalyst()
    rows = []
    for answer in answers:
        chances = analyst.chances(spoken(answer.text), answer.question)
        judgement = analyst.judge_now(spoken(answer.text), answer.question)
        vector = embedding.embedder().encode(answer.text).vector
        for point, judged, chance in zip(answer.question.key_points, judgement.points, chances, strict=True):
            if point.slug not in answer.labels:
                continue
            cosine = float(embedding.embedder().encode(point.point).vector @ vector)
            rows.append(
                Judged(
                    answer.question.slug,
                    answer.labels[point.slug],
                    judged.verdict,
                    chance,
                    cosine,
                    len(answer.text.split()),
                )
            )
    return rows


def bank_figures(rows: list[Judged], title: str) -> dict[str, object]:
    groups = [row.question for row in rows]
    heard = np.array([row.truth == "heard" for row in rows])
    said_heard = np.array([row.verdict == Verdict.HEARD for row in rows])
    unsure = np.array([row.verdict == Verdict.CANNOT_TELL for row in rows])
    right = (heard == said_heard) & ~unsure
    chances = np.array([row.chance for row in rows])

    def auc(scores: np.ndarray, truth: np.ndarray):
        def figure(at: np.ndarray) -> float:
            return float(roc_auc_score(truth[at], scores[at])) if 0 < truth[at].mean() < 1 else float("nan")

        return figure(np.arange(len(truth))), interval(groups, figure)

    area, (low, high) = auc(chances, heard)
    accuracy = float(right.mean())
    below, above = interval(groups, lambda at: float(right[at].mean()))
    touched = np.array([row.truth != "not_heard" for row in rows])
    verdict_touched = np.array([row.verdict in (Verdict.HEARD, Verdict.PARTLY) for row in rows])
    majority = float(max(heard.mean(), 1 - heard.mean()))
    three = float(np.mean([row.verdict.value == row.truth for row in rows]))
    print(f"\n{title}: {len(rows)} key points of {len(set(groups))} questions; {heard.mean():.0%} heard")
    print(
        f"  labels {dict(Counter(row.truth for row in rows))}, verdicts "
        f"{dict(Counter(row.verdict.value for row in rows))}"
    )
    print(f"  AUC heard            {area:.3f} [{low:.3f}, {high:.3f}]")
    for name, scores in (("MiniLM cosine", "cosine"), ("length", "length")):
        value, (one, two) = auc(np.array([float(getattr(row, scores)) for row in rows]), heard)
        print(f"    {name:18} {value:.3f} [{one:.3f}, {two:.3f}]")
    print(f"  accuracy             {accuracy:.3f} [{below:.3f}, {above:.3f}], majority {majority:.3f}")
    balanced = float(balanced_accuracy_score(heard, said_heard))
    print(
        f"  balanced accuracy    {balanced:.3f}, cannot tell {unsure.mean():.3f}, three verdicts "
        f"right {three:.3f}"
    )
    wide, (wide_low, wide_high) = auc(chances, touched)
    wide_right = float(((touched == verdict_touched) & ~unsure).mean())
    print(
        f"  heard or partly      AUC {wide:.3f} [{wide_low:.3f}, {wide_high:.3f}], accuracy {wide_right:.3f}"
    )
    clear = np.array([row.truth != "partly" for row in rows])
    if 0 < heard[clear].mean() < 1:
        print(
            f"  without 'partly'     AUC {roc_auc_score(heard[clear], chances[clear]):.3f},"
            f" accuracy {right[clear].mean():.3f}"
        )
    return {
        "bank_auc": area,
        "bank_auc_interval": (low, high),
        "bank_accuracy": accuracy,
        "bank_accuracy_interval": (below, above),
        "bank_balanced_accuracy": balanced,
        "bank_cannot_tell": float(unsure.mean()),
        "bank_majority": majority,
    }


def kappa(answers: list[bank_answers.LabelledAnswer]) -> float:
    both = [
        (label, answer.second[point])
        for answer in answers
        for point, label in answer.labels.items()
        if point in answer.second
    ]
    if not both:
        return float("nan")
    one, other = zip(*both, strict=True)
    value = float(cohen_kappa_score(one, other))
    heard = float(cohen_kappa_score([a == "heard" for a in one], [b == "heard" for b in other]))
    print(
        f"\nLabellers: kappa {value:.3f} over three labels, {heard:.3f} heard against the rest, "
        f"{len(both)} points"
    )
    return value


def pairs_right(folder: Path) -> float:
    """Return the share of pairs whose better answer is ordered before the other; a tie counts half."""
    rows = bank_answers.rows_of(folder).pairs
    points: dict[str, list[float]] = {}
    for row in rows:
        better, worse = (
            ordering(row[side], row["aspect"]) for side in ("better", "worse")
        )  # fmt: skip
        points.setdefault(row["aspect"], []).append(0.5 if better == worse else float(better > worse))
    if not rows:
        return float("nan")
    everything = [value for values in points.values() for value in values]
    low, high = mean_interval(everything)
    parts = ", ".join(f"{aspect} {np.mean(values):.3f} of {len(values)}" for aspect, values in points.items())
    longer = np.mean([len(row["better"].split()) > len(row["worse"].split()) for row in rows])
    print(
        f"\nPairs: {np.mean(everything):.3f} [{low:.3f}, {high:.3f}] ordered right ({parts}); by "
        f"length {longer:.3f}"
    )
    return float(np.mean(everything))


def ordering(text: str, aspect: str) -> tuple[float, float]:
    words = words_of_typed(text, start_ms=0, end_ms=1_000)
    deep, built = depth.strength(depth.depth(words)), depth.line(words)
    return (deep, built) if aspect == "depth" else (built, deep)


def bank_part(folder: Path, *, tuning: bool) -> dict[str, object]:
    answers = bank_answers.labelled(folder)
    numbers: dict[str, object] = {}
    # Every answer of another folder is new to the engine, so all of them count.
    own = folder.resolve() == bank_answers.FOLDER.resolve()
    untouched = [answer for answer in answers if not own or bank_answers.is_untouched(answer.question.slug)]
    if tuning:
        tuned = [answer for answer in answers if not bank_answers.is_untouched(answer.question.slug)]
        if tuned:
            bank_figures(bank_rows(tuned), "Bank, tuning half (nothing to claim)")
    if untouched:
        numbers |= bank_figures(bank_rows(untouched), "Bank, untouched half")
    numbers["kappa"] = kappa(answers)
    numbers["pairs_right"] = pairs_right(folder)
    hostile = bank_answers.rows_of(folder).hostile
    if hostile:
        local, model = adversaries.judged_heard(
            hostile, {question.slug: question for question in read_bank()}
        )
        print(
            f"\nAdversarial: {len(hostile)} answers; heard by the local analyst {local or 0}, around "
            f"a model {model or 0}"
        )
        numbers |= {
            "adversarial": len(hostile),
            "adversarial_heard_local": sum(local.values()),
            "adversarial_heard_model": sum(model.values()),
        }
    return numbers


def zero_shot(one: grading_sets.GradingSet, others: list[grading_sets.GradingSet]) -> np.ndarray:
    """Return the engine's score of each answer, without a grade of this set.

    How much each feature weighs is learned on the other sets (ridge, on what differs within a question);
    where there is no other set, it is a plain mean.
    """
    if not others:
        return grading_sets.score(one)
    values = np.concatenate([centred(other.values, other.questions) for other in others])
    grades = np.concatenate([centred(other.scores, other.questions) for other in others])
    each = np.concatenate([np.full(len(other.scores), 1 / len(other.scores)) for other in others])
    scaler = StandardScaler().fit(values, sample_weight=each)
    ridge = Ridge(alpha=0.1).fit(scaler.transform(values), grades, sample_weight=each)
    weighed: np.ndarray = (one.values / scaler.scale_) @ ridge.coef_
    return weighed


def centred(numbers: np.ndarray, questions: np.ndarray) -> np.ndarray:
    """Return the numbers less their mean within each question."""
    found = np.array(numbers, dtype=float)
    for question in np.unique(questions):
        found[questions == question] -= found[questions == question].mean(axis=0)
    return found


def per_question(one: grading_sets.GradingSet, scores: np.ndarray) -> np.ndarray:
    """Return r within each question that has enough answers and grades that differ."""
    found = []
    for question in np.unique(one.questions):
        at = one.questions == question
        found.append(
            correlation(scores[at], one.scores[at])
            if at.sum() >= grading_sets.LEAST_ANSWERS
            else float("nan")
        )
    return np.array(found)


def set_figures(one: grading_sets.GradingSet, others: list[grading_sets.GradingSet]) -> dict[str, object]:
    scores, untaught = zero_shot(one, others), per_question(one, grading_sets.score(one))
    engine, minilm, length = (per_question(one, values) for values in (scores, one.cosine, one.length))
    usable = np.isfinite(
        one_of := np.array([np.std(one.scores[one.questions == q]) for q in np.unique(one.questions)])
    )
    usable &= one_of > 1e-9
    usable &= np.isfinite(minilm) | np.isfinite(engine)
    engine, minilm, length, untaught = (
        np.nan_to_num(values[usable]) for values in (engine, minilm, length, untaught)
    )
    low, high = mean_interval(list(engine - minilm))
    print(f"\n{one.name}: {len(one.scores)} answers, {len(engine)} questions with differing grades")
    for name, values in (
        ("engine, zero-shot", engine),
        ("the same, unweighed", untaught),
        ("MiniLM cosine", minilm),
        ("length alone", length),
    ):
        below, above = mean_interval(list(values))
        print(f"  r per question, {name:18} {values.mean():.3f} [{below:.3f}, {above:.3f}]")
    print(f"  engine above MiniLM          {engine.mean() - minilm.mean():+.3f} [{low:+.3f}, {high:+.3f}]")
    overall = correlation(scores, one.scores)
    print(f"  r over all answers           {overall:.3f} (MiniLM {correlation(one.cosine, one.scores):.3f})")
    numbers: dict[str, object] = {
        "r_per_question": float(engine.mean()),
        "r_per_question_minilm": float(minilm.mean()),
        "r_per_question_length": float(length.mean()),
        "above_minilm": float(engine.mean() - minilm.mean()),
        "above_minilm_interval": (low, high),
        "r_zero_shot": overall,
    }
    return numbers | left_out(one)


def left_out(one: grading_sets.GradingSet) -> dict[str, object]:
    """Leave each question out in turn (groups of them where there are many) and learn from the rest."""
    questions = np.unique(one.questions)
    split = LeaveOneGroupOut() if len(questions) <= 30 else GroupKFold(20)
    predicted, ridge_only = np.zeros(len(one.scores)), np.zeros(len(one.scores))
    constant = np.zeros(len(one.scores))
    classes = one.labels.astype(str)
    named = len(set(classes)) > 1
    labels = np.full(len(classes), "", dtype=object)
    for train, test in split.split(one.values, one.scores, one.questions):
        ridge = make_pipeline(StandardScaler(), Ridge(alpha=30.0)).fit(one.values[train], one.scores[train])
        trees = ExtraTreesRegressor(120, min_samples_leaf=8, max_features=0.4, n_jobs=1, random_state=0)
        trees.fit(one.values[train], one.scores[train])
        ridge_only[test] = ridge.predict(one.values[test])
        predicted[test] = np.clip((ridge_only[test] + trees.predict(one.values[test])) / 2, 0, 1)
        constant[test] = one.scores[train].mean()
        if named:
            sorter = ExtraTreesClassifier(
                120, min_samples_leaf=8, max_features=0.4, class_weight="balanced", n_jobs=1, random_state=0
            )
            labels[test] = sorter.fit(one.values[train], classes[train]).predict(one.values[test])
    r = correlation(predicted, one.scores)
    low, high = interval(
        list(one.questions), lambda at: correlation(predicted[at], one.scores[at]), rounds=300
    )
    rmse = float(np.sqrt(np.mean((predicted - one.scores) ** 2)))
    base = float(np.sqrt(np.mean((constant - one.scores) ** 2)))
    print(
        f"  leave-one-question-out       r {r:.3f} [{low:.3f}, {high:.3f}], RMSE {rmse:.3f} (mean "
        f"grade {base:.3f})"
    )
    print(f"    ridge alone                r {correlation(ridge_only, one.scores):.3f}")
    numbers: dict[str, object] = {"r": r, "r_interval": (low, high), "rmse": rmse}
    if named:
        macro = float(f1_score(classes, labels.astype(str), average="macro"))
        common = Counter(classes).most_common(1)[0][0]
        guess = float(f1_score(classes, [common] * len(classes), average="macro", zero_division=0))
        print(f"  macro-F1                     {macro:.3f} (always '{common}' {guess:.3f})")
        numbers["macro_f1"] = macro
    return numbers


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/grading"))
    parser.add_argument("--bank-answers", type=Path, default=bank_answers.FOLDER)
    parser.add_argument("--tuning", action="store_true", help="show the tuning half too")
    parser.add_argument("--bank-only", action="store_true")
    parser.add_argument("--sets-only", action="store_true")
    options = parser.parse_args(arguments)
    numbers: dict[str, object] = {}
    if not options.sets_only:
        try:
            numbers |= bank_part(options.bank_answers, tuning=options.tuning)
        except bank_answers.NotLabelled as problem:
            parser.error(str(problem))
    if not options.bank_only:
        measured: list[grading_sets.GradingSet] = []
        for path in sorted([*options.data.glob("*.jsonl.gz"), *options.data.glob("*.jsonl")]):
            name = path.name.partition(".")[0]
            measured.append(grading_sets.measure(name, grading_sets.read(path)))
        for one in measured:
            numbers[one.name] = set_figures(one, [other for other in measured if other is not one])
    last_line(numbers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
