"""Rows of reports: what is claimed, what it rests on, what to do about it, and who may read along."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """Where the making of a report stands."""

    WAITING = "waiting", _("Waiting for a worker")
    BUILDING = "building", _("Being written")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Given up")


class Step(models.TextChoices):
    """What the wrapping-up page tells while a report is made, in this order."""

    READING = "reading", _("Reading the transcript")
    FINDING = "finding", _("Looking for what landed, and what was not heard yet")
    WRITING = "writing", _("Writing it down")
    CHECKING = "checking", _("Checking every quote against your words")
    KEEPING = "keeping", _("Putting it on paper")


class ClaimKind(models.TextChoices):
    STRENGTH = "strength", _("What landed")
    GAP = "gap", _("Gap")
    DELIVERY = "delivery", _("How it came across")


class ReportQuerySet(models.QuerySet["Report"]):
    def of(self, user_id: object) -> Self:
        return self.filter(candidate_id=user_id)

    def readable(self) -> Self:
        """Reports that have been built once, also while they are built anew."""
        return self.filter(version__gt=0)

    def claimable(self, *, stale_before: datetime) -> Self:
        """Reports that a worker may take: waiting ones, and those whose worker has gone silent."""
        return self.filter(
            Q(state=ReportState.WAITING) | Q(state=ReportState.BUILDING, heartbeat_at__lt=stale_before)
        )

    def silent(self, *, stale_before: datetime) -> Self:
        """Unfinished reports that nobody has touched since."""
        return self.filter(
            state__in=[ReportState.WAITING, ReportState.BUILDING], heartbeat_at__lt=stale_before
        )


class Report(models.Model):
    """The report of one interview. `version` is the build that can be read, `wanted` the one asked for."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    interview = models.OneToOneField("interviews.Interview", on_delete=models.CASCADE, related_name="report")
    candidate = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reports")
    title = models.CharField(max_length=200, blank=True)
    held_at = models.DateTimeField(null=True, blank=True, db_index=True)

    state = models.CharField(max_length=20, choices=ReportState.choices, default=ReportState.WAITING)
    step = models.CharField(max_length=20, choices=Step.choices, blank=True)
    reason = models.CharField(max_length=450, blank=True, help_text=_("Why the last attempt failed."))
    attempts = models.PositiveSmallIntegerField(default=0)
    run = models.UUIDField(null=True, blank=True, help_text=_("The attempt that may write."))
    heartbeat_at = models.DateTimeField(default=timezone.now, db_index=True)
    wanted = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=0)
    built_at = models.DateTimeField(null=True, blank=True)
    build_ms = models.PositiveIntegerField(default=0)

    written_by = models.CharField(max_length=60, blank=True)
    thin = models.BooleanField(
        default=False, help_text=_("Too little was said for more than a short letter.")
    )
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    notes = models.JSONField(default=list, blank=True)  # [{"at_ms", "text"}]: passages that were degraded
    coverage = models.JSONField(default=dict, blank=True)  # counts and question texts, see coverage.counted
    drops = models.JSONField(default=dict, blank=True)  # why -> how many claims were dropped
    dropped = models.PositiveSmallIntegerField(default=0)
    changes = models.JSONField(default=list, blank=True)  # [{"at", "turn", "lines"}], newest first

    pdf = models.FileField(upload_to="reports/", max_length=200, blank=True)
    pdf_digest = models.CharField(max_length=64, blank=True)  # of all that stands on it, see pdf.digest_of
    pdf_wanted_at = models.DateTimeField(null=True, blank=True)  # None: nobody waits for one
    pdf_problem = models.CharField(max_length=450, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-held_at"]
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="report_by_state")]

    def __str__(self) -> str:
        return self.title or f"report {str(self.pk)[:8]}"

    @property
    def is_readable(self) -> bool:
        return self.version > 0


