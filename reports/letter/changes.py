"""What a report that was built anew says differently from the one before."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from interviews.history import InterviewRecord

from ..models import Claim, ClaimKind
from ..writer.local import point_in_sentence


def changes_between(
    old: Sequence[Claim],
    new: Sequence[Claim],
    record: InterviewRecord,
    *,
    last_read_at: datetime,
    now: datetime,
) -> dict[str, Any] | None:
    """Return {"at", "turns", "lines"}, or None when nothing was corrected since `last_read_at` and nothing is
    said differently.

    `old` come with their evidence: it is in the database no more.
    """
    prefetch_related_objects(new, "evidence")
    before = {claim.key: claim for claim in old}
    after = {claim.key: claim for claim in new}
    lines = [*_came(before, after), *_went(before, after), *_turned(before, after), *_delivery(old, new)]
    corrected = [
        turn.number
        for turn in record.turns
        if turn.corrected_at is not None and turn.corrected_at > last_read_at
    ]
    if not lines and not corrected:
        return None
    if not lines:
        lines = [_("No remark of this report rests on the words that changed.")]
    return {"at": now.isoformat(), "turns": corrected, "lines": lines}


def _came(before: dict[str, Claim], after: dict[str, Claim]) -> Iterable[str]:
    for key in after.keys() - before.keys():
        label = _("Now among what landed") if after[key].kind == ClaimKind.STRENGTH else _("New")
        if after[key].kind != ClaimKind.DELIVERY:
            yield f"{label}: {point_in_sentence(after[key].point)}."


def _went(before: dict[str, Claim], after: dict[str, Claim]) -> Iterable[str]:
    for key in before.keys() - after.keys():
        if before[key].kind != ClaimKind.DELIVERY:
            yield _("No longer said: %s.") % point_in_sentence(before[key].point)


def _turned(before: dict[str, Claim], after: dict[str, Claim]) -> Iterable[str]:
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        point = point_in_sentence(new.point)
        if old.kind != new.kind and new.kind == ClaimKind.STRENGTH:
            yield _("From a gap to what landed: %s.") % point
        elif old.kind != new.kind:
            yield _("From what landed to a gap: %s.") % point
        elif old.shade != new.shade and new.kind == ClaimKind.GAP:
            yield _("Still a gap, for another reason: %s.") % point
        elif _words(old) != _words(new) and new.kind == ClaimKind.STRENGTH:
            yield _("Rests on other words now: %s.") % point
        elif _words(old) != _words(new) and new.kind == ClaimKind.GAP:
            yield _("Still a gap, beside other words now: %s.") % point


def _delivery(old: Iterable[Claim], new: Iterable[Claim]) -> Iterable[str]:
    before, after = (
        {(claim.key, claim.text, *_words(claim)) for claim in claims if claim.kind == ClaimKind.DELIVERY}
        for claims in (old, new)
    )
    if before != after:
        yield _("What this report says about how you spoke has changed.")


def _words(claim: Claim) -> list[tuple[int, str]]:
    """Return the words that a claim rests on; where in its answer they stand changes nothing."""
    return [(item.turn, item.quote) for item in claim.evidence.all()]
