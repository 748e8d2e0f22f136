"""Stories of what somebody did: what they may be praised for, and with which words."""

import re
from collections.abc import Iterable, Sequence

from interviews.enums import QuestionKind
from interviews.history import KeyPoint, Question, TurnRecord

from ..answers.misheard import is_misheard_swearing
from ..answers.passages import LONGEST_QUOTE, sentences
from ..evidence import Quote, overlap, quote_at
from .finding import Finding

# Behind a joint, somebody does something; 'but I forgot' is no deed.
_DID = (
    r"(?:(?!(?:that|what|which|who|if|when|where|because)\b)[\w']+,? ){0,4}?"
    r"(?:i|we) (?:(?:just|then|\w+ly) )?(?!(?:just|then|\w+ly|wish|hoped?|want(?:ed)?|kn[eo]w|think|thought|"
    r"guess|feel|felt|regret\w*|forgot|failed|lost|am|are|was|were|have|had(?! to)|do|"
    r"did(?! (?:it|so|that|this)\b)|should|would|could|can|will|might|may|must|never|not|still)\b)\w+\b(?!')"
)
_NOT_DONE = re.compile(
    # Who regrets something did the wrong thing instead, and may have mended it: 'so I asked them'.
    r"(?:\b(?:i|we) (?:really |just |still )?wish\b"
    # 'We should have a way back' is a plan, and so is 'three replicas'.
    r"|\b(?:i|we) should(?:n't)?(?:'ve| have)\b(?! (?:an?|the|no|some|any|more|enough|at least|one|two|three|"
    r"four|five|\d+|it|that|(?!always\b)\w+s)\b)"
    rf"|\b(?:i|we)(?:'d| would) have (?:liked|loved|wanted)\b)(?![^.?!]*\bso {_DID})"
    r"|(?:\b(?:i|we)(?:'d| would) have needed\b"
    r"|\b(?:i|we) (?:ran out of time|never got (?:round|around) to"
    r"|didn't (?:dare|manage to|get (?:round|around) to|have (?:the |enough )?time))\b"
    r"|\bonly (?:said|mentioned|raised|told)\b.*\b(?:nobody|no one|nothing (?:happened|came))\b)"
    rf"(?![^.?!]*\b(?:so|but|and|instead),? {_DID})",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:(?:and|or|but) )?(?:because|since|when|if|while|although|though|which|who|where)\b", re.IGNORECASE
)
_LESSON = re.compile(
    r"\b(?:otherwise|different\w*|another way|since|next|sooner|today|afterwards|hindsight|lasting|honest\w*"
    r"|admits?|learn\w*|lessons?)\b",
    re.IGNORECASE,
)

# Points on what somebody decided themselves; what happened before it is not that.
_DECISION = re.compile(r"\bdecisions?\b", re.IGNORECASE)
_THEMSELVES = re.compile(r"\b(?:i|we|mine|(?:my|our) (?:own )?(?:decision|choice|call))\b", re.IGNORECASE)


def is_account(question: Question | None) -> bool:
    return question is not None and question.kind is QuestionKind.EXPERIENCE


def was_not_done(sentence: str) -> bool:
    """Tell whether a sentence is a wish, or of what somebody left undone."""
    return _NOT_DONE.search(sentence.replace("’", "'")) is not None


def is_subordinate(words: str) -> bool:
    """Tell whether words begin as a clause that doesn't stand alone ('If a delivery fails')."""
    return _SUBORDINATE.match(words) is not None


def told(quotes: Iterable[Quote], turn: TurnRecord, point: KeyPoint) -> tuple[Quote, ...]:
    """Return the quotes, none a subordinate clause alone, without what was not done, unless the point is what
    would be done otherwise; of a decision from where somebody acts."""
    if _LESSON.search(point.point) is None:
        quotes = [done for quote in quotes if (done := _of_deeds(quote, turn)) is not None]
    if _DECISION.search(point.point):
        quotes = [_from_the_speaker_on(quote, turn) for quote in quotes]
    return tuple(_whole(quote, turn) for quote in quotes)


def one_passage_each(strengths: Sequence[Finding]) -> list[Finding]:
    """Return the strengths of an account of which no two rest on the same words: a point that was asked about
    stands before one that was not, and then the foremost."""
    kept: list[Finding] = []
    for finding in sorted(strengths, key=lambda item: (not item.asked_again, item.unclear, -item.rank)):
        if not any(overlap(finding.evidence[0], other.evidence[0]) for other in kept):
            kept.append(finding)
    return [finding for finding in strengths if finding in kept]


def _of_deeds(quote: Quote, turn: TurnRecord) -> Quote | None:
    """Return the quote from its first to its last sentence of what was done."""
    words = turn.words[quote.first : quote.last + 1]
    done = [
        (quote.first + first, quote.first + last)
        for first, last in sentences(words)
        if not was_not_done(" ".join(word.text for word in words[first : last + 1]))
    ]
    return quote_at(turn, done[0][0], done[-1][1], quote.role) if done else None


def _from_the_speaker_on(quote: Quote, turn: TurnRecord) -> Quote:
    """Return the quote from the first sentence on in which the speaker does something."""
    words = turn.words[quote.first : quote.last + 1]
    for first, last in sentences(words):
        if _THEMSELVES.search(" ".join(word.text for word in words[first : last + 1])):
            return quote_at(turn, quote.first + first, quote.last, quote.role)
    return quote


def _whole(quote: Quote, turn: TurnRecord) -> Quote:
    """Return a subordinate clause as whole sentences, where these are no longer than one reads and tell of
    what was done."""
    touched = [cut for cut in sentences(turn.words) if cut[0] <= quote.last and quote.first <= cut[1]]
    first, last = touched[0][0], touched[-1][1]
    words = turn.words[first : last + 1]
    if not is_subordinate(quote.text) or len(words) > LONGEST_QUOTE:
        return quote
    whole = quote_at(turn, first, last, quote.role)
    return quote if was_not_done(whole.text) or any(map(is_misheard_swearing, words)) else whole
