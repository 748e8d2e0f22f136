"""A sign of depth beside a strength: a number, a price or a case that belongs to the words of its point."""

from collections.abc import Iterable, Sequence

import msgspec

from interviews.history import TurnRecord

from ..answers.admission import MADE
from ..answers.misheard import is_misheard_swearing
from ..answers.passages import LONGEST_QUOTE, SHORTEST, clauses, sentences, stems
from ..evidence import Quote, overlap, place, quote_at
from . import accounts
from .finding import Finding
from .quoting import DANGLING, shortened

KINDS = ("trade_off", "number", "example", "failure_case")
NEAREST, FARTHEST = 3, 40  # words between the two, of which the sign has none or some of the point's own


def with_depth(finding: Finding, turns: Sequence[TurnRecord], told: set[Quote]) -> Finding:
    """Return the strength with a sign of depth beside its words, if there is one that no other has. `told`
    grows by it."""
    turn = next(turn for turn in turns if turn.number == finding.turn)
    for sign in turn.content.depth if turn.content else ():
        found = place(sign.span, turn) if sign.kind in KINDS else None
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
    next, no other point rests on it, and it is of the point's own matter or right beside its words."""
    shown = [(each.first, each.last) for each in finding.evidence]
    if any(first <= quote.last and quote.first <= last for first, last in shown):
        return False
    between = min(max(quote.first - last, first - quote.last) - 1 for first, last in shown)
    if between > (FARTHEST if stems(quote.text) & _matter(turn, finding) else NEAREST):
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


def _matter(turn: TurnRecord, finding: Finding) -> frozenset[str]:
    points = turn.question.key_points if turn.question else ()
    mine = (point for point in points if point.slug == finding.key_point)
    return stems(" ".join(way for point in mine for way in (point.point, *point.paraphrases, *point.partial)))


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
    """Return the quote from the beginning of its first clause to the end of its last, or of the sentence if
    that clause doesn't stand alone; as it is, where that is longer than one reads."""
    touched = [cut for cut in clauses(turn.words) if cut[0] <= quote.last and quote.first <= cut[1]]
    first, last = touched[0][0], touched[-1][1]
    if accounts.is_subordinate(turn.words[first].text):
        last = next(end for _, end in sentences(turn.words) if end >= last)
    return quote if last - first >= LONGEST_QUOTE else quote_at(turn, first, last, quote.role)
