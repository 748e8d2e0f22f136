"""An answer read for comparison: token states, content stems, and the windows that may say something."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from intervision.embedding import SIZE, Embedder, Floats, unit

from . import asides, fluency, metric, polarity, terms
from .clauses import Clause, clauses

MAX_WORDS = 1_600  # about ten minutes; what is said after that is not compared
_WINDOW_CLAUSES = 3
_WINDOW_WORDS = 48


@dataclass(frozen=True, slots=True)
class Window:
    """A run of clauses: word indexes `first` to `last`, tokens `start` to `stop` (stop excluded)."""

    first: int
    last: int
    start: int
    stop: int
    clauses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    words: tuple[str, ...]
    clauses: tuple[Clause, ...]
    windows: tuple[Window, ...]
    states: Floats  # (tokens, SIZE), these and the vectors in the space of metric.py
    vectors: Floats  # (windows, SIZE)
    stems: tuple[frozenset[str], ...]  # of each window
    denied: tuple[frozenset[str], ...]  # of each window: stems that stand only under a denial
    placed: tuple[tuple[str, int], ...]  # stem, word index


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its answers are held against it."""

    words: tuple[str, ...]
    states: Floats  # (tokens, SIZE)


def asked(ask: str, embedder: Embedder) -> Asked:
    return Asked(tuple(terms.word_parts(ask)), embedder.encode(ask).states)


def read(words: Sequence[str], embedder: Embedder, *, question: Asked | None = None) -> Reading:
    """Read an answer to the question. What says nothing about it (asides.py) is not among the windows.

    Sentences are encoded each for itself, so a growing answer costs only what is new.
    """
    words = tuple(words[:MAX_WORDS])
    cut = clauses(words)
    if ordering := asides.orders(words, cut):
        cut = [clause for clause in cut if clause.sentence not in ordering]
    raw: list[Floats] = []
    token_words: list[int] = []
    sentences: dict[int, list[int]] = {}
    for clause in cut:
        sentences.setdefault(clause.sentence, []).extend(clause.words)
    texts = [_text(words, indexes) for indexes in sentences.values()]
    for encoded, (_, owner) in zip(embedder.encode_all([text for text, _ in texts]), texts, strict=True):
        for row, (start, _) in enumerate(encoded.offsets):
            token_words.append(owner[start])
            raw.append(encoded.raw[row])
    pooled = np.stack(raw) if raw else np.zeros((0, SIZE), np.float32)
    where = np.array(token_words, dtype=np.int64)
    placed = tuple(terms.placed_stems(words))
    parts = [terms.word_parts(word) for word in words]
    bare_words = [" ".join(part) for part in parts]
    steps = fluency.bank_fluency().steps(bare_words)
    windows = [
        window
        for window in _windows(cut, where)
        if asides.bears(_said(parts, cut, window), question.words if question else ())
        and asides.spoken_around(bare_words, window.first, window.last)
        and fluency.flows(steps, window.first, window.last)
    ]
    if question and windows:
        windows = _of_its_own(windows, unit(pooled), question.states)
    vectors = (
        metric.turned(np.stack([pooled[window.start : window.stop].mean(axis=0) for window in windows]))
        if windows
        else np.zeros((0, SIZE), np.float32)
    )
    refused = _refused(words, cut)
    spoken_words = [frozenset(at for part in window.clauses for at in cut[part].words) for window in windows]
    return Reading(
        words=words,
        clauses=tuple(cut),
        windows=tuple(windows),
        states=metric.turned(pooled),
        vectors=vectors,
        stems=tuple(frozenset(stem for stem, at in placed if at in inside) for inside in spoken_words),
        denied=tuple(
            frozenset(stem for stem, at in placed if at in inside and at in refused)
            - frozenset(stem for stem, at in placed if at in inside and at not in refused)
            for inside in spoken_words
        ),
        placed=placed,
    )


def _refused(words: Sequence[str], cut: Sequence[Clause]) -> frozenset[int]:
    """Return the indexes of the words under a denial; it ends with its clause."""
    found: set[int] = set()
    for clause in cut:
        spoken = [words[at] for at in clause.words]
        found.update(clause.words[position] for position in polarity.denied(spoken))
    return frozenset(found)


def _of_its_own(windows: Sequence[Window], states: Floats, asked: Floats) -> list[Window]:
    """Return the windows that say more than the question did."""
    nearest = (states @ asked.T).max(axis=1)
    echoes = [float(nearest[window.start : window.stop].mean()) for window in windows]
    most = asides.most_echo(
        [echo for echo, window in zip(echoes, windows, strict=True) if len(window.clauses) == 1]
    )
    return [window for echo, window in zip(echoes, windows, strict=True) if echo < most]


def _said(parts: Sequence[Sequence[str]], cut: Sequence[Clause], window: Window) -> list[str]:
    """Return the bare words of a window, without what the clauses left out."""
    return [part for number in window.clauses for at in cut[number].words for part in parts[at]]


def _text(words: Sequence[str], indexes: Sequence[int]) -> tuple[str, list[int]]:
    """Return the words as one text, and for each character the index of its word."""
    text = ""
    owner: list[int] = []
    for index in indexes:
        piece = words[index].strip() + " "
        text += piece
        owner += [index] * len(piece)
    return text, owner


def _windows(cut: Sequence[Clause], where: npt.NDArray[np.int64]) -> list[Window]:
    found: list[Window] = []
    for begin in range(len(cut)):
        size = 0
        for end in range(begin, min(begin + _WINDOW_CLAUSES, len(cut))):
            size += len(cut[end].words)
            if end > begin and size > _WINDOW_WORDS:
                break
            first, last = cut[begin].words[0], cut[end].words[-1]
            start, stop = int(np.searchsorted(where, first)), int(np.searchsorted(where, last, side="right"))
            if stop > start:
                found.append(Window(first, last, start, stop, tuple(range(begin, end + 1))))
    return found
