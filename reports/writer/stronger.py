"""A stronger version of an answer without a model: its own sentences, whole, as one answer, the one that says
what it comes down to first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from interviews.history import Span, TurnRecord, Verdict, corrected_figures, span

from ..answers.admission import MADE, admission, admits
from ..answers.asides import explains_earlier_words, is_aside, without_asides
from ..answers.asked import Asked, was_added
from ..answers.corrections import (
    corrected,
    is_a_sentence,
    named_as_wrong,
    takes_back,
    takes_back_earlier,
    thinks_aloud,
)
from ..answers.misheard import is_misheard_swearing
from ..answers.passages import sentences, stems
from ..answers.probed import asked_about, judged, surely_made
from ..evidence import quote_at
from ..findings.accounts import is_account

LONGEST_VERSION = 12  # sentences
LEAST_SENTENCES = 2
LEAST_LANDED = 2  # points: whose answer has fewer is better served by what is still open
# Where fewer of the sentences make a point, those that make none are as often wrong or beside the question as
# they add something.
ON_POINT = 2 / 3
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
    r"if (?:it|not)|without (?:it|that|them))\b",
    re.IGNORECASE,
)
# Behind a scrap, which is left out, this speaks of what that named: 'The old one. We moved it as it was.'
_SPEAKS_OF_IT = re.compile(
    r"^(?:so |well,? )?(?:i|we|you|they)(?:'d|'ll|'ve)? (?:\w+ ){1,3}?(?:it|them|that|this|those|these)"
    r"(?=[.,;!]| (?:as|in|on|for|to|into|with|every|again|at|over|any|and|or|but|when|until|once)\b)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile("[,;:]")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
ALIKE = 0.7  # share of stems from which on two sentences say much the same
# Notes between dashes and arrows are no prose, and their line breaks are not kept.
_NOTES = re.compile(r"(?:^|\s)(?:[-*•–—→]|[-=]>)\s")
# With more words than this that were hard to hear, a version reads like somebody else's.
MOST_UNSURE = 2


# A long answer whose words of matter are to no more than this the question's.
LEAST_TO_STRAY, STRAYS = 12, 0.2


class _Sentence(msgspec.Struct, frozen=True):
    text: str
    unsure: int  # words that were hard to hear
    is_thesis: bool  # says what the answer comes down to
    points: frozenset[str]  # key points that it makes, all or a part of each


Block = list[_Sentence]  # said one after the other, and kept so


def in_order(asked: Asked) -> str:
    """Return the candidate's own sentences as one better answer: the one that says what it comes down to
    stands first, and what was no part of it, or said before, is gone, as are fillers. '' where little landed,
    where that changes no more than the seams or loses a point that landed, where it was notes, where too much
    was hard to hear, or where nobody can tell what was taken back."""
    withdrawn, landed = _withdrawn(asked), _landed(asked)
    notes = any(turn.typed and _NOTES.search(turn.answer) for turn in asked.answered)
    if withdrawn is None or notes or len(landed) < LEAST_LANDED:
        return ""
    said: list[Block] = []
    made: set[str] = set()
    goes = spoken = 0
    for turn, blocks in _usable(asked, withdrawn):
        new = [block for block in blocks if not _is_in(said, block)]
        made.update(*map(_points, blocks))
        goes += any(map(_points, new))
        spoken += len(sentences(turn.words))
        said += new
    to_the_point = said if is_account(asked.question) else _to_the_point(said)
    better = sorted(to_the_point, key=lambda block: not block[0].is_thesis)
    kept = [sentence for block in better for sentence in block]
    moved, joined = better != to_the_point, goes > 1 and len(kept) < spoken
    if not (moved or joined) or not LEAST_SENTENCES <= len(kept) <= LONGEST_VERSION:
        return ""
    if sum(sentence.unsure for sentence in kept) > MOST_UNSURE or not made.issuperset(landed):
        return ""
    return " ".join(sentence.text for sentence in kept)


def _to_the_point(said: Sequence[Block]) -> list[Block]:
    """Return the blocks, of an answer that says much beside its points those alone that make one."""
    all_said = [sentence for block in said for sentence in block]
    on_point = sum(bool(sentence.points) for sentence in all_said)
    if on_point >= ON_POINT * len(all_said):
        return list(said)
    return [block for block in said if _points(block) or block[0].is_thesis]


def usable(asked: Asked) -> str:
    """Return what may stand in a better answer, in the order in which it was said: no talk about the talk, no
    wrong belief, nothing that was taken back. '' where nobody can tell what was."""
    withdrawn = _withdrawn(asked)
    if withdrawn is None:
        return ""
    kept = (block for _turn, blocks in _usable(asked, withdrawn) for block in blocks)
    return " ".join(sentence.text for block in kept for sentence in block)


def voices_a_wrong_belief(text: str, asked: Asked) -> bool:
    """Return whether a sentence of the text says much the same as words that voice a wrong belief."""
    points = (point for turn in asked.answered if turn.content for point in turn.content.points)
    beliefs = [stems(words.quote) for point in points if point.misconception for words in point.evidence]
    said = [stems(sentence) for sentence in _SENTENCE_END.split(text)]
    return any(len(belief & one) > ALIKE * len(belief) for belief in beliefs for one in said)


def _usable(
    asked: Asked, withdrawn: Mapping[int, Sequence[Span]]
) -> Iterator[tuple[TurnRecord, list[Block]]]:
    for turn in asked.answered:
        if admission(turn) is None and not _strays(turn):
            yield turn, _helpful(asked, turn, _blocks(asked, turn, wrong=withdrawn.get(turn.number, ())))


def _strays(turn: TurnRecord) -> bool:
    """Tell whether an answer is about something else: it makes no point and has few of the question's words.

    That few have 2 of a hundred long training answers, bluffs nearly all, and 7 of ten to another question.
    """
    question, said = turn.question, stems(turn.answer)
    if question is None or is_account(question) or len(said) < LEAST_TO_STRAY:
        return False
    if any(point.verdict in MADE for point in (turn.content.points if turn.content else ())):
        return False
    ways = (way for p in question.key_points for way in (p.point, p.probe, *p.paraphrases, *p.partial))
    return len(said & stems(" ".join((question.ask, *ways)))) <= STRAYS * len(said)


def _landed(asked: Asked) -> list[str]:
    """Return the key points that were surely made, in words that can be shown."""
    return [
        point.slug
        for point in asked.question.key_points
        if any(judgement.evidence for _turn, judgement in surely_made(asked, asked.answered, point.slug))
    ]


def _points(block: Block) -> frozenset[str]:
    return frozenset().union(*(sentence.points for sentence in block))


def _helpful(asked: Asked, turn: TurnRecord, blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks without those that make no point, in an answer that left out the very point that it
    was asked about: such words may be wrong, and nobody has judged them. What else was said at the end may be
    about anything."""
    about = asked_about(asked)[turn.number]
    missed = any(judgement.verdict is Verdict.NOT_HEARD for _turn, judgement in judged([turn], about))
    return [block for block in blocks if not (missed or was_added(asked, turn)) or _points(block)]


