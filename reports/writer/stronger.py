"""A stronger version of an answer without a model: its own sentences, whole, as one answer, the one that says
what it comes down to first."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from interviews.history import Span, TurnRecord

from ..admission import MADE, admission
from ..asides import is_aside, takes_back, thinks_aloud, without_asides
from ..asked import Asked
from ..evidence import quote_at
from ..misheard import is_misheard_swearing
from ..passages import sentences, stems

LONGEST_VERSION = 12  # sentences
LEAST_SENTENCES = 2
SHORTEST_SENTENCE = 4  # words
_THESIS = re.compile(
    r"\b(?:(?:it|this|that|everything|all of it) (?:all )?comes? down to|the (?:main|key|most important|"
    r"crucial) (?:thing|point|idea|part|question)|in short|bottom line|the short answer)\b",
    re.IGNORECASE,
)
# What begins with one of these is about the sentence before it.
_LEANS = re.compile(
    r"^(?:and|but|or|because|then|after that|that|this|it|it's|they|these|those|there|otherwise|which|also|"
    r"he|she|no|the other|for example|instead|what (?:actually )?happened|most|none|both|each|"
    r"if (?:it|not))\b",
    re.IGNORECASE,
)


# Notes between dashes and arrows are no prose, and their line breaks are not kept.
_NOTES = re.compile(r"(?:^|\s)(?:[-*•–—→]|[-=]>)\s")
# With more words than this that were hard to hear, a version reads like somebody else's.
MOST_UNSURE = 2


class _Sentence(msgspec.Struct, frozen=True):
    text: str
    unsure: int  # words that were hard to hear
    is_thesis: bool  # says what the answer comes down to
    makes_point: bool


Block = list[_Sentence]  # said one after the other, and kept so


def in_order(asked: Asked) -> str:
    """Return the candidate's own sentences as one better answer: the one that says what it comes down to
    stands first, and what was no part of it, or said before, is gone, as are fillers. '' where that changes
    no more than the seams, where it was notes, or where too much was hard to hear."""
    if any(turn.typed and _NOTES.search(turn.answer) for turn in asked.answered):
        return ""
    said: list[Block] = []
    goes = spoken = 0
    for turn in asked.answered:
        if admission(turn) is not None:
            continue
        new = [block for block in _blocks(turn) if not _is_in(said, block)]
        goes += any(sentence.makes_point for block in new for sentence in block)
        spoken += len(sentences(turn.words))
        said += new
    better = sorted(said, key=lambda block: not block[0].is_thesis)
    kept = [sentence for block in better for sentence in block]
    moved, joined = better != said, goes > 1 and len(kept) < spoken
    if not (moved or joined) or not LEAST_SENTENCES <= len(kept) <= LONGEST_VERSION:
        return ""
    if sum(sentence.unsure for sentence in kept) > MOST_UNSURE:
        return ""
    return " ".join(sentence.text for sentence in kept)


def _blocks(turn: TurnRecord) -> Iterator[Block]:
    """Yield the sentences that can stand in a better answer; with one that cannot, all go that lean on it."""
    block: Block = []
    whole = True
    for first, last in sentences(turn.words):
        before = turn.words[first - 1].text if first else ""
        if not before.endswith("?") and takes_back(_spoken(turn, first, last)):
            block, whole = block[:-1], False
            continue
        sentence = _sentence(turn, first, last)
        if sentence is None or (_LEANS.match(sentence.text) and not whole):
            whole = False
            continue
        if block and not _LEANS.match(sentence.text):
            yield block
            block = []
        block.append(sentence)
        whole = True
    if block:
        yield block


def _sentence(turn: TurnRecord, first: int, last: int) -> _Sentence | None:
    """Return what may stand in the version; None for talk about the talk, scraps and wrong beliefs."""
    content = turn.content
    spoken = _spoken(turn, first, last)
    text = without_asides(_clean(turn, first, last)).strip(" ,;-–")
    # A recogniser ends a sentence where somebody only breathes in; who types means it.
    text = _written(text if turn.typed else _STOP_INSIDE.sub(", ", text))
    points = content.points if content else ()
    wrong = [span for point in points if point.misconception for span in point.evidence]
    if len(text.split()) < SHORTEST_SENTENCE or _any_in(wrong, first, last):
        return None
    if is_aside(spoken) or thinks_aloud(spoken):
        return None
    if any(map(is_misheard_swearing, turn.words[first : last + 1])):
        return None
    made = [span for point in points if point.verdict in MADE for span in point.evidence]
    quote = quote_at(turn, first, last)
    unsure = sum(bool(stems(turn.words[first + at].text)) for at in quote.unsure)
    return _Sentence(text, unsure, _THESIS.search(text) is not None, _any_in(made, first, last))


def _spoken(turn: TurnRecord, first: int, last: int) -> str:
    return " ".join(word.text for word in turn.words[first : last + 1])


def _any_in(spans: Iterable[Span], first: int, last: int) -> bool:
    return any(first <= span.last and span.first <= last for span in spans)


def _is_in(blocks: Sequence[Block], block: Block) -> bool:
    """Return whether this was said before, in much the same words."""
    mine = _stems(block)
    return any(len(mine & _stems(other)) > 0.7 * len(mine) for other in blocks)


def _stems(block: Block) -> frozenset[str]:
    return stems(" ".join(sentence.text for sentence in block))


def _clean(turn: TurnRecord, first: int, last: int) -> str:
    """Return the sentence without filled pauses, filler words and repeats."""
    dropped: set[int] = set()
    for item in turn.delivery.disfluencies if turn.delivery else ():
        if item.kind in ("filled_pause", "lexical_filler", "repeat", "restart"):
            dropped.update(range(item.span.first, item.span.last + 1))
    return " ".join(turn.words[index].text for index in range(first, last + 1) if index not in dropped)


_STOP_INSIDE = re.compile(r"(?<=\w\w)(?:\.+|…) (?=[a-z])")


def _written(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".?!" else text + "."
