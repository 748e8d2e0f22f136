"""Find what a new posting may be the same as: by reference, by employer, and by bodies that are alike.

Candidates are held for one batch. Each lookup is one query for the whole batch where it can be, and postings
that the batch itself adds are candidates for those after them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import Q

from ..models import Posting
from ..reading.signature import bands
from .batches import batches
from .dedupe import Traits, Verdict, compare, unpack

# Of one employer no more are compared: the newest.
_MOST_OF_A_BLOCK = 5_000


class Known(msgspec.Struct, frozen=True, gc=False):
    """A posting that a new one is compared with, and the job that it is part of."""

    job_id: UUID
    traits: Traits


class Match(msgspec.Struct, frozen=True, gc=False):
    """What a posting is the same as, or reposts (`repost`)."""

    job_id: UUID
    repost: bool
    ours_is_agency: bool = False


class Candidates:
    """Postings by what they may share with new ones."""

    def __init__(self) -> None:
        self._by_reference: dict[tuple[str, str], Known] = {}
        self._by_block: dict[str, list[Known]] = {}
        self._by_band: dict[str, list[Known]] = {}
        self._listed: set[tuple[UUID, str]] = set()  # a job and a feed that lists it

    @classmethod
    def of(cls, traits: Sequence[Traits], *, since: datetime, but: Q | None = None) -> "Candidates":
        """Return the postings that any of these may be the same as: open ones, and those closed since.

        Those of `but` are left out unless they share a reference: a feed lists an opening once, so its own
        open postings are other openings, and they are most of what an employer has.
        """
        found = cls()
        seen: set[UUID] = set()
        references = {one.reference for one in traits if one.reference}
        blocks = {one.block for one in traits if one.block and one.signature}
        marks = {band for one in traits for band in bands(one.signature) if band}
        recent = Q(closed_at__isnull=True) | Q(closed_at__gte=since)
        if but is not None:
            recent &= ~(but & Q(closed_at__isnull=True))
        for values, column, among in (
            (references, "reference", Q()),
            (blocks, "block", recent),
            (marks, "band", recent),
            (marks, "other_band", recent),
        ):
            for part in batches(sorted(values)):
                rows = found._load(Q((f"{column}__in", part)) & among, seen)
                if rows == _MOST_OF_A_BLOCK and len(part) > 1:
                    # The bound is of each: a large employer leaves the others theirs.
                    for value in part:
                        found._load(Q((column, value)) & among, seen)
        return found

    def _load(self, query: Q, seen: set[UUID]) -> int:
        """Add what is found, the newest first; return how many rows that was, at most _MOST_OF_A_BLOCK."""
        rows = (
            Posting.objects.filter(query)
            .order_by("-last_seen")
            .values_list("id", "job_id", "traits", "reference_board", "reference", "signature", "closed_at")[
                :_MOST_OF_A_BLOCK
            ]
        )
        count = 0
        for id_, job_id, stored, board, reference, signature, closed_at in rows:
            count += 1
            if id_ in seen:
                continue
            seen.add(id_)
            traits = unpack(
                stored, reference_board=board, reference=reference, signature=bytes(signature or b"") or None
            )
            if traits is not None:
                # What its feed no longer lists may come back there under another identifier.
                self.add(Known(job_id, msgspec.structs.replace(traits, feed="") if closed_at else traits))
        return count

    def add(self, known: Known) -> None:
        """Let those that come after be compared with this one too."""
        traits = known.traits
        self._listed.add((known.job_id, traits.feed))
        if traits.reference:
            self._by_reference.setdefault((traits.reference_board, traits.reference), known)
        if traits.signature:
            self._by_block.setdefault(traits.block, []).append(known)
            for band in bands(traits.signature):
                self._by_band.setdefault(band, []).append(known)

    def match(self, traits: Traits) -> Match | None:
        """Return what a posting is the same as, else what it reposts, else None."""
        if traits.reference and (known := self._by_reference.get((traits.reference_board, traits.reference))):
            return Match(known.job_id, repost=False)
        repost: Match | None = None
        for known in self._near(traits):
            verdict = compare(traits, known.traits)
            if verdict is Verdict.SAME:
                return Match(known.job_id, repost=False)
            if verdict is Verdict.REPOST and repost is None:
                repost = Match(known.job_id, repost=True, ours_is_agency=traits.agency)
        return repost

    def _near(self, traits: Traits) -> Iterable[Known]:
        if traits.signature is None:
            return
        done: set[int] = set()
        lists = [self._by_block.get(traits.block, [])]
        lists += [self._by_band.get(band, []) for band in bands(traits.signature)]
        for known in (known for part in lists for known in part):
            # Nor is it one that came back there a moment ago: its feed lists each opening once.
            if id(known) in done or (traits.feed and (known.job_id, traits.feed) in self._listed):
                continue
            done.add(id(known))
            yield known
