"""Claims as they are read: a heading, the words that they rest on, and which of them stand in the letter."""

from collections.abc import Sequence

import msgspec
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from interviews.history import InterviewRecord, TurnRecord

from ..answers.passages import fragment
from ..evidence import QUOTED
from ..findings.finding import Shade
from ..models import Claim, Evidence, EvidenceRole
from .moments import Moment, Moments, Part, parts_of, said_at
from .pieces import Piece, without_trailing_stop
from .transcript import heard_words

MOST_OF_ONE_QUESTION = MOST_OF_ONE_SKILL = 2  # in a list of the letter
QUOTES_IN_MARGIN = 3
MOST_LEFT_OUT = 4  # words of a quote, beside which it is not set again: 'And the', 'in a side project'


class MarginQuote(msgspec.Struct, frozen=True):
    role: str
    role_label: str  # as the candidate reads it
    plain_label: str  # as anybody does
    text: str
    pieces: tuple[Piece, ...]
    moment: Moment | None  # None in a typed answer, whose words all have the same
    short: str = ""  # its words on the point, as they stand in a list
    short_moment: Moment | None = None  # when these begin


class ShownClaim(msgspec.Struct, frozen=True):
    id: str
    kind: str
    shade: str
    point: str
    heading: str  # the point with how it was heard, as it stands in a list
    skill: str
    because: str
    parts: tuple[Part, ...]
    quotes: tuple[MarginQuote, ...]
    question_slug: str = ""
    key_point: str = ""

    @property
    def own_words(self) -> str:
        return next((quote.text for quote in self.quotes if quote.role != EvidenceRole.ASKED), "")

    @property
    def in_margin(self) -> tuple[MarginQuote, ...]:
        """Return the quotes that the text beside them does not hold, but for a few words."""
        quoted = QUOTED.findall("".join(part.text for part in self.parts))
        return tuple(quote for quote in self.quotes if not any(_holds(words, quote.text) for words in quoted))


def _holds(quoted: str, quote: str) -> bool:
    """Tell whether words from a quote are all of it but for MOST_LEFT_OUT."""
    words = quoted.rstrip("…").strip()
    return words in quote and len(quote.split()) - len(words.split()) <= MOST_LEFT_OUT


def shown(claim: Claim, record: InterviewRecord, moments: Moments) -> ShownClaim:
    turns = {turn.number: turn for turn in record.turns}
    numbered = {str(item.number): item for item in claim.evidence.all()}
    return ShownClaim(
        id=str(claim.pk),
        kind=claim.kind,
        shade=claim.shade,
        point=claim.point,
        heading=heading_of(claim),
        skill=claim.skill,
        because=claim.because,
        parts=parts_of(claim.text, numbered, moments, turns=record.turns),
        quotes=tuple(
            _margin(item, turns.get(item.turn), moments, about=claim.point)
            for item in _in_order(claim)[:QUOTES_IN_MARGIN]
        ),
        question_slug=claim.question_slug,
        key_point=claim.key_point,
    )


def heading_of(claim: Claim) -> str:
    """Return the point with how it was heard."""
    match claim.shade:
        case Shade.PARTLY:
            return _("Partly heard: %s") % claim.point
        case Shade.NOT_HEARD:
            return _("Not heard yet: %s") % claim.point
        case Shade.LIKELY_OPEN:
            return _("Perhaps still open: %s") % claim.point
        case Shade.MISTAKEN:
            return _("Said otherwise: %s") % claim.point
        case Shade.BESIDE:
            return _("Perhaps said, beside words that can be taken otherwise: %s") % claim.point
        case Shade.AT_FIRST:
            return _("At first said otherwise: %s") % claim.point
        case Shade.SAID_SO:
            return _("Open, as you said yourself: %s") % claim.point
        case _other:
            # What was done needs no 'to': 'name what you decided', beside the words that do.
            return capfirst(claim.point.removeprefix("to "))


def _in_order(claim: Claim) -> list[Evidence]:
    """Return the evidence as it is read: the question before what was said instead."""
    return sorted(claim.evidence.all(), key=lambda item: (item.role != EvidenceRole.ASKED, item.number))


def _margin(item: Evidence, turn: TurnRecord | None, moments: Moments, *, about: str) -> MarginQuote:
    said = item.role != EvidenceRole.ASKED and turn is not None
    heard = heard_words(turn, item.first, item.last + 1) if said and turn else ()
    if "".join(piece.text for piece in heard) != item.quote:  # the interviewer's words, or corrected since
        heard = (Piece(item.quote),)
    shown = without_trailing_stop(heard)
    text = "".join(piece.text for piece in shown)
    labels = _labels(item, typed=turn is not None and turn.typed)
    at = None if said and turn and turn.typed else moments.at(item.start_ms)
    short = fragment(text, about=about)
    short_at = moments.at(said_at(item, [short], [turn])) if at and turn else at
    return MarginQuote(item.role, *labels, text, shown, at, short, short_at)


def _labels(item: Evidence, *, typed: bool) -> tuple[str, str]:
    """Return what a quote is, as the candidate and as anybody else reads it."""
    match item.role:
        case EvidenceRole.SAID:
            return (_("You wrote"), _("Written")) if typed else (_("You said"), _("Said"))
        case EvidenceRole.INSTEAD if typed:
            return _("You wrote instead"), _("Written instead")
        case EvidenceRole.INSTEAD:
            return _("You said instead"), _("Said instead")
        case EvidenceRole.ASKED:
            return _("You were asked"), _("Asked")
        case _other:
            return _("Around this pause"), _("Around this pause")


def for_letter(claims: Sequence[ShownClaim], *, most: int) -> list[ShownClaim]:
    """Return the foremost claims in their order, those of a skill together: a few of a question and of a
    skill, and none on words that another one shows."""
    chosen: list[ShownClaim] = []
    for claim in claims:
        of_question = sum(other.question_slug == claim.question_slug for other in chosen)
        of_skill = sum(other.skill == claim.skill for other in chosen)
        shown = any(other.own_words == claim.own_words for other in chosen)
        if not shown and of_question < MOST_OF_ONE_QUESTION and of_skill < MOST_OF_ONE_SKILL:
            chosen.append(claim)
    skills = [claim.skill for claim in chosen[:most]]
    return sorted(chosen[:most], key=lambda claim: skills.index(claim.skill))
