"""Where a quote stands, and whether it may be shown: nothing without verified evidence leaves this app.

A piece of evidence is a run of words of one answer. It counts only when it stands there word for word, when
its time is that of its first word, and when it lies among the words that the claim rests on. The same checks
hold for evidence of our own findings and for whatever a language model returns.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from interviews.history import InterviewRecord, Span, TurnRecord, Word, is_guessed, locate, text_of

# What a text puts between quotation marks: somebody's own words.
QUOTED = re.compile(r"[“\"«]([^”\"»]+)[”\"»]")
# A model gives times to the second ("4:12"); what is stored is always the word's own time.
TIME_TOLERANCE_MS = 1000
MOST_GUESSED = 0.25  # of the words of a quote that is clear
# Under this the recogniser is no surer of a word than of its being another.
UNSURE = 0.5


OVERLAP = 0.8  # of the shorter of two quotes, from which on they are the same words


class Role(StrEnum):
    """What a piece of evidence is to its claim."""

    SAID = "said"
    INSTEAD = "instead"  # what was said where something else was expected
    ASKED = "asked"  # the interviewer's question
    PAUSE = "pause"  # the words around a pause


class Quote(msgspec.Struct, frozen=True):
    """One piece of evidence. `first` to `last`, both included, are indexes into the words of the answer, or
    of the interviewer's text where the role is ASKED. Times are milliseconds from the interview's start."""

    turn: int
    role: Role
    first: int
    last: int
    text: str
    start_ms: int
    end_ms: int
    unsure: tuple[int, ...] = ()  # which of its words, from 0, were hard to hear


def overlap(one: Quote, other: Quote) -> bool:
    """Return whether one quote lies in the other, or nearly so."""
    if one.turn != other.turn:
        return False
    shared = min(one.last, other.last) - max(one.first, other.first) + 1
    return shared > OVERLAP * (min(one.last - one.first, other.last - other.first) + 1)


class Fault(StrEnum):
    """Why a piece of evidence does not count."""

    NO_SUCH_ANSWER = "no_such_answer"
    NOT_THERE = "not_there"  # these words do not stand there in one piece
    WRONG_TIME = "wrong_time"
    WRONG_PLACE = "wrong_place"  # they were said, but the claim does not rest on them


def asked_words(turn: TurnRecord) -> tuple[Word, ...]:
    """Return the interviewer's text as words that share its time: nobody times the interviewer's words."""
    return tuple(Word(part, turn.said_ms, turn.said_ms) for part in turn.said.split())


def words_of(turn: TurnRecord, role: Role) -> tuple[Word, ...]:
    return asked_words(turn) if role is Role.ASKED else turn.words


def quote_at(turn: TurnRecord, first: int, last: int, role: Role = Role.SAID) -> Quote:
    """Return the quote of these words. Raises IndexError outside the answer."""
    words = words_of(turn, role)
    if not 0 <= first <= last < len(words):
        raise IndexError(f"words {first} to {last} of {len(words)}")
    run = words[first : last + 1]
    # Who has corrected an answer has looked at every word.
    looked_at = role is Role.ASKED or turn.typed or turn.corrected_at is not None
    unsure = () if looked_at else tuple(at for at, word in enumerate(run) if word.confidence < UNSURE)
    return Quote(turn.number, role, first, last, text_of(run), run[0].start_ms, run[-1].end_ms, unsure)


def is_clear(quote: Quote, turn: TurnRecord) -> bool:
    """Return whether the recogniser was sure of most of the words: what it guessed is nothing to dwell on."""
    words = words_of(turn, quote.role)[quote.first : quote.last + 1]
    return sum(map(is_guessed, words)) <= MOST_GUESSED * len(words)


def place(found: Span, turn: TurnRecord, role: Role = Role.SAID) -> Quote | None:
    """Return the quote that an analyst's span stands for, by its words where its indexes are off; or None."""
    words = turn.words
    if 0 <= found.first <= found.last < len(words):
        here = words[found.first : found.last + 1]
        if locate(found.quote, here) is not None or found.quote == text_of(here):
            return quote_at(turn, found.first, found.last, role)
    elsewhere = locate(found.quote, words)
    return quote_at(turn, elsewhere.first, elsewhere.last, role) if elsewhere else None


def fault_of(
    quote: Quote, *, record: InterviewRecord, relied_on: Sequence[Quote], tolerance_ms: int = 0
) -> Fault | None:
    """Return why the quote does not count, or None. `relied_on` is what its claim rests on."""
    turn = next((turn for turn in record.turns if turn.number == quote.turn), None)
    if turn is None:
        return Fault.NO_SUCH_ANSWER
    words = words_of(turn, quote.role)
    if not 0 <= quote.first <= quote.last < len(words):
        return Fault.NOT_THERE
    run = words[quote.first : quote.last + 1]
    stands = locate(quote.text, run)
    if stands is None or _count(quote.text) != _count(text_of(run)):
        return Fault.NOT_THERE
    if abs(quote.start_ms - run[0].start_ms) > tolerance_ms:
        return Fault.WRONG_TIME
    if not any(_within(quote, basis) for basis in relied_on):
        return Fault.WRONG_PLACE
    return None


def find(text: str, *, at_ms: int, record: InterviewRecord, relied_on: Sequence[Quote]) -> Quote | Fault:
    """Return where a claim's words hold this text at this time, or what is wrong with it.

    This is how a quote in somebody else's prose is checked: it must stand in one piece among the words that
    the claim relies on, with a time within TIME_TOLERANCE_MS of its first word.
    """
    stands = [quote for basis in relied_on for quote in _occurrences(text, basis, record)]
    if stands:
        nearest = min(stands, key=lambda quote: abs(quote.start_ms - at_ms))
        return nearest if abs(nearest.start_ms - at_ms) <= TIME_TOLERANCE_MS else Fault.WRONG_TIME
    said_elsewhere = any(locate(text, turn.words) for turn in record.turns)
    return Fault.WRONG_PLACE if said_elsewhere else Fault.NOT_THERE


def verified(quotes: Iterable[Quote], *, record: InterviewRecord) -> tuple[Quote, ...]:
    """Return those of the quotes that stand in the transcript where they say."""
    return tuple(quote for quote in quotes if fault_of(quote, record=record, relied_on=[quote]) is None)


def _occurrences(text: str, basis: Quote, record: InterviewRecord) -> Iterator[Quote]:
    turn = next((turn for turn in record.turns if turn.number == basis.turn), None)
    words = words_of(turn, basis.role) if turn else ()
    first = basis.first
    while turn is not None and (stands := locate(text, words[first : basis.last + 1])) is not None:
        yield quote_at(turn, first + stands.first, first + stands.last, basis.role)
        first += stands.first + 1


def _within(quote: Quote, basis: Quote) -> bool:
    return (
        quote.turn == basis.turn
        and (quote.role is Role.ASKED) == (basis.role is Role.ASKED)
        and basis.first <= quote.first
        and quote.last <= basis.last
    )


def _count(text: str) -> int:
    return len(text.split())
