"""Sources and what they list (Posting), the openings that those stand for (Job), and a candidate's wishes.

A posting is one record of one source and is never merged away; a job is a cluster of postings. Field names
follow schema.org/JobPosting where it has one. An empty value means unknown, and unknown is never filled in.
"""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import (
    ApplicantScope,
    Basis,
    ClosedReason,
    CorrectionState,
    EmploymentType,
    JobStatus,
    Level,
    PayPeriod,
    RoleShape,
    RunState,
    SalaryBasis,
    SavedState,
    Workplace,
)
from .logos import check_logo
from .reading.needs import SkillNeed
from .reading.places import Spot


class Source(models.Model):
    """One module of jobs/sources, with the operator's switch, its terms and its health."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=40, unique=True, help_text=_("The name of its module."))
    label = models.CharField(max_length=100)
    enabled = models.BooleanField(_("on"), default=False)
    verified = models.BooleanField(
        _("verified"),
        default=False,
        help_text=_("Against the live source: its shape was seen in real responses, not in documents only."),
    )
    terms_url = models.CharField(max_length=450, blank=True)
    attribution_text = models.CharField(max_length=200, blank=True)
    attribution_url = models.CharField(max_length=450, blank=True)
    logo = models.FileField(
        upload_to="source-logos/",
        max_length=200,
        blank=True,
        validators=[check_logo],
        help_text=_("Shown beside its listings where its terms require one. PNG, JPEG, GIF or WebP."),
    )
    attribution_rel = models.CharField(max_length=60, blank=True)

    # Health, as the last runs left it.
    state = models.CharField(max_length=20, choices=RunState.choices, blank=True, editable=False)
    problem = models.CharField(max_length=450, blank=True, editable=False)
    last_run_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_healthy_at = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False, help_text=_("In a row."))
    # Whoever holds the lease runs; a lease that ran out may be taken.
    lease = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.label or self.name


class Board(models.Model):
    """One feed of a source: an employer's board, a country, a query or the address of a career page."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="boards")
    token = models.CharField(
        max_length=300,
        blank=True,
        help_text=_("The source’s own name for it; empty if the source has only one feed."),
    )
    employer_name = models.CharField(max_length=200, blank=True)
    domain = models.CharField(max_length=200, blank=True, help_text=_("The employer’s web domain."))
    active = models.BooleanField(default=True)
    shipped = models.BooleanField(default=False, editable=False)
    edited = models.BooleanField(default=False, help_text=_("Edited here: a new release leaves it as it is."))

    state = models.CharField(max_length=20, choices=RunState.choices, blank=True, editable=False)
    problem = models.CharField(max_length=450, blank=True, editable=False)
    last_run_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_healthy_at = models.DateTimeField(null=True, blank=True, editable=False)
    usual_rows = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("Rows of the last healthy run: a sharp drop is an alarm.")
    )
    small_runs = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text=_("Suspiciously small runs in a row.")
    )

    class Meta:
        ordering = ["source", "token"]
        constraints = [models.UniqueConstraint(fields=["source", "token"], name="one_board_a_token")]

    def __str__(self) -> str:
        return self.employer_name or self.token or str(self.source)


class Run(models.Model):
    """One pull of a source, with what it met."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=20, choices=RunState.choices, default=RunState.RUNNING)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    duration_ms = models.PositiveBigIntegerField(default=0)
    boards = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0, help_text=_("Records that could not be read."))
    errors = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)  # [{"board", "what"}]
    # Where an interrupted run goes on: {"board": token, "cursor": text, "seen": rows of it, "done": [tokens]}
    cursor = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["source", "-started_at"], name="run_by_source")]

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%d %b %Y %H:%M}"


class Employer(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.CharField(
        max_length=200, unique=True, help_text=_("The cleaned name, by which listings find each other.")
    )
    name = models.CharField(max_length=200)
    domain = models.CharField(max_length=200, blank=True)
    agency = models.BooleanField(default=False, help_text=_("Lists openings of other employers."))

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> Self:
        return self.exclude(status=JobStatus.CLOSED)

    def changed_since(self, moment: datetime) -> Self:
        return self.filter(updated_at__gte=moment)


class Job(models.Model):
    """One opening: what its postings say together."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(max_length=300)
    normalised_title = models.CharField(max_length=300, db_index=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="jobs")
    employer_name = models.CharField(max_length=200)  # hiringOrganization, as the listing writes it
    html = models.TextField(blank=True)  # sanitised: safe to show
    text = models.TextField(blank=True)  # description; spans of skills and reasons count in it
    language = models.CharField(max_length=10, blank=True)  # ISO 639-1
    employment_type = models.CharField(max_length=20, choices=EmploymentType.choices, blank=True)

    workplace = models.CharField(max_length=10, choices=Workplace.choices, blank=True)
    workplace_basis = models.CharField(max_length=10, choices=Basis.choices, blank=True)
    workplace_words = models.CharField(max_length=200, blank=True)
    applicant_scope = models.CharField(max_length=10, choices=ApplicantScope.choices, blank=True)
    applicant_countries = models.JSONField(default=list, blank=True)  # ISO 3166-1 alpha-2
    applicant_basis = models.CharField(max_length=10, choices=Basis.choices, blank=True)
    applicant_words = models.CharField(max_length=200, blank=True)

    salary_min = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    salary_max = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    salary_currency = models.CharField(max_length=3, blank=True)  # ISO 4217
    salary_period = models.CharField(max_length=5, choices=PayPeriod.choices, blank=True)
    salary_basis = models.CharField(max_length=10, choices=SalaryBasis.choices, blank=True)
    salary_words = models.CharField(max_length=200, blank=True)

    # Read together with the job and never asked for alone, so they are no tables: ten rows a job would be
    # nine tenths of the database's work. Each is a list of the values of a SkillNeed or a Spot.
    skill_rows = models.JSONField(default=list, blank=True)
    place_rows = models.JSONField(default=list, blank=True)

    seniority = models.CharField(max_length=10, choices=Level.choices, blank=True)
    seniority_basis = models.CharField(max_length=10, choices=Basis.choices, blank=True)
    role_shape = models.CharField(max_length=10, choices=RoleShape.choices, blank=True)

    posted_at = models.DateTimeField(null=True, blank=True, db_index=True)  # datePosted
    valid_through = models.DateTimeField(null=True, blank=True, db_index=True)
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now, db_index=True)
    status = models.CharField(
        max_length=10, choices=JobStatus.choices, default=JobStatus.ACTIVE, db_index=True
    )
    closed_reason = models.CharField(max_length=20, choices=ClosedReason.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Openings of the same employer, title and place share it: they are shown as "3 openings".
    openings_key = models.CharField(max_length=64, blank=True, db_index=True)
    # An agency's listing of an employer's own opening: linked and marked, not merged.
    repost_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reposts"
    )
    by_agency = models.BooleanField(default=False)
    url = models.CharField(max_length=2000, blank=True)  # where to read it and apply: its best posting's
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)  # of what is shown or indexed

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at"]

    def __str__(self) -> str:
        return f"{self.title}, {self.employer_name}"

    @property
    def skills(self) -> tuple[SkillNeed, ...]:
        """The skills that it names, those of the title first, then as they stand in the text."""
        return tuple(SkillNeed(*row) for row in self.skill_rows)

    @property
    def places(self) -> tuple[Spot, ...]:
        return tuple(Spot(*row) for row in self.place_rows)


