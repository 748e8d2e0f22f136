"""What a report tells its candidate: not everybody wants to read about how they speak."""

from collections.abc import Iterable

from .models import Claim, ClaimKind, Report
from .notes import Note


def claims_wanted(claims: Iterable[Claim], report: Report) -> tuple[Claim, ...]:
    """Return the claims without those on delivery where the candidate has switched these off."""
    wants = report.candidate.delivery_coaching
    return tuple(claim for claim in claims if wants or claim.kind != ClaimKind.DELIVERY)


def notes_wanted(report: Report) -> list[Note]:
    """Return the notes without those on delivery where the candidate has switched these off."""
    wants = report.candidate.delivery_coaching
    return [note for note in report.notes if wants or not note.get("delivery")]
