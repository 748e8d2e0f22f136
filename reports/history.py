"""The read door: frozen records of what reports say, for other apps. Constant in queries."""

from datetime import datetime
from uuid import UUID

import msgspec

from .models import Claim, ClaimKind, Evidence


class MomentRecord(msgspec.Struct, frozen=True):
    """Where something can be heard: `interview_id` at `start_ms`, and the words themselves."""

    interview_id: UUID
    held_at: datetime | None
    turn: int
    quote: str
    start_ms: int
    end_ms: int


class SkillRecord(msgspec.Struct, frozen=True):
    """One skill over all counted rehearsals. `demonstrated` and `gaps` are moments, newest first; `points`
    says what each demonstrated moment showed, in the same order."""

    skill: str
    demonstrated: tuple[MomentRecord, ...]
    points: tuple[str, ...]
    gaps: tuple[MomentRecord, ...]


def skills_of(user_id: UUID) -> dict[str, SkillRecord]:
    """Return skill slug -> what was demonstrated and what was not heard yet, without excluded rehearsals."""
    claims = (
        Claim.objects.filter(
            report__candidate_id=user_id, report__version__gt=0, report__interview__excluded=False
        )
        .exclude(kind=ClaimKind.DELIVERY)
        .exclude(skill="")
        .select_related("report")
        .order_by("-report__held_at", "kind", "place")
    )
    own = Evidence.objects.first_own_of(user_id)
    found: dict[str, list[tuple[Claim, MomentRecord]]] = {}
    for claim in claims:
        if said := own.get(claim.pk):
            moment = MomentRecord(
                interview_id=claim.report.interview_id,
                held_at=claim.report.held_at,
                turn=said.turn,
                quote=said.quote,
                start_ms=said.start_ms,
                end_ms=said.end_ms,
            )
            found.setdefault(claim.skill, []).append((claim, moment))
    return {skill: _record(skill, items) for skill, items in found.items()}


def _record(skill: str, items: list[tuple[Claim, MomentRecord]]) -> SkillRecord:
    landed = [(claim, moment) for claim, moment in items if claim.kind == ClaimKind.STRENGTH]
    gaps = [(claim, moment) for claim, moment in items if claim.kind == ClaimKind.GAP]
    return SkillRecord(
        skill=skill,
        demonstrated=tuple(moment for _, moment in landed),
        points=tuple(claim.point for claim, _ in landed),
        gaps=tuple(moment for _, moment in gaps),
    )