class Posting(models.Model):
    """One record of one source. Its evidence stays, whichever job it is part of."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="postings")
    board = models.ForeignKey(
        Board, on_delete=models.SET_NULL, null=True, blank=True, related_name="postings"
    )
    identifier = models.CharField(max_length=300)  # how the source calls the record
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="postings")
    url = models.CharField(max_length=2000, blank=True)
    apply_url = models.CharField(max_length=2000, blank=True)
    attribution_url = models.CharField(max_length=2000, blank=True)  # the page that the source wants linked
    content_hash = models.CharField(max_length=64)
    raw = models.JSONField(default=dict)  # the source's own record
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now, db_index=True)
    seen_in = models.UUIDField(null=True, blank=True)  # the run that saw it last
    missed_complete_runs = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    # What de-duplication compares (dedupe.py): the cleaned employer, the applicant-tracking reference.
    block = models.CharField(max_length=200, blank=True, db_index=True)
    reference_board = models.CharField(max_length=150, blank=True)
    reference = models.CharField(max_length=200, blank=True, db_index=True)
    traits = models.JSONField(default=dict, blank=True)
    band = models.CharField(
        max_length=32, blank=True, db_index=True
    )  # of the signature: like bodies share it
    other_band = models.CharField(max_length=32, blank=True, db_index=True)
    signature = models.BinaryField(null=True, blank=True, editable=False)  # MinHash, 32-bit little-endian

    class Meta:
        ordering = ["-last_seen"]
        constraints = [
            models.UniqueConstraint(fields=["source", "identifier"], name="one_posting_an_identifier")
        ]
        indexes = [models.Index(fields=["board", "closed_at"], name="posting_open_by_board")]

    def __str__(self) -> str:
        return self.identifier


class Wishes(models.Model):
    """What a candidate wants. Lists hold codes: ISO 3166 countries, ISO 639-1 languages, skill slugs."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="job_wishes")
    titles = models.JSONField(default=list, blank=True)  # words of roles that are sought
    places = models.JSONField(default=list, blank=True)  # [{"city", "region", "country"}]
    workplaces = models.JSONField(default=list, blank=True)  # Workplace values; empty: any
    time_zones = models.JSONField(default=list, blank=True)  # IANA names
    countries = models.JSONField(default=list, blank=True)  # from where remote work would be done
    work_authorisation = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    levels = models.JSONField(default=list, blank=True)
    employment_types = models.JSONField(default=list, blank=True)
    skills = models.JSONField(default=list, blank=True)
    avoid_employers = models.JSONField(default=list, blank=True)  # names, compared as Employer.key
    avoid_skills = models.JSONField(default=list, blank=True)
    salary_min = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    salary_currency = models.CharField(max_length=3, blank=True)
    salary_period = models.CharField(max_length=5, choices=PayPeriod.choices, blank=True)
    digest = models.BooleanField(default=False, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = _("job preferences")

    def __str__(self) -> str:
        return f"job preferences of {self.user_id}"


class ProfileCorrection(models.Model):
    """What a candidate says about a skill; it goes before what their sessions showed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    skill = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=CorrectionState.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "skill"], name="one_correction_a_skill")]

    def __str__(self) -> str:
        return f"{self.skill}: {self.get_state_display()}"


class SavedJob(models.Model):
    """What a candidate decided about a job, and the rehearsal that they planned for it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_jobs")
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="saved")
    state = models.CharField(max_length=10, choices=SavedState.choices, blank=True)
    why = models.CharField(max_length=300, blank=True)
    interview_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["user", "job"], name="one_decision_a_job")]
        indexes = [models.Index(fields=["user", "state", "-at"], name="saved_by_user")]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.job_id}"


class MatchDigest(models.Model):
    """A mail with new strong matches that was sent, so that no job is announced twice."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)
    jobs = models.JSONField(default=list)  # ids of the jobs that it named

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"{self.sent_at:%d %b %Y}: {len(self.jobs)} jobs"
