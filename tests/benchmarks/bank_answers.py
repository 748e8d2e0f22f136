"""The labelled answers to questions of the bank, and the half of them that no tuning ever sees."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from interviews.bank.schema import BankQuestion, read_bank
from tests.benchmarks import given

FOLDER = Path(__file__).with_name("answers")
TERSE = FOLDER / "terse"  # answers of 5 to 45 words
LABELS = ("heard", "partly", "not_heard")


@dataclass(frozen=True)
class LabelledAnswer:
    id: str
    question: BankQuestion
    quality: str
    text: str
    labels: dict[str, str]  # key point -> heard, partly or not_heard, of the first labeller
    second: dict[str, str]  # of the second


def is_untouched(slug: str) -> bool:
    """Tell whether answers to this question belong to the half that is only ever measured."""
    return hashlib.sha256(slug.encode()).digest()[0] % 2 == 1


@dataclass(frozen=True)
class Rows:
    """All rows of a folder, whatever its files are called: a row is known by its keys."""

    answers: list[dict]  # id, question, text, perhaps quality
    labels: list[list[dict]]  # id, key_point, verdict; one list a file, in order of name: one a labeller
    hostile: list[dict]  # question, text, kind
    pairs: list[dict]  # question, aspect, better, worse
    contraries: list[dict]  # question, key_point, contrary: a sentence that turns the point round
    quotes: list[dict]  # id, key_point, quotes: the words that make a point, the better ones first


def rows_of(folder: Path) -> Rows:
    """Read a folder of JSONL files. Raises given.Unusable where it has none, or a row is none of these."""
    found = Rows([], [], [], [], [], [])
    files = sorted(given.folder(folder).glob("*.jsonl"))
    if not files:
        raise given.Unusable(f"{folder} has no .jsonl files.")
    for path in files:
        labels = []
        for number, row in enumerate(given.rows(path), start=1):
            keys = set(row)
            if {"id", "key_point", "verdict"} <= keys:
                if row["verdict"] not in LABELS:
                    raise given.Unusable(
                        f"{path.name}, row {number}: {row['verdict']!r} is none of {', '.join(LABELS)}."
                    )
                labels.append(row)
            elif {"id", "key_point", "quotes"} <= keys:
                found.quotes.append(row)
            elif {"better", "worse", "aspect"} <= keys:
                found.pairs.append(row)
            elif {"question", "key_point", "contrary"} <= keys:
                found.contraries.append(row)
            elif {"question", "text", "kind"} <= keys:
                found.hostile.append(row)
            elif {"id", "question", "text"} <= keys:
                found.answers.append(row)
            else:
                raise given.Unusable(f"{path.name}, row {number}: no answer, label, quote or pair.")
        if labels:
            found.labels.append(labels)
    return found


def labelled(folder: Path = FOLDER) -> list[LabelledAnswer]:
    """Read the answers that have labels, and say what is passed over: it has left the bank, or has no label.

    The second labeller may be missing, or may have labelled a part. Raises given.Unusable.
    """
    bank = {question.slug: question for question in read_bank()}
    rows = rows_of(folder)
    if not rows.labels:
        raise given.Unusable(f"{folder} has no labels: rows with id, key_point and verdict.")
    first = _labels(rows.labels[0])
    second = _labels(rows.labels[1]) if len(rows.labels) > 1 else {}
    found, unknown, bare, lost = [], set(), 0, set()
    for row in rows.answers:
        question = bank.get(row["question"])
        if question is None:
            unknown.add(row["question"])
            continue
        points = {point.slug for point in question.key_points}
        marked = first.get(row["id"], {})
        labels = {key: label for key, label in marked.items() if key in points}
        lost |= {f"{question.slug}/{key}" for key in marked.keys() - points}
        if not labels:
            bare += 1
            continue
        found.append(
            LabelledAnswer(
                row["id"],
                question,
                row.get("quality", ""),
                str(row["text"]),
                labels,
                second.get(row["id"], {}),
            )
        )
    if unknown:
        print(f"Passed over, as these questions are not in the bank: {', '.join(sorted(unknown))}")
    if lost:
        print(f"Passed over, as these key points are not in the bank: {', '.join(sorted(lost))}")
    if bare:
        print(f"Passed over, as nobody labelled them: {bare} answers")
    if not found:
        raise given.Unusable(f"{folder}: no answer in it has a question of the bank and labels.")
    return found


def _labels(rows: Iterable[dict]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        found[row["id"]][row["key_point"]] = row["verdict"]
    return found
