"""Takes a page of postings into the database: new, changed, unchanged, returned. Idempotent.

A page is one transaction of bulk writes. A posting's evidence stays its own; a job says what its postings say
together: the words of the best source lead, and the others fill what it leaves open.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.db import transaction
from django.db.models import Q

from intervision.columns import fitted

from ..enums import ClosedReason, JobStatus
from ..models import Board, Employer, Job, Posting, Source
from ..reading.normalise import Normalised, normalise
from ..reading.signature import bands
from ..sources.errors import UNREADABLE, Refused, ShapeChanged
from ..sources.port import Feed, RawPosting, Record
from ..sources.registry import sources
from .batches import BATCH, batches
from .dedupe import Traits, pack, traits_of
from .employers import employers_of
from .nearby import Candidates, Known, Match
from .rows import blend, fields_in, fields_of, rewrite

log = logging.getLogger(__name__)

# Of so many that are new or changed some must be readable: else not a few records are odd, but the source.
_ALL_UNREADABLE_FROM = 4
# Raised with each release that reads ads differently: the next pull reads every ad anew, once.
READING = 6
# A posting that closed longer ago is not taken up again by one that is like it.
REPOSTED_WITHIN = timedelta(days=90)

Detail = Callable[[RawPosting], RawPosting]
Read = Callable[[Record, Feed], RawPosting | None]


@dataclass(slots=True)
class Counts:
    """What became of the postings of a page."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    reopened: int = 0
    dropped: int = 0  # could not be read whole

    def add(self, other: "Counts") -> None:
        self.new += other.new
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.reopened += other.reopened
        self.dropped += other.dropped


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page comes from. The lowest `rank` leads; `once`: the feed lists no opening twice."""

    source: Source
    board: Board | None
    rank: int
    read: Read
    once: bool = True

    @property
    def own(self) -> Q | None:
        """Return which postings are of this feed, if it lists an opening once."""
        return Q(source=self.source, board=self.board) if self.once else None

    @property
    def feed(self) -> str:
        return f"{self.source.name}:{self.board.token if self.board else ''}" if self.once else ""


def content_hash(posting: RawPosting) -> str:
    """Return the SHA-256 of what a posting says and of how it is read.

    What its source bumps without a change is not in it.
    """
    bare = msgspec.structs.replace(posting, raw={}, needs_detail=False)
    return sha256(msgspec.msgpack.encode((READING, bare))).hexdigest()


def take(
    postings: Sequence[RawPosting],
    *,
    origin: Origin,
    run_id: UUID | None,
    now: datetime,
    detail: Detail = lambda posting: posting,
) -> Counts:
    """Write a page. `detail` fetches the body of those that are new or changed, before the transaction.

    What can't be read whole is dropped and counted: one odd record holds up no other. Raises SourceError.
    """
    unique = {fitted(posting.identifier, 300): posting for posting in postings}
    hashes = {identifier: content_hash(posting) for identifier, posting in unique.items()}
    known = _known(origin.source, list(unique))
    differ = {
        identifier: posting
        for identifier, posting in unique.items()
        if identifier not in known or known[identifier].content_hash != hashes[identifier]
    }
    fresh = _read_whole(differ, detail)
    counts = Counts(dropped=len(differ) - len(fresh))
    with transaction.atomic():
        counts.unchanged = sum(identifier not in differ for identifier in known)
        counts.reopened = _seen_again(list(known.values()), origin=origin, run_id=run_id, now=now)
        changed = {identifier: posting for identifier, posting in fresh.items() if identifier in known}
        for identifier, posting in changed.items():
            _change(known[identifier], posting, hashes[identifier], origin=origin, now=now)
        counts.changed = len(changed)
        new = {identifier: posting for identifier, posting in fresh.items() if identifier not in known}
        _add(new, hashes, origin=origin, run_id=run_id, now=now)
        counts.new = len(new)
    return counts


def _read_whole(postings: dict[str, RawPosting], detail: Detail) -> dict[str, Normalised]:
    """Return the postings with their bodies, read; without those that can't be."""
    found: dict[str, Normalised] = {}
    last: Exception | None = None
    for identifier, posting in postings.items():
        try:
            found[identifier] = normalise(detail(posting))
        except (Refused, ShapeChanged, *UNREADABLE) as error:
            log.warning("%s is left out: %s: %s", identifier, type(error).__name__, error)
            last = error
    if not found and len(postings) >= _ALL_UNREADABLE_FROM:
        raise ShapeChanged(f"None of {len(postings)} postings can be read: {last}") from last
    return found


def _known(source: Source, identifiers: list[str]) -> dict[str, Posting]:
    rows: dict[str, Posting] = {}
    for part in batches(identifiers):
        for row in Posting.objects.filter(source=source, identifier__in=part).defer("raw", "signature"):
            rows[row.identifier] = row
    return rows


def _seen_again(rows: list[Posting], *, origin: Origin, run_id: UUID | None, now: datetime) -> int:
    """Note that postings are still listed, reopen those that had gone; return how many came back."""
    returned = [row for row in rows if row.closed_at is not None]
    for part in batches(rows):
        Posting.objects.filter(pk__in=[row.pk for row in part]).update(
            last_seen=now, seen_in=run_id, missed_complete_runs=0, closed_at=None, board=origin.board
        )
        jobs = Job.objects.filter(pk__in={row.job_id for row in part})
        jobs.update(last_seen=now)
        jobs.filter(status=JobStatus.STALE).update(status=JobStatus.ACTIVE, updated_at=now)
        # Time closed them, not their source: their postings were open all along.
        jobs.filter(closed_reason=ClosedReason.UNCONFIRMED).update(
            status=JobStatus.ACTIVE, closed_reason="", closed_at=None, updated_at=now
        )
    for part in batches(returned):
        jobs = Job.objects.filter(pk__in={row.job_id for row in part})
        jobs.exclude(closed_reason=ClosedReason.BY_OPERATOR).update(
            status=JobStatus.ACTIVE, closed_reason="", closed_at=None, updated_at=now
        )
        # Such a job says what others said meanwhile, which may have closed since.
        listings = Counter(
            Posting.objects.filter(job_id__in={row.job_id for row in part}).values_list("job_id", flat=True)
        )
        for job in Job.objects.filter(pk__in=[job_id for job_id, count in listings.items() if count > 1]):
            rewrite(job, newest={}, now=now)
    return len(returned)


