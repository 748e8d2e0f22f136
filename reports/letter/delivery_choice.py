"""What a report tells its candidate: not everybody wants to read about how they speak."""

from collections.abc import Iterable

from interviews.history import InterviewRecord, locate

from ..models import Claim, ClaimKind, Report
from .notes import Note


def claims_wanted(claims: Iterable[Claim], report: Report) -> tuple[Claim, ...]:
    """Return the claims without those on delivery where the candidate has switched these off."""
    wants = report.candidate.delivery_coaching
    return tuple(claim for claim in claims if wants or claim.kind != ClaimKind.DELIVERY)


def notes_wanted(report: Report, record: InterviewRecord) -> list[Note]:
    """Return the notes without those on delivery where the candidate has switched these off, and without
    those whose words were corrected since."""
    wants = report.candidate.delivery_coaching
    words = {turn.number: turn.words for turn in record.turns}
    return [
        note
        for note in report.notes
        if (wants or not note.get("delivery"))
        and ("quote" not in note or locate(note["quote"], words.get(note["turn"], ())))
    ]
