"""A sign of depth beside a strength: a number, a price or a case that belongs to the words of its point."""

from collections.abc import Iterable, Sequence

import msgspec

from interviews.history import TurnRecord

from . import accounts
from .admission import MADE
from .evidence import Quote, overlap, place, quote_at
from .findings import Finding
from .misheard import is_misheard_swearing
from .passages import SHORTEST, clauses, sentences
from .quoting import DANGLING, LONGEST_QUOTE, shortened

FARTHEST = 40  # words between the two


def with_depth(finding: Finding, turns: Sequence[TurnRecord], told: set[Quote]) -> Finding:
    """Return the strength with a sign of depth beside its words, if there is one that no other has. `told`
    grows by it."""
    turn = next(turn for turn in turns if turn.number == finding.turn)
    for sign in turn.content.depth if turn.content else ():
        found = place(sign.span, turn)
        if found is None or (accounts.is_account(turn.question) and sign.kind == "example"):
            continue  # a story is one from its first word on
        quote = shortened(_whole(found, turn), turn)
        if quote not in told and _may_stand(quote, turn) and _belongs(quote, finding, turn):
            told.add(quote)
            return msgspec.structs.replace(
                finding, evidence=(*finding.evidence, quote), sign=sign.kind, rank=finding.rank * 1.2
            )
    return finding


def _may_stand(quote: Quote, turn: TurnRecord) -> bool:
    words = turn.words[quote.first : quote.last + 1]
    if any(map(is_misheard_swearing, words)) or words[-1].text.casefold().strip(",;:") in DANGLING:
        return False
    return not (accounts.is_account(turn.question) and accounts.was_not_done(quote.text))


def _belongs(quote: Quote, finding: Finding, turn: TurnRecord) -> bool:
    """Tell whether the sign is about what the finding shows: it stands in the same sentence, or begins the
    next, and no other point rests on it."""
    shown = [(each.first, each.last) for each in finding.evidence]
    if any(first <= quote.last and quote.first <= last for first, last in shown):
        return False
    if min(abs(quote.first - last) for _, last in shown) > FARTHEST:
        return False
    cut = sentences(turn.words)
    here = [
        at for at, (start, end) in enumerate(cut) for first, last in shown if first <= end and start <= last
    ]
    at = next(number for number, (_, end) in enumerate(cut) if quote.first <= end)
    begins = quote.first - cut[at][0] < SHORTEST  # behind no more than 'for example' or 'um, so'
    if at not in here and not (at == here[-1] + 1 and begins):
        return False
    mine, others = _rested_on(turn, finding.key_point)
    return _is_among(quote, mine) or not _is_among(quote, others)


def _rested_on(turn: TurnRecord, key_point: str) -> tuple[list[Quote], list[Quote]]:
    """Return the words that the point rests on, and those of the other points."""
    mine: list[Quote] = []
    others: list[Quote] = []
    for judgement in turn.content.points if turn.content else ():
        if judgement.verdict in MADE:
            placed = [place(words, turn) for words in judgement.evidence]
            (mine if judgement.key_point == key_point else others).extend(filter(None, placed))
    return mine, others


def _is_among(quote: Quote, words: Iterable[Quote]) -> bool:
    return any(overlap(quote, each) for each in words)


def _whole(quote: Quote, turn: TurnRecord) -> Quote:
    """Return the quote from the beginning of its first clause to the end of its last, where that is no longer
    than one reads."""
    touched = [cut for cut in clauses(turn.words) if cut[0] <= quote.last and quote.first <= cut[1]]
    first, last = touched[0][0], touched[-1][1]
    return quote if last - first >= LONGEST_QUOTE else quote_at(turn, first, last, quote.role)
