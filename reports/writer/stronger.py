"""A stronger version of an answer without a model: its own sentences, whole, with the main one first."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from interviews.history import TurnRecord

from ..asides import is_aside, without_asides
from ..asked import Asked
from ..passages import sentences, stems

LONGEST_VERSION = 8  # sentences
LEAST_SENTENCES = 2
SHORTEST_SENTENCE = 4  # words
# What begins with one of these is about the sentence before it.
_LEANS = re.compile(
    r"^(?:and|but|or|because|then|after that|that|this|it|it's|they|these|those|there|otherwise|which|also|"
    r"he|she|the other|for example|instead|what (?:actually )?happened|most|none|both|each|if (?:it|not))\b",
    re.IGNORECASE,
)

# 'Flexbox I'd use inside the card' claims something, and is not what the answer comes down to.
_CHOICE = re.compile(r"\bi(?:'d| would)\b|\bthere are\b", re.IGNORECASE)


class _Sentence(msgspec.Struct, frozen=True):
    text: str
    kinds: frozenset[str]  # of structure


Block = list[_Sentence]  # said one after the other, and kept so


def in_order(asked: Asked) -> str:
    """Return the candidate's own sentences, where the one that says what it comes down to did not stand first
    or the summary not last; without fillers and talk about the talk. '' where that changes nothing."""
    said: list[Block] = []
    for turn in asked.answered:
        said += [block for block in _blocks(turn) if not _is_in(said, block)]
    claims = [block for block in said if _has(block, "claim")][:1]
    closing = [block for block in said if _has(block, "summary") and block not in claims][-1:]
    rest = [block for block in said if block not in claims and block not in closing]
    better = [*claims, *rest, *closing]
    texts = [sentence.text for block in better for sentence in block]
    if better == said or not LEAST_SENTENCES <= len(texts) <= LONGEST_VERSION:
        return ""
    return " ".join(texts)


def _blocks(turn: TurnRecord) -> Iterator[Block]:
    """Yield the sentences that can stand in a better answer; with one that cannot, all go that lean on it."""
    block: Block = []
    whole = True
    for first, last in sentences(turn.words):
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
    spoken = " ".join(word.text for word in turn.words[first : last + 1])
    text = _written(without_asides(_clean(turn, first, last)))
    wrong = (
        span
        for point in (content.points if content else ())
        if point.misconception
        for span in point.evidence
    )
    if (
        len(text.split()) < SHORTEST_SENTENCE
        or is_aside(spoken)
        or any(first <= span.last and span.first <= last for span in wrong)
    ):
        return None
    signs = (sign for sign in (content.structure if content else ()) if first <= sign.span.first <= last)
    kinds = frozenset(sign.kind for sign in signs if not _CHOICE.search(sign.span.quote))
    return _Sentence(text, kinds)


def _has(block: Block, kind: str) -> bool:
    return any(kind in sentence.kinds for sentence in block)


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


# A recogniser ends a sentence where somebody only breathes in.
_STOP_INSIDE = re.compile(r"(?<=\w\w)(?:\.+|…) (?=[a-z])")


def _written(text: str) -> str:
    text = _STOP_INSIDE.sub(", ", text.strip(" ,;-–"))
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".?!" else text + "."
