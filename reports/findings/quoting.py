"""Which words a finding shows: what was said on its point, and what was asked."""

from collections.abc import Sequence

from interviews.history import KeyPoint, PointJudgement, TurnRecord, locate, repairs

from ..answers.admission import MADE
from ..answers.misheard import is_misheard_swearing
from ..answers.passages import LONGEST_QUOTE, SHORTEST, clause_ends, fragment, presentable, sentences, stems
from ..evidence import Quote, Role, is_clear, place, quote_at
from .accounts import is_account, was_not_done

# Words by which a quote may go on to the end of its clause: 'in words she can act upon'.
LONGEST_ENDING = 5
# Less than this of a sentence that is no longer than that says little alone: all of it is quoted.
BRIEF, SHORT_SENTENCE = 8, 24
_BE = frozenset(["is", "are", "was", "were"])
_ASKING = frozenset(["where", "what", "who", "how", "which", "when", "why"])
DANGLING = _BE | {"the", "a", "an", "and", "or", "but", "so", "because", "if"}


def quotes_for(turn: TurnRecord, judgement: PointJudgement, point: KeyPoint) -> tuple[Quote, ...]:
    """Return two of the quotes that a judgement rests on, whole sentences before pieces of one, and none that
    says nothing by itself: 'yeah, I would do that'."""
    placed = [place(span, turn) for span in judgement.evidence]
    found = [_sentences_on(point, _to_its_end(quote, turn), turn) for quote in placed if quote is not None]
    shown = sorted(
        (quote for quote in found if quote is not None and stems(quote.text)),
        key=lambda quote: not _is_whole(quote, turn),
    )
    others = _rest_on_these(turn, besides=point.slug)
    return tuple(shortened(_in_its_sentence(quote, turn, others), turn) for quote in shown)[:2]


def _rest_on_these(turn: TurnRecord, *, besides: str) -> list[Quote]:
    """Return the words that the answer's other points, and wrong beliefs on them, rest on."""
    points = [one for one in (turn.content.points if turn.content else ()) if one.key_point != besides]
    spans = [words for one in points if one.verdict in MADE or one.misconception for words in one.evidence]
    return [quote for words in spans if (quote := place(words, turn)) is not None]


def _in_its_sentence(quote: Quote, turn: TurnRecord, others: Sequence[Quote]) -> Quote:
    """Return a brief quote with the rest of a short sentence, unless another point rests on that: 'nine
    clocks and stop' says little without 'SDA low, it's mid byte'. Any other begins where its clause does."""
    start, end = next(cut for cut in sentences(turn.words) if quote.first <= cut[1])
    first, last = quote.first, quote.last
    if last - first + 1 < BRIEF and last <= end and end - start < SHORT_SENTENCE:
        first = start if _is_free(turn, start, first - 1, others) else first
        last = end if _is_free(turn, last + 1, end, others) else last
    else:
        begun = _clause_start(turn, first, at_least=start)
        first = begun if _is_free(turn, begun, first - 1, others) else first
    whole = quote_at(turn, first, last, quote.role)
    return quote if is_account(turn.question) and was_not_done(whole.text) else whole


def _clause_start(turn: TurnRecord, at: int, *, at_least: int) -> int:
    """Return where the clause of a word begins, if that is near."""
    ends = clause_ends([word.text for word in turn.words])
    for start in range(at, max(at_least, at - LONGEST_ENDING) - 1, -1):
        if start == at_least or ends[start - 1]:
            return start
    return at


def _is_free(turn: TurnRecord, first: int, last: int, others: Sequence[Quote]) -> bool:
    return not any(other.first <= last and first <= other.last for other in others) and not any(
        map(is_misheard_swearing, turn.words[first : last + 1])
    )


def _is_whole(quote: Quote, turn: TurnRecord) -> bool:
    cut = sentences(turn.words)
    return any(quote.first == first for first, _ in cut) and any(quote.last == last for _, last in cut)


def shortened(quote: Quote, turn: TurnRecord) -> Quote:
    if quote.last - quote.first < LONGEST_QUOTE:
        return quote
    return quote_at(turn, quote.first, quote.first + LONGEST_QUOTE - 1, quote.role)


