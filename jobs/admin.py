"""For operators: sources with their health and last run, boards, runs, employers, jobs and postings."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import tasks
from .enums import JobStatus
from .intake import closing
from .models import Board, Employer, Job, Posting, Run, Source
from .sources.registry import UnknownSource, source
from .supply import lacking


class ReadOnly:
    """Rows that the machine writes: they can be looked at, not changed by hand."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class Listed(ReadOnly):
    """What sources list is closed and never deleted: their next pull would bring it back."""

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = [
        "label", "enabled", "state", "problem", "last_healthy_at", "failures", "verified",
    ]  # fmt: skip
    list_filter = ["enabled", "state", "verified"]
    readonly_fields = [
        "name", "label", "verified", "state", "problem", "last_run_at", "last_healthy_at", "failures",
        "needs", "terms_url", "attribution_text", "attribution_url", "attribution_rel",
    ]  # fmt: skip
    actions = ["pull_now", "switch_on", "switch_off"]

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.enabled and "enabled" in form.changed_data:
            _pull([obj.name])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return False

    @admin.display(description=_("needs"))
    def needs(self, row: Source) -> str:
        """Say what the source still needs before it is pulled."""
        if missing := _missing(row):
            return str(_("It stays off until this is done. %s") % missing)
        return str(_("Nothing is missing."))

    @admin.action(description=_("Pull now"), permissions=["change"])
    def pull_now(self, request: HttpRequest, rows: QuerySet[Source]) -> None:
        count = 0
        for row in rows:
            if missing := _missing(row):
                text = _("Not pulled: %(source)s. %(missing)s") % {"source": row, "missing": missing}
                self.message_user(request, text, level=messages.WARNING)
                continue
            tasks.pull_source.delay(row.name, asked=True)
            count += 1
        if count:
            text = ngettext("%d source is being pulled.", "%d sources are being pulled.", count)
            self.message_user(request, text % count)

    @admin.action(description=_("Switch on"), permissions=["change"])
    def switch_on(self, request: HttpRequest, rows: QuerySet[Source]) -> None:
        off = list(rows.filter(enabled=False).values_list("name", flat=True))
        count = rows.update(enabled=True)
        _pull(off)
        self.message_user(request, ngettext("%d source is on.", "%d sources are on.", count) % count)
        unverified = [str(row) for row in rows if not row.verified]
        if unverified:
            text = _("Not yet verified against the live source, so check its first run: %s")
            self.message_user(request, text % ", ".join(unverified), level=messages.WARNING)

    @admin.action(description=_("Switch off"), permissions=["change"])
    def switch_off(self, request: HttpRequest, rows: QuerySet[Source]) -> None:
        count = rows.update(enabled=False)
        self.message_user(request, ngettext("%d source is off.", "%d sources are off.", count) % count)


def _missing(row: Source) -> str:
    """Return what keeps a source from being pulled, in a sentence; empty if nothing."""
    try:
        return lacking(row, source(row.name).about)
    except UnknownSource:
        return str(_("It is not in JOB_SOURCES."))


def _pull(names: Iterable[str]) -> None:
    """Begin the first pull of sources that were switched on, once the switch is stored."""
    for name in names:
        transaction.on_commit(partial(tasks.pull_source.delay, name))


@admin.register(Board)
class BoardAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["__str__", "source", "active", "state", "last_run_at", "problem"]
    list_filter = ["source", "active", "state", "shipped"]
    list_select_related = ["source"]
    search_fields = ["employer_name", "token", "domain"]
    readonly_fields = ["state", "problem", "last_run_at", "last_healthy_at", "usual_rows", "small_runs"]
    fields = ["source", "token", "employer_name", "domain", "active", *readonly_fields]
    actions = ["switch_on", "switch_off"]

    def save_model(self, request: HttpRequest, obj: Board, form: object, change: bool) -> None:
        obj.edited = True
        obj.token = obj.token.strip()
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Switch on"), permissions=["change"])
    def switch_on(self, request: HttpRequest, rows: QuerySet[Board]) -> None:
        count = rows.update(active=True, edited=True)
        self.message_user(request, ngettext("%d board is on.", "%d boards are on.", count) % count)

    @admin.action(description=_("Switch off"), permissions=["change"])
    def switch_off(self, request: HttpRequest, rows: QuerySet[Board]) -> None:
        count = rows.update(active=False, edited=True)
        self.message_user(request, ngettext("%d board is off.", "%d boards are off.", count) % count)


