"""Learn which direction of MiniLM's space tells points apart: interviews/analysis/content/metric_weights.npz.

    python -m tests.benchmarks.train_metric

A matrix is learned under which every way of saying a key point (its text and paraphrases) lies nearer to the
others of that point than to anything else that is said to its question, partial forms and wrong beliefs
included (supervised contrastive loss, Khosla et al. 2020). It learns from the bank's own sentences and sees
no answer, labelled or not. Printed is how often the nearest way of saying belongs to the same point, in
questions that the matrix did not see.
"""

import argparse
import sys
from dataclasses import dataclass

import numpy as np

from interviews.analysis.content import metric, rubric
from interviews.analysis.content.rubric import Source
from interviews.bank.schema import read_bank
from intervision import embedding

TEMPERATURE = 0.06
EPOCHS = 6
QUESTIONS_A_STEP = 6
STEP = 1e-3
STAY = 1e-3  # how much the matrix is drawn back to leaving everything as it is
CHUNK = 64


@dataclass(frozen=True)
class Sentences:
    vectors: np.ndarray  # (sentences, SIZE)
    question: np.ndarray
    point: np.ndarray
    says: np.ndarray  # where it makes the point, and is no partial form or wrong belief

    def of(self, questions: np.ndarray) -> "Sentences":
        here = np.isin(self.question, questions)
        return Sentences(self.vectors[here], self.question[here], self.point[here], self.says[here])


def gather() -> Sentences:
    texts, owners = [], []
    for number, question in enumerate(read_bank()):
        for exemplar in rubric.exemplars_of(question):
            texts.append(exemplar.text)
            owners.append((number, exemplar.point, exemplar.source in (Source.POINT, Source.PARAPHRASE)))
    embedder = embedding.Embedder(cached_texts=0)
    vectors = [embedder.vectors(texts[at : at + CHUNK]) for at in range(0, len(texts), CHUNK)]
    question, point, says = (np.array(column) for column in zip(*owners, strict=True))
    return Sentences(np.concatenate(vectors), question, point, says)


def learned(sentences: Sentences, seed: int) -> np.ndarray:
    """Return the matrix, (SIZE, SIZE), by Adam."""
    size = sentences.vectors.shape[1]
    still = np.eye(size, dtype=np.float32)
    matrix, first, second = still.copy(), np.zeros_like(still), np.zeros_like(still)
    chance = np.random.default_rng(seed)
    steps = 0
    for _ in range(EPOCHS):
        order = chance.permutation(np.unique(sentences.question))
        for at in range(0, len(order), QUESTIONS_A_STEP):
            slope = gradient(matrix, sentences.of(order[at : at + QUESTIONS_A_STEP])) + STAY * (
                matrix - still
            )
            steps += 1
            first = 0.9 * first + 0.1 * slope
            second = 0.999 * second + 0.001 * slope**2
            scale = np.sqrt(second / (1 - 0.999**steps)) + 1e-8
            matrix = (matrix - STEP * first / (1 - 0.9**steps) / scale).astype(np.float32)
    return matrix


def gradient(matrix: np.ndarray, batch: Sentences) -> np.ndarray:
    """Return the slope of the loss: the mean over all ways of saying of -log p(another of the same point)."""
    turned = batch.vectors @ matrix
    lengths = np.linalg.norm(turned, axis=1, keepdims=True)
    units = turned / lengths
    near = units @ units.T / TEMPERATURE
    np.fill_diagonal(near, -np.inf)
    chances = np.exp(near - near.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    same = (
        (batch.question[:, None] == batch.question) & (batch.point[:, None] == batch.point)
        & batch.says[:, None] & batch.says
    )  # fmt: skip
    np.fill_diagonal(same, False)
    count = same.sum(axis=1, keepdims=True)
    slope = np.where(count > 0, chances - same / np.maximum(count, 1), 0) / (count > 0).sum() / TEMPERATURE
    by_unit = slope @ units + slope.T @ units
    by_turned = (by_unit - (by_unit * units).sum(axis=1, keepdims=True) * units) / lengths
    return batch.vectors.T @ by_turned


def nearest_is_right(matrix: np.ndarray, sentences: Sentences) -> float:
    """Return the share of the ways of saying whose nearest in their question is of the same point."""
    right = []
    for question in np.unique(sentences.question):
        own = sentences.of(np.array([question]))
        units = embedding.unit(own.vectors[own.says] @ matrix)
        near = units @ units.T
        np.fill_diagonal(near, -np.inf)
        right.append(own.point[own.says][near.argmax(axis=1)] == own.point[own.says])
    return float(np.concatenate(right).mean())


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    sentences = gather()
    questions = np.unique(sentences.question)
    still = np.eye(sentences.vectors.shape[1], dtype=np.float32)
    seen, unseen = sentences.of(questions[::2]), sentences.of(questions[1::2])
    print(
        f"{len(sentences.vectors)} sentences. Nearest is of the same point, in questions not learned from: "
        f"{nearest_is_right(still, unseen):.3f} as it came, "
        f"{nearest_is_right(learned(seen, options.seed), unseen):.3f} turned"
    )
    matrix = learned(sentences, options.seed).astype(np.float16)
    np.savez_compressed(metric.FILE, matrix=matrix)
    print(f"{metric.FILE.name}: {metric.FILE.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
