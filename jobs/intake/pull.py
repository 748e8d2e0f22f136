"""Pulls one source: one run at a time, page by page, recorded, and resumed where it was interrupted.

A run that failed or is suspiciously small closes nothing. Postings close only after MISSES complete,
healthy runs of their board without them.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from intervision import redis
from intervision.columns import fitted

from ..enums import RunState
from ..models import Board, Run, Source
from ..sources.client import Client, Patience, user_agent
from ..sources.errors import Busy, SourceError
from ..sources.pace import Pace
from ..sources.port import Feed, JobSource, RawPosting
from ..sources.registry import source
from ..supply import lacking
from .closing import close_missing
from .take import Counts, Origin, take

log = logging.getLogger(__name__)

MISSES = 3
LEASE = timedelta(minutes=5)
# Below the time limit of a task: what is left is for the next run.
LONGEST = timedelta(minutes=25)
# A task that is handed out twice comes again within this time.
JUST_NOW = timedelta(hours=1)
SMALL_SHARE = 0.5  # of the usual rows
SMALL_FROM = 8  # usual rows: of fewer a half says nothing
# After so many small runs in a row the board has really shrunk.
SMALL_RUNS = 3
MOST_PROBLEMS = 50
_MET = 250  # characters of what a source answered
# Boards that fail one after another mean that the service is down: the rest is left alone.
MOST_FAILURES_IN_A_ROW = 5


class NotPulled(Exception):
    """The source was not pulled; the message says why. Nothing is wrong that a retry would mend."""


def pull(
    name: str,
    *,
    now: Callable[[], datetime] = timezone.now,
    client: Client | None = None,
    patience: Patience = Patience(),  # noqa: B008 - frozen
    longest: timedelta = LONGEST,
    asked: bool = False,
    again: bool = False,
) -> Run:
    """Pull a source and return its run. Raises NotPulled if it is off, keyless, unknown, or running already.

    `asked`: an operator asked for it, so a source that is off is pulled all the same. `again`: it may have
    been done already, so one whose last run has just come to its end is not pulled.
    """
    implementation = source(name)
    about = implementation.about
    row = Source.objects.filter(name=name).first()
    if row is None or not (row.enabled or asked):
        raise NotPulled(f"{about.label} is off.")
    if missing := lacking(row, about):
        Source.objects.filter(pk=row.pk).update(problem=fitted(missing, 450))
        raise NotPulled(f"{about.label} is off. {missing}")
    if again and row.state != RunState.INTERRUPTED and row.last_run_at and now() - row.last_run_at < JUST_NOW:
        raise NotPulled(f"{about.label} was pulled just now.")
    lease = uuid4()
    if not _take_lease(row.pk, lease, now()):
        raise NotPulled(f"{about.label} is being pulled already.")
    try:
        made = client or make_client(
            implementation, patience=patience, on_wait=lambda: _renew(row.pk, lease, now())
        )
        with made:
            return _Pull(implementation, row, made, now, longest, lease).run()
    finally:
        Source.objects.filter(pk=row.pk, lease=lease).update(lease=None, leased_until=None)


def make_client(
    implementation: JobSource, *, patience: Patience, on_wait: Callable[[], None] = lambda: None
) -> Client:
    """Return the polite client of a source."""
    about = implementation.about
    return Client(
        pace=Pace(
            redis=redis.blocking(), source=about.name, per_minute=about.per_minute, per_day=about.per_day
        ),
        agent=user_agent(settings.SITE_URL),
        cache=Path(settings.VAR_DIR) / "http-cache.sqlite3",
        patience=patience,
        on_wait=on_wait,
    )


def _take_lease(source_id: UUID, lease: UUID, now: datetime) -> bool:
    free = Q(lease__isnull=True) | Q(leased_until__lt=now)
    return bool(Source.objects.filter(free, pk=source_id).update(lease=lease, leased_until=now + LEASE))


def _renew(source_id: UUID, lease: UUID, now: datetime) -> None:
    if not Source.objects.filter(pk=source_id, lease=lease).update(leased_until=now + LEASE):
        raise LostLease("Another run took over: this one stops.")


class LostLease(Exception):
    """This run was thought dead, and another goes on with its work."""


class _FeedRead(NamedTuple):
    """A feed that was read to its end: how many rows, and whether these are all that it has."""

    rows: int
    complete: bool


class _Pull:
    """One run."""

    def __init__(
        self,
        implementation: JobSource,
        row: Source,
        client: Client,
        now: Callable[[], datetime],
        longest: timedelta,
        lease: UUID,
    ) -> None:
        self.implementation = implementation
        self.source = row
        self.client = client
        self.now = now
        self.lease = lease
        self.deadline = now() + longest
        self.started = time.monotonic()
        self.was = self._interrupted()
        self.row = Run.objects.create(
            source=row,
            started_at=now(),
            cursor={"done": list(self.was.get("done", []))},
        )

    def _interrupted(self) -> dict[str, Any]:
        """Return where the last run stopped, if it did not come to its end; its run is marked so."""
        last = Run.objects.filter(source=self.source).order_by("-started_at").first()
        if last is None or last.state not in (RunState.RUNNING, RunState.INTERRUPTED):
            return {}
        if last.state == RunState.RUNNING:
            Run.objects.filter(pk=last.pk).update(state=RunState.INTERRUPTED, ended_at=self.now())
        return dict(last.cursor)

    def run(self) -> Run:
        done = set(map(str, self.was.get("done", [])))
        boards = [board for board in self._boards() if board.token not in done]
        resumed = self.was.get("board")
        boards.sort(
            key=lambda board: (board.token != resumed, board.last_run_at is not None, board.last_run_at)
        )
        failures = 0
        state = RunState.HEALTHY
        for board in boards:
            if self.now() > self.deadline:
                state = RunState.INTERRUPTED
                break
            outcome = self._pull_board(board, resume=board.token == resumed)
            if outcome is RunState.INTERRUPTED:
                state = outcome
                break
            self.row.cursor = {"done": [*self.row.cursor.get("done", []), board.token]}
            failures = failures + 1 if outcome is RunState.FAILED else 0
            if failures >= MOST_FAILURES_IN_A_ROW:
                break
        return self._finish(state, boards)

    def _boards(self) -> list[Board]:
        return list(Board.objects.filter(source=self.source, active=True).order_by("token"))

    def _pull_board(self, board: Board, *, resume: bool) -> RunState:
        was = self.was if resume else {}
        cursor, rows = str(was.get("cursor", "")), int(str(was.get("seen", 0)))
        # A resumed run goes on under the first one's mark: what that saw was seen.
        mark = UUID(str(was["mark"])) if "mark" in was else self.row.pk
        self.row.boards += 1
        try:
            read = self._read(board, mark, cursor=cursor, rows=rows)
        except SourceError as error:
            self._problem(board, error)
            # What a busy source still owes is fetched from there; a failed page is asked for again too.
            can_go_on = isinstance(error, Busy) and bool(self.row.cursor.get("cursor"))
            return RunState.INTERRUPTED if can_go_on else RunState.FAILED
        except LostLease:
            raise
        except Exception as error:
            # Whatever is wrong with this board, the run goes on: else the next one would meet it first.
            log.exception("%s %s", self.source.name, board.token)
            self._problem(board, error)
            return RunState.FAILED
        if read is None:
            return RunState.INTERRUPTED
        return self._judge(board, read.rows, mark, complete=read.complete)

    def _read(self, board: Board, mark: UUID, *, cursor: str, rows: int) -> _FeedRead | None:
        """Take the feed page by page, and note where it stands after each. None if the time is up first."""
        feed = Feed(board.token, board.employer_name, board.domain)
        about = self.implementation.about
        origin = Origin(self.source, board, about.rank, self.implementation.read, once=about.once)
        complete = False
        for page in self.implementation.fetch(feed, cursor=cursor, client=self.client):
            counts = take(
                page.postings,
                origin=origin,
                run_id=mark,
                now=self.now(),
                detail=lambda posting: self._detail(posting, feed),
            )
            rows += len(page.postings)
            complete = page.complete
            self._count(counts, page.skipped + counts.dropped, len(page.postings))
            self.row.cursor = {
                "done": self.row.cursor.get("done", []),
                "board": board.token,
                "cursor": page.cursor,
                "seen": rows,
                "mark": str(mark),
            }
            self.row.save()
            _renew(self.source.pk, self.lease, self.now())
            if self.now() > self.deadline and not complete:
                return None
        return _FeedRead(rows, complete)

    def _detail(self, posting: RawPosting, feed: Feed) -> RawPosting:
        if not posting.needs_detail:
            return posting
        return self.implementation.detail(posting, feed, client=self.client)

    def _judge(self, board: Board, rows: int, mark: UUID, *, complete: bool) -> RunState:
        """Take a feed that was read to its end for healthy, or for suspiciously small."""
        small = board.usual_rows >= SMALL_FROM and rows < board.usual_rows * SMALL_SHARE
        state = RunState.HEALTHY
        if small and board.small_runs + 1 < SMALL_RUNS:
            state = RunState.SUSPICIOUS
            board.small_runs += 1
            board.problem = f"{rows} rows instead of about {board.usual_rows}: nothing was closed."
            self._note(board, board.problem)
        else:
            board.small_runs, board.problem, board.usual_rows = 0, "", rows
            board.last_healthy_at = self.now()
            if complete and self.implementation.about.lists_all:
                self.row.closed += close_missing(board=board, run_id=mark, now=self.now(), misses=MISSES)
        board.state = state
        board.last_run_at = self.now()
        board.save()
        return state

    def _problem(self, board: Board, error: Exception) -> None:
        what = f"{type(error).__name__}: {error}"
        if isinstance(error, SourceError):
            # What was met is cut, so that what to do stays whole.
            what = f"{fitted(str(error), _MET)} {error.advice}"
        log.warning("%s %s: %s", self.source.name, board.token, what)
        self.row.errors += 1
        self._note(board, what)
        board.state, board.problem, board.last_run_at = RunState.FAILED, fitted(what, 450), self.now()
        board.save()

    def _note(self, board: Board, what: str) -> None:
        if len(self.row.problems) < MOST_PROBLEMS:
            self.row.problems.append({"board": board.token, "what": what[:450]})

    def _count(self, counts: Counts, skipped: int, rows: int) -> None:
        self.row.pages += 1
        self.row.rows += rows
        self.row.new += counts.new
        self.row.changed += counts.changed
        self.row.unchanged += counts.unchanged
        self.row.reopened += counts.reopened
        self.row.skipped += skipped

    def _finish(self, state: RunState, boards: list[Board]) -> Run:
        tried = [board for board in boards if board.last_run_at and board.last_run_at >= self.row.started_at]
        states = {board.state for board in tried}
        if state is RunState.HEALTHY and tried:
            if states == {RunState.FAILED}:
                state = RunState.FAILED
            elif RunState.FAILED in states:
                state = RunState.PARTIAL
            elif RunState.SUSPICIOUS in states:
                state = RunState.SUSPICIOUS
        row, now = self.row, self.now()
        row.state, row.ended_at = state, now
        row.duration_ms = int((time.monotonic() - self.started) * 1000)
        if state is not RunState.INTERRUPTED:
            row.cursor = {}
        row.save()
        healthy = state in (RunState.HEALTHY, RunState.PARTIAL)
        first = row.problems[0] if row.problems else None
        problem = f"{first['board']}: {first['what']}".strip(": ") if first else ""
        source_row = self.source
        source_row.state, source_row.problem, source_row.last_run_at = state, fitted(problem, 450), now
        if state is not RunState.INTERRUPTED:
            # One whose time was up says nothing of the source: the next goes on from there.
            source_row.failures = 0 if healthy else source_row.failures + 1
        if healthy:
            source_row.last_healthy_at = now
        source_row.save(update_fields=["state", "problem", "last_run_at", "failures", "last_healthy_at"])
        return row
