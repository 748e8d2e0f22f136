"""What a reader of the report sees, put together once for the page and the PDF. Constant in queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interviews.history import InterviewRecord

from ..answers.asked import Asked, asked_questions, attempts, says_only_dont_know
from ..findings import coaching, severity
from ..findings.accounts import is_account
from ..findings.finding import Shade
from ..models import MOST_TO_SHARPEN, Action, ClaimKind, CoachComment, QuestionReview, Report, ReportState
from ..practice.next_steps import NextStep, next_steps
from . import coverage
from .delivery_choice import claims_wanted, notes_wanted
from .moments import Moment, Moments, Part, parts_of, quotes_of, references_in
from .notes import Note, code_not_judged
from .shown_claims import ShownClaim, for_letter, shown
from .standing import standing
from .timeline import NOT_DRAWN, Timeline, timeline
from .transcript import ShownTurn, shown_turns

# The letter itself; everything else stands with its question.
STRENGTHS_IN_LETTER = 4
CAMERA_MOMENTS = 3
GAPS_IN_LETTER = 5


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
    unsettled: str  # why nothing is said of it, where nothing is


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
    notes: tuple[tuple[tuple[Moment, ...], str], ...]  # each with its times
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
    def without_gaps(self) -> str:
        """Say why a full letter has no gaps; '' where it has some, or is none."""
        if self.gaps or self.kind != "full":
            return ""
        if self.all_heard:
            return _("Nothing that these questions were after was missing from your answers.")
        return _("No gap could be named with certainty from these answers.")

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
    told = claims_wanted(stands.claims, report)
    claims = [shown(claim, record, moments) for claim in told]
    by_kind = {kind: [claim for claim in claims if claim.kind == kind] for kind in ClaimKind.values}
    strengths = for_letter(by_kind[ClaimKind.STRENGTH], most=STRENGTHS_IN_LETTER)
    gaps = for_letter(by_kind[ClaimKind.GAP], most=GAPS_IN_LETTER)
    anchors = quotes_of(told)
    framed = all(reference in anchors for reference in references_in(report.opening + report.closing))
    # Of a short letter without a strength, it would be the gap that stands below it.
    opened = framed and (kind_of(report) == "full" or bool(strengths))
    return Page(
        report=report,
        record=record,
        name=report.candidate.name.strip(),
        rests_on=coverage.in_words(report.coverage),
        moments=moments,
        opening=parts_of(report.opening, anchors, moments, turns=record.turns) if opened else (),
        closing=parts_of(report.closing, anchors, moments, turns=record.turns) if framed else (),
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
        turns=shown_turns(record, moments, list(report.comments.all())),
        notes=_notes(notes_wanted(report, record), moments),
        comments=tuple(report.comments.all()),
        timeline=timeline(record, moments=moments) if report.candidate.delivery_coaching else NOT_DRAWN,
        kind=kind_of(report),
        # Between a correction and the build that follows it, it is not known.
        all_heard=bool(report.coverage.get("all_heard"))
        and report.state == ReportState.READY
        and len(stands.claims) == len(report.claims.all()),
        order_explained=severity.explanation(),
    )


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


def _notes(notes: Sequence[Note], moments: Moments) -> tuple[tuple[tuple[Moment, ...], str], ...]:
    """Return what is noted once, with all its times; in the order of the first."""
    times: dict[str, list[Moment]] = {}
    for note in notes:
        said_at = times.setdefault(note["text"], [])
        if note["at_ms"] is not None:
            said_at.append(moments.at(note["at_ms"]))
    return tuple((tuple(said_at), text) for text, said_at in times.items())


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
        question = asked[review.question_slug]
        mine = [claim for claim in claims if claim.question_slug == review.question_slug]
        gaps = _central_first([claim for claim in mine if claim.kind == ClaimKind.GAP], asked)
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
                answered=bool(question.answered),
                code_note=_code_note(question),
                unsettled="" if mine or review.summary or _code_note(question) else _why_unsettled(question),
            )
        )
    return tuple(found)


def _central_first(gaps: Sequence[ShownClaim], asked: Mapping[str, Asked]) -> list[ShownClaim]:
    """Return a question's gaps as they count in it: what was said wrong, then what is central and surely
    open. How often a skill was missed elsewhere orders the letter, and nothing here."""
    weights = {
        (slug, point.slug): point.weight for slug, each in asked.items() for point in each.question.key_points
    }

    def place(claim: ShownClaim) -> tuple[bool, bool, int]:
        unsure = claim.shade in (Shade.LIKELY_OPEN, Shade.BESIDE)
        weight = weights.get((claim.question_slug, claim.key_point), 0)
        return (claim.shade != Shade.MISTAKEN, unsure, -weight)

    return sorted(gaps, key=place)


def _why_unsettled(asked: Asked) -> str:
    if says_only_dont_know(asked):
        return _("You said you didn’t know this one, and nothing else is read into it.")
    if is_account(asked.question) and not any(attempts(turn) for turn in asked.answered):
        return _(
            "There was too little to go by here. A small case is enough: what happened, what you did, "
            "how it ended."
        )
    if not any(attempts(turn) for turn in asked.answered):
        return _(
            "There was too little to go by here. Two or three sentences on what you would do first, and "
            "why, are enough."
        )
    return _(
        "It could not be told for certain which points this answer makes, so nothing is claimed either way. "
        "That says nothing about how good it was."
    )


def _code_note(asked: Asked) -> str:
    return code_not_judged() if any(turn.code.strip() for turn in asked.turns) else ""