def reads_clearly(quote: Quote, turn: TurnRecord, *, about: str) -> bool:
    """Return whether the quote, and what is shown of it inside a sentence, was clearly heard."""
    short = fragment(quote.text, unsure=quote.unsure, about=about)
    stands = locate(short, turn.words[quote.first : quote.last + 1])
    if stands is None:
        return is_clear(quote, turn)
    return is_clear(quote, turn) and not any(
        stands.first <= at <= stands.last and stems(short.split()[at - stands.first]) for at in quote.unsure
    )


def _to_its_end(quote: Quote, turn: TurnRecord) -> Quote:
    """Return the quote with the few words that its last clause still has, and with the correction of a figure
    that it ends on."""
    texts = [word.text for word in turn.words]
    last = next((each.last for each in repairs(texts) if each.first <= quote.last < each.last), quote.last)
    quote = quote_at(turn, quote.first, last, quote.role)
    ends = clause_ends(texts)
    while last < len(turn.words) - 1 and not ends[last]:
        last += 1
        if last - quote.last > LONGEST_ENDING:
            return quote
    return quote_at(turn, quote.first, last, quote.role)


def _sentences_on(point: KeyPoint, quote: Quote, turn: TurnRecord) -> Quote | None:
    """Return the quote without sentences at its edges that have less of the point than others, and without
    what can't be shown; None where nothing is left."""
    parts = [
        (quote.first + first, quote.first + last)
        for first, last in presentable(turn.words[quote.first : quote.last + 1])
    ]
    if not parts:
        return None
    matter = stems(" ".join((point.point, *point.paraphrases, *point.partial)))
    shared = [len(matter & _surely_said(turn, quote, part)) for part in parts]
    # One word in common is chance beside a sentence that has four.
    on_it = [part for part, words in zip(parts, shared, strict=True) if 2 * words >= max(shared)]
    if (
        on_it[1:]
        and on_it[0] == parts[0]
        and shared[0] <= max(shared[1:])
        and _begins_within(turn, parts[0][0])
    ):
        del on_it[0]
    first, last = on_it[0][0], on_it[-1][1]
    if any(map(is_misheard_swearing, turn.words[first : last + 1])):
        first, last = max(zip(parts, shared, strict=True), key=lambda item: item[1])[0]
    return quote_at(turn, first, _before_what_dangles(turn, first, last, matter), quote.role)


def _begins_within(turn: TurnRecord, at: int) -> bool:
    """Tell whether a sentence is on there already: 'and just put in a note. First I told …'."""
    return at not in {first for first, _ in sentences(turn.words)}


def _before_what_dangles(turn: TurnRecord, first: int, last: int, matter: frozenset[str]) -> int:
    """Return the end of the clause before, where the last breaks off: 'a date is a date, the bad part is'.

    A clause that has more of the `matter` than what stands before it stays: it is what the quote is for.
    """
    text = turn.words[last].text.casefold().strip(",;:")
    clause = clause_ends([word.text for word in turn.words])
    ends = [at for at in range(first + SHORTEST - 1, last) if clause[at]]
    if text not in DANGLING or not ends:
        return last
    kept, cut = turn.words[first : ends[-1] + 1], turn.words[ends[-1] + 1 : last + 1]
    if text in _BE and any(word.text.casefold() in _ASKING for word in cut):
        return last  # 'it told us where the leak was' is whole
    before, after = (len(matter & stems(" ".join(word.text for word in words))) for words in (kept, cut))
    return last if after > before else ends[-1]


def _surely_said(turn: TurnRecord, quote: Quote, part: tuple[int, int]) -> frozenset[str]:
    first, last = part
    unsure = {quote.first + at for at in quote.unsure}
    return stems(" ".join(turn.words[at].text for at in range(first, last + 1) if at not in unsure))


def last_question(turn: TurnRecord) -> Quote | None:
    """Return the last sentence that the interviewer asked."""
    words = turn.said.split()
    if not words:
        return None
    ends = [index for index, word in enumerate(words[:-1]) if word.rstrip("\"'”’")[-1:] in ".?!"]
    return quote_at(turn, ends[-1] + 1 if ends else 0, len(words) - 1, Role.ASKED)