def _withdrawn(asked: Asked) -> Mapping[int, Sequence[Span]] | None:
    """Return the words, by turn, that an answer takes back after a while: of an earlier answer those that the
    point rested on, of the first its sentence before. None where nobody can tell which they are."""
    found: dict[int, list[Span]] = {}
    for number, turn in enumerate(asked.answered):
        cut = [] if is_account(turn.question) else sentences(turn.words)
        for at, (first, last) in enumerate(cut):
            spoken = _spoken(turn, first, last)
            if not takes_back_earlier(spoken):
                continue
            if number:
                named = named_as_wrong(spoken)
                rested = _rested_on(asked, turn, _made_in(turn, first, last))
                spans = [each for each in rested if not named or stems(named) & stems(each[1].quote)]
            else:
                spans = [(turn.number, span(turn.words, *before)) for before in cut[:at][-1:]]
            if not spans:
                return None
            for earlier, words in spans:
                found.setdefault(earlier, []).append(words)
    return found


def _rested_on(asked: Asked, turn: TurnRecord, made: Iterable[str]) -> list[tuple[int, Span]]:
    """Return the words, each with its turn, on which the point that this turn was asked about, or else those
    that it `made`, rested before."""
    about = asked_about(asked)[turn.number]
    earlier = [other for other in asked.answered if other.number < turn.number]
    return [
        (other.number, words)
        for slug in ([about] if about else made)
        for other, judgement in judged(earlier, slug)
        for words in judgement.evidence
    ]