@admin.register(Run)
class RunAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    # The other numbers are on its own page: a list that is wider than a screen hides its last columns.
    list_display = ["started_at", "source", "state", "read", "jobs", "errors"]
    list_filter = ["state", "source"]
    list_select_related = ["source"]

    @admin.display(description=_("read"))
    def read(self, run: Run) -> str:
        return _("%(rows)d rows of %(boards)d boards") % {"rows": run.rows, "boards": run.boards}

    @admin.display(description=_("jobs"))
    def jobs(self, run: Run) -> str:
        counts = {"new": run.new, "changed": run.changed, "closed": run.closed}
        return _("%(new)d new, %(changed)d changed, %(closed)d closed") % counts


class PostingInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Posting
    fields = ["source", "identifier", "url", "first_seen", "last_seen", "missed_complete_runs", "closed_at"]
    extra = 0
    can_delete = False


@admin.register(Job)
class JobAdmin(Listed, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["title", "employer_name", "standing", "posted_at", "last_seen"]
    list_filter = ["status", "closed_reason", "workplace", "language", "by_agency"]
    search_fields = ["title", "employer_name"]
    show_full_result_count = False
    exclude = ["html", "skill_rows", "place_rows"]
    readonly_fields = ["named_skills", "named_places"]
    inlines = [PostingInline]
    actions = ["reopen", "close"]

    def has_status_permission(self, request: HttpRequest) -> bool:
        """Whether a job stands open is all that people change of it."""
        return request.user.has_perm("jobs.change_job")

    @admin.display(description=_("status"), ordering="status")
    def standing(self, job: Job) -> str:
        """Say whether it is open, and why it is not."""
        parts = (job.get_status_display(), job.get_closed_reason_display() if job.closed_reason else "")
        return ": ".join(str(part) for part in parts if part)

    @admin.display(description=_("skills"))
    def named_skills(self, job: Job) -> str:
        return ", ".join(f"{skill.slug} ({skill.need})" if skill.need else skill.slug for skill in job.skills)

    @admin.display(description=_("places"))
    def named_places(self, job: Job) -> str:
        return "; ".join(
            ", ".join(filter(None, (spot.city, spot.region, spot.country))) for spot in job.places
        )

    @admin.action(description=_("Reopen"), permissions=["status"])
    def reopen(self, request: HttpRequest, rows: QuerySet[Job]) -> None:
        count, past = closing.reopen(rows)
        text = ngettext("%d job is open again.", "%d jobs are open again.", count)
        self.message_user(request, text % count)
        if past:
            text = ngettext(
                "%d job stays closed: its last day to apply has passed.",
                "%d jobs stay closed: their last day to apply has passed.",
                past,
            )
            self.message_user(request, text % past, level=messages.WARNING)

    @admin.action(description=_("Close"), permissions=["status"])
    def close(self, request: HttpRequest, rows: QuerySet[Job]) -> None:
        count = closing.close(rows.exclude(status=JobStatus.CLOSED))
        self.message_user(request, ngettext("%d job is closed.", "%d jobs are closed.", count) % count)


@admin.register(Posting)
class PostingAdmin(Listed, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["identifier", "source", "job", "last_seen", "closed_at"]
    list_filter = ["source"]
    list_select_related = ["source", "job"]
    search_fields = ["identifier", "reference"]
    show_full_result_count = False
    raw_id_fields = ["job"]


@admin.register(Employer)
class EmployerAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "domain", "agency"]
    list_filter = ["agency"]
    search_fields = ["name", "key"]
    readonly_fields = ["key"]
