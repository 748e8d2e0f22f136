"""Practice that comes back: one card a skill, spaced by FSRS, reviewed by what the next rehearsal showed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from fsrs import Card, Rating, Scheduler

from interviews.doors import plan_rehearsal
from interviews.enums import AnswerMode
from interviews.history import InterviewRecord

from ..models import Claim, ClaimKind, PracticeCard, Report

MARK = "gap:"
PRACTICE_MINUTES = 10
# A rehearsal takes a day's intention, not ten minutes of drilling: no steps within one sitting, and no fuzz,
# so that the date that the page names is the date that the card has.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=180)


def practise(*, report: Report, skill: str, record: InterviewRecord, now: datetime) -> UUID:
    """Plan a short rehearsal on one skill, held like the one of the report's `record`, and return its
    interview; the skill's card remembers it.

    A skill that came up in the report is practised in its field and at its level; any other where it was
    practised before.
    """
    card = card_for(
        candidate_id=report.candidate_id,
        skill=skill,
        domain=record.domain,
        seniority=record.seniority,
        now=now,
    )
    if report.claims.filter(skill=skill).exists():
        card.domain, card.seniority = record.domain, record.seniority
        card.save(update_fields=["domain", "seniority"])
    return plan_rehearsal(
        candidate_id=card.candidate_id,
        domain=card.domain,
        seniority=card.seniority,
        minutes=PRACTICE_MINUTES,
        focus=(skill,),
        planned_for=f"{MARK}{card.pk}",
        manner=record.manner,
        mode=AnswerMode.TYPING if record.typed else AnswerMode.VOICE,
    )


def card_for(*, candidate_id: UUID, skill: str, domain: str, seniority: str, now: datetime) -> PracticeCard:
    """Return the candidate's card for the skill, made when there is none."""
    found = PracticeCard.objects.filter(candidate_id=candidate_id, skill=skill).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return PracticeCard.objects.create(
                candidate_id=candidate_id,
                skill=skill,
                domain=domain,
                seniority=seniority,
                memory=_memory(Card(card_id=1, due=now)),
                due_at=now,
            )
    except IntegrityError:
        return PracticeCard.objects.get(candidate_id=candidate_id, skill=skill)


def rating_of(claims: Sequence[Claim], skill: str) -> Rating | None:
    """Return how a rehearsal went for the skill: only what was said on it counts; None when nothing was."""
    mine = [claim for claim in claims if claim.skill == skill]
    landed = sum(claim.kind == ClaimKind.STRENGTH for claim in mine)
    gaps = sum(claim.kind == ClaimKind.GAP for claim in mine)
    if not landed and not gaps:
        return None
    if not landed:
        return Rating.Again
    if not gaps:
        return Rating.Easy if landed > 2 else Rating.Good
    return Rating.Good if landed > gaps else Rating.Hard


def review_after(record: InterviewRecord, *, claims: Sequence[Claim]) -> None:
    """Review the card that a practice session was planned for, unless it knows of this one or of a later."""
    if not record.planned_for.startswith(MARK) or record.started_at is None:
        return
    try:
        card_id = UUID(record.planned_for.removeprefix(MARK))
    except ValueError:
        return
    card = PracticeCard.objects.filter(pk=card_id, candidate_id=record.candidate_id).first()
    held_at = record.started_at.astimezone(UTC)  # fsrs takes no other zone
    if card is None or (card.reviewed_at is not None and held_at <= card.reviewed_at):
        return
    rating = rating_of(claims, card.skill)
    if rating is None:
        return
    memory, _log = SCHEDULER.review_card(Card.from_dict(card.memory), rating, review_datetime=held_at)
    card.memory, card.due_at, card.reviewed_at = _memory(memory), memory.due, held_at
    card.save(update_fields=["memory", "due_at", "reviewed_at"])


def _memory(card: Card) -> dict[str, Any]:
    return dict(card.to_dict())
