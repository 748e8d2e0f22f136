"""How well answers are judged: on answers to our own bank, and on unseen questions of public graded sets.

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
from sklearn.metrics import balanced_accuracy_score, cohen_kappa_score, roc_auc_score

from interviews.analysis.content import depth
from interviews.analysis.judgement import Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.port import Answer
from interviews.bank.schema import read_bank
from interviews.enums import QuestionKind
from interviews.transcript import locate, words_of_typed
from intervision import embedding
from tests.benchmarks import adversaries, bank_answers, given, grading_figures, grading_sets
from tests.benchmarks.figures import interval, last_line, mean_interval


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


def quotes_right(answers: list[bank_answers.LabelledAnswer], folder: Path) -> float:
    """Return of the points that were told as made the share whose quote has words of a labeller's."""
    by_id = {answer.id: answer for answer in answers}
    analyst = LocalAnalyst()
    right: dict[str, list[bool]] = {"accounts": [], "knowledge": []}
    for row in bank_answers.rows_of(folder).quotes:
        if (answer := by_id.get(row["id"])) is None:
            continue
        said = spoken(answer.text)
        judged = {point.key_point: point for point in analyst.judge_now(said, answer.question).points}.get(
            row["key_point"]
        )
        if judged is None or judged.verdict not in (Verdict.HEARD, Verdict.PARTLY):
            continue
        quote, labelled = judged.evidence[0], (locate(quote, said.words) for quote in row["quotes"])
        kind = "accounts" if answer.question.kind == QuestionKind.EXPERIENCE else "knowledge"
        right[kind].append(
            any(span and span.first <= quote.last and quote.first <= span.last for span in labelled)
        )
    everything = [value for values in right.values() for value in values]
    if not everything:
        return float("nan")
    low, high = mean_interval([float(value) for value in everything])
    parts = ", ".join(
        f"{kind} {np.mean(values):.3f} of {len(values)}" for kind, values in right.items() if values
    )
    print(f"\nQuotes: {np.mean(everything):.3f} [{low:.3f}, {high:.3f}] have words of a labeller's ({parts})")
    return float(np.mean(everything))


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
    deep, built = depth.strength(depth.depth(words)), depth.line(words, depth.structure(words))
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
        title = "Bank, untouched half" if own else f"Bank, answers in {folder}"
        numbers |= bank_figures(bank_rows(untouched), title)
    if own:
        numbers |= terse_part(tuning=tuning)
    numbers["kappa"] = kappa(answers)
    numbers["quotes_right"] = quotes_right(answers, folder)
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


def terse_part(*, tuning: bool) -> dict[str, object]:
    """Return the figures of terse answers, which the folder beside the others holds."""
    answers = bank_answers.labelled(bank_answers.TERSE)
    untouched, tuned = [], []
    for answer in answers:
        (untouched if bank_answers.is_untouched(answer.question.slug) else tuned).append(answer)
    if tuning:
        bank_figures(bank_rows(tuned), "Terse answers, tuning half (nothing to claim)")
    if not untouched:
        return {}
    figures = bank_figures(bank_rows(untouched), "Terse answers, untouched half")
    numbers = {name.replace("bank", "terse"): figure for name, figure in figures.items()}
    return numbers | {"terse_kappa": kappa(untouched)}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="a folder of graded sets; ../shared/data/grading if not named"
    )
    parser.add_argument("--bank-answers", type=Path, default=bank_answers.FOLDER)
    parser.add_argument("--tuning", action="store_true", help="show the tuning half too")
    parser.add_argument("--bank-only", action="store_true")
    parser.add_argument("--sets-only", action="store_true")
    options = parser.parse_args(arguments)
    numbers: dict[str, object] = {}
    sets = None if options.bank_only else given.shared(options.data, "grading")
    if not options.sets_only:
        numbers |= bank_part(options.bank_answers, tuning=options.tuning)
    if sets is not None:
        measured = grading_sets.measure_all(sets)
        for one in measured:
            numbers[one.name] = grading_figures.set_figures(
                one, [other for other in measured if other is not one]
            )
    last_line(numbers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
