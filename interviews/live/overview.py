"""Which interviews run now, for operators: read from Redis, without touching what runs."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from redis import Redis

from ..enums import Domain, Seniority
from .record import is_owned, read_head, untouched_since

ROWS_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class LiveInterview:
    """One record that is not flushed yet. `owned`: a process holds it; otherwise it waits to be taken up."""

    id: str
    candidate_id: str
    domain: str
    seniority: str
    started_at: datetime | None
    elapsed_ms: int
    turns: int
    owned: bool
    ended: bool
    degraded: tuple[str, ...]

    @property
    def role(self) -> str:
        known = self.domain in Domain.values and self.seniority in Seniority.values
        return f"{Domain(self.domain).label} · {Seniority(self.seniority).label}" if known else ""

    @property
    def minutes(self) -> int:
        return self.elapsed_ms // 60_000


def live_now(redis: Redis) -> list[LiveInterview]:
    """Return the live records, the longest untouched first, at most ROWS_AT_MOST."""
    ids = untouched_since(redis, time.time() + 60)[:ROWS_AT_MOST]
    return [_row(redis, interview_id) for interview_id in ids]


def _row(redis: Redis, interview_id: str) -> LiveInterview:
    head = read_head(redis, interview_id)
    plan = head.plan
    return LiveInterview(
        id=interview_id,
        candidate_id=plan.candidate_id if plan else "",
        domain=plan.domain if plan else "",
        seniority=plan.seniority if plan else "",
        started_at=datetime.fromtimestamp(head.started_unix_ms / 1000, UTC) if head.started_unix_ms else None,
        elapsed_ms=head.last_at_ms,
        turns=head.turns,
        owned=is_owned(redis, interview_id),
        ended=head.ended,
        degraded=tuple(f"{event.part}: {event.reason}" for event in head.degraded),
    )
