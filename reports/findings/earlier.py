"""What a candidate's earlier rehearsals showed of each skill: how often it was missed, and when it landed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec

from interviews.history import InterviewRecord

from ..models import Claim
from .finding import DELIVERY, GAP


class Earlier(msgspec.Struct, frozen=True):
    """One skill in the earlier rehearsals that count: in how many it was a gap, and when it last landed
    without one."""

    missed: int = 0
    landed_at: datetime | None = None
    missed_before_that: bool = False


def earlier(record: InterviewRecord) -> dict[str, Earlier]:
    """Return skill -> what was shown of it before this interview."""
    rows = (
        Claim.objects.filter(report__candidate_id=record.candidate_id, report__interview__excluded=False)
        .exclude(kind=DELIVERY)
        .exclude(report__interview_id=record.id)
    )
    if record.started_at is not None:
        rows = rows.filter(report__held_at__lt=record.started_at)
    held: dict[str, dict[UUID, tuple[datetime | None, bool]]] = {}
    rows = rows.order_by("report__held_at")
    for skill, report, held_at, kind in rows.values_list("skill", "report_id", "report__held_at", "kind"):
        # Where it landed and was missed, it was missed.
        _, was_missed = held.setdefault(skill, {}).get(report, (held_at, False))
        held[skill][report] = (held_at, was_missed or kind == GAP)
    return {skill: _of(rehearsals.values()) for skill, rehearsals in held.items()}


def _of(rehearsals: Iterable[tuple[datetime | None, bool]]) -> Earlier:
    found = Earlier()
    for held_at, was_missed in rehearsals:
        if was_missed:
            found = Earlier(found.missed + 1, found.landed_at, found.missed_before_that)
        else:
            found = Earlier(found.missed, held_at, found.missed > 0)
    return found
