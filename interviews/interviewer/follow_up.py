"""Whether to stay with a question, and what to probe: what was borderline, or central and left out."""

import re
from collections.abc import Sequence

import msgspec

from ..analysis.figures import figures
from ..analysis.judgement import ContentJudgement, PointJudgement, Verdict
from ..bank.schema import KeyPoint, Question
from ..content_words import content_words
from .judgements import best_judgements
from .port import Exchange, Move, MoveKind
from .threads import threads

MISSING, STRONG, VAGUE, THREAD = "missing", "strong", "vague", "thread"
FOLLOW_UPS_AT_MOST = 2
VAGUE_WORDS = 25
THREAD_WORDS = 40
CENTRAL = 3
STRONG_SHARE = 0.7  # of a question's weight that was heard
TOUCHED_SHARE = 0.8  # the same, in part at least: then going deeper is better than asking for the rest
MOST, SEVERAL = 0.4, 3  # of a point's words
SURE = 0.65  # that a point was left out
NEW_SHARE, NEW_WORDS = 0.6, 2  # of the words that a follow-up brings in
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# 'Good, and how …': a word to whoever answered, and nothing that is asked for.
_LEAD = re.compile(
    r"^(?:good|nice|fine|fair|thanks|interesting|yes|okay|ok|right|great|now|say|so|and|but)\b[,.]?\s*(?:and|but|so)?\b",
    re.IGNORECASE,
)
_ASKS_AMOUNT = re.compile(
    r"\b(?:(?:what|which) (?:number|size|figure|amount|value|limit)|"
    r"how (?:many|much|long|large|big|often|fast|soon))\b",
    re.IGNORECASE,
)
_TOUCHED = (Verdict.HEARD, Verdict.PARTLY)


def follow_up(exchanges: Sequence[Exchange], *, at_most: int, thread_open: bool) -> Move | None:
    """Return the follow-up that the last answer calls for, None when its question is settled.

    `exchanges` are those about one question, oldest first; `thread_open` says whether a thread that the
    rubric does not know may be followed.
    """
    question = exchanges[-1].question
    if question is None:
        return None
    done = [exchange for exchange in exchanges if exchange.kind is MoveKind.FOLLOW_UP]
    room = min(at_most, FOLLOW_UPS_AT_MOST) - len(done)
    if room <= 0:
        return None
    last = exchanges[-1]
    # Nobody knows yet what a long answer left out that is not judged: it may be what would be asked for.
    unread = last.content is None and len(last.answer.split()) >= VAGUE_WORDS
    best = {} if unread else best_judgements(exchanges)
    nothing_heard, judged = not _any_heard(best), _made_or_left_out(best)
    # A hint puts the probe of its point into words; it is not asked a second time.
    probed = {each.key_point for each in exchanges if each.kind in (MoveKind.FOLLOW_UP, MoveKind.HINT)}
    vague = question.follow_ups.vague.casefold() not in " ".join(each.said for each in exchanges).casefold()
    words = len(last.answer.split())
    said_in_all = sum(len(exchange.answer.split()) for exchange in exchanges)
    if vague and said_in_all < VAGUE_WORDS and not done and nothing_heard:
        return _move(question, VAGUE)
    if done and words < VAGUE_WORDS // 2 and nothing_heard:
        return None  # a probe brought nothing new: no third degree
    # Where nothing could be told, another language say, nobody knows what was left out.
    said = sentences_of(exchanges)
    deeper = not done and not _goes_into(question.follow_ups.strong, question, said)
    if _any_verdict(judged) and (point := _to_probe(question, judged, probed, said, first=not done)):
        enough = _share(question, judged, _TOUCHED) >= TOUCHED_SHARE
        if not (enough and _is_borderline(judged[point.slug])):
            return _move(question, MISSING, point)
        if deeper:
            return _move(question, STRONG)
        # Who was taken deeper instead, and not for a point, is not asked for the rest after all.
        taken_deeper = any(not each.key_point for each in done)
        return None if taken_deeper else _move(question, MISSING, point)
    if not judged:
        return _move(question, VAGUE) if vague and words < VAGUE_WORDS and not done else None
    if deeper and _share(question, judged, (Verdict.HEARD,)) >= STRONG_SHARE:
        return _move(question, STRONG)
    if thread_open and not done and words >= THREAD_WORDS and threads(last.answer, question, last.content):
        return _move(question, THREAD)
    # Where words come near every point that is left, none of them is asked for. Of such an answer of which
    # nothing was heard the case is asked for all the same, which tells nothing: it may be wrong throughout.
    if vague and not done and nothing_heard:
        return _move(question, VAGUE)
    return None


def asks_for_left_out(move: Move, exchanges: Sequence[Exchange]) -> bool:
    """Tell whether a follow-up asks for a point because not all of it was heard, and for no wrong belief in
    its place. Of 28 points of labelled answers beside a belief 14 may be made, and 13 of these were heard.
    """
    if move.reason != MISSING:
        return False
    judged = best_judgements([each for each in exchanges if each.question == move.question])
    found = judged[move.key_point]
    return not found.misconception or found.verdict is Verdict.CANNOT_TELL