def _blocks(asked: Asked, turn: TurnRecord, *, wrong: Sequence[Span]) -> Iterator[Block]:
    """Yield the sentences that can stand in a better answer; with one that cannot, all go that lean on it."""
    block: Block = []
    whole, is_scrap = True, False
    for first, last in sentences(turn.words):
        before = turn.words[first - 1].text if first else ""
        spoken = _spoken(turn, first, last)
        if not before.endswith("?") and takes_back(spoken):
            block, whole = block[:-1], False
        sentence = _sentence(asked, turn, first, last, wrong)
        on_scrap = is_scrap and sentence is not None and _SPEAKS_OF_IT.match(sentence.text)
        is_scrap = last - first + 1 < SHORTEST_SENTENCE
        if sentence is None or on_scrap or (_LEANS.match(sentence.text) and not whole):
            whole = False
            continue
        if block and not _LEANS.match(sentence.text):
            yield block
            block = []
        block.append(sentence)
        whole = True
    if block:
        yield block


def _sentence(
    asked: Asked, turn: TurnRecord, first: int, last: int, wrong: Sequence[Span]
) -> _Sentence | None:
    """Return what may stand in the version; None for talk about the talk, scraps, wrong beliefs, what was
    taken back and what sets out with 'I don't know'."""
    story = is_account(turn.question)
    spoken = corrected(corrected_figures(_spoken(turn, first, last)), story=story)
    clean = corrected_figures(_clean(turn, first, last))
    text = without_asides(corrected(clean, story=story)).strip(" ,;-–")
    # A recogniser ends a sentence where somebody only breathes in; who types means it.
    text = _written(text if turn.typed else _STOP_INSIDE.sub(", ", text))
    points = turn.content.points if turn.content else ()
    beliefs = [words for point in points if point.misconception for words in point.evidence]
    if len(text.split()) < SHORTEST_SENTENCE or _any_in([*beliefs, *wrong], first, last):
        return None
    if voices_a_wrong_belief(text, asked):  # said once more than it was quoted
        return None
    made = _made_in(turn, first, last)
    if is_aside(spoken) or thinks_aloud(spoken):
        return None
    if first == 0 and explains_earlier_words(_spoken(turn, first, last)):
        return None
    if not (made or story) and admits(_CLAUSE_END.split(text, maxsplit=1)[0]):
        return None
    # What stood before a correction has gone, and what leans on it goes.
    if corrected(clean, story=story) != clean and (_LEANS.match(text) or not is_a_sentence(text)):
        return None
    if any(map(is_misheard_swearing, turn.words[first : last + 1])):
        return None
    quote = quote_at(turn, first, last)
    unsure = sum(bool(stems(turn.words[first + at].text)) for at in quote.unsure)
    return _Sentence(text, unsure, _THESIS.search(text) is not None, made)


def _made_in(turn: TurnRecord, first: int, last: int) -> frozenset[str]:
    """Return the key points that these words make, all or a part of each."""
    return frozenset(
        point.key_point
        for point in (turn.content.points if turn.content else ())
        if point.verdict in MADE and _any_in(point.evidence, first, last)
    )


def _spoken(turn: TurnRecord, first: int, last: int) -> str:
    return " ".join(word.text for word in turn.words[first : last + 1])


def _any_in(spans: Iterable[Span], first: int, last: int) -> bool:
    return any(first <= words.last and words.first <= last for words in spans)


def _is_in(blocks: Sequence[Block], block: Block) -> bool:
    """Return whether this was said before, in much the same words."""
    mine = _stems(block)
    return any(len(mine & _stems(other)) > ALIKE * len(mine) for other in blocks)


def _stems(block: Block) -> frozenset[str]:
    return stems(" ".join(sentence.text for sentence in block))


def _clean(turn: TurnRecord, first: int, last: int) -> str:
    """Return the sentence without filled pauses, filler words and repeats."""
    dropped: set[int] = set()
    for item in turn.delivery.disfluencies if turn.delivery else ():
        if item.kind in ("filled_pause", "lexical_filler", "repeat", "restart"):
            dropped.update(range(item.span.first, item.span.last + 1))
    said = [turn.words[at].text for at in range(first, last + 1) if at not in dropped]
    kept = [at for at in range(first, last + 1) if at not in dropped]
    for number, at in enumerate(kept[:-1]):
        if kept[number + 1] > at + 1 and said[number].casefold().removesuffix(",") in _GOES_ON:
            said[number] = said[number].removesuffix(",")
    return " ".join(said)


# A comma between one of these and a filler is the filler's: 'a, you know, hot entry'.
_GOES_ON = frozenset("i we a an the of to in on at with for from by as and or my our is are was".split())  # noqa: SIM905
_STOP_INSIDE = re.compile(r"(?<=\w\w)(?:\.+|…) (?=[a-z])")


def _written(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".?!" else text + "."
