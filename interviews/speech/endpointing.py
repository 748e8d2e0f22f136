"""Is the answer over? A pure decision over the sound, the words, and what the question asks for.

The silence that ends a turn is not fixed: `wait_ms` says how long to wait, given what is known so far.
Smart Turn judges the sound (speech.md has its measured error rates); words overrule it where they are open:
nobody ends an answer on 'because', 'so the' or 'um'.
"""

import re
from itertools import pairwise
from typing import Protocol

import msgspec

# The least silence, as in the recipe that was measured: commit at 224 ms, ask Smart Turn again at 500 ms.
QUICK_MS = 224
ASK_AGAIN_MS = 500
FORCED_MS = 1_500

# Ours. A decision above RECOGNISED_MS counts as forced: such a silence ends any turn.
RECOGNISED_MS = 750
LIKELY = 0.5
SURE = 0.9
UNKNOWN = 0.3  # Smart Turn can't tell: neither finished nor not
CLOSED_NEEDS = 0.15
SURE_BY_WORDS_MS = 500
AGAIN_MS = 600
LATE_MS = 1_200
PLAIN_MS = 2_100
HANGING_MS = 2_600
OPEN_MS = 3_500
NOTHING_MS = 4_000
# Nobody answers an interview's question in less speech than this, but for the closing words.
SHORT_MS = 2_500
SHORT_FOR_LONG_MS = 4_000
LONG_QUESTION_MS = 120_000


class Evidence(msgspec.Struct, frozen=True):
    """What is known in a pause."""

    finished: float | None  # Smart Turn's probability that the turn is complete; None when it can't tell
    text: str  # the whole answer so far, joined parts included
    speech_ms: int  # how long the candidate has spoken in this answer
    expected_ms: int = 0  # how long an answer to this question takes; 0 when nobody knows
    asked: int = 1  # how often Smart Turn has been asked in this pause
    at_first: bool = False  # it found the turn finished when it was asked first
    english: bool = True


class Decision(msgspec.Struct, frozen=True):
    """End the turn after `wait_ms` of silence; `forced` means because of the silence alone.

    `may_be_over`: the words could be an end, so a model may be asked now and its reply held.
    """

    wait_ms: int
    forced: bool
    may_be_over: bool = False


class EndOfTurn(Protocol):
    def decide(self, evidence: Evidence) -> Decision: ...


class SmartTurnAlone:
    """The recipe without words: what ours is measured against."""

    def decide(self, evidence: Evidence) -> Decision:
        if evidence.finished is not None and evidence.finished > 0.5:
            return Decision(QUICK_MS, forced=False)
        return Decision(FORCED_MS, forced=True)


class SoundAndWords:
    """Smart Turn, corrected by the last words and by how much of an answer there is.

    The sound is believed where the words could be an end, and at once. Where they are open it is not; where
    more is announced, or hardly anything was said, it has to hold for longer.
    """

    def decide(self, evidence: Evidence) -> Decision:
        words = bare_words(evidence.text)
        if not words:
            return Decision(NOTHING_MS, forced=True)
        finished = UNKNOWN if evidence.finished is None else evidence.finished
        ending = ending_of(words, evidence.text) if evidence.english else Ending.PLAIN
        match ending:
            case Ending.OPEN:
                return Decision(OPEN_MS, forced=True)
            case Ending.CLOSED:
                wait_ms = QUICK_MS if finished > CLOSED_NEEDS else SURE_BY_WORDS_MS
                return Decision(wait_ms, forced=False, may_be_over=True)
            case Ending.HANGING:
                return Decision(LATE_MS if finished > SURE else HANGING_MS, forced=True)
        plain = ending == Ending.PLAIN
        if finished <= (LIKELY if plain else SURE):
            return Decision(PLAIN_MS if plain else HANGING_MS, forced=True, may_be_over=plain)
        if is_short(evidence):
            return Decision(LATE_MS, forced=True)
        # What only sounded finished when asked again, after half a second, has to last a little.
        wait_ms = QUICK_MS if evidence.asked == 1 or evidence.at_first else AGAIN_MS
        return Decision(wait_ms, forced=False, may_be_over=True)


class Ending:
    """How the words end."""

    OPEN = "open"  # nobody stops here: a filler, a conjunction, an article
    HANGING = "hanging"  # more is announced: 'first', a comma, 'for example'
    UNMARKED = "unmarked"  # the recogniser heard no end of a sentence
    PLAIN = "plain"
    CLOSED = "closed"  # 'that's how I'd do it'


_WORD = re.compile(r"[\w'+#]+")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
LONGEST_CLAUSE = 12  # words


def bare_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


def ending_of(words: list[str], text: str) -> str:
    """Return how an English answer's words end."""
    if any(_ends_with(words, phrase) for phrase in CLOSING):
        return Ending.CLOSED
    if words[-1] in OPEN_WORDS or any(_ends_with(words, phrase) for phrase in OPEN_PHRASES):
        return Ending.OPEN
    said = text.rstrip()
    if said.endswith((",", ":", ";", "-", "—", "...", "…")) or list_unfinished(words) or clause_open(text):
        return Ending.HANGING
    if not said.endswith((".", "?", "!")):
        return Ending.UNMARKED
    return Ending.PLAIN


def list_unfinished(words: list[str]) -> bool:
    """Return whether a list was opened lately ('first …') and only its first item was said."""
    recent = words[-40:]
    openers = sum(word in ("first", "firstly") for word in recent)
    followers = sum(
        word in ("second", "secondly", "then", "next", "finally", "lastly", "third") for word in recent
    )
    return openers > 0 and followers == 0


def is_short(evidence: Evidence) -> bool:
    """Return whether hardly anything of an answer has been said, given what its question asks for."""
    least = SHORT_FOR_LONG_MS if evidence.expected_ms >= LONG_QUESTION_MS else SHORT_MS
    return evidence.speech_ms < least


def clause_open(text: str) -> bool:
    """Return whether the last sentence has only a subordinate clause ('If the table is big.')."""
    sentence = _SENTENCE_END.split(text.strip().rstrip(".?!… "))[-1]
    words = bare_words(sentence)
    if not words or words[0] not in SUBORDINATORS or len(words) > LONGEST_CLAUSE or "," in sentence:
        return False
    return not any(subject in SUBJECTS and verb in VERBS for subject, verb in pairwise(words[2:]))


def _ends_with(words: list[str], phrase: tuple[str, ...]) -> bool:
    return tuple(words[-len(phrase) :]) == phrase


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in text.strip().splitlines())


SUBORDINATORS = _words("if unless although though while whereas whenever")
# A subject and its verb further on in the sentence: the main clause is there.
SUBJECTS = _words("i you we they it that this")
VERBS = _words(
    """
    would will can could should might may must have need want get use do am are is was were
    go take make look think start try keep put
    """
)

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
