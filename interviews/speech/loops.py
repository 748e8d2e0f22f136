"""Loops: a recogniser that repeats itself. Stutters stay, what nobody would say goes."""

from collections.abc import Sequence

from ..transcript import Word, bare

LONGEST_PHRASE = 6  # words


def longest_repeat(words: Sequence[str]) -> int:
    """Return how often in a row the most repeated run of one to six words stands in `words`."""
    bared = [bare(word) for word in words]
    return max((_repeats(bared, start, size) for start, size in _places(len(bared))), default=0)


def without_loops(words: list[Word], *, at_most: int) -> list[Word]:
    """Return the words with every run that repeats more than `at_most` times shortened to that."""
    bared = [bare(word.text) for word in words]
    kept: list[Word] = []
    start = 0
    while start < len(words):
        for size in range(1, LONGEST_PHRASE + 1):
            times = _repeats(bared, start, size)
            if times > at_most:
                kept += words[start : start + size * at_most]
                start += size * times
                break
        else:
            kept.append(words[start])
            start += 1
    return kept


def _places(length: int) -> list[tuple[int, int]]:
    return [(start, size) for size in range(1, LONGEST_PHRASE + 1) for start in range(length - size + 1)]


def _repeats(words: Sequence[str], start: int, size: int) -> int:
    phrase = words[start : start + size]
    if len(phrase) < size or not any(phrase):
        return 0
    times = 1
    while words[start + times * size : start + (times + 1) * size] == phrase:
        times += 1
    return times
