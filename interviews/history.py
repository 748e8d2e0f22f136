"""The read door: frozen records of past interviews for other apps.

Nobody outside interviews/ imports its models; they read these. Every function is constant in queries.
"""

from collections.abc import Iterator
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from .analysis.camera_help import camera_help
from .analysis.content.added import asks_something
from .analysis.content.polarity import TAKES_BACK_AT_ONCE, TAKES_BACK_LATER
from .analysis.judgement import (
    LONG_PAUSE_MS,
    SURE_OF_OMISSION,
    SURE_OF_PART,
    SURE_OF_STRENGTH,
    ContentJudgement,
    DeliveryMeasures,
    Disfluency,
    FramingNote,
    Pause,
    PointJudgement,
    Sign,
    Verdict,
)
from .analysis.repairs import corrected_figures, repairs, unparted
from .announcements import only_announces, without_announcements
from .bank.advice import as_advice, as_statement
from .bank.schema import KeyPoint, Question
from .interviewer.clarifying import adds_to_an_answer
from .interviewer.understanding.intent import is_request
from .judged import Judged, judged_points
from .models import Interview, Recording, Turn
from .records import Degradation, InterviewRecord, RecordingRecord, TurnRecord
from .transcript import Span, Word, is_guessed, locate, span, text_of

__all__ = [
    "LONG_PAUSE_MS",
    "SURE_OF_OMISSION",
    "SURE_OF_PART",
    "SURE_OF_STRENGTH",
    "TAKES_BACK_AT_ONCE",
    "TAKES_BACK_LATER",
    "ContentJudgement",
    "DeliveryMeasures",
    "Disfluency",
    "InterviewRecord",
    "Judged",
    "KeyPoint",
    "Pause",
    "PointJudgement",
    "Question",
    "RecordingRecord",
    "Sign",
    "Span",
    "TurnRecord",
    "Verdict",
    "Word",
    "adds_to_an_answer",
    "as_advice",
    "as_statement",
    "asks_something",
    "corrected_figures",
    "interview",
    "interviews_of",
    "is_guessed",
    "is_request",
    "judged_points",
    "locate",
    "only_announces",
    "repairs",
    "span",
    "text_of",
    "unparted",
    "without_announcements",
]


class InterviewNotFound(LookupError):
    """There is no such past interview (any more)."""


def interview(interview_id: UUID) -> InterviewRecord:
    """Return one past interview. Raises InterviewNotFound."""
    for record in _records(Interview.objects.past().filter(pk=interview_id)):
        return record
    raise InterviewNotFound(str(interview_id))


def interviews_of(
    user_id: UUID, *, counted_only: bool = True, latest: int | None = None
) -> list[InterviewRecord]:
    """Return a candidate's past interviews, oldest first; by default without those that they excluded.

    `latest` asks for no more than so many, the newest ones.
    """
    rows = Interview.objects.of(user_id)
    rows = rows.counted() if counted_only else rows.past()
    newest_first = list(_records(rows.order_by("-started_at", "pk")[:latest]))
    return newest_first[::-1]


def _records(interviews: QuerySet[Interview]) -> Iterator[InterviewRecord]:
    rows = list(interviews)  # first: what ends meanwhile has its turns in the database by then
    # SQL Server takes some 2,000 ids in a list: a subquery, but of a few newest, which may be others by now.
    found = [row.pk for row in rows] if interviews.query.is_sliced else interviews
    turns: dict[UUID, list[Turn]] = {}
    for turn in Turn.objects.filter(interview__in=found).order_by("interview_id", "number"):
        turns.setdefault(turn.interview_id, []).append(turn)
    recordings: dict[UUID, list[Recording]] = {}
    for recording in Recording.objects.filter(interview__in=found, state="ready").order_by("offset_ms"):
        recordings.setdefault(recording.interview_id, []).append(recording)
    for row in rows:
        yield InterviewRecord(
            id=row.pk,
            candidate_id=row.candidate_id,
            domain=row.domain,
            domain_label=row.get_domain_display(),
            seniority=row.seniority,
            seniority_label=row.get_seniority_display(),
            manner=row.manner,
            typed=row.mode == "typing",
            language=row.language,
            minutes=row.minutes,
            planned_for=row.planned_for,
            started_at=row.started_at,
            ended_at=row.ended_at,
            duration_ms=row.duration_ms,
            end_reason=row.end_reason,
            excluded=row.excluded,
            not_reached=tuple(row.not_reached),
            degraded=msgspec.convert(row.degraded, tuple[Degradation, ...]),
            recordings=tuple(_recording(recording) for recording in recordings.get(row.pk, [])),
            turns=tuple(_turn(turn) for turn in turns.get(row.pk, [])),
            focus=tuple(row.focus),
            wanted=tuple(row.tailoring.get("wanted", ())),
        )


def _recording(row: Recording) -> RecordingRecord:
    return RecordingRecord(
        id=row.pk,
        mime_type=row.mime_type,
        has_video=row.has_video,
        offset_ms=row.offset_ms,
        duration_ms=row.duration_ms,
        file=row.file.name or "",
    )


def _turn(row: Turn) -> TurnRecord:
    return TurnRecord(
        number=row.number,
        kind=row.kind,
        question=msgspec.convert(row.question, Question | None),
        key_point=row.key_point,
        said=row.said,
        said_ms=row.said_ms,
        asked_by=row.asked_by,
        typed=row.mode == "typing",
        skipped=row.skipped,
        answer=row.answer,
        words=msgspec.convert(row.words, tuple[Word, ...]),
        speech=msgspec.convert(row.speech, tuple[tuple[int, int], ...]),
        answer_start_ms=row.answer_start_ms,
        answer_end_ms=row.answer_end_ms,
        code=row.code,
        code_language=row.code_language,
        content=msgspec.convert(row.content, ContentJudgement | None),
        delivery=msgspec.convert(row.delivery, DeliveryMeasures | None),
        camera_help=camera_help(msgspec.convert(row.framing, FramingNote)) if row.framing else "",
        corrected_at=row.corrected_at,
        heard_as=msgspec.convert(row.heard_as["words"], tuple[Word, ...]) if row.heard_as else None,
    )
