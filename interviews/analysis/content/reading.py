"""An answer read for comparison: token states, content stems, and the windows that may say something."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from intervision.embedding import SIZE, Embedder, Floats, unit

from . import asides, metric, polarity, terms
from .clauses import Clause, clauses
from .connected import Connection

MAX_WORDS = 1_600  # about ten minutes; what is said after that is not compared
UNDERSTOOD_ALONE = 9  # words
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

    def with_its_lead(self, window: Window) -> Window:
        """Return a short window with the clause before it, where it goes on in that one's sentence.

        Alone, few words that go on leave open what they are said of: 'so that both have to queue'.
        """
        number = window.clauses[0]
        before = self.clauses[number - 1] if number else None
        if (
            window.last - window.first + 1 >= UNDERSTOOD_ALONE
            or before is None
            or before.sentence != self.clauses[number].sentence
            or window.first - before.words[-1] > 1
        ):
            return window
        return replace(window, first=before.words[0], clauses=(number - 1, *window.clauses))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its answers are held against it."""

    words: tuple[str, ...]
    states: Floats  # (tokens, SIZE)


def asked(ask: str, embedder: Embedder) -> Asked:
    return Asked(tuple(terms.word_parts(ask)), embedder.encode(ask).states)


def read(
    words: Sequence[str], embedder: Embedder, *, question: Asked | None = None, typed: bool = False
) -> Reading:
    """Read an answer to the question. What says nothing about it (asides.py, connected.py) is not among the
    windows.

    Sentences are encoded each for itself, so a growing answer costs only what is new.
    """
    words = tuple(words[:MAX_WORDS])
    cut = clauses(words)
    if ordering := asides.orders(words, cut):
        cut = [clause for clause in cut if clause.sentence not in ordering]
    if withdrawn := asides.taken_back(words, cut):
        cut = [clause for number, clause in enumerate(cut) if number not in withdrawn]
    if announced := asides.announcements(words, cut):
        cut = [clause for number, clause in enumerate(cut) if number not in announced]
    raw: list[Floats] = [np.zeros((0, SIZE), np.float32)]
    token_words: list[int] = []
    sentences: dict[int, list[int]] = {}
    for clause in cut:
        sentences.setdefault(clause.sentence, []).extend(clause.words)
    texts = [_text(words, indexes) for indexes in sentences.values()]
    for encoded, (_, owner) in zip(embedder.encode_all([text for text, _ in texts]), texts, strict=True):
        token_words += [owner[start] for start, _ in encoded.offsets]
        raw.append(encoded.raw)
    pooled = np.concatenate(raw)
    where = np.array(token_words, dtype=np.int64)
    placed = tuple(terms.placed_stems(words))
    parts = [terms.word_parts(word) for word in words]
    connection = Connection(words, typed=typed)
    windows = []
    for window in _windows(cut, where):
        notes = connection.are_notes(window.first, window.last)
        bears = asides.bears(_said(parts, cut, window), question.words if question else (), notes=notes)
        if bears and (notes or connection.are_speech(window.first, window.last)):
            windows.append(window)
    affirmed, denied = _stances(words, cut, placed)
    if question and windows:
        of_question, rarity = frozenset(terms.stems(question.words)), terms.bank_rarity()
        adds = asides.adds_to(of_question, (stem for stem, _ in placed), rarity)
        echoing = _echoing(windows, unit(pooled), question.states, adds=adds)
        windows = [
            window
            for window, echoes in zip(windows, echoing, strict=True)
            if not echoes
            or (adds and asides.is_own(of_question, _over(window, affirmed) | _over(window, denied), rarity))
        ]
    return Reading(
        words=words,
        clauses=tuple(cut),
        windows=tuple(windows),
        states=metric.turned(pooled),
        vectors=metric.turned(_sums(pooled, windows)),
        stems=tuple(_over(window, affirmed) | _over(window, denied) for window in windows),
        denied=tuple(_over(window, denied) - _over(window, affirmed) for window in windows),
        placed=placed,
    )


def spoken(reading: Reading, window: Window) -> list[str]:
    """Return the words of a window as they were said, without what the clauses left out."""
    return [reading.words[index] for part in window.clauses for index in reading.clauses[part].words]


def _stances(
    words: Sequence[str], cut: Sequence[Clause], placed: Sequence[tuple[str, int]]
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Return the stems of each clause outside and under a denial; a denial ends with its clause."""
    by_word: dict[int, list[str]] = {}
    for stem, at in placed:
        by_word.setdefault(at, []).append(stem)
    affirmed: list[frozenset[str]] = []
    denied: list[frozenset[str]] = []
    for clause in cut:
        refused = polarity.denied([words[at] for at in clause.words])
        sides: tuple[set[str], set[str]] = (set(), set())
        for position, at in enumerate(clause.words):
            sides[position in refused].update(by_word.get(at, ()))
        affirmed.append(frozenset(sides[False]))
        denied.append(frozenset(sides[True]))
    return affirmed, denied


def _over(window: Window, stems: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(stems[part] for part in window.clauses))


def _sums(rows: Floats, windows: Sequence[Window]) -> Floats:
    """Return the sum of each window's rows, which points where their mean does."""
    until = np.concatenate([np.zeros((1, SIZE)), np.cumsum(rows, axis=0, dtype=np.float64)])
    sums = until[[window.stop for window in windows]] - until[[window.start for window in windows]]
    found: Floats = sums.astype(np.float32)
    return found


def _echoing(windows: Sequence[Window], states: Floats, asked: Floats, *, adds: bool) -> list[bool]:
    """Tell of each window whether it comes as near to the question as the question told back."""
    nearest = (states @ asked.T).max(axis=1)
    echoes = [float(nearest[window.start : window.stop].mean()) for window in windows]
    most = asides.most_echo(
        [echo for echo, window in zip(echoes, windows, strict=True) if len(window.clauses) == 1], adds=adds
    )
    return [echo >= most for echo in echoes]


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
