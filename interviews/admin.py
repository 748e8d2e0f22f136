"""What operators see of interviews: those that run now (from Redis), those that are over, what they cost."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Func, IntegerField, Model, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from intervision.redis import blocking

from .admin_lists import LONG_OF_TURN, AskedByFilter, KindFilter, TurnList
from .bank import admin as _bank_admin  # noqa: F401  (registers the questions)
from .costs.rows import totals
from .live import flush
from .live.overview import live_now
from .models import Interview, ModelUsage, Recording, Turn

admin.site.site_header = _("InterVision: operators")
admin.site.site_title = _("InterVision")
admin.site.index_title = _("What runs here")


class HistoryMixin:
    """For rows that tell what happened: they are read, and deleted with what they belong to; never edited."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def minutes_and_seconds(ms: int | None) -> str:
    """Return milliseconds as 'minutes:seconds'; an en dash for none."""
    return "–" if ms is None else f"{ms // 60_000}:{ms // 1000 % 60:02}"


class TurnInline(HistoryMixin, admin.StackedInline):  # type: ignore[type-arg]
    model = Turn
    extra = 0
    can_delete = False
    show_change_link = True
    fields = ("said_at", "kind", "question_slug", "said", "mode", "skipped", "answer", "code", "asked_by")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Turn]:
        return super().get_queryset(request).defer(*LONG_OF_TURN)

    @admin.display(description=_("At"))
    def said_at(self, turn: Turn) -> str:
        return minutes_and_seconds(turn.said_ms)


class RecordingInline(HistoryMixin, admin.TabularInline):  # type: ignore[type-arg]
    model = Recording
    extra = 0
    can_delete = False
    fields = ("state", "mime_type", "has_video", "duration_ms", "size_bytes", "created_at", "problem")
    readonly_fields = fields


class UsageInline(HistoryMixin, admin.TabularInline):  # type: ignore[type-arg]
    model = ModelUsage
    extra = 0
    can_delete = False
    fields = ("purpose", "model", "calls", "tokens_in", "tokens_out", "cost_millionths")
    readonly_fields = fields


