"""What was said where a point would have stood: the passage of an answer that comes nearest to it."""

import itertools
import re

from interviews.history import KeyPoint, TurnRecord

from ..answers.admission import admits
from ..answers.asides import explains_earlier_words, is_aside
from ..answers.misheard import is_misheard_swearing
from ..answers.passages import JOINING, SHORTEST, clauses, passages, stems
from ..evidence import Quote, Role, quote_at
from .quoting import last_question

# 'And you don't even need media queries?' rises like a question, and states.
_ASKS = re.compile(
    r"^\W*(?:(?:and|so|or|but|well|um|uh|then)\W+)*(?:is|are|was|were|do|does|did|can|could|may|should|would|"
    r"will|has|have|what|which|how|who|when|where|why)\b.*\?$",
    re.IGNORECASE,
)
LEAST_MATTER = 2  # words that carry matter, of a passage that says something


def omission(
    turn: TurnRecord, point: KeyPoint, taken: set[tuple[int, int]], *, asked_in: TurnRecord
) -> tuple[Quote, ...]:
    """Return what was said where the point would have stood, and the question. `taken` grows by it."""
    mine = frozenset(first for number, first in taken if number == turn.number)
    cut = nearest_passage(turn, to=f"{point.point} {point.probe}", taken=mine)
    if cut is None or not stems(_text(turn, cut)):
        return ()  # 'So yeah, I would do that' says nothing
    taken.add((turn.number, cut[0]))
    question = last_question(asked_in)
    instead = quote_at(turn, cut[0], cut[1], Role.INSTEAD)
    return (instead, question) if question else (instead,)


def where_it_is_taken_up(turn: TurnRecord, point: KeyPoint) -> Quote | None:
    """Return what a later answer says on the point."""
    cut = nearest_passage(turn, to=f"{point.point} {point.probe}")
    return quote_at(turn, *cut) if cut else None


def nearest_passage(
    turn: TurnRecord, *, to: str, taken: frozenset[int] = frozenset()
) -> tuple[int, int] | None:
    """Return the passage of the answer that shares most with `to`: a statement before a question, and an
    untaken and an earlier one first. Talk about the talk is none, nor is what somebody admits. Where nothing
    is shared it is how the answer begins: any other says no more of it, and may be what the speaker only
    turned down."""
    cuts = [
        cut
        for passage in passages(turn.words)
        if (cut := _beside_admissions(turn, passage)) is not None
        and not is_aside(_text(turn, cut))
        and not (cut[0] == 0 and explains_earlier_words(_text(turn, cut)))
        and not any(map(is_misheard_swearing, turn.words[cut[0] : cut[1] + 1]))
    ]
    if not cuts:
        return None
    wanted = stems(to)

    def closeness(cut: tuple[int, int]) -> tuple[bool, bool, int, int, int]:
        text = _text(turn, cut)
        matter = stems(text)
        shared = len(wanted & matter)
        return (
            not _ASKS.match(text),
            cut[0] not in taken,
            shared,
            len(matter) if shared else min(LEAST_MATTER, len(matter)),
            -cut[0],
        )

    return max(cuts, key=closeness)


def _beside_admissions(turn: TurnRecord, passage: tuple[int, int]) -> tuple[int, int] | None:
    """Return the longest run of the passage's clauses in which somebody admits nothing: 'I don't know, but
    I'd look at the logs' is about logs. None where it is a scrap."""
    first, last = passage
    cut = [(first + start, first + end) for start, end in clauses(turn.words[first : last + 1])]
    if not any(admits(_text(turn, clause)) for clause in cut):
        return passage
    runs = [
        (run[0][0], run[-1][1])
        for admitted, grouped in itertools.groupby(cut, lambda clause: admits(_text(turn, clause)))
        if not admitted and (run := list(grouped))
    ]
    first, last = max(runs, key=lambda run: run[1] - run[0], default=(0, -1))
    first += turn.words[first].text.casefold() in JOINING
    return (first, last) if last - first + 1 >= SHORTEST else None


def _text(turn: TurnRecord, cut: tuple[int, int]) -> str:
    return " ".join(word.text for word in turn.words[cut[0] : cut[1] + 1])
