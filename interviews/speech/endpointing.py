"""Is the answer over? A pure decision over the sound, the words, and what the question asks for.

The silence that ends a turn is not fixed: `wait_ms` says how long to wait, given what is known so far.
Smart Turn judges the sound (speech.md has its measured error rates); words overrule it where they are open:
nobody ends an answer on 'because', 'so the' or 'um'.
"""

import re
from typing import Protocol

import msgspec

# The least silence, as in the recipe that was measured: commit at 224 ms, ask Smart Turn again at 500 ms.
QUICK_MS = 224
ASK_AGAIN_MS = 500
FORCED_MS = 1_500


class Evidence(msgspec.Struct, frozen=True):
    """What is known in a pause."""

    finished: float | None  # Smart Turn's probability that the turn is complete; None when it can't tell
    text: str  # the whole answer so far, joined parts included
    speech_ms: int  # how long the candidate has spoken in this answer
    expected_ms: int = 0  # how long an answer to this question takes; 0 when nobody knows
    asked: int = 1  # how often Smart Turn has been asked in this pause
    english: bool = True


class Decision(msgspec.Struct, frozen=True):
    """End the turn after `wait_ms` of silence; `forced` means because of the silence alone."""

    wait_ms: int
    forced: bool


class EndOfTurn(Protocol):
    def decide(self, evidence: Evidence) -> Decision: ...


class SmartTurnAlone:
    """The recipe without words: what ours is measured against."""

    def decide(self, evidence: Evidence) -> Decision:
        if evidence.finished is not None and evidence.finished > 0.5:
            return Decision(QUICK_MS, forced=False)
        return Decision(FORCED_MS, forced=True)


class SoundAndWords:
    """Smart Turn, corrected by the last words and by how much of an answer there is."""

    def decide(self, evidence: Evidence) -> Decision:
        finished = 0.3 if evidence.finished is None else evidence.finished
        words = bare_words(evidence.text)
        if not words:
            return Decision(4_000, forced=True)
        ending = ending_of(words, evidence.text) if evidence.english else Ending.PLAIN
        short = is_short(evidence, words)
        if ending == Ending.OPEN:
            return Decision(3_500, forced=True)
        if ending == Ending.CLOSED and finished > 0.15:
            return Decision(QUICK_MS, forced=False)
        if finished > (0.8 if short else 0.5):
            return Decision(QUICK_MS, forced=False)
        if finished > 0.5:
            return Decision(600, forced=False)
        return Decision(2_400 if short or ending == Ending.HANGING else 1_800, forced=True)


class Ending:
    """How the words end."""

    OPEN = "open"  # nobody stops here: a filler, a conjunction, an article
    HANGING = "hanging"  # more is announced: 'first', a comma, 'for example'
    PLAIN = "plain"
    CLOSED = "closed"  # 'that's how I'd do it'


_WORD = re.compile(r"[\w'+#]+")


def bare_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


def ending_of(words: list[str], text: str) -> str:
    """Return how an English answer's words end."""
    if any(_ends_with(words, phrase) for phrase in CLOSING):
        return Ending.CLOSED
    if words[-1] in OPEN_WORDS or any(_ends_with(words, phrase) for phrase in OPEN_PHRASES):
        return Ending.OPEN
    if text.rstrip().endswith((",", "-", "—", "...", "…", ":", ";")) or list_unfinished(words):
        return Ending.HANGING
    return Ending.PLAIN


def list_unfinished(words: list[str]) -> bool:
    """Return whether a list was opened lately ('first …') and only its first item was said."""
    recent = words[-40:]
    openers = sum(word in ("first", "firstly") for word in recent)
    followers = sum(
        word in ("second", "secondly", "then", "next", "finally", "lastly", "third") for word in recent
    )
    return openers > 0 and followers == 0


def is_short(evidence: Evidence, words: list[str]) -> bool:
    """Return whether the answer is far from what its question asks for: under a tenth, or ten seconds."""
    if evidence.expected_ms <= 0:
        return len(words) < 4
    return evidence.speech_ms < min(10_000, evidence.expected_ms // 10)


def _ends_with(words: list[str], phrase: tuple[str, ...]) -> bool:
    return tuple(words[-len(phrase) :]) == phrase


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in text.strip().splitlines())


# Fillers; conjunctions; prepositions that want their object (not those that also end a phrase: 'log in',
# 'carry on'); articles and possessives; subjects, auxiliaries and copulas without what they announce.
OPEN_WORDS = _words(
    """
    um uh uhm umm hmm hm er erm ah eh
    and or but because cause if when while whereas although though unless until since whether than
    of to for with from at by into onto between among through during without via per
    toward towards against under upon
    the a an my your our their its his every
    i we they i'm we're they're you're it's that's there's he's she's i've we've they've i'd we'd i'll we'll
    is are was were am be been being would could should will must might may can has have had
    who which whose very really quite
    """
)

OPEN_PHRASES = _phrases(
    """
    for example
    for instance
    such as
    kind of
    sort of
    you know
    i mean
    let me think
    let me see
    let's see
    let's say
    the thing is
    in terms of
    depends on
    based on
    instead of
    as well as
    in order
    so that
    so then
    and so
    and then
    but then
    i think
    i guess that
    i would say
    i'd say
    the first one
    """
)

CLOSING = _phrases(
    """
    that's it
    that's about it
    that's all
    i think that's it
    that's how i'd do it
    that's how i would do it
    that's what i'd do
    that's what i would do
    that's my answer
    that would be my answer
    that's all i have
    that's all i can think of
    that's pretty much it
    that's everything
    that covers it
    that should be all
    i'll leave it there
    i don't know
    i have no idea
    i'm not sure about that
    does that make sense
    does that answer your question
    did that answer your question
    thank you
    thanks
    """
)