class Claim(models.Model):
    """One thing that the report says. It exists only together with evidence (build.build_report)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=20, choices=ClaimKind.choices)
    place = models.PositiveSmallIntegerField()  # within its kind; gaps stand in order of severity
    key = models.CharField(max_length=220)  # "<question>/<key point>" or "delivery/<what>"
    shade = models.CharField(max_length=20)  # findings.Shade
    question_slug = models.CharField(max_length=100, blank=True)
    key_point = models.CharField(max_length=100, blank=True)
    point = models.CharField(max_length=450)
    skill = models.CharField(max_length=100, blank=True)
    turn = models.PositiveSmallIntegerField()
    times = models.PositiveSmallIntegerField(default=1)
    because = models.CharField(max_length=450, blank=True)  # why a gap stands where it stands, in words
    text = models.TextField()  # [1] stands for the time of the first piece of evidence
    basis = models.CharField(max_length=64)  # digest of the finding that the text was written for

    class Meta:
        ordering = ["report", "kind", "place"]
        indexes = [models.Index(fields=["skill", "kind"], name="claim_by_skill")]
        constraints = [models.UniqueConstraint(fields=["report", "kind", "key"], name="one_claim_a_key")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.point[:80]}"


class EvidenceRole(models.TextChoices):
    SAID = "said", _("You said")
    INSTEAD = "instead", _("You said instead")
    ASKED = "asked", _("You were asked")
    PAUSE = "pause", _("Around this pause")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def first_own_of(self, candidate_id: UUID | None) -> dict[UUID, "Evidence"]:
        """Return claim -> the first words of the candidate's own under it, for claims about what was said.

        Joined to and not listed by their claims: SQL Server takes some 2,000 values in a list.
        """
        own = self.filter(claim__report__candidate_id=candidate_id, claim__report__version__gt=0)
        own = own.exclude(claim__kind=ClaimKind.DELIVERY).exclude(role=EvidenceRole.ASKED)
        return {row.claim_id: row for row in own.order_by("-number")}  # of a claim's the first stays


class Evidence(models.Model):
    """A run of words of one answer, with its time. `first` and `last` are indexes into the answer's words;
    for the interviewer's question (role asked) into its text."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, choices=EvidenceRole.choices)
    turn = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    quote = models.TextField()
    start_ms = models.PositiveIntegerField()
    end_ms = models.PositiveIntegerField()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "number"]
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return f"{self.start_ms} ms: {self.quote[:80]}"


class Action(models.Model):
    """One thing to do about a gap, and how long it takes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="actions")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="actions")
    order = models.PositiveSmallIntegerField()
    skill = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    what = models.TextField()
    minutes = models.PositiveSmallIntegerField()
    reading_title = models.CharField(max_length=200, blank=True)
    reading_url = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["report", "order"]

    def __str__(self) -> str:
        return self.title


# Of what is open in an answer, so much is asked for at once; the rest is folded.
MOST_TO_SHARPEN = 2


class QuestionReview(models.Model):
    """One question with everything said to it: what landed, what to sharpen, and a stronger version."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reviews")
    order = models.PositiveSmallIntegerField()
    question_slug = models.CharField(max_length=100)
    asked = models.TextField()
    asked_ms = models.PositiveIntegerField()
    turns = models.JSONField(default=list)
    summary = models.TextField(blank=True)  # what seems to be in it, where nothing was sure
    stronger = models.TextField(blank=True)  # only what the candidate said, put in order
    still_open = models.JSONField(default=list)  # what would be added, key point by key point
    expert = models.TextField(blank=True)  # somebody else's answer, from the bank

    class Meta:
        ordering = ["report", "order"]

    def __str__(self) -> str:
        return self.question_slug


class ShareLink(models.Model):
    """Who has the link may read the report until it expires. Only the token's SHA-256 is stored."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="share_links")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    with_recording = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @classmethod
    def issue(
        cls, *, report_id: UUID, name: str, days: int, with_recording: bool = False, now: datetime
    ) -> tuple["ShareLink", str]:
        """Return a new row and the token that it stands for, which is not stored anywhere."""
        token = secrets.token_urlsafe(24)
        row = cls.objects.create(
            report_id=report_id,
            name=name,
            digest=cls.digest_of(token),
            with_recording=with_recording,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        return row, token


class CoachComment(models.Model):
    """What somebody with a link wrote at a moment of the interview."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="comments")
    link = models.ForeignKey(ShareLink, on_delete=models.SET_NULL, null=True, related_name="comments")
    author = models.CharField(max_length=100)
    at_ms = models.PositiveIntegerField()
    text = models.TextField(max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at_ms", "created_at"]

    def __str__(self) -> str:
        return self.text[:80]


class PracticeCardQuerySet(models.QuerySet["PracticeCard"]):
    def practised(self) -> Self:
        """Cards whose skill was heard in a practice: only what was practised can be due again."""
        return self.filter(reviewed_at__isnull=False)


class PracticeCard(models.Model):
    """A skill that comes back for practice, spaced in time. `memory` is the state of fsrs.Card."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_cards"
    )
    skill = models.CharField(max_length=100)
    domain = models.CharField(max_length=40)
    seniority = models.CharField(max_length=20)
    memory = models.JSONField()
    due_at = models.DateTimeField(db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    # When the last rehearsal that reviewed it was held: only a later one reviews it again, however often
    # their reports are built.
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = PracticeCardQuerySet.as_manager()

    class Meta:
        ordering = ["due_at"]
        constraints = [models.UniqueConstraint(fields=["candidate", "skill"], name="one_card_a_skill")]

    def __str__(self) -> str:
        return self.skill
