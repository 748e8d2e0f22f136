"""Figures corrected in the same breath: of 'forty, sorry, four hundred milliseconds' the second holds."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from ..transcript import SOUNDS, bare
from .figures import NUMBER_WORDS

_FIGURE = re.compile(r"[$€£]?\d[\d.,:]*(?:%|[a-z]{1,3})?")
_MARK = re.compile(r"[,;:.?!…–—-]+[\"'”’)]*$")
_COMMA = re.compile(r"[,;:…–—-]+[\"'”’)]*$")
_BEFORE = frozenset(["well", "oh", "ah", "or", "uh", "um", "er", "hmm", "erm", "actually"])
_CORRECTS_AFTER_A_STOP = frozenset(
    tuple(way.split())
    for way in (
        "sorry", "wait", "no wait", "wait no", "no sorry", "sorry no", "i mean", "i meant", "i meant to say",
        "make that", "scratch that", "i misspoke", "correction",
    )
)  # fmt: skip
_CORRECTS = _CORRECTS_AFTER_A_STOP | {
    tuple(way.split()) for way in ("no", "no actually", "actually no", "make it", "rather")
}
_LEADS = frozenset(
    """about around roughly like more less maybe probably perhaps almost nearly only it's that's its was is
    it that a an the some of to at in by for i we said say""".split()  # noqa: SIM905
)
_NO_FIGURE_BEHIND = frozenset(
    """this that the which each another any no every first second third last next other only good right wrong
    with""".split()  # noqa: SIM905
)
_FARTHEST = 5  # words from the figure to its end that are taken back with it: 'forty percent of our partners'
_MOST_LEADS = 3  # words between 'sorry' and the new figure


class Repair(msgspec.Struct, frozen=True):
    """Indexes into the words: `first` to `again` (not included) are taken back, what holds is from there to
    `last`, included."""

    first: int
    again: int
    last: int


def repairs(texts: Sequence[str]) -> tuple[Repair, ...]:
    """Return the figures among these words that the speaker corrects at once, in order."""
    return _repairs(tuple(texts))


def withdrawn(texts: Sequence[str]) -> frozenset[int]:
    """Return the indexes of the words that a correction takes back, and of those that announce it."""
    return frozenset(at for repair in repairs(texts) for at in range(repair.first, repair.again))


def unparted(texts: Sequence[str]) -> Sequence[str]:
    """Return the words without the marks inside a correction: nothing is to be cut there."""
    within = {at for each in repairs(texts) for at in range(each.first, each.last)}
    return (
        [_MARK.sub("", text) if at in within else text for at, text in enumerate(texts)] if within else texts
    )


def corrected_figures(text: str) -> str:
    """Return the text with only the figures that hold."""
    words = text.split()
    gone = withdrawn(words)
    return " ".join(word for at, word in enumerate(words) if at not in gone) if gone else text


@lru_cache(maxsize=1024)
def _repairs(texts: tuple[str, ...]) -> tuple[Repair, ...]:
    said = [bare(text) for text in texts]
    found: list[Repair] = []
    free = 0
    for at in range(1, len(said)):
        if at > free and (repair := _repair_at(texts, said, at, free)) is not None:
            found.append(repair)
            free = repair.again
    return tuple(found)


def _repair_at(texts: Sequence[str], said: Sequence[str], at: int, free: int) -> Repair | None:
    """Return the correction that is announced from this word on."""
    if not _is_parted(texts, at - 1):
        return None
    behind = at
    while behind < len(said) and said[behind] in _BEFORE:
        behind += 1
    goes_on = _COMMA.search(texts[at - 1].rstrip()) is not None
    ways = _CORRECTS if goes_on else _CORRECTS_AFTER_A_STOP
    length = max((len(way) for way in ways if tuple(said[behind : behind + len(way)]) == way), default=0)
    if not length:
        return None
    again = behind + length
    while again < len(said) and (said[again] in SOUNDS or said[again] in _BEFORE or (said[again],) in ways):
        again += 1
    begun = _figure_before(texts, said, at, free)
    if begun is None:
        return None
    # 'Three nodes, no two of them agree' and 'I have two ideas. Sorry, one question' correct nothing.
    closely = _is_figure(texts, said, at - 1)
    if not closely and said[again - 1] == "no" and not _is_parted(texts, again - 1):
        return None
    figure = again
    known = set(said[max(0, begun - 2) : begun])
    while figure < len(said) and figure - again < _MOST_LEADS and not _is_figure(texts, said, figure):
        if said[figure] not in _LEADS | known:
            return None
        figure += 1
    if figure >= len(said) or not _is_figure(texts, said, figure):
        return None
    first = begun
    for back in range(1, figure - again + 1):  # 'type 1, sorry, type 2'
        if begun - back >= free and said[begun - back : begun] == said[again : again + back]:
            first = begun - back
    last = figure
    while last + 1 < len(said) and not _is_parted(texts, last) and _is_figure(texts, said, last + 1):
        last += 1
    if last + 1 < len(said) and not _is_parted(texts, last):
        last += 1  # what is counted
    if not (goes_on or closely or said[last] == said[at - 1]):
        return None
    return Repair(first, again, last) if said[first:at] != said[again : last + 1] else None


def _figure_before(texts: Sequence[str], said: Sequence[str], at: int, free: int) -> int | None:
    """Return where the figure begins that ends a few words before this one."""
    for end in range(at - 1, max(free, at - _FARTHEST) - 1, -1):
        if end < at - 1 and _is_parted(texts, end):
            return None
        if not _is_figure(texts, said, end):
            continue
        begun = end
        while begun > free and _is_figure(texts, said, begun - 1) and not _is_parted(texts, begun - 1):
            begun -= 1
        return begun
    return None


def _is_figure(texts: Sequence[str], said: Sequence[str], at: int) -> bool:
    word = said[at]
    if word == "one" and at and said[at - 1] in _NO_FIGURE_BEHIND and not _is_parted(texts, at - 1):
        return False
    parts = word.split("-")
    return _FIGURE.fullmatch(word) is not None or all(part in NUMBER_WORDS for part in parts)


def _is_parted(texts: Sequence[str], at: int) -> bool:
    """Tell whether a mark stands behind a word."""
    return _MARK.search(texts[at].rstrip()) is not None
