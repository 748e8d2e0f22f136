"""Cutting speech into pieces that a recogniser can take at once, and finding the way back to the clock."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .port import SAMPLE_RATE, Samples
from .vad import Run

# Sound kept on either side of a run: Silero hears soft onsets and endings a little late. So no pause is kept
# longer than twice this: the prompt that keeps fillers invents them in silence.
MARGIN = 150 * SAMPLE_RATE // 1000


class Piece(NamedTuple):
    """Samples from `start` to `end` of the recording, at `at` in the chunk that they were put in."""

    start: int
    end: int
    at: int

    def speech_in(self, first: int, last: int) -> int:
        """Return how much of its speech, margins left off, lies between two samples of the chunk."""
        return self.sound_in(first, last, margin=MARGIN)

    def sound_in(self, first: int, last: int, *, margin: int = 0) -> int:
        """Return how much of it lies between two samples of the chunk."""
        start, end = self.at + margin, self.at + self.end - self.start - margin
        return max(0, min(last, end) - max(first, start))


class Chunk(NamedTuple):
    """Speech with its long silences cut out."""

    samples: Samples
    pieces: tuple[Piece, ...]

    def source(self, at: int) -> int:
        """Return where sample `at` of the chunk lies in the recording."""
        for piece in self.pieces:
            if at < piece.at + piece.end - piece.start:
                return piece.start + max(0, at - piece.at)
        return self.pieces[-1].end

    def word(self, first: int, last: int) -> tuple[int, int]:
        """Return where a word at samples `first` to `last` of the chunk starts and ends in the recording.

        A recogniser often lets a word reach over a silence, of which the chunk has kept little. It was said
        where it meets most of the speech, and not on both sides of a pause of seconds.
        """
        piece = max(
            self.pieces, key=lambda piece: (piece.speech_in(first, last), piece.sound_in(first, last))
        )
        if not piece.sound_in(first, last):
            start = self.source(first)
            return start, max(start, self.source(last))
        shift, length = piece.start - piece.at, piece.end - piece.start
        return max(first, piece.at) + shift, min(last, piece.at + length) + shift

    def speech_in(self, first: int, last: int) -> int:
        """Return how much speech lies between two samples of the chunk."""
        return sum(piece.speech_in(first, last) for piece in self.pieces)


def cut(samples: Samples, runs: Sequence[Run], *, longest: int) -> list[Chunk]:
    """Return the speech of a recording in chunks of at most `longest` samples, at pauses where it can."""
    chunks: list[Chunk] = []
    pending: list[Run] = []
    length = 0
    for run in _bounded(samples, _widened(runs, len(samples)), longest):
        size = run.end - run.start
        if pending and length + size > longest:
            chunks.append(_joined(samples, pending))
            pending, length = [], 0
        pending.append(run)
        length += size
    if pending:
        chunks.append(_joined(samples, pending))
    return chunks


def quietest(samples: Samples, first: int, last: int) -> int:
    """Return the middle of the quietest 30 ms between samples `first` and `last`."""
    width = 30 * SAMPLE_RATE // 1000
    stretch = samples[first:last].astype(np.float64) ** 2
    if len(stretch) <= width:
        return (first + last) // 2
    energy = np.cumsum(np.concatenate(([0.0], stretch)))
    return first + int(np.argmin(energy[width:] - energy[:-width])) + width // 2


def _widened(runs: Sequence[Run], length: int) -> list[Run]:
    """Give every run its margins; runs that then touch become one."""
    wide: list[Run] = []
    for run in runs:
        start, end = max(0, run.start - MARGIN), min(length, run.end + MARGIN)
        if wide and start <= wide[-1].end:
            wide[-1] = Run(wide[-1].start, end)
        else:
            wide.append(Run(start, end))
    return wide


def _bounded(samples: Samples, runs: Sequence[Run], longest: int) -> list[Run]:
    """Cut runs that are too long for one chunk at the quietest place of their second half."""
    bounded: list[Run] = []
    for whole in runs:
        start = whole.start
        while whole.end - start > longest:
            place = quietest(samples, start + longest // 2, start + longest)
            bounded.append(Run(start, place))
            start = place
        bounded.append(Run(start, whole.end))
    return bounded


def _joined(samples: Samples, runs: Sequence[Run]) -> Chunk:
    pieces: list[Piece] = []
    at = 0
    for run in runs:
        pieces.append(Piece(run.start, run.end, at))
        at += run.end - run.start
    return Chunk(np.concatenate([samples[run.start : run.end] for run in runs]), tuple(pieces))
