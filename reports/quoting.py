"""Which words a finding shows: what was said, what stands in the place of a point, and what was asked."""

from collections.abc import Iterable

from interviews.history import ContentJudgement, KeyPoint, PointJudgement, TurnRecord

from .evidence import Quote, Role, place, quote_at
from .passages import nearest_passage

# A quote is read in the margin; the analyst may rely on more words than one reads there.
LONGEST_QUOTE = 45


def quotes_for(turn: TurnRecord, judgement: PointJudgement) -> tuple[Quote, ...]:
    found = [place(span, turn) for span in judgement.evidence]
    return tuple(shortened(quote, turn) for quote in found if quote is not None)[:2]


def shortened(quote: Quote, turn: TurnRecord) -> Quote:
    if quote.last - quote.first < LONGEST_QUOTE:
        return quote
    return quote_at(turn, quote.first, quote.first + LONGEST_QUOTE - 1, quote.role)


def omission(
    turn: TurnRecord, point: KeyPoint, taken: set[tuple[int, int]], *, asked_in: TurnRecord
) -> tuple[Quote, ...]:
    """Return what was said where the point would have stood, and the question. `taken` grows by it."""
    mine = frozenset(first for number, first in taken if number == turn.number)
    cut = nearest_passage(turn, to=f"{point.point} {point.probe}", taken=mine)
    if cut is None:
        return ()
    taken.add((turn.number, cut[0]))
    question = last_question(asked_in)
    instead = quote_at(turn, cut[0], cut[1], Role.INSTEAD)
    return (instead, question) if question else (instead,)


def where_it_is_taken_up(turn: TurnRecord, point: KeyPoint) -> Quote | None:
    """Return what a later answer says on the point."""
    cut = nearest_passage(turn, to=f"{point.point} {point.probe}")
    return quote_at(turn, *cut) if cut else None


def last_question(turn: TurnRecord) -> Quote | None:
    """Return the last sentence that the interviewer asked."""
    words = turn.said.split()
    if not words:
        return None
    ends = [index for index, word in enumerate(words[:-1]) if word.rstrip("\"'”’")[-1:] in ".?!"]
    return quote_at(turn, ends[-1] + 1 if ends else 0, len(words) - 1, Role.ASKED)


def depth_beside(turn: TurnRecord, beside: Iterable[Quote]) -> tuple[str, Quote] | None:
    """Return (kind, quote) of a sign of depth in the same answer, outside what is quoted already."""
    content: ContentJudgement | None = turn.content
    quoted = [(quote.first, quote.last) for quote in beside]
    for sign in content.depth if content else ():
        quote = place(sign.span, turn)
        if quote is None or any(first <= quote.last and quote.first <= last for first, last in quoted):
            continue
        if min(abs(quote.first - last) for _, last in quoted) <= 40:
            return (sign.kind, shortened(quote, turn))
    return None