def _change(row: Posting, posting: Normalised, digest: str, *, origin: Origin, now: datetime) -> None:
    """Write the new words of a posting and let its job say what all of its postings say now."""
    fields = _posting_fields(posting, traits_of(posting, feed=origin.feed), digest)
    for name, value in fields.items():
        setattr(row, name, value)
    # When it was seen is in the table already, and newer than in this row.
    row.save(update_fields=list(fields))
    job = Job.objects.get(pk=row.job_id)
    rewrite(job, newest={row.pk: posting}, now=now)


def _add(
    new: dict[str, Normalised], hashes: dict[str, str], *, origin: Origin, run_id: UUID | None, now: datetime
) -> None:
    """Write new postings: each into the job that it is the same as, else with a job of its own."""
    if not new:
        return
    traits = {identifier: traits_of(posting, feed=origin.feed) for identifier, posting in new.items()}
    candidates = Candidates.of(list(traits.values()), since=now - REPOSTED_WITHIN, but=origin.own)
    employers = employers_of(list(new.values()))
    jobs: dict[UUID, Job] = {}
    postings: list[Posting] = []
    joined: dict[UUID, dict[UUID, Normalised]] = {}
    for identifier, posting in new.items():
        row_id = uuid4()
        match = candidates.match(traits[identifier])
        if match is not None and not match.repost:
            job_id = match.job_id
            joined.setdefault(job_id, {})[row_id] = posting
        else:
            job = _new_job(posting, employers[posting.employer_key], match, now)
            job_id = job.pk
            jobs[job_id] = job
        row = Posting(
            id=row_id,
            source=origin.source,
            board=origin.board,
            identifier=identifier,
            job_id=job_id,
            first_seen=now,
            last_seen=now,
            seen_in=run_id,
            **_posting_fields(posting, traits[identifier], hashes[identifier]),
        )
        postings.append(row)
        candidates.add(Known(job_id, traits[identifier]))
    Job.objects.bulk_create(jobs.values(), batch_size=BATCH)
    Posting.objects.bulk_create(postings, batch_size=BATCH)
    _join(joined, jobs, origin=origin, now=now)


def _join(
    joined: dict[UUID, dict[UUID, Normalised]], made: dict[UUID, Job], *, origin: Origin, now: datetime
) -> None:
    """Let jobs say what further postings of them (by job and key) say. Those just `made` are not read again.

    A better source than all that are open leads; so does any where none is: the last day and the address of
    an ad that closed are not those of the one that follows it.
    """
    for part in batches(list(joined)):
        jobs = {job.pk: job for job in Job.objects.filter(pk__in=[pk for pk in part if pk not in made])}
        ranks = _ranks(part, but={row_id for job_id in part for row_id in joined[job_id]})
        for job_id in part:
            job = jobs.get(job_id) or made[job_id]
            if job_id not in ranks or origin.rank < ranks[job_id]:
                rewrite(job, newest=joined[job_id], now=now)
                continue
            before = fields_in(job)
            for posting in joined[job_id].values():
                blend(job, posting)
            if fields_in(job) != before:
                job.save()
        seen = Job.objects.filter(pk__in=part)
        seen.update(last_seen=now, updated_at=now)
        seen.exclude(status=JobStatus.CLOSED, closed_reason=ClosedReason.BY_OPERATOR).update(
            status=JobStatus.ACTIVE, closed_reason="", closed_at=None
        )


def _ranks(ids: Sequence[UUID], *, but: Collection[UUID]) -> dict[UUID, int]:
    """Return the rank of the best open posting of each of these jobs that has one `but` for some."""
    found: dict[UUID, int] = {}
    rows = Posting.objects.filter(job_id__in=ids, closed_at__isnull=True).order_by()
    # They are left out here and not in the query: two long IN lists in one go wrong on SQL Server.
    for row_id, job_id, name in rows.values_list("pk", "job_id", "source__name"):
        if row_id not in but and name in sources():
            rank = sources()[name].about.rank
            found[job_id] = min(rank, found.get(job_id, rank))
    return found


def _new_job(posting: Normalised, employer: Employer, match: Match | None, now: datetime) -> Job:
    return Job(
        id=uuid4(),
        employer=employer,
        first_seen=now,
        last_seen=now,
        updated_at=now,
        repost_of_id=match.job_id if match is not None and match.ours_is_agency else None,
        **fields_of(posting),
    )


def _posting_fields(posting: Normalised, traits: Traits, digest: str) -> dict[str, Any]:
    band, other_band = bands(traits.signature)
    return {
        "url": fitted(posting.raw.url, 2000),
        "apply_url": fitted(posting.raw.apply_url, 2000),
        "attribution_url": fitted(posting.raw.attribution_url, 2000),
        "content_hash": digest,
        "raw": posting.raw.raw,
        "block": traits.block,
        "reference_board": traits.reference_board,
        "reference": traits.reference,
        "traits": pack(traits),
        "signature": traits.signature,
        "band": band,
        "other_band": other_band,
    }
