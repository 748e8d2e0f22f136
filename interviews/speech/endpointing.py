"""Is the answer over? A pure decision over the sound, the words, and what the question asks for.

The silence that ends a turn is not fixed: `wait_ms` says how long to wait, given what is known so far. That
is put together as log odds: how finished it sounds (Smart Turn), whether the recogniser took the last word
for the end of a sentence (sound and words), whether the words are a whole sentence (syntax.py), how much has
been said. Words that nobody ends on, and words that hand over, decide alone (endings.py).
"""

import math
from functools import lru_cache
from typing import Protocol

import msgspec

from .endings import Ending, ending_of
from .syntax import bare_words, completeness

# The usual recipe, kept to measure ours against: ask Smart Turn in a pause's first moments and at 500 ms.
RECIPE_ASKS_MS = (96, 500)
QUICK_MS = 224
FORCED_MS = 1_500

# Ours. A model's first token takes about 300 ms and is asked for as soon as the words are known, at about
# 300 ms: told at 480 to 608 ms a likely end is answered hardly later than at once, and a shorter pause is
# never cut into. Smart Turn is asked once the words are known: before, it slows their recognition and what is
# made of them on two cores.
ASKS_MS = (384, 480)
SURE_MS, LIKELY_MS = 480, 608
# How much later they are told where the reply is at hand, and needs no model's 300 ms: the first word still
# comes within 800 ms, and fewer breaths between two sentences are cut into.
AT_HAND_MS = 136
# Smart Turn has so long to say how it sounds, wherever the words alone would do.
UNHEARD_MS = 704
# A decision above RECOGNISED_MS counts as forced: such a silence ends any turn.
RECOGNISED_MS = 750
UNLIKELY_MS = 2_000
SLOWEST_MS = 2_400
HANGING_MS = 2_600
OPEN_MS = 3_500
NOTHING_MS = 4_000

# Log odds from which an end is sure, and likely; at NO_END and below the wait is the longest.
SURE = 1.8
LIKELY = 1.2
NO_END = -1.0
# The weight of each piece of evidence, itself in log odds. Rounded from logistic regressions over recordings
# with marked ends, each recording left out in turn; Smart Turn is given more than read speech would, since it
# is better on spontaneous speech.
SOUND, CLOSED, SYNTAX, LENGTH = 0.25, 0.5, 0.35, 0.8
# Once may be chance, and patience costs the end two seconds. Who went on twice behind a finished sentence
# does so behind the next.
PATIENT_AFTER = 2
# One estimate is never believed more than this.
MOST = 3.9
MARKED = 1.4  # a recogniser that does not tell wrote a mark at the end of a sentence
# Speech that is neither short nor long for an answer: to any question, and to one that wants minutes.
TYPICAL_MS = 4_500
TYPICAL_FOR_LONG_MS = 6_000
# Past this an answer is no likelier to end the longer it gets.
LEAST_MS, MOST_MS = 1_000, 10_000
LONG_QUESTION_MS = 120_000
# Hardly anyone has answered in less speech than this, however finished it sounds.
SHORT_MS = 2_000
SHORT_FOR_LONG_MS = 6_000
SENTENCE_MARKS = (".", "?", "!", "。")


class Evidence(msgspec.Struct, frozen=True):
    """What is known in a pause."""

    sounds: tuple[float, ...]  # how finished the turn sounds, 0 to 1, each time that Smart Turn was asked
    text: str  # the whole answer so far, joined parts included
    speech_ms: int  # how long the candidate has spoken in this answer
    closed: float | None = None  # the recogniser's probability that a sentence ends here (port.Heard)
    hesitates: bool = False  # an um was heard last, and not written (port.Heard)
    expected_ms: int = 0  # how long an answer to this question takes; 0 when nobody knows
    english: bool = True
    cut_in: int = 0  # how often an end of this answer was told already, and was none


class Decision(msgspec.Struct, frozen=True):
    """End the turn after `wait_ms` of silence; `forced` means because of the silence alone.

    `may_be_over`: the words could be an end, so a model may be asked now and its reply held.
    """

    wait_ms: int
    forced: bool
    may_be_over: bool = False


