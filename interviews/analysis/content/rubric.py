"""A question's rubric prepared for comparison: every way of saying each key point, encoded once."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from intervision.embedding import Embedder, Encoded, Floats

from ...bank.schema import Question
from . import contrary, metric, polarity, terms
from .clauses import kept_words

FUNCTION_WEIGHT = 0.15  # of a function word's token beside a content word's idf


class Source(StrEnum):
    POINT = "point"
    PARAPHRASE = "paraphrase"
    PARTIAL = "partial"
    MISCONCEPTION = "misconception"
    MISCONCEPTION_OTHERWISE = "misconception otherwise"  # the same belief in other words


@dataclass(frozen=True, slots=True)
class Exemplar:
    """One way of saying (or of getting wrong) a key point."""

    point: int  # index of the key point
    source: Source
    text: str
    reveals: str = ""


@dataclass(frozen=True, slots=True)
class Rubric:
    exemplars: tuple[Exemplar, ...]
    states: Floats  # (tokens of all exemplars, SIZE), these and the vectors in the space of metric.py
    weights: npt.NDArray[np.float64]  # (tokens,), of each token within its exemplar, sums to one an exemplar
    starts: npt.NDArray[np.int64]  # (exemplars,), the first token of each
    vectors: Floats  # (exemplars, SIZE)
    stems: tuple[frozenset[str], ...]
    denies: npt.NDArray[np.bool_]  # (exemplars,), where an exemplar denies something itself
    stances: tuple[contrary.Stance, ...]
    ask_stems: frozenset[str]
    ask_vector: Floats
    point_of: npt.NDArray[np.int64]  # (exemplars,)


def exemplars_of(question: Question) -> tuple[Exemplar, ...]:
    found: list[Exemplar] = []
    for number, point in enumerate(question.key_points):
        found.append(Exemplar(number, Source.POINT, point.point))
        found += [Exemplar(number, Source.PARAPHRASE, text) for text in point.paraphrases]
        found += [Exemplar(number, Source.PARTIAL, text) for text in point.partial]
        for wrong in point.misconceptions:
            found.append(Exemplar(number, Source.MISCONCEPTION, wrong.says, wrong.reveals))
            found += [
                Exemplar(number, Source.MISCONCEPTION_OTHERWISE, way, wrong.reveals) for way in wrong.ways
            ]
    return tuple(found)


def prepare(exemplars: Sequence[Exemplar], *, ask: str, embedder: Embedder, rarity: terms.Rarity) -> Rubric:
    """Encode the exemplars of one question."""
    encoded = embedder.encode_all([exemplar.text for exemplar in exemplars])
    weights = [
        _token_weights(one, exemplar.text, rarity) for one, exemplar in zip(encoded, exemplars, strict=True)
    ]
    lengths = [len(one.states) for one in encoded]
    ask_parts = terms.word_parts(ask)
    return Rubric(
        exemplars=tuple(exemplars),
        states=metric.turned(np.concatenate([one.raw for one in encoded])),
        weights=np.concatenate(weights),
        starts=np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64),
        vectors=metric.turned(np.stack([one.vector for one in encoded])),
        stems=tuple(frozenset(terms.stems_of(exemplar.text)) for exemplar in exemplars),
        denies=np.array([polarity.negations(exemplar.text.split()) > 0 for exemplar in exemplars]),
        stances=tuple(contrary.stance(exemplar.text.split()) for exemplar in exemplars),
        ask_stems=frozenset(terms.stems(ask_parts)),
        ask_vector=metric.turned(embedder.encode(ask).vector[None])[0],
        point_of=np.array([exemplar.point for exemplar in exemplars], dtype=np.int64),
    )


def _token_weights(encoded: Encoded, text: str, rarity: terms.Rarity) -> npt.NDArray[np.float64]:
    words = text.split()
    kept = set(kept_words(words))
    weight_at: list[float] = []
    for index, word in enumerate(words):
        content = terms.stems_of(word) if index in kept else []
        weight = max((rarity.of(stem) for stem in content), default=FUNCTION_WEIGHT)
        weight_at += [weight] * (len(word) + 1)
    # Tokens of one word share its weight, so that a rare word that the tokenizer cuts up counts once.
    found = np.array([weight_at[min(start, len(weight_at) - 1)] for start, _ in encoded.offsets])
    pieces = np.array([start for start, _ in encoded.offsets])
    share = np.ones(len(found))
    bounds = np.concatenate([[0], np.cumsum([len(word) + 1 for word in words])])
    owner = np.searchsorted(bounds, pieces, side="right")
    _, inverse, counts = np.unique(owner, return_inverse=True, return_counts=True)
    share = 1.0 / np.sqrt(counts[inverse])
    found = found * share
    total = found.sum()
    return np.asarray(found / total if total else found)