def taken_as_made(exchanges: Sequence[Exchange], move: Move) -> tuple[Exchange, ...]:
    """Return the exchanges as if the point that a follow-up asks for had been made."""

    def made(content: ContentJudgement) -> ContentJudgement:
        points = (_made(each) if each.key_point == move.key_point else each for each in content.points)
        return msgspec.structs.replace(content, points=tuple(points))

    return tuple(
        msgspec.structs.replace(each, content=made(each.content))
        if each.content and each.question == move.question
        else each
        for each in exchanges
    )


def sentences_of(exchanges: Sequence[Exchange]) -> list[str]:
    """Return what was answered, sentence by sentence."""
    return [sentence for each in exchanges for sentence in _SENTENCE.split(each.answer)]


def may_have_been_said(found: PointJudgement) -> bool:
    """Tell whether nobody can be sure that a point was left out, so that it is not asked for as if it was."""
    missed = found.verdict is Verdict.NOT_HEARD and not found.misconception
    return found.verdict is Verdict.CANNOT_TELL or (missed and found.certainty < SURE)


def _made_or_left_out(judged: dict[str, PointJudgement]) -> dict[str, PointJudgement]:
    """Return the judgements with what was perhaps left out as made.

    Of such points of training answers labellers heard half, in part at least.
    """
    return {
        slug: _made(found) if found.verdict is Verdict.NOT_HEARD and may_have_been_said(found) else found
        for slug, found in judged.items()
    }


def _made(found: PointJudgement) -> PointJudgement:
    return msgspec.structs.replace(found, verdict=Verdict.HEARD)


def _to_probe(
    question: Question,
    judged: dict[str, PointJudgement],
    probed: set[str],
    said: Sequence[str],
    *,
    first: bool,
) -> KeyPoint | None:
    """Return the point most worth a probe: a known misconception, then left out, then borderline.

    Of central points of training answers that the glance surely missed, labellers heard 2 %, of those that it
    found borderline 30 %, and who is asked for what they said was not listened to.
    """

    def rank(point: KeyPoint) -> tuple[int, int]:
        found = judged.get(point.slug)
        if found is None or point.slug in probed:
            return (0, 0)
        if found.misconception and found.verdict is not Verdict.HEARD:
            return (4, point.weight)
        if says_most_of(point, said, in_part=found.verdict is not Verdict.PARTLY):
            return (0, 0)
        if _gives_amount(point.probe, said):
            return (0, 0)
        if found.verdict is Verdict.NOT_HEARD and point.weight >= CENTRAL:
            return (3, point.weight)
        if found.verdict is Verdict.PARTLY and point.weight >= 2:
            return (2, point.weight)
        if found.verdict is Verdict.CANNOT_TELL and point.weight >= CENTRAL:
            return (1, point.weight - 1)
        return (0, 0)

    def counts(point: KeyPoint) -> bool:
        # The second follow-up is for what is borderline or wrong; a second omission is settled enough.
        level, _ = rank(point)
        return level > 0 if first else level in (2, 4)

    return max(filter(counts, question.key_points), key=rank, default=None)


def says_most_of(point: KeyPoint, said: Sequence[str], *, in_part: bool) -> bool:
    """Tell whether a sentence has most words of the point: to ask for it would be not to have listened.

    `in_part`: of a part of it as well. Of the points of training answers that labellers heard this is so of
    39 %, of those not heard of 8 %.
    """
    parts = point.partial if in_part else ()
    ways = [content_words(way) for way in (point.point, *point.paraphrases, *parts)]
    sentences = [content_words(sentence) for sentence in said]
    return any(len(words & way) >= max(SEVERAL, MOST * len(way)) for words in sentences for way in ways)


def _gives_amount(ask: str, said: Sequence[str]) -> bool:
    """Tell whether an amount is asked for, and a sentence about the same thing has a figure."""
    about = content_words(ask)
    return bool(_ASKS_AMOUNT.search(ask)) and any(
        content_words(sentence) & about and figures(sentence.split()) for sentence in said
    )


def _goes_into(ask: str, question: Question, said: Sequence[str]) -> bool:
    """Tell whether a sentence has most words that a follow-up would bring in: it went there unasked."""
    new = content_words(_LEAD.sub("", ask)) - content_words(question.ask)
    least = max(NEW_WORDS, NEW_SHARE * len(new))
    return any(len(content_words(sentence) & new) >= least for sentence in said)


def _share(question: Question, judged: dict[str, PointJudgement], verdicts: Sequence[Verdict]) -> float:
    """Return how much of a question's weight got one of these verdicts."""
    total = sum(point.weight for point in question.key_points)
    got = sum(
        p.weight for p in question.key_points if p.slug in judged and judged[p.slug].verdict in verdicts
    )
    return got / total if total else 0.0


def _is_borderline(found: PointJudgement) -> bool:
    return found.verdict is Verdict.PARTLY and not found.misconception


def _any_heard(judged: dict[str, PointJudgement]) -> bool:
    return any(j.verdict in _TOUCHED for j in judged.values())


def _any_verdict(judged: dict[str, PointJudgement]) -> bool:
    return any(j.verdict is not Verdict.CANNOT_TELL for j in judged.values())


def _move(question: Question, reason: str, point: KeyPoint | None = None) -> Move:
    return Move(
        kind=MoveKind.FOLLOW_UP, question=question, key_point=point.slug if point else "", reason=reason
    )
