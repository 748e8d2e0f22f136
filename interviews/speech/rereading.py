"""What is over of a running answer is read once more, closely, while its candidate speaks on.

The fast pass hears each phrase at once and by itself. The verbatim pass, given several together, gets a
third fewer words wrong. So captions, follow-ups and models go by its words, and by those of the fast pass
only for the end of an answer, which nobody has time to read twice. What was read is not read again for the
transcript of record.
"""

import logging
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from ..transcript import Word, is_sound
from .port import SAMPLE_RATE, Transcriber
from .tape import Tape
from .workshop import Workshop

logger = logging.getLogger(__name__)

# With the phrase that completes it, a passage fits into one chunk of the verbatim pass. Short ones cost the
# encoder as much, and have less around a word: at 8 s a fifth more words were wrong than in whole answers,
# at 12 s a tenth, at 20 s none.
PASSAGE = 16 * SAMPLE_RATE
STOPS = (".", "?", "!")


class Piece(NamedTuple):
    """One phrase of a passage, from `start` to `end` (samples)."""

    start: int
    end: int


class Passage(NamedTuple):
    pieces: tuple[Piece, ...]
    words: tuple[Word, ...] = ()  # verbatim, fillers too; times from its first sample

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end


class Rereading:
    """The passages of one answer, in order. A transcriber elsewhere hears well at once, and is paid: it is
    not asked twice."""

    def __init__(
        self,
        tape: Tape,
        transcriber: Transcriber,
        workshop: Workshop,
        *,
        language: str,
        about: Callable[[], str],
    ) -> None:
        self._tape, self._transcriber, self._workshop = tape, transcriber, workshop
        self._language, self._about = language, about
        self._read: list[Passage] = []
        self._told = 0  # how many of those that were read have been taken
        self._begun = 0  # how many phrases of the answer are in a passage
        self._free = not transcriber.remote
        self._cancel: Callable[[], Any] = lambda: None

    @property
    def end(self) -> int:
        """The sample up to which the answer was read; 0 where nothing was."""
        return self._read[-1].end if self._read else 0

    def words(self, since: int, ms: Callable[[int], int]) -> tuple[Word, ...]:
        """Return what was read from sample `since` on; `ms` tells when a sample was heard."""
        return tuple(
            Word(word.text, word.start_ms + at, word.end_ms + at, word.confidence)
            for passage in self._read
            for at in (ms(passage.start),)
            for word in passage.words
            if word.start_ms + at >= ms(since)
        )

    def consider(self, over: Sequence[Piece]) -> None:
        """Read the phrases that are over and were not read, as soon as they are long enough together."""
        pieces = tuple(over[self._begun :])
        if not self._free or not pieces or pieces[-1].end - pieces[0].start < PASSAGE:
            return
        self._free, self._begun = False, len(over)
        passage = Passage(pieces)
        samples = self._tape.cut(passage.start, passage.end)
        read = partial(self._transcriber.verbatim, samples, language=self._language, about=self._about())
        self._cancel = self._workshop.read(read, partial(self._came, passage))

    def take(self) -> dict[int, str]:
        """Return the words that have come since it was last asked, by the first sample of their phrase."""
        news, self._told = self._read[self._told :], len(self._read)
        return {
            start: text
            for passage in news
            for start, text in shared(passage, language=self._language).items()
        }

    def close(self) -> None:
        self._free = False
        self._cancel()

    def _came(self, passage: Passage, result: tuple[Word, ...] | Exception) -> None:
        # What comes later would leave a hole: the answer is read at its end.
        if isinstance(result, Exception):
            logger.warning("A passage could not be read again: %s", result)
            return
        if not result:
            return
        self._read.append(passage._replace(words=result))
        self._free = True


def shared(passage: Passage, *, language: str) -> dict[int, str]:
    """Return the words of each phrase of a passage: those that were said while it lasted."""
    said = [(word.text.strip(), word) for word in passage.words]
    if language.startswith("en"):  # a German 'er' and a Portuguese 'um' are words
        said = list(_without_sounds(said))
    starts = [piece.start for piece in passage.pieces]
    texts: list[list[str]] = [[] for _ in starts]
    for text, word in said:
        middle = passage.start + (word.start_ms + word.end_ms) * SAMPLE_RATE // 2_000
        texts[max(0, bisect_right(starts, middle) - 1)].append(text)
    return {start: " ".join(parts) for start, parts in zip(starts, texts, strict=True)}


def _without_sounds(said: Sequence[tuple[str, Word]]) -> Iterator[tuple[str, Word]]:
    """Leave the ums out; a sentence that began with one begins with what follows it."""
    begins, begun_by_sound = True, False
    for text, word in said:
        if is_sound(text):
            begun_by_sound = begun_by_sound or begins
            continue
        yield (text[:1].upper() + text[1:] if begun_by_sound else text), word
        begins, begun_by_sound = text.endswith(STOPS), False
