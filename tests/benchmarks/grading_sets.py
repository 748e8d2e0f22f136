"""Public sets of graded short answers, put before the engine as if each reference were a rubric."""

import ast
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from interviews.analysis.content import features, matching, reading, rubric, telling, terms
from interviews.analysis.content.clauses import clauses
from interviews.analysis.content.rubric import Exemplar, Source
from interviews.transcript import words_of_typed
from intervision import embedding
from tests.benchmarks import given

LEAST_ANSWERS = 8  # of a question whose correlation counts
MOST_REFERENCES = 12
LABEL_SCORES = {"correct": 1.0, "partially": 0.5}  # any other label is worth nothing


@dataclass(frozen=True)
class GradingSet:
    """`values` has one row an answer: features of the whole reference, then their mean over its clauses."""

    name: str
    questions: np.ndarray
    scores: np.ndarray  # 0 to 1
    labels: np.ndarray  # '' where the set has none
    values: np.ndarray
    cosine: np.ndarray  # of the answer to the nearest reference
    length: np.ndarray  # words
    manner: np.ndarray  # one row an answer, as interviews/analysis/content/telling.py measures it
    folds: np.ndarray  # of each answer's question, see fold_of


def read(path: Path) -> list[dict]:
    """Return a set's graded answers. Raises given.Unusable with the row that lacks what is needed."""
    rows = given.rows(path)
    for number, row in enumerate(rows, start=1):
        missing = [key for key in ("qid", "question", "reference", "answer") if key not in row]
        if "score" not in row and "label" not in row:
            missing.append("score")
        if missing:
            raise given.Unusable(f"{path}, row {number}: there is no {', '.join(missing)}.")
        try:
            float(row.get("score", 0)), float(row.get("max", 0))
        except (TypeError, ValueError) as problem:
            raise given.Unusable(f"{path}, row {number}: score and max must be numbers.") from problem
    if not any(str(row["answer"]).strip() for row in rows):
        raise given.Unusable(f"{path}: no answers in it.")
    return rows


def measure_all(folder: Path) -> list[GradingSet]:
    """Measure every set of a folder. Raises given.Unusable where there is none."""
    paths = sorted([*given.folder(folder).glob("*.jsonl.gz"), *folder.glob("*.jsonl")])
    if not paths:
        raise given.Unusable(f"{folder}: no .jsonl or .jsonl.gz file in it.")
    return [measure(path.name.partition(".")[0], read(path)) for path in paths]


def measure(name: str, rows: list[dict]) -> GradingSet:
    """Compare every answer with its reference. Nothing of the grades is looked at."""
    embedder = embedding.embedder()
    by_question: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        by_question[str(row["qid"])].append(number)
    documents = [
        terms.stems_of(f"{rows[numbers[0]]['question']} {rows[numbers[0]]['reference']}")
        for numbers in by_question.values()
    ]
    rarity = terms.Rarity(documents)
    found: list[np.ndarray | None] = [None] * len(rows)
    cosine, length = np.zeros(len(rows)), np.zeros(len(rows))
    for numbers in by_question.values():
        first = rows[numbers[0]]
        references = references_of(first)
        exemplars = exemplars_of(references)
        points = max(one.point for one in exemplars) + 1
        made = rubric.prepare(exemplars, ask=first["question"], embedder=embedder, rarity=rarity)
        usual = features.usual_of(made, points)
        shares = np.array(
            [
                max(rarity.total(set(terms.stems_of(one.text))), 0.1)
                for one in exemplars
                if one.source == Source.POINT
            ]
        )
        known = embedder.vectors(references)
        for number in numbers:
            answer = str(rows[number]["answer"])
            cosine[number] = float((known @ embedder.encode(answer).vector).max()) if answer.strip() else 0.0
            length[number] = len(answer.split())
            # These references themselves say the question again, so doing so is not held against an answer.
            read_answer = reading.read(tuple(answer.split()), embedder)
            if not read_answer.windows:
                continue
            near = matching.nearness(read_answer, made, rarity)
            looked = features.look_at_all(read_answer, made, near, usual, rarity, points)
            seen = np.stack([one.values[: len(features.OF_POINT)] for one in looked.points])
            parts = seen[1:] if points > 1 else seen
            weights = shares[1:] if points > 1 else shares
            found[number] = np.concatenate([seen[0], np.average(parts, axis=0, weights=weights)])
    width = max(len(row) for row in found if row is not None)
    return GradingSet(
        name=name,
        questions=np.array([str(row["qid"]) for row in rows]),
        scores=scores_of(rows),
        labels=np.array([str(row.get("label") or "") for row in rows]),
        values=np.stack([row if row is not None else np.zeros(width) for row in found]),
        cosine=cosine,
        length=length,
        manner=np.stack([_manner(str(row["answer"])) for row in rows]),
        folds=np.array([fold_of(str(row["question"])) for row in rows]),
    )


def scores_of(rows: list[dict]) -> np.ndarray:
    """Return each answer's share of the highest score, 0 to 1; from its label where it has no score."""
    if not all("score" in row for row in rows):
        return np.array([LABEL_SCORES.get(str(row.get("label")).lower().split("_")[0], 0.0) for row in rows])
    scores = np.array([float(row["score"]) for row in rows])
    most = scores.max() or 1.0
    return scores / np.array([float(row.get("max") or most) for row in rows])


def _manner(answer: str) -> np.ndarray:
    words = words_of_typed(answer, start_ms=0, end_ms=1_000)
    return telling.manner(words, terms.bank_rarity()) if words else np.zeros(len(telling.NAMES))


FOLDS = 10


def fold_of(question: str) -> int:
    """Return which tenth of all questions this one is in, by its text."""
    return zlib.crc32(" ".join(question.lower().split()).encode()) % FOLDS


def references_of(row: dict) -> list[str]:
    """Return the row's references, the first one first; a list may be written as a string."""
    more = row.get("references") or []
    if isinstance(more, str):
        more = ast.literal_eval(more) if more.startswith("[") else [more]
    return list(dict.fromkeys([row["reference"], *more]))[:MOST_REFERENCES]


def exemplars_of(references: list[str]) -> list[Exemplar]:
    """Return the whole reference (and its other wordings) as key point 0, each clause as one more."""
    exemplars = [Exemplar(0, Source.POINT, references[0])]
    exemplars += [Exemplar(0, Source.PARAPHRASE, text) for text in references[1:]]
    words = references[0].split()
    parts = [" ".join(words[at] for at in clause.words) for clause in clauses(words)]
    parts = [part for part in parts if terms.stems_of(part)]
    if len(parts) > 1:
        exemplars += [Exemplar(number, Source.POINT, part) for number, part in enumerate(parts, start=1)]
    return exemplars
