"""Questions in the admin: written as YAML, held to the schema, previewed as they are used."""

from typing import Any

import msgspec
import yaml
from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportModelAdmin

from ..models import BankQuestion
from .loader import content_of, forget_questions, question_from_row, summary_of
from .resources import QuestionResource
from .schema import as_written

ASK_CHARACTERS = 90  # of a question in the list: two lines


class YamlField(forms.CharField):
    """Plain data, written as YAML."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str):  # a form that is shown again
            return value
        return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100) if value else ""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            return yaml.safe_load(text) if text else None
        except yaml.YAMLError as error:
            message = _("This can’t be read as YAML: %(problem)s")
            raise forms.ValidationError(message, params={"problem": " ".join(str(error).split())}) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial).split() != (data or "").split())


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    content = YamlField(
        label=_("Question"),
        widget=forms.Textarea(attrs={"rows": 40, "cols": 110, "class": "vLargeTextField"}),
        help_text=_("The whole question, in the format of docs/question-bank.md."),
    )

    class Meta:
        model = BankQuestion
        fields = ["domain", "active", "content"]

    def clean_content(self) -> dict[str, object]:
        """Return the content as the schema has it; it also fills the columns that are derived from it."""
        try:
            question = as_written(self.cleaned_data["content"])
        except msgspec.ValidationError as error:
            raise forms.ValidationError(
                _("%(problem)s. docs/question-bank.md explains each field."), params={"problem": str(error)}
            ) from error
        same = BankQuestion.objects.filter(slug=question.slug).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(
                _("Another question already has the slug %(slug)s; give this one its own."),
                params={"slug": question.slug},
            )
        self.instance.slug, self.instance.kind = question.slug, question.kind.value
        self.instance.ask = summary_of(question)
        return content_of(question)


@admin.register(BankQuestion)
class QuestionAdmin(ImportExportModelAdmin):  # type: ignore[misc]
    form = QuestionForm
    resource_classes = (QuestionResource,)
    list_display = ("slug", "domain", "kind", "ask_", "active", "edited", "updated_at")
    list_filter = ("domain", "kind", "active", "edited")
    search_fields = ("slug", "ask")
    list_per_page = 50
    readonly_fields = ("preview", "edited", "updated_at")
    fieldsets = (
        (None, {"fields": ("domain", "active", "content")}),
        (_("As used"), {"fields": ("preview",)}),
        (_("History"), {"fields": ("edited", "updated_at")}),
    )
    actions = ("activate", "deactivate")

    # The library lets everybody on the staff do both, unless it is told otherwise.
    def has_import_permission(self, request: HttpRequest) -> bool:
        """Whether they may write questions: an import adds them and changes them."""
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))

    @admin.display(description=_("Ask"), ordering="ask")
    def ask_(self, row: BankQuestion) -> str:
        return Truncator(row.ask).chars(ASK_CHARACTERS)

    @admin.display(description=_("Preview"))
    def preview(self, row: BankQuestion) -> str:
        if row.pk is None or not row.content:
            return gettext("Save the question to see how it is used.")
        try:
            question = question_from_row(row)
        except msgspec.ValidationError as error:
            text = gettext("This question is left out of interviews until it is corrected: %(problem)s")
            return text % {"problem": error}
        return render_to_string("admin/interviews/question_preview.html", {"question": question})

    def save_model(self, request: HttpRequest, obj: BankQuestion, form: Any, change: bool) -> None:
        obj.edited = True
        super().save_model(request, obj, form, change)
        forget_questions()

    @admin.action(description=_("Ask these again"), permissions=["change"])
    def activate(self, request: HttpRequest, queryset: Any) -> None:
        self._switch(request, queryset, active=True)

    @admin.action(description=_("Stop asking these"), permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: Any) -> None:
        self._switch(request, queryset, active=False)

    def _switch(self, request: HttpRequest, queryset: Any, *, active: bool) -> None:
        # Marked as edited: the next load of the shipped files leaves the switch as it is.
        count = queryset.update(active=active, edited=True)
        forget_questions()
        if active:
            text = ngettext(
                "%(count)d question is asked again.", "%(count)d questions are asked again.", count
            )
        else:
            text = ngettext(
                "%(count)d question is no longer asked.", "%(count)d questions are no longer asked.", count
            )
        self.message_user(request, text % {"count": count})
