"""The labelled answers to questions of the bank, and the half of them that no tuning ever sees."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from interviews.bank.schema import BankQuestion, read_bank

FOLDER = Path(__file__).with_name("answers")
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


def read_lines(path: Path) -> list[dict]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def labelled(folder: Path = FOLDER) -> list[LabelledAnswer]:
    """Read the answers that have labels; a key point that has since left the bank is passed over."""
    bank = {question.slug: question for question in read_bank()}
    first = _labels(read_lines(folder / "labels_a.jsonl"))
    second = _labels(read_lines(folder / "labels_b.jsonl"))
    found = []
    for row in read_lines(folder / "answers.jsonl"):
        question = bank.get(row["question"])
        if question is None or row["id"] not in first:
            continue
        points = {point.slug for point in question.key_points}
        labels = {key: label for key, label in first[row["id"]].items() if key in points}
        found.append(
            LabelledAnswer(
                row["id"], question, row.get("quality", ""), row["text"], labels, second.get(row["id"], {})
            )
        )
    return found


def _labels(rows: Iterable[dict]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        found[row["id"]][row["key_point"]] = row["verdict"]
    return found