@admin.register(Interview)
class InterviewAdmin(HistoryMixin, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = (
        "created_at",
        "candidate",
        "role",
        "state",
        "end_reason",
        "length_",
        "turns_",
    )
    list_filter = (
        "state",
        "domain",
        "seniority",
        "manner",
        "mode",
        "end_reason",
        "keep_recording",
        "created_at",
    )
    list_select_related = ("candidate",)
    list_per_page = 50
    search_fields = ("id", "candidate__email", "planned_for")
    search_help_text = _("The interview’s id, its candidate’s email address, or what it was planned for.")
    inlines = (TurnInline, RecordingInline, UsageInline)
    actions = ("flush_now", "end_abandoned")
    change_list_template = "admin/interviews/interview_changelist.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interview]:
        # Counted for the rows of a page alone: to join and group them would read all turns of all interviews.
        turns = Turn.objects.filter(interview=OuterRef("pk")).order_by()
        count = turns.annotate(n=Func("pk", function="COUNT")).values("n")
        rows: QuerySet[Interview] = super().get_queryset(request)
        return rows.annotate(turn_count=Subquery(count, output_field=IntegerField()))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.live)
        return [path("live/", view, name="interviews_interview_live"), *super().get_urls()]

    def live(self, request: HttpRequest) -> HttpResponse:
        """Show the interviews that run now."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Interviews in progress"),
            "opts": self.opts,
            "rows": live_now(blocking()),
        }
        return TemplateResponse(request, "admin/interviews/live.html", context)

    @admin.display(description=_("Role"), ordering="domain")
    def role(self, interview: Interview) -> str:
        return f"{interview.get_domain_display()} · {interview.get_seniority_display()}"

    @admin.display(description=_("Length"), ordering="duration_ms")
    def length_(self, interview: Interview) -> str:
        return minutes_and_seconds(interview.duration_ms or None)

    @admin.display(description=_("Turns"), ordering="turn_count")
    def turns_(self, interview: Any) -> int:
        count: int = interview.turn_count
        return count

    @admin.action(description=_("Save these to the database now, if they have ended"), permissions=["delete"])
    def flush_now(self, request: HttpRequest, queryset: QuerySet[Interview]) -> None:
        done = failed = 0
        for pk in list(queryset.values_list("pk", flat=True)):
            try:
                done += flush.flush(pk)
            except Exception as error:  # one that can't be written must not keep the others from it
                failed += 1
                self.message_user(request, f"{pk}: {error}", messages.ERROR)
        if not done:
            if not failed:
                why = _("None of them has ended and is waiting to be saved.")
                self.message_user(request, why, messages.WARNING)
            return
        text = ngettext("%(count)d interview was saved.", "%(count)d interviews were saved.", done)
        self.message_user(request, text % {"count": done}, messages.SUCCESS)

    @admin.action(description=_("End and save those whose candidate has left"), permissions=["delete"])
    def end_abandoned(self, request: HttpRequest, queryset: QuerySet[Interview]) -> None:
        chosen = {str(pk) for pk in queryset.values_list("pk", flat=True)}
        done = len(flush.flush_abandoned(older_than_s=0, only=chosen))
        if not done:
            why = _(
                "None of them was started and left: an interview active within the last minute is not ended."
            )
            self.message_user(request, why, messages.WARNING)
            return
        text = ngettext("%(count)d interview was ended.", "%(count)d interviews were ended.", done)
        self.message_user(request, text % {"count": done}, messages.SUCCESS)


@admin.register(Turn)
class TurnAdmin(HistoryMixin, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display_links = ("number",)  # the first cell leads to the interview
    list_display = ("interview_link", "number", "kind", "question_slug", "mode", "skipped", "asked_by")
    list_filter = (KindFilter, "mode", "skipped", AskedByFilter, "interview__domain")
    list_select_related = ("interview",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("interview__id", "question_slug", "said", "answer")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return TurnList

    @admin.display(description=_("Interview"), ordering="interview__created_at")
    def interview_link(self, turn: Turn) -> str:
        return _link(turn.interview)


@admin.register(Recording)
class RecordingAdmin(HistoryMixin, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = (
        "created_at",
        "interview_link",
        "state",
        "mime_type",
        "has_video",
        "length_",
        "megabytes",
        "problem",
    )
    list_filter = ("state", "has_video", "mime_type", "created_at")
    ordering = ("-created_at",)
    list_select_related = ("interview",)
    list_per_page = 50
    search_fields = ("id", "interview__id", "interview__candidate__email")
    actions = ("delete_bytes",)

    @admin.display(description=_("Interview"))
    def interview_link(self, recording: Recording) -> str:
        return _link(recording.interview)

    @admin.display(description=_("Length"), ordering="duration_ms")
    def length_(self, recording: Recording) -> str:
        return minutes_and_seconds(recording.duration_ms)

    @admin.display(description=_("MB"), ordering="size_bytes")
    def megabytes(self, recording: Recording) -> str:
        return f"{recording.size_bytes / 1_000_000:.1f}"

    @admin.action(description=_("Delete the recording; the row stays and says so"), permissions=["delete"])
    def delete_bytes(self, request: HttpRequest, queryset: QuerySet[Recording]) -> None:
        from .recordings import deleting

        for recording in queryset:
            deleting.delete(recording)
        count = len(queryset)
        text = ngettext("%(count)d recording was deleted.", "%(count)d recordings were deleted.", count)
        self.message_user(request, text % {"count": count})


@admin.register(ModelUsage)
class ModelUsageAdmin(HistoryMixin, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("at", "model", "purpose", "user", "calls", "tokens_in", "tokens_out", "cost")
    list_filter = ("model", "purpose", "at")
    ordering = ("-at",)
    list_select_related = ("user",)
    list_per_page = 50
    search_fields = ("model", "user__email", "interview__id")
    change_list_template = "admin/interviews/usage_changelist.html"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data and "cl" in response.context_data:
            rows = response.context_data["cl"].queryset
            response.context_data["totals"] = totals(rows)
            response.context_data["cost"] = (
                rows.aggregate(sum=Sum("cost_millionths"))["sum"] or 0
            ) / 1_000_000
        return response

    @admin.display(description=_("Cost"), ordering="cost_millionths")
    def cost(self, usage: ModelUsage) -> str:
        return f"{usage.cost_millionths / 1_000_000:.4f}"


def _link(row: Model) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return format_html('<a href="{}">{}</a>', reverse(name, args=[row.pk]), row)
