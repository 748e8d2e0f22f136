"""What still stands of a report: between a correction and the build that follows it, nothing is shown that
was made of the old words."""

from collections.abc import Collection
from copy import copy

import msgspec

from interviews.history import InterviewRecord

from ..evidence import Quote, Role, fault_of
from ..models import Action, Claim, Evidence, QuestionReview, Report


class Standing(msgspec.Struct, frozen=True):
    claims: tuple[Claim, ...]
    actions: tuple[Action, ...]
    reviews: tuple[QuestionReview, ...]


def standing(report: Report, record: InterviewRecord) -> Standing:
    """Return the claims whose evidence stands in the transcript of now, their actions, and the questions."""
    claims = tuple(
        claim
        for claim in report.claims.all()
        if claim.evidence.all() and all(_stands(item, record) for item in claim.evidence.all())
    )
    ids = {claim.pk for claim in claims}
    corrected = _corrected_since(report, record)
    return Standing(
        claims=claims,
        actions=tuple(action for action in report.actions.all() if action.claim_id in ids),
        reviews=tuple(_without_old_words(review, corrected) for review in report.reviews.all()),
    )


def _stands(item: Evidence, record: InterviewRecord) -> bool:
    quote = Quote(item.turn, Role(item.role), item.first, item.last, item.quote, item.start_ms, item.end_ms)
    return fault_of(quote, record=record, relied_on=[quote]) is None


def _corrected_since(report: Report, record: InterviewRecord) -> set[int]:
    """Return the numbers of the turns that were corrected after what this report knows."""
    return {
        turn.number
        for turn in record.turns
        if turn.corrected_at and (report.built_at is None or turn.corrected_at > report.built_at)
    }


def _without_old_words(review: QuestionReview, corrected: Collection[int]) -> QuestionReview:
    if not any(number in corrected for number in review.turns):
        return review
    shown = copy(review)
    shown.summary, shown.stronger, shown.still_open = "", "", []
    return shown
