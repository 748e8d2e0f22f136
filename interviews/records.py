"""Frozen records of past interviews, as history.py reads them for other apps."""

from datetime import datetime
from uuid import UUID

import msgspec

from .analysis.judgement import ContentJudgement, DeliveryMeasures
from .bank.schema import Question
from .enums import Seniority
from .interviewer.understanding.in_passing import adds_to_an_earlier_answer
from .interviewer.understanding.intent import Intent, intent_of, is_request
from .transcript import Word


class TurnRecord(msgspec.Struct, frozen=True):
    """What was said and answered. `kind` is a MoveKind value; times are ms from the interview's start."""

    number: int
    kind: str
    question: Question | None
    key_point: str
    said: str
    said_ms: int
    asked_by: str
    typed: bool
    skipped: bool
    answer: str
    words: tuple[Word, ...]
    speech: tuple[tuple[int, int], ...]
    answer_start_ms: int | None
    answer_end_ms: int | None
    code: str
    code_language: str
    content: ContentJudgement | None
    delivery: DeliveryMeasures | None
    camera_help: str  # one sentence about framing or light, or ''
    corrected_at: datetime | None
    heard_as: tuple[Word, ...] | None

    @property
    def begun_ms(self) -> int:
        """When the answer began; without one, when the interviewer began to speak."""
        return self.said_ms if self.answer_start_ms is None else self.answer_start_ms

    @property
    def only_asks(self) -> bool:
        """Tell whether the candidate answered nothing, and asked to stop, skip, wait, or for help."""
        return is_request(self.answer)

    @property
    def passes(self) -> bool:
        """Tell whether the candidate passes on the question, perhaps after a part of an answer."""
        return intent_of(self.answer) is Intent.WANTS_TO_SKIP

    @property
    def comes_back(self) -> bool:
        """Tell whether the candidate says that they add to what they answered before."""
        return adds_to_an_earlier_answer(self.answer)

    @property
    def asks_back(self) -> bool:
        """Tell whether the candidate asks about the question, or doubts what is asked for."""
        return intent_of(self.answer) is Intent.ASKS_BACK


class RecordingRecord(msgspec.Struct, frozen=True):
    id: UUID
    mime_type: str
    has_video: bool
    offset_ms: int
    duration_ms: int | None
    file: str = ""  # its name in the default storage


class Degradation(msgspec.Struct, frozen=True):
    """A passage that was not as it should be: `part` is interviewer, analyst, hearing or voice."""

    at_ms: int
    part: str
    reason: str


class InterviewRecord(msgspec.Struct, frozen=True):
    id: UUID
    candidate_id: UUID
    domain: str
    domain_label: str
    seniority: str
    seniority_label: str
    manner: str
    typed: bool
    language: str
    minutes: int
    planned_for: str
    started_at: datetime | None
    ended_at: datetime | None
    duration_ms: int
    end_reason: str
    excluded: bool
    not_reached: tuple[str, ...]
    degraded: tuple[Degradation, ...]
    recordings: tuple[RecordingRecord, ...]
    turns: tuple[TurnRecord, ...]
    focus: tuple[str, ...] = ()  # skills that the candidate asked for
    wanted: tuple[str, ...] = ()  # skills that the job description asks for

    @property
    def answered(self) -> tuple[TurnRecord, ...]:
        return tuple(turn for turn in self.turns if turn.answer and not turn.skipped)

    @property
    def is_at_the_highest_level(self) -> bool:
        return self.seniority == Seniority.values[-1]
