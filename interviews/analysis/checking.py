"""A model's judgement checked against the words: what is not in the transcript is thrown away and counted."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from ..bank.schema import Question
from ..transcript import SOUNDS, Span, Word, bare, locate, span
from .content import asides, depth, polarity, terms
from .content.clauses import clauses, kept_words
from .content.connected import Connection
from .judgement import ContentJudgement, PointJudgement, Sign, Verdict
from .port import Answer
from .prompt import DEPTH_KINDS

LEAST_QUOTE_WORDS = 3
# Models tidy what they quote: they leave out an 'um' or a word said twice, write out a "what's", put together
# two places with an ellipsis. So much of a quote and of the words that it stands for has to be the same.
ALIKE = 0.8
LEAST_TIDIED_WORDS = 5
_ELLIPSIS = re.compile(r"\[?(?:\.\.\.|…)\]?")
MAX_SIGNS = 6
MOST_POINTS = 2  # that the same words may be quoted for: words that would make every point make none
# Certainty of the local analyst that a point was not made, from which a model is not believed: of the tuning
# half's points that were made one in three hundred comes so far, of those that were not three in four.
SURE = 0.8
MAX_TEXT = 300
_NOTHING = frozenset(
    (
        "",
        "-",
        "–",
        "—",
        "none",
        "no",
        "n/a",
        "na",
        "null",
        "nothing",
        "empty",
        "no misconception",
        "not applicable",
    )
)


class SaidOfPoint(msgspec.Struct, frozen=True):
    key_point: str
    verdict: Verdict
    quotes: tuple[str, ...] = ()
    why: str = ""
    misconception: str = ""


class SaidSign(msgspec.Struct, frozen=True):
    kind: str
    quote: str


class Said(msgspec.Struct, frozen=True):
    """A model's judgement as it came."""

    points: tuple[SaidOfPoint, ...]
    depth: tuple[SaidSign, ...] = ()
    beyond: str = ""
    beyond_quote: str = ""


def faults_of(said: Said, question: Question, answer: Answer) -> list[str]:
    """Return what is wrong with a judgement, in words that the model can act on."""
    faults: list[str] = []
    given = [point.key_point for point in said.points]
    for point in question.key_points:
        if given.count(point.slug) != 1:
            faults.append(f"key point {point.slug} must be judged once, not {given.count(point.slug)} times")
    worn = _worn(said, answer)
    for judged in said.points:
        if _claims(judged) and not _evidence(judged, question, answer, worn)[0]:
            faults.append(
                f"{judged.key_point} is {judged.verdict.value}, but none of its quotes is an "
                f"unbroken run of the answer's"
                " own words that makes the point: quote exactly, or judge it not_heard, or cannot_tell where"
                " only the code makes it"
            )
    if worn:
        faults.append(
            f"the same words are quoted for more than {MOST_POINTS} key points: quote for each only the words"
            " that make it"
        )
    return faults


def checked(said: Said, question: Question, answer: Answer, *, judged_by: str) -> ContentJudgement:
    """Return the judgement with only what the words bear out. A point left without evidence can't be told."""
    words = answer.words
    by_slug: dict[str, SaidOfPoint] = {}
    for judged in said.points:
        by_slug.setdefault(judged.key_point, judged)
    worn = _worn(said, answer)
    dropped = 0
    points: list[PointJudgement] = []
    for point in question.key_points:
        one = by_slug.get(point.slug)
        if one is None:
            points.append(PointJudgement(key_point=point.slug, verdict=Verdict.CANNOT_TELL))
            continue
        spans, lost = _evidence(one, question, answer, worn)
        dropped += lost
        claims = _claims(one)
        verdict = Verdict.CANNOT_TELL if claims and not spans else one.verdict
        misconception = _text(one.misconception) if spans and verdict != Verdict.HEARD else ""
        if misconception:  # the words that voice it make no half of the point
            verdict = Verdict.NOT_HEARD
        points.append(
            PointJudgement(
                key_point=point.slug,
                verdict=verdict,
                evidence=spans if claims or misconception else (),
                certainty=0.0 if verdict == Verdict.CANNOT_TELL else 0.9,
                why=_text(one.why) if verdict == one.verdict or misconception else "",
                misconception=misconception,
            )
        )
    deep, lost_depth = _signs(said.depth, DEPTH_KINDS, words)
    beyond = _text(said.beyond)
    wrong = [place for point in points if point.misconception for place in point.evidence]
    beyond_span = next(_spans([said.beyond_quote], words), None) if beyond else None
    if beyond_span and any(beyond_span.first <= one.last and one.first <= beyond_span.last for one in wrong):
        beyond_span = None
    lost_beyond = int(bool(beyond) and beyond_span is None)
    return ContentJudgement(
        points=tuple(points),
        depth=deep,
        structure=depth.structure(words),  # a model takes seconds to write it, and hears no more of it
        beyond=beyond if beyond_span else "",
        beyond_span=beyond_span,
        judged_by=judged_by,
        dropped_quotes=dropped + lost_depth + lost_beyond,
    )


def _text(said: str) -> str:
    """Return a text of the model's; empty when it only fills a field that it must not leave out."""
    text = said.strip()
    return "" if text.rstrip(".!").casefold() in _NOTHING else text[:MAX_TEXT]


