"""What of a report's things to do has landed since: an old letter asks for none of it again."""

from datetime import datetime
from uuid import UUID

import msgspec

from ..models import Claim, ClaimKind, Report


class Landed(msgspec.Struct, frozen=True):
    """Where a skill landed: a claim in the report of another rehearsal."""

    interview_id: UUID
    held_at: datetime
    claim_id: UUID


def landed_since(report: Report) -> dict[str, Landed]:
    """Return skill -> the newest rehearsal after the report's in which it came up, where it landed there and
    nothing of it was open."""
    if report.held_at is None:
        return {}
    claims = (
        Claim.objects.filter(report__candidate_id=report.candidate_id, report__held_at__gt=report.held_at)
        .filter(report__interview__excluded=False)
        .exclude(kind=ClaimKind.DELIVERY)
        .order_by("report__held_at", "-place")
    )
    found: dict[str, Landed] = {}
    missed: set[tuple[str, UUID]] = set()
    for kind, skill, claim_id, interview_id, held_at in claims.values_list(
        "kind", "skill", "pk", "report__interview_id", "report__held_at"
    ):
        if kind == ClaimKind.GAP:
            missed.add((skill, interview_id))
        if (skill, interview_id) in missed:
            found.pop(skill, None)
        elif held_at is not None:
            found[skill] = Landed(interview_id, held_at, claim_id)
    return found
