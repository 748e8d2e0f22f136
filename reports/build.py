"""Makes the report of an interview: claimed by one worker at a time, in one transaction, safe to repeat."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.history import InterviewNotFound, InterviewRecord, interview
from intervision.columns import fitted

from .answers.asked import asked_questions
from .findings import coaching, key_points
from .findings.earlier import earlier
from .findings.finding import Findings
from .letter import coverage
from .models import Report, ReportState, Step
from .practice.cards import review_after
from .rows import Made, replace_rows
from .writer.check import write_checked
from .writer.local import LocalWriter
from .writer.port import Brief, Writer, WriterFailed

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 4
# A worker says at each step that it lives. Between two steps a model is asked at most twice, and each time
# given up after 90 seconds (writer/openai.py): no second worker asks and pays beside the first.
STALE_AFTER = timedelta(seconds=360)
GAPS_WHERE_THIN = 3


class LostClaim(Exception):
    """Another worker has taken this report; what this one made is thrown away."""


def request_build(interview_id: UUID) -> UUID | None:
    """Say that a report is wanted (again), and return its id; None when the interview is gone."""
    try:
        record = interview(interview_id)
    except InterviewNotFound:
        return None
    try:
        with transaction.atomic():
            row = Report.objects.create(
                interview_id=interview_id, candidate_id=record.candidate_id, held_at=record.started_at
            )
        return row.pk
    except IntegrityError:
        rows = Report.objects.filter(interview_id=interview_id)
        rows.update(wanted=F("wanted") + 1, attempts=0, reason="")
        # The heart of a report that is being built is its worker's: if that one is dead, nobody beats it.
        rows.exclude(state=ReportState.BUILDING).update(
            state=ReportState.WAITING, step="", heartbeat_at=timezone.now()
        )
        return rows.values_list("pk", flat=True).first()


def build_report(interview_id: UUID, *, writer: Writer, now: Callable[[], datetime] = timezone.now) -> bool:
    """Build what is wanted; False when there was nothing to do, or another worker is at it.

    Raises what went wrong, after it has been noted: the row then waits for another attempt or, after
    MOST_ATTEMPTS, is given up with its reason.
    """
    report = Report.objects.filter(interview_id=interview_id).first()
    if report is None or (report.state == ReportState.READY and report.version >= report.wanted):
        return False
    run = uuid4()
    if not _claim(report.pk, run, now()):
        return False
    report.refresh_from_db()
    started = time.monotonic()
    try:
        _step(report, run, Step.READING, now())
        read_at = now()
        record = interview(interview_id)
        made = _make(report, record, run, writer, now)
        _step(report, run, Step.KEEPING, now())
        build_ms = round((time.monotonic() - started) * 1000)
        _keep(report, record, made, run, now(), read_at=read_at, build_ms=build_ms)
    except LostClaim:
        logger.warning("report %s was taken over by another worker", report.pk)
        return False
    except Exception as error:
        _fail(report, run, error)
        raise
    return True


def requeue_silent(*, now: datetime) -> list[UUID]:
    """Return the interviews whose report nobody works at any more; those tried often enough are given up."""
    silent = Report.objects.silent(stale_before=now - STALE_AFTER)
    given_up = silent.filter(attempts__gte=MOST_ATTEMPTS)
    given_up.update(
        state=ReportState.FAILED, reason="The worker stopped in the middle each time; see the worker's log."
    )
    ids = list(silent.values_list("interview_id", flat=True)[:200])
    # What is queued now is not queued again before it has had its time.
    Report.objects.filter(interview_id__in=ids, state=ReportState.WAITING).update(heartbeat_at=now)
    return ids


def _claim(report_id: UUID, run: UUID, now: datetime) -> bool:
    rows = Report.objects.filter(pk=report_id).claimable(stale_before=now - STALE_AFTER)
    return bool(
        rows.update(
            state=ReportState.BUILDING, run=run, attempts=F("attempts") + 1, heartbeat_at=now, step=""
        )
    )


def _step(report: Report, run: UUID, step: Step, now: datetime) -> None:
    if not Report.objects.filter(pk=report.pk, run=run).update(step=step, heartbeat_at=now):
        raise LostClaim
    report.step = step


def _make(
    report: Report, record: InterviewRecord, run: UUID, writer: Writer, now: Callable[[], datetime]
) -> Made:
    _step(report, run, Step.FINDING, now())
    found = key_points.find(record, before=earlier(record))
    delivery = coaching.find(record) if report.candidate.delivery_coaching else ()
    thin = coverage.is_thin(record)
    brief = Brief(
        record=record,
        asked=asked_questions(record),
        strengths=found.strengths,
        gaps=found.gaps[:GAPS_WHERE_THIN] if thin else found.gaps,
        delivery=delivery,
        thin=thin,
    )
    _step(report, run, Step.WRITING, now())
    note = ""
    try:
        checked = write_checked(writer, brief, before_repair=lambda: _step(report, run, Step.CHECKING, now()))
        written_by = writer.name
    except (LostClaim, DatabaseError):
        raise
    except Exception as error:  # a fault in an adapter, or in what a server sent, loses no report either
        logger.warning(
            "report %s: %s failed (%s); the local writer takes over", report.pk, writer.name, error,
            exc_info=not isinstance(error, WriterFailed),
        )  # fmt: skip
        checked = write_checked(LocalWriter(), brief)
        written_by = LocalWriter.name
        note = _("The language model could not write this report, so it was written without one.")
    _step(report, run, Step.CHECKING, now())
    found = Findings(brief.strengths, brief.gaps, found.drops)
    return Made(found, delivery, checked, written_by, thin, note)


@transaction.atomic
def _keep(
    report: Report,
    record: InterviewRecord,
    made: Made,
    run: UUID,
    now: datetime,
    *,
    read_at: datetime,
    build_ms: int,
) -> None:
    """Replace the report's rows by what was made, unless somebody else has taken the report."""
    if not Report.objects.filter(pk=report.pk, run=run, state=ReportState.BUILDING).update(heartbeat_at=now):
        raise LostClaim
    claims = replace_rows(report, record, made, now=now, read_at=read_at, build_ms=build_ms)
    # What was asked for while this one was being written is built next.
    rows = Report.objects.filter(pk=report.pk)
    rows.filter(wanted=report.version).update(state=ReportState.READY, step="", reason="", attempts=0)
    rows.exclude(wanted=report.version).update(state=ReportState.WAITING, step="", attempts=0)
    review_after(record, claims=claims)


def _fail(report: Report, run: UUID, error: Exception) -> None:
    reason = fitted(f"{type(error).__name__}: {error}", 450)
    logger.exception("report %s could not be built (attempt %s)", report.pk, report.attempts)
    rows = Report.objects.filter(pk=report.pk, run=run)
    over = report.attempts >= MOST_ATTEMPTS
    rows.update(
        state=ReportState.FAILED if over else ReportState.WAITING, reason=reason, heartbeat_at=timezone.now()
    )


def attempts_of_waiting(interview_id: UUID) -> int | None:
    """Return how often a waiting report has been tried, or None when it is not to be tried again."""
    return (
        Report.objects.filter(
            interview_id=interview_id, state=ReportState.WAITING, attempts__lt=MOST_ATTEMPTS
        )
        .values_list("attempts", flat=True)
        .first()
    )


def is_wanted(interview_id: UUID) -> bool:
    return Report.objects.filter(interview_id=interview_id, state=ReportState.WAITING).exists()
