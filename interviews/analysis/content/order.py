"""What is said to come first: 'the index moves first and the byte is stored afterwards' has the two steps of
'the byte is stored before the index moves' the wrong way round, though it denies nothing."""

import re
from functools import lru_cache

from ...content_words import content_words

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_BOTH = re.compile(r"\b(?:before (?:and|or) after|after (?:and|or) before)\b", re.IGNORECASE)  # no order
_BEFORE = re.compile(r"\bbefore\b", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\b(?! all\b| that\b)|(?<!\bat )\bonce\b(?! an?\b)", re.IGNORECASE)
_OPENS = re.compile(r"^\W*(?:(?:and|but|so|only) )?(before|after|once)\b([^,]+),(.+)", re.IGNORECASE)
_THEN = re.compile(
    r"\bfirst\b(.+?)\b(?:and|then|,)\b(?=.*\b(?:then|afterwards|after|later|second|last|next)\b)(.+)|"
    r"(.+?)\bfirst\b\W+(?:and|then)\b(.+\b(?:then|afterwards|after|later|second|last|next)\b.*)",
    re.IGNORECASE,
)
_CLEARLY = 2  # words more that each has of the other's steps than of the same

Steps = tuple[frozenset[str], frozenset[str]]  # what comes first, and what comes next


def is_reversed(said: str, stated: str) -> bool:
    """Tell whether a sentence has two steps of a statement the wrong way round.

    Of 477 points that answers of the tuning half made it finds none, of 7,158 other ways to say a point none,
    of 1,587 sentences that turn a point round, in whatever way, 17.
    """
    return any(_swaps(one, other) for other in _steps(stated) for one in _steps(said))


def _swaps(said: Steps, stated: Steps) -> bool:
    crossed = len(said[0] & stated[1]), len(said[1] & stated[0])
    straight = len(said[0] & stated[0]) + len(said[1] & stated[1])
    return min(crossed) > 0 and sum(crossed) >= straight + _CLEARLY


@lru_cache(maxsize=1_000)
def _steps(text: str) -> tuple[Steps, ...]:
    """Return the two steps of each sentence that has an order."""
    found = []
    for first, next_ in filter(None, map(_ordered, _SENTENCE.split(text))):
        steps = content_words(first), content_words(next_)
        both = steps[0] & steps[1]
        found.append((steps[0] - both, steps[1] - both))
    return tuple(found)


def _ordered(sentence: str) -> tuple[str, str] | None:
    """Return what a sentence says to come first, and what next."""
    if _BOTH.search(sentence):
        return None
    if opened := _OPENS.match(sentence):
        word, one, other = opened.groups()
        return (other, one) if word.lower() == "before" else (one, other)
    if then := _THEN.search(sentence):
        first, next_ = (part for part in then.groups() if part is not None)
        return first, next_
    # What stands behind a comma is no longer part of the step.
    if before := _BEFORE.search(sentence):
        return sentence[: before.start()], sentence[before.end() :].split(",")[0]
    if after := _AFTER.search(sentence):
        return sentence[after.end() :].split(",")[0], sentence[: after.start()]
    return None
