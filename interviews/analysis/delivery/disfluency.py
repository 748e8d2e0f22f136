"""Sounds, filler phrases, repeats, restarts, hedges and trailing off, each as a run of words.

Lexical fillers count in their filler sense only: 'I like Redis' and 'a kind of lock' hold none.
"""

import re
from collections.abc import Sequence

from ...transcript import SOUNDS, Word, bare, is_sound, span
from ..judgement import Disfluency
from . import fillers, tagger

FILLED_PAUSE, LEXICAL, REPEAT, RESTART, HEDGE, TRAILING = (
    "filled_pause",
    "lexical_filler",
    "repeat",
    "restart",
    "hedge",
    "trailing_off",
)
_HEDGES = (
    "i think",
    "i guess",
    "i suppose",
    "i believe",
    "i'm not sure",
    "i am not sure",
    "not really sure",
    "maybe",
    "perhaps",
    "probably",
    "i feel like",
    "might be wrong",
    "i could be wrong",
    "if i remember correctly",
    "if i remember right",
    "more or less",
    "or something like that",
    "or something",
    "i don't really know",
    "not a hundred percent sure",
)
_TRAILERS = re.compile(
    r"(?:\b(?:and so on|and stuff(?: like that)?|or something(?: like that)?|or whatever|and things "
    r"like that|and all that"
    r"|so yeah|and yeah|but yeah|yeah so|so|and|but|or|because|like)\b|…|\.\.\.|—|–|-)\W*$"
)
_NUMBER = re.compile(r"\d$")  # no mark after it: '5, mm, or 6' hums
# What 'so' stands for was said before: 'I think so.', 'ten of them or so.'
_MEANT_SO = re.compile(
    r"\b(?:think|thought|hope|guess|believe|suppose|say|said|do|does|did|doing|done|not|even|or|if"
    r"|(?:tell|tells|told) \w+) so\W*$"
)
# Ends its sentence: 'what the plan looks like.', 'indexes, locks, and so on.', 'you test it with and.'
_CLOSED = re.compile(r"\b(?:like|and so on|(?:with|by|an?|bitwise|logical) (?:and|or))[.?!][\"'”’)]*$")


def disfluencies(words: Sequence[Word]) -> tuple[Disfluency, ...]:
    """Return everything found, in order of its first word."""
    said = [bare(word.text) for word in words]
    taken: set[int] = set()
    found: list[Disfluency] = []

    def add(kind: str, first: int, last: int) -> None:
        if not taken & set(range(first, last + 1)):
            taken.update(range(first, last + 1))
            found.append(Disfluency(kind, span(words, first, last)))

    for at in sounds([word.text for word in words]):
        add(FILLED_PAUSE, at, at)
    for first, last in fillers.lexical([word.text for word in words]):
        add(LEXICAL, first, last)
    for first, last, kind in _broken_off([word.text for word in words], said):
        add(kind, first, last)
    if len(words) > 3 and _trails([word.text for word in words[-4:]], said):
        add(TRAILING, _trail_start(said), len(words) - 1)
    for first, last in _hedges(said):
        add(HEDGE, first, last)
    return tuple(sorted(found, key=lambda one: one.span.first))


def sounds(texts: Sequence[str]) -> list[int]:
    """Return the indexes of the filled pauses; '5 mm' holds none."""
    return [
        at
        for at, text in enumerate(texts)
        if is_sound(text) and not (bare(text) == "mm" and at and _NUMBER.search(texts[at - 1]))
    ]


def _broken_off(texts: Sequence[str], said: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first, last, kind) of words said and given up: repeated as they were, or said anew."""
    found: list[tuple[int, int, str]] = []
    for first, last in tagger.reparanda(texts):
        given_up = [word for word in said[first : last + 1] if word and word not in SOUNDS]
        if not given_up:
            continue
        after = [word for word in said[last + 1 : last + 6 + len(given_up)] if word and word not in SOUNDS]
        same = after[: len(given_up)] == given_up
        found.append((first, last, REPEAT if same else RESTART))
    return found


def _hedges(said: Sequence[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at in range(len(said)):
        for phrase in _HEDGES:
            parts = phrase.split()
            if list(said[at : at + len(parts)]) == parts and not _says_it(said, at, phrase):
                found.append((at, at + len(parts) - 1))
                break
    return found


def _says_it(said: Sequence[str], at: int, phrase: str) -> bool:
    """Tell whether a hedging phrase softens nothing: 'I think of it', 'it says maybe'."""
    before = said[max(0, at - 2) : at]
    match phrase:
        case "i think":
            return said[at + 2 : at + 3] in (["of"], ["about"])
        case "maybe":
            # 'Maybe is a type' names one.
            named = before[-1:] in (["a"], ["the"], ["says"], ["returns"]) or before in (
                ["no", "or"],
                ["yes", "or"],
            )
            return named or (at == 0 and said[1:2] == ["is"])
    return False


def _trails(last: Sequence[str], said: Sequence[str]) -> bool:
    """Tell whether the answer fades out; `last` are its last words as they were written."""
    written, end = " ".join(last).rstrip().casefold(), " ".join(said[-4:])
    if _CLOSED.search(written):
        return False
    if _MEANT_SO.search(end) and not written.endswith(("…", "...", "-", "–", "—")):
        return False
    return bool(_TRAILERS.search(written) or _TRAILERS.search(end))


def _trail_start(said: Sequence[str]) -> int:
    match = _TRAILERS.search(" ".join(said[-4:]))
    length = len(match.group().split()) if match and match.group().strip() else 1
    return len(said) - max(1, min(length, len(said)))
