"""Abbreviations and the words they stand for, so that 'LIFO' meets 'last in, first out'."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("glossary.yaml")


@cache
def phrases() -> dict[str, dict[tuple[str, ...], tuple[str, ...]]]:
    """Return first word -> {phrase: what it is read as}: one joined term for the whole, then its words."""
    found: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
    for group in yaml.safe_load(_FILE.read_text(encoding="utf-8")):
        meaning = tuple(str(group[0]).split())
        for phrase in group:
            parts = tuple(str(phrase).split())
            found.setdefault(parts[0], {})[parts] = ("_".join(meaning), *meaning)
    return found


def expand(words: Sequence[str]) -> list[tuple[str, int]]:
    """Return (word, index of the word it came from); abbreviations are written out and named as one term."""
    known = phrases()
    out: list[tuple[str, int]] = []
    at = 0
    while at < len(words):
        options = known.get(words[at], {})
        best = max(
            (phrase for phrase in options if tuple(words[at : at + len(phrase)]) == phrase),
            key=len,
            default=(),
        )
        if best:
            out += [(word, at) for word in options[best]]
            at += len(best)
        else:
            out.append((words[at], at))
            at += 1
    return out
