"""What the engine makes of public sets of graded answers, beside MiniLM's cosine and length alone."""

from collections import Counter

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold, LeaveOneGroupOut
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tests.benchmarks import grader, grading_sets
from tests.benchmarks.figures import correlation, interval, mean_interval


def of_other_sets(one: grading_sets.GradingSet, others: list[grading_sets.GradingSet]) -> np.ndarray:
    """Return the engine's score of each answer by weights that never saw this set.

    Ridge, on what differs within a question. Where there is no other set, the features' plain mean.
    """
    if not others:
        scaled: np.ndarray = StandardScaler().fit_transform(grader.inputs(one))
        return scaled.mean(axis=1)
    values = np.concatenate([grader.centred(grader.inputs(other), other.questions) for other in others])
    grades = np.concatenate([grader.centred(other.scores, other.questions) for other in others])
    each = np.concatenate([np.full(len(other.scores), 1 / len(other.scores)) for other in others])
    scaler = StandardScaler().fit(values, sample_weight=each)
    ridge = Ridge(alpha=1_000.0).fit(scaler.transform(values), grades, sample_weight=each / each.mean())
    weighed: np.ndarray = (grader.inputs(one) / scaler.scale_) @ ridge.coef_
    return weighed


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
    scores, foreign = grader.scores(one), of_other_sets(one, others)
    engine, unseen, minilm, length = (
        per_question(one, values) for values in (scores, foreign, one.cosine, one.length)
    )
    spread = np.array([np.std(one.scores[one.questions == q]) for q in np.unique(one.questions)])
    usable = (spread > 1e-9) & (np.isfinite(minilm) | np.isfinite(engine))
    engine, unseen, minilm, length = (
        np.nan_to_num(values[usable]) for values in (engine, unseen, minilm, length)
    )
    print(f"\n{one.name}: {len(one.scores)} answers, {len(engine)} questions with differing grades")
    if grader.saw(one.name):
        print("  the shipped weights saw other questions of this set, and never the one that they score")
    else:
        print("  the shipped weights never saw this set")
    for name, values in (
        ("engine as shipped", engine),
        ("engine, set unseen", unseen),
        ("MiniLM cosine", minilm),
        ("length alone", length),
    ):
        below, above = mean_interval(list(values))
        print(f"  r per question, {name:18} {values.mean():.3f} [{below:.3f}, {above:.3f}]")
    low, high = mean_interval(list(engine - minilm))
    unseen_low, unseen_high = mean_interval(list(unseen - minilm))
    above, unseen_above = engine.mean() - minilm.mean(), unseen.mean() - minilm.mean()
    print(f"  engine above MiniLM          {above:+.3f} [{low:+.3f}, {high:+.3f}]")
    print(f"  the same, set unseen         {unseen_above:+.3f} [{unseen_low:+.3f}, {unseen_high:+.3f}]")
    overall = correlation(scores, one.scores)
    print(f"  r over all answers           {overall:.3f} (MiniLM {correlation(one.cosine, one.scores):.3f})")
    numbers: dict[str, object] = {
        "r_per_question": float(engine.mean()),
        "r_per_question_minilm": float(minilm.mean()),
        "r_per_question_length": float(length.mean()),
        "above_minilm": float(above),
        "above_minilm_interval": (low, high),
        "set_seen": grader.saw(one.name),
        "r_per_question_set_unseen": float(unseen.mean()),
        "above_minilm_set_unseen": float(unseen_above),
        "above_minilm_set_unseen_interval": (unseen_low, unseen_high),
        "r_over_all": overall,
    }
    return numbers | left_out(one)


def left_out(one: grading_sets.GradingSet) -> dict[str, object]:
    """Leave each question out in turn (groups of them where there are many) and learn from the rest."""
    questions = np.unique(one.questions)
    if len(questions) < 2:
        print("  leave-one-question-out       not measured: there is one question")
        return {"r": None, "rmse": None}
    split = LeaveOneGroupOut() if len(questions) <= 30 else GroupKFold(20)
    values = grader.inputs(one)
    predicted, ridge_only = np.zeros(len(one.scores)), np.zeros(len(one.scores))
    constant = np.zeros(len(one.scores))
    classes = one.labels.astype(str)
    named = len(set(classes)) > 1
    labels = np.full(len(classes), "", dtype=object)
    for train, test in split.split(values, one.scores, one.questions):
        ridge = make_pipeline(StandardScaler(), Ridge(alpha=30.0)).fit(values[train], one.scores[train])
        trees = ExtraTreesRegressor(120, min_samples_leaf=8, max_features=0.4, n_jobs=1, random_state=0)
        trees.fit(values[train], one.scores[train])
        ridge_only[test] = ridge.predict(values[test])
        predicted[test] = np.clip((ridge_only[test] + trees.predict(values[test])) / 2, 0, 1)
        constant[test] = one.scores[train].mean()
        if named:
            sorter = ExtraTreesClassifier(
                120, min_samples_leaf=8, max_features=0.4, class_weight="balanced", n_jobs=1, random_state=0
            )
            labels[test] = sorter.fit(values[train], classes[train]).predict(values[test])
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