class EndOfTurn(Protocol):
    """`ask_ms`: at which silences Smart Turn is asked how finished the turn sounds."""

    ask_ms: tuple[int, ...]

    def decide(self, evidence: Evidence) -> Decision: ...


class SmartTurnAlone:
    """The recipe without words: what ours is measured against."""

    ask_ms: tuple[int, ...] = RECIPE_ASKS_MS

    def decide(self, evidence: Evidence) -> Decision:
        if evidence.sounds and evidence.sounds[-1] > 0.5:
            return Decision(QUICK_MS, forced=False)
        return Decision(FORCED_MS, forced=True)


class SoundAndWords:
    """Smart Turn, the recogniser and the words, weighed together; `at_hand`: the reply needs no model."""

    ask_ms: tuple[int, ...] = ASKS_MS

    def __init__(self, *, at_hand: bool = False) -> None:
        self._later_ms = AT_HAND_MS if at_hand else 0

    def decide(self, evidence: Evidence) -> Decision:
        return _weigh(evidence, self._later_ms)


# Asked with every frame of a pause, in which the evidence changes a few times.
@lru_cache(maxsize=64)
def _weigh(evidence: Evidence, later_ms: int) -> Decision:
    if not bare_words(evidence.text):
        return Decision(NOTHING_MS, forced=True)
    ending = ending_of(evidence.text) if evidence.english else Ending.PLAIN
    if evidence.hesitates:
        ending = Ending.OPEN
    match ending:
        case Ending.OPEN:
            return Decision(OPEN_MS, forced=True)
        case Ending.CLOSED:
            return Decision(QUICK_MS, forced=False, may_be_over=True)
        case Ending.HANGING:
            return Decision(HANGING_MS, forced=True)
    odds = log_odds(evidence)
    # Asked for nothing a reply costs a call; asked late it costs the candidate's patience.
    if is_short(evidence):
        return Decision(UNLIKELY_MS, forced=True, may_be_over=odds > NO_END)
    if odds >= LIKELY and evidence.cut_in < PATIENT_AFTER:
        wait_ms = later_ms + _between(SURE_MS, LIKELY_MS, (SURE - odds) / (SURE - LIKELY))
        if not evidence.sounds:
            wait_ms = max(wait_ms, UNHEARD_MS)
        return Decision(wait_ms, forced=False, may_be_over=True)
    wait_ms = _between(UNLIKELY_MS, SLOWEST_MS, (LIKELY - odds) / (LIKELY - NO_END))
    return Decision(wait_ms, forced=True, may_be_over=odds > NO_END)


def _between(shortest_ms: int, longest_ms: int, doubt: float) -> int:
    return shortest_ms + round(min(1.0, max(0.0, doubt)) * (longest_ms - shortest_ms))


def log_odds(evidence: Evidence) -> float:
    """Return the evidence that the answer is over, as log odds; 0 tells nothing."""
    sounds = [_logit(sound) for sound in evidence.sounds]
    sound = sum(sounds) / len(sounds) if sounds else 0.0
    if evidence.closed is not None:
        closed = _logit(evidence.closed)
    else:
        closed = MARKED if evidence.text.rstrip().endswith(SENTENCE_MARKS) else 0.0
    syntax = completeness(evidence.text) if evidence.english else 0.0
    typical_ms = TYPICAL_FOR_LONG_MS if wants_long(evidence) else TYPICAL_MS
    length = math.log(min(max(evidence.speech_ms, LEAST_MS), MOST_MS) / typical_ms)
    return SOUND * sound + CLOSED * closed + SYNTAX * syntax + LENGTH * length


def is_short(evidence: Evidence) -> bool:
    """Return whether hardly anything of an answer has been said, given what its question asks for."""
    return evidence.speech_ms < (SHORT_FOR_LONG_MS if wants_long(evidence) else SHORT_MS)


def wants_long(evidence: Evidence) -> bool:
    return evidence.expected_ms >= LONG_QUESTION_MS


def _logit(probability: float) -> float:
    odds = max(probability, 1e-6) / max(1 - probability, 1e-6)
    return min(MOST, max(-MOST, math.log(odds)))