def second_opinion(
    judgement: ContentJudgement,
    local: ContentJudgement,
    turned_round: Callable[[str, str], bool],
    contradicted: Collection[str],
    words: Sequence[Word],
) -> ContentJudgement:
    """Turn 'heard' into 'cannot tell' where the answer surely doesn't make the point, or says the opposite.

    Where the answer's `words` give orders to a judge as well, only what the local analyst heard stands.

    A model that was talked into a verdict quotes words that are there, but that say something else. `local`
    is what the local analyst found, `contradicted` the key points of which the whole answer may well say the
    opposite; `turned_round` tells the same of a quote. How near a quote alone comes to a point tells nothing:
    the shortest words that carry it say little without those around them.
    """
    nowhere = {
        point.key_point
        for point in local.points
        if point.verdict == Verdict.NOT_HEARD and (point.certainty >= SURE or local.note)
    } | set(contradicted)
    spoken = [word.text for word in words]
    if asides.orders(spoken, clauses(spoken)):
        nowhere |= {point.key_point for point in local.points if point.verdict != Verdict.HEARD}
    made = {point.key_point for point in local.points if point.verdict in (Verdict.HEARD, Verdict.PARTLY)}
    points: list[PointJudgement] = []
    for point in judgement.points:
        if point.verdict == Verdict.HEARD and (
            point.key_point in nowhere
            or (
                point.key_point not in made
                and all(turned_round(span.quote, point.key_point) for span in point.evidence)
            )
        ):
            point = PointJudgement(key_point=point.key_point, verdict=Verdict.CANNOT_TELL)
        points.append(point)
    return msgspec.structs.replace(judgement, points=tuple(points))


def bears(quote: str, question: Question, *, notes: bool = False) -> bool:
    """Tell whether a run of words can carry a point: no order to a judge, no list, not the question."""
    said, asked = terms.word_parts(quote), terms.word_parts(question.ask)
    return not asides.is_order(quote) and asides.bears(said, asked, notes=notes)


def _claims(judged: SaidOfPoint) -> bool:
    return judged.verdict in (Verdict.HEARD, Verdict.PARTLY)


def _worn(said: Said, answer: Answer) -> frozenset[tuple[int, int]]:
    """Return the runs of words, first and last, that are quoted for more than MOST_POINTS key points."""
    points: Counter[tuple[int, int]] = Counter()
    for judged in filter(_claims, said.points):
        points.update({(place.first, place.last) for place in _spans(judged.quotes, answer.words)})
    return frozenset(run for run, count in points.items() if count > MOST_POINTS)


def _evidence(
    judged: SaidOfPoint, question: Question, answer: Answer, worn: Collection[tuple[int, int]]
) -> tuple[tuple[Span, ...], int]:
    """Return the quotes that can be evidence, and how many can't."""
    words = answer.words
    connection = Connection([word.text for word in words], typed=answer.typed)
    kept: list[Span] = []
    for place in _spans(judged.quotes, words):
        if (place.first, place.last) in worn:
            continue
        notes = connection.are_notes(place.first, place.last)
        texts = (_sentence_around(place, words), place.quote)
        if all(bears(text, question, notes=notes) for text in texts) and (
            notes or connection.are_speech(place.first, place.last)
        ):
            kept.append(place)
    given = [piece for quote in judged.quotes for piece in _pieces(quote)]
    return tuple(kept), len(given) - len(kept)


def _spans(quotes: Iterable[str], words: Sequence[Word]) -> Iterator[Span]:
    """Yield where the quotes stand, each piece of one that an ellipsis cuts by itself. Scraps are none."""
    least = min(LEAST_QUOTE_WORDS, len(kept_words([word.text for word in words])))
    for piece in (piece for quote in quotes for piece in _pieces(quote)):
        found = locate(piece, words) or _tidied(piece, words)
        if found is not None and found.last - found.first + 1 >= least:
            yield found


def _pieces(quote: str) -> list[str]:
    return [piece for piece in _ELLIPSIS.split(quote) if piece.strip()]


def _tidied(quote: str, words: Sequence[Word]) -> Span | None:
    """Return the run of words that a quote stands for, but for a word or two of it, or None."""
    wanted = [part for part in map(bare, quote.split()) if part and part not in SOUNDS]
    spoken = [(at, part) for at, word in enumerate(words) if (part := bare(word.text)) and part not in SOUNDS]
    if len(wanted) < LEAST_TIDIED_WORDS:
        return None
    said = [part for _at, part in spoken]
    longest = SequenceMatcher(None, wanted, said, autojunk=False).find_longest_match()
    slack = round(len(wanted) * (1 - ALIKE)) + 1
    begin = max(0, longest.b - longest.a - slack)
    near = said[begin : longest.b - longest.a + len(wanted) + slack]
    same = [
        block
        for block in SequenceMatcher(None, wanted, near, autojunk=False).get_matching_blocks()
        if block.size
    ]
    if not same:
        return None
    first, last = same[0].b, same[-1].b + same[-1].size - 1
    if sum(block.size for block in same) < ALIKE * max(len(wanted), last - first + 1):
        return None
    found = span(words, spoken[begin + first][0], spoken[begin + last][0])
    # Without its 'not', or with one of the model's own, it is another statement.
    return found if polarity.negations(found.quote.split()) == polarity.negations(quote.split()) else None


def _sentence_around(span: Span, words: Sequence[Word]) -> str:
    """Return the sentence that a quote stands in: an order before the quote makes it part of the order."""
    first, last = span.first, span.last
    while first > 0 and span.first - first < 12 and not words[first - 1].text.endswith((".", "?", "!")):
        first -= 1
    while last + 1 < len(words) and last - span.last < 12 and not words[last].text.endswith((".", "?", "!")):
        last += 1
    return " ".join(word.text for word in words[first : last + 1])


def _signs(
    said: Sequence[SaidSign], kinds: tuple[str, ...], words: Sequence[Word]
) -> tuple[tuple[Sign, ...], int]:
    found: list[Sign] = []
    for sign in said[:MAX_SIGNS]:
        place = next(_spans([sign.quote], words), None)
        if place is not None and sign.kind in kinds:
            found.append(Sign(sign.kind, place))
    return tuple(found), len(said[:MAX_SIGNS]) - len(found)
