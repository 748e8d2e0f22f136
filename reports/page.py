"""What a reader of the report sees, put together once for the page and the PDF. Constant in queries."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from interviews.history import InterviewRecord, TurnRecord, text_of

from . import coaching, coverage, severity
from .asked import Asked, asked_questions
from .findings import Shade
from .models import (
    MOST_TO_SHARPEN,
    Action,
    Claim,
    ClaimKind,
    CoachComment,
    Evidence,
    EvidenceRole,
    QuestionReview,
    Report,
    ReportState,
)
from .moments import Moment, Moments, Part, parts_of, quotes_of, references_in
from .next_steps import NextStep, next_steps
from .notes import code_not_judged
from .pieces import Piece, as_heard, without_trailing_stop
from .standing import standing
from .timeline import Timeline, timeline

# The letter itself; everything else stands with its question.
STRENGTHS_IN_LETTER = 4
CAMERA_MOMENTS = 3
GAPS_IN_LETTER = 5
MOST_OF_ONE_QUESTION = MOST_OF_ONE_SKILL = 2  # in each of these lists
QUOTES_IN_MARGIN = 3


class MarginQuote(msgspec.Struct, frozen=True):
    role: str
    role_label: str  # as the candidate reads it
    plain_label: str  # as anybody does
    text: str
    pieces: tuple[Piece, ...]
    moment: Moment | None  # None in a typed answer, whose words all have the same


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

    @property
    def own_words(self) -> str:
        return next((quote.text for quote in self.quotes if quote.role != EvidenceRole.ASKED), "")

    @property
    def in_margin(self) -> tuple[MarginQuote, ...]:
        """Return the quotes that the text beside them does not hold whole."""
        text = "".join(part.text for part in self.parts)
        return tuple(quote for quote in self.quotes if f"“{quote.text.rstrip('.?!…')}”" not in text)


class ShownTurn(msgspec.Struct, frozen=True):
    number: int
    said: str
    said_at: Moment
    answer: str
    heard: tuple[Piece, ...]  # the answer again, with what was hard to hear
    answer_at: Moment
    times: str
    typed: bool
    skipped: bool
    corrected: bool
    heard_as: str
    code: str
    code_language: str
    about: str = ""
    comments: tuple[CoachComment, ...] = ()


class ShownQuestion(msgspec.Struct, frozen=True):
    order: int
    asked: str
    asked_at: Moment
    landed: tuple[ShownClaim, ...]
    sharpen: tuple[ShownClaim, ...]  # the first few, one after the other
    also_open: tuple[ShownClaim, ...]  # what else the letter leaves out
    summary: str  # what seems to be in it, where nothing surely landed
    stronger: str
    still_open: tuple[str, ...]
    expert: str
    answered: bool
    code_note: str  # that its code was not judged, where there is some


class Page(msgspec.Struct, frozen=True):
    report: Report
    record: InterviewRecord
    name: str  # of the candidate, who may have left it empty
    rests_on: str
    moments: Moments
    opening: tuple[Part, ...]
    closing: tuple[Part, ...]
    strengths: tuple[ShownClaim, ...]
    gaps: tuple[ShownClaim, ...]
    delivery: tuple[ShownClaim, ...]
    camera: tuple[tuple[str, tuple[Moment, ...]], ...]
    more_strengths: int
    more_gaps: int
    actions: tuple[Action, ...]
    next_steps: tuple[NextStep, ...]  # where there are no actions
    questions: tuple[ShownQuestion, ...]
    turns: tuple[ShownTurn, ...]
    notes: tuple[tuple[Moment | None, str], ...]
    comments: tuple[CoachComment, ...]
    timeline: Timeline
    kind: str  # full | thin | silent | nothing_answered | nothing_on_topic
    all_heard: bool  # every point of what was answered
    order_explained: str

    @property
    def heading(self) -> str:
        """Say whose rehearsal it was, and when, to anybody."""
        day = date_format(self.record.started_at, "j F Y") if self.record.started_at else ""
        match self.name, day:
            case "", "":
                return _("A rehearsal")
            case "", day:
                return _("Rehearsal of %(day)s") % {"day": day}
            case name, "":
                return _("%(name)s’s rehearsal") % {"name": name}
            case name, day:
                return _("%(name)s’s rehearsal of %(day)s") % {"name": name, "day": day}

    @property
    def answered(self) -> tuple[ShownQuestion, ...]:
        return tuple(question for question in self.questions if question.answered)

    @property
    def passed(self) -> tuple[ShownQuestion, ...]:
        return tuple(question for question in self.questions if not question.answered)

    @property
    def typed(self) -> bool:
        """Tell whether there are answers, and nothing of them was said aloud."""
        return bool(self.record.answered) and all(turn.typed for turn in self.record.answered)

    @property
    def hard_to_hear(self) -> bool:
        return any(piece.guessed for turn in self.turns for piece in turn.heard)


def with_everything() -> Any:
    """Return reports together with all that a page shows."""
    # Each comes in its model's own order, which is the order of reading.
    rows = Report.objects.select_related("candidate")
    return rows.prefetch_related("claims__evidence", "actions", "reviews", "comments")


def compose(report: Report, record: InterviewRecord, *, moments: Moments) -> Page:
    """Return the page of a report that was fetched by `with_everything`."""
    stands = standing(report, record)
    claims = [_shown(claim, record, moments) for claim in stands.claims]
    by_kind = {kind: [claim for claim in claims if claim.kind == kind] for kind in ClaimKind.values}
    strengths = for_letter(by_kind[ClaimKind.STRENGTH], most=STRENGTHS_IN_LETTER)
    gaps = for_letter(by_kind[ClaimKind.GAP], most=GAPS_IN_LETTER)
    anchors = quotes_of(stands.claims)
    framed = all(reference in anchors for reference in references_in(report.opening + report.closing))
    return Page(
        report=report,
        record=record,
        name=report.candidate.name.strip(),
        rests_on=coverage.in_words(report.coverage),
        moments=moments,
        opening=parts_of(report.opening, anchors, moments) if framed else (),
        closing=parts_of(report.closing, anchors, moments) if framed else (),
        strengths=tuple(strengths),
        gaps=tuple(gaps),
        delivery=tuple(by_kind[ClaimKind.DELIVERY]),
        camera=tuple(
            (text, tuple(map(moments.at, times[:CAMERA_MOMENTS])))
            for text, times in coaching.camera(record).items()
        ),
        more_strengths=len(by_kind[ClaimKind.STRENGTH]) - len(strengths),
        more_gaps=len(by_kind[ClaimKind.GAP]) - len(gaps),
        actions=stands.actions,
        next_steps=()
        if stands.claims != tuple(report.claims.all()) or by_kind[ClaimKind.GAP] or kind_of(report) != "full"
        else next_steps(record, landed=Counter(c.question_slug for c in by_kind[ClaimKind.STRENGTH])),
        questions=_questions(stands.reviews, record, claims, gaps, moments),
        turns=_turns(record, moments, list(report.comments.all())),
        notes=tuple(
            (None if note["at_ms"] is None else moments.at(note["at_ms"]), note["text"])
            for note in report.notes
        ),
        comments=tuple(report.comments.all()),
        timeline=timeline(record, moments=moments),
        kind=kind_of(report),
        # Between a correction and the build that follows it, it is not known.
        all_heard=bool(report.coverage.get("all_heard"))
        and report.state == ReportState.READY
        and len(stands.claims) == len(report.claims.all()),
        order_explained=severity.explanation(),
    )


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


def kind_of(report: Report) -> str:
    """Return what sort of letter this can be: with too little to go on it says so and stays short."""
    counted = report.coverage
    if not counted.get("asked"):
        return "silent"
    if not counted.get("answered"):
        return "nothing_answered"
    if not counted.get("attempted"):
        return "nothing_on_topic"
    return "thin" if report.thin else "full"


def _shown(claim: Claim, record: InterviewRecord, moments: Moments) -> ShownClaim:
    turns = {turn.number: turn for turn in record.turns}
    numbered = {str(item.number): item for item in claim.evidence.all()}
    return ShownClaim(
        id=str(claim.pk),
        kind=claim.kind,
        shade=claim.shade,
        point=claim.point,
        heading=_heading(claim),
        skill=claim.skill,
        because=claim.because,
        parts=parts_of(claim.text, numbered, moments),
        quotes=tuple(
            _margin(item, turns.get(item.turn), moments) for item in _in_order(claim)[:QUOTES_IN_MARGIN]
        ),
        question_slug=claim.question_slug,
    )


def _heading(claim: Claim) -> str:
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
            return _("Perhaps said, with something beside it that speaks against it: %s") % claim.point
        case Shade.AT_FIRST:
            return _("At first said otherwise: %s") % claim.point
        case Shade.SAID_SO:
            return _("Open, as you said yourself: %s") % claim.point
        case _other:
            return capfirst(claim.point)


def _in_order(claim: Claim) -> list[Evidence]:
    """Return the evidence as it is read: the question before what was said instead."""
    return sorted(claim.evidence.all(), key=lambda item: (item.role != EvidenceRole.ASKED, item.number))


def _margin(item: Evidence, turn: TurnRecord | None, moments: Moments) -> MarginQuote:
    said = item.role != EvidenceRole.ASKED and turn is not None
    heard = _heard(turn, item.first, item.last + 1) if said and turn else ()
    if "".join(piece.text for piece in heard) != item.quote:  # the interviewer's words, or corrected since
        heard = (Piece(item.quote),)
    shown = without_trailing_stop(heard)
    text = "".join(piece.text for piece in shown)
    labels = _labels(item, typed=turn is not None and turn.typed)
    at = None if said and turn and turn.typed else moments.at(item.start_ms)
    return MarginQuote(item.role, *labels, text, shown, at)


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


def _heard(turn: TurnRecord, first: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """Return words of an answer with what was hard to hear; who has corrected it has looked at every word."""
    words = turn.words[first:end]
    return (Piece(text_of(words)),) if turn.typed or turn.corrected_at else as_heard(words)


def _questions(
    reviews: Sequence[QuestionReview],
    record: InterviewRecord,
    claims: Sequence[ShownClaim],
    in_letter: Sequence[ShownClaim],
    moments: Moments,
) -> tuple[ShownQuestion, ...]:
    """Return the questions with what was found on each; every gap that the letter leaves out stands here."""
    asked = {item.question.slug: item for item in asked_questions(record)}
    found = []
    for review in reviews:
        mine = [claim for claim in claims if claim.question_slug == review.question_slug]
        gaps = [claim for claim in mine if claim.kind == ClaimKind.GAP]
        found.append(
            ShownQuestion(
                order=review.order,
                asked=review.asked,
                asked_at=moments.at(review.asked_ms),
                landed=tuple(claim for claim in mine if claim.kind == ClaimKind.STRENGTH),
                sharpen=tuple(gaps[:MOST_TO_SHARPEN]),
                also_open=tuple(claim for claim in gaps[MOST_TO_SHARPEN:] if claim not in in_letter),
                summary=review.summary,
                stronger=review.stronger,
                still_open=tuple(review.still_open),
                expert=review.expert,
                answered=bool(asked[review.question_slug].answered),
                code_note=_code_note(asked[review.question_slug]),
            )
        )
    return tuple(found)


def _code_note(asked: Asked) -> str:
    return code_not_judged() if any(turn.code.strip() for turn in asked.turns) else ""


def _turns(
    record: InterviewRecord, moments: Moments, comments: Sequence[CoachComment]
) -> tuple[ShownTurn, ...]:
    ends: list[int | None] = [*(turn.said_ms for turn in record.turns[1:]), None]
    return tuple(
        _turn(
            turn,
            moments,
            tuple(
                comment
                for comment in comments
                if comment.at_ms >= (0 if index == 0 else turn.said_ms)
                and (end is None or comment.at_ms < end)
            ),
        )
        for index, (turn, end) in enumerate(zip(record.turns, ends, strict=False))
    )


def _turn(turn: TurnRecord, moments: Moments, comments: tuple[CoachComment, ...]) -> ShownTurn:
    return ShownTurn(
        number=turn.number,
        said=turn.said,
        said_at=moments.recorded(turn.said_ms),
        answer=turn.answer,
        heard=_heard(turn) if turn.words else (Piece(turn.answer),),
        answer_at=moments.recorded(turn.begun_ms),
        # Start and length of each word, for lighting it while it plays.
        times=""
        if turn.typed or not moments.recordings
        else " ".join(f"{word.start_ms},{word.end_ms - word.start_ms}" for word in turn.words),
        typed=turn.typed,
        skipped=turn.skipped,
        corrected=turn.corrected_at is not None,
        heard_as=" ".join(word.text for word in turn.heard_as) if turn.heard_as else "",
        code=turn.code,
        code_language=turn.code_language,
        comments=comments,
    )
