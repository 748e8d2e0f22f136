"""Reports as operators see them: which failed and why, what was dropped, and a button to build again."""

import logging
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import tasks
from .build import request_build
from .models import Claim, CoachComment, Evidence, PracticeCard, Report, ReportState, ShareLink

logger = logging.getLogger(__name__)


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """What the program writes is looked at here, not edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ClaimInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Claim
    fields = ("kind", "place", "skill", "point", "text")
    readonly_fields = ("kind", "place", "skill", "point", "text")
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Report)
class ReportAdmin(ReadOnly):
    # One that was never built has no title, and is what an operator looks for.
    list_display = ["__str__", "candidate", "state", "reason", "dropped", "written_by", "built_at"]
    list_filter = ["state", "written_by", "thin", "held_at", "built_at"]
    # The log names a report by its own id, its page's address and the interviews' list by the interview's.
    search_fields = ["id", "interview__id", "title", "candidate__email", "reason"]
    search_help_text = _("The report’s id, its interview’s, the candidate’s email address, or why it failed.")
    list_select_related = ["candidate"]
    actions = ["build_again"]
    inlines = [ClaimInline]

    # Nobody may change a report by hand: who may delete one may have it built again.
    @admin.action(description=_("Build again"), permissions=["delete"])
    def build_again(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        queued = 0
        for report in queryset:
            try:
                if request_build(report.interview_id) is not None:
                    tasks.build.delay(interview_id=str(report.interview_id))
                    queued += 1
            except Exception as error:  # what can't be read, and so can't be built, must not keep the others
                logger.exception("report %s can't be built again", report.pk)
                self.message_user(request, f"{report}: {error}", messages.ERROR)
        if queued:
            text = ngettext(
                "%(count)d report is being built again.", "%(count)d reports are being built again.", queued
            )
            self.message_user(request, text % {"count": queued}, messages.SUCCESS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        return super().get_queryset(request).order_by("state" if self._failed_first(request) else "-held_at")

    @staticmethod
    def _failed_first(request: HttpRequest) -> bool:
        return request.GET.get("state__exact") == ReportState.FAILED


class EvidenceInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Evidence
    fields = ("number", "role", "turn", "quote", "start_ms", "end_ms")
    readonly_fields = ("number", "role", "turn", "quote", "start_ms", "end_ms")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Claim)
class ClaimAdmin(ReadOnly):
    list_display = ["point", "kind", "shade", "skill", "place", "report"]
    list_filter = ["kind", "shade"]
    search_fields = ["point", "skill", "key"]
    list_select_related = ["report"]
    inlines = [EvidenceInline]


@admin.register(ShareLink)
class ShareLinkAdmin(ReadOnly):
    list_display = ["name", "report", "created_at", "expires_at", "revoked_at", "opened_at", "with_recording"]
    list_filter = ["with_recording", "expires_at"]
    list_select_related = ["report"]


@admin.register(CoachComment)
class CoachCommentAdmin(ReadOnly):
    list_display = ["author", "report", "at_ms", "created_at", "seen_at"]
    search_fields = ["author", "text"]
    list_select_related = ["report"]


@admin.register(PracticeCard)
class PracticeCardAdmin(ReadOnly):
    list_display = ["skill", "candidate", "due_at", "reviewed_at"]
    search_fields = ["skill", "candidate__email"]
    list_select_related = ["candidate"]
