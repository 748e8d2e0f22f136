"""Rows of past and planned interviews, and the question bank as operators see it.

While an interview runs, its truth is the record in Redis (live/record.py); live/flush.py writes these rows.
"""

from datetime import timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .columns import CODE_LANGUAGE_LENGTH, MODEL_LENGTH, SLUG_LENGTH
from .enums import (
    AnswerMode,
    Domain,
    EndReason,
    InterviewState,
    Manner,
    QuestionKind,
    RecordingState,
    Seniority,
)


class BankQuestion(models.Model):
    """One question of the bank. `content` is the whole question in the shape of docs/question-bank.md."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.CharField(max_length=SLUG_LENGTH, unique=True)
    domain = models.CharField(max_length=40, choices=Domain.choices, db_index=True)
    kind = models.CharField(max_length=20, choices=QuestionKind.choices)
    ask = models.CharField(max_length=450)
    content = models.JSONField()
    shipped_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("SHA-256 of the shipped text that this row was loaded from."),
    )
    edited = models.BooleanField(default=False, help_text=_("Edited here: a new release leaves it as it is."))
    active = models.BooleanField(default=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["domain", "slug"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.slug


class InterviewQuerySet(models.QuerySet["Interview"]):
    def of(self, user_id: object) -> Self:
        return self.filter(candidate_id=user_id)

    def past(self) -> Self:
        return self.filter(state=InterviewState.FINISHED)

    def running(self) -> Self:
        return self.filter(state__in=[InterviewState.PLANNED, InterviewState.LIVE])

    def counted(self) -> Self:
        """Past interviews that the candidate has not excluded from progress and matching."""
        return self.past().filter(excluded=False)


class Interview(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interviews"
    )
    domain = models.CharField(max_length=40, choices=Domain.choices)
    seniority = models.CharField(max_length=20, choices=Seniority.choices)
    manner = models.CharField(max_length=20, choices=Manner.choices, default=Manner.INTERVIEW)
    mode = models.CharField(max_length=20, choices=AnswerMode.choices, default=AnswerMode.VOICE)
    language = models.CharField(max_length=10, default="en")
    minutes = models.PositiveSmallIntegerField(default=10)
    focus = models.JSONField(default=list, blank=True)  # skill slugs
    tailoring = models.JSONField(default=dict, blank=True)
    # When the reading of a CV or job description was last queued; empty once they are read and deleted.
    brought_asked_at = models.DateTimeField(null=True, blank=True, db_index=True)
    # What this is a rehearsal for, as the app that planned it calls it: "job:<uuid>", "gap:<uuid>".
    planned_for = models.CharField(max_length=100, blank=True, db_index=True)
    keep_recording = models.BooleanField(default=False)
    camera = models.BooleanField(default=False)
    coaching_lines = models.BooleanField(default=False)

    state = models.CharField(
        max_length=20, choices=InterviewState.choices, default=InterviewState.PLANNED, db_index=True
    )
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True, db_index=True)
    duration_ms = models.PositiveIntegerField(default=0)
    excluded = models.BooleanField(default=False, help_text=_("Left out of progress and job matching."))
    degraded = models.JSONField(default=list, blank=True)  # [{"at_ms", "part", "reason"}]
    not_reached = models.JSONField(default=list, blank=True)  # question slugs that were planned

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["candidate", "state", "-created_at"], name="interview_by_candidate")]

    def __str__(self) -> str:
        day = date_format(self.created_at, "d M Y")
        return f"{self.get_domain_display()}, {self.get_seniority_display()}, {day}"

    @property
    def is_over(self) -> bool:
        return self.state == InterviewState.FINISHED

    @property
    def length(self) -> timedelta:
        return timedelta(milliseconds=self.duration_ms)


class Turn(models.Model):
    """What the interviewer said, as far as it was heard, and the answer to it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)  # interviewer.port.MoveKind
    question_slug = models.CharField(max_length=SLUG_LENGTH, blank=True, db_index=True)
    # The question as it was when it was asked: the bank may change later.
    question = models.JSONField(null=True, blank=True)
    key_point = models.CharField(max_length=SLUG_LENGTH, blank=True)
    said = models.TextField()
    said_ms = models.PositiveIntegerField()
    asked_by = models.CharField(max_length=20, default="local")

    mode = models.CharField(max_length=20, choices=AnswerMode.choices, default=AnswerMode.VOICE)
    skipped = models.BooleanField(default=False)
    answer = models.TextField(blank=True)  # the text of `words`
    words = models.JSONField(default=list, blank=True)  # [[text, start_ms, end_ms, confidence]]
    speech = models.JSONField(default=list, blank=True)  # [[start_ms, end_ms]] of the VAD
    # [[start_ms, end_ms]] in which silence is no pause of the answer: see live.state.TurnState
    excused = models.JSONField(default=list, blank=True)
    answer_start_ms = models.PositiveIntegerField(null=True, blank=True)
    answer_end_ms = models.PositiveIntegerField(null=True, blank=True)
    code = models.TextField(blank=True)
    code_language = models.CharField(max_length=CODE_LANGUAGE_LENGTH, blank=True)
    content = models.JSONField(null=True, blank=True)  # analysis.judgement.ContentJudgement
    delivery = models.JSONField(null=True, blank=True)  # analysis.judgement.DeliveryMeasures
    framing = models.JSONField(null=True, blank=True)  # analysis.judgement.FramingNote
    coaching = models.JSONField(default=list, blank=True)  # [{"at_ms", "line"}]
    corrected_at = models.DateTimeField(null=True, blank=True)
    # When the judgement of the correction was last queued; empty once it is there and has been told.
    judgement_asked_at = models.DateTimeField(null=True, blank=True, db_index=True)
    heard_as = models.JSONField(null=True, blank=True)  # {"words": [...]}: before the candidate's correction

    class Meta:
        ordering = ["interview", "number"]
        constraints = [models.UniqueConstraint(fields=["interview", "number"], name="one_turn_a_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.said[:60]}"


class Recording(models.Model):
    """What the browser recorded, if the candidate said yes. Chunks come while the interview runs."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="recordings")
    state = models.CharField(max_length=20, choices=RecordingState.choices, default=RecordingState.RECEIVING)
    mime_type = models.CharField(max_length=80)
    has_video = models.BooleanField(default=False)
    # When the recorder started, on the interview's clock: a quote's time minus this is the place to play.
    offset_ms = models.IntegerField(default=0)
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    chunks = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to="recordings/", max_length=200, blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"recording of {self.interview_id}"


class ModelUsage(models.Model):
    """Tokens of one interview at one model for one purpose, for operators and budgets."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    interview = models.ForeignKey(
        Interview, on_delete=models.SET_NULL, null=True, blank=True, related_name="model_usage"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=40)
    model = models.CharField(max_length=MODEL_LENGTH)
    calls = models.PositiveIntegerField(default=0)
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    cost_millionths = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name_plural = _("model usage")

    def __str__(self) -> str:
        return f"{self.model} for {self.purpose}"
