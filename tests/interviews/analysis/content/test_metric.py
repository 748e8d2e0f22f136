"""The turned space: the same point lies nearer than the same topic."""

import numpy as np

from interviews.analysis.content import metric
from interviews.bank.schema import read_bank
from intervision.embedding import embedder


def test_rows_keep_the_length_of_one() -> None:
    turned = metric.turned(embedder().vectors(["we retry with a key", "the cache was cold"]))
    assert np.allclose(np.linalg.norm(turned, axis=1), 1.0, atol=1e-5)


def test_more_ways_of_saying_a_point_lie_nearest_to_one_of_the_same_point() -> None:
    raw = turned = total = 0
    for question in read_bank()[::40]:
        texts = [(point.slug, text) for point in question.key_points for text in point.paraphrases]
        vectors = embedder().vectors([text for _, text in texts])
        owner = np.array([slug for slug, _ in texts])
        raw += _nearest_is_right(vectors, owner)
        turned += _nearest_is_right(metric.turned(vectors), owner)
        total += len(texts)
    assert turned > raw
    assert turned / total > 0.7


def _nearest_is_right(vectors: np.ndarray, owner: np.ndarray) -> int:
    near = vectors @ vectors.T
    np.fill_diagonal(near, -np.inf)
    return int((owner[near.argmax(axis=1)] == owner).sum())
