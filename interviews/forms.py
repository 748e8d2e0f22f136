"""The form of a new rehearsal, and of what is brought along to one."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from intervision.providers import provider
from intervision.skills import vocabulary

from .bank.loader import questions_for
from .enums import AnswerMode, Domain, Manner, Seniority

MAX_DOCUMENT_BYTES = 2 * 1024 * 1024
MAX_TEXT = 30_000
# What an interview may be held in, where the chosen interviewer and recogniser both know it.
LANGUAGES = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("uk", "Українська"),
]
# Chromium takes a required choice that was not made yet for a wrong one: each option is read out as such.
NOT_YET_INVALID = {"aria-invalid": "false"}
MINUTES = [(10, _("10 minutes")), (25, _("25 minutes")), (45, _("45 minutes"))]


def languages() -> list[tuple[str, str]]:
    """Return the languages that both the interviewer and the recogniser in use know."""
    parts = (provider("interviewer"), provider("transcriber"))
    return [(code, name) for code, name in LANGUAGES if all(part.supports(code) for part in parts)]


def focus_choices(domain: str) -> list[tuple[str, str]]:
    """Return the skills that the bank's questions of a domain touch, most touched first."""
    counts: dict[str, int] = {}
    for question in questions_for(domain):
        for slug in question.skills:
            counts[slug] = counts.get(slug, 0) + 1
    names = vocabulary()
    ranked = sorted(counts, key=lambda slug: (-counts[slug], slug))[:24]
    return [(slug, skill.name) for slug in ranked if (skill := names.get(slug)) is not None]


class BroughtForm(forms.Form):
    """What a candidate brings along."""

    cv = forms.FileField(label=_("CV (PDF, DOCX or text)"), required=False)
    cv_text = forms.CharField(
        label=_("CV as text"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    job_text = forms.CharField(
        label=_("Job description"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_cv(self) -> Any:
        cv = self.cleaned_data["cv"]
        if cv and cv.size > MAX_DOCUMENT_BYTES:
            raise forms.ValidationError(_("This file is over 2 MB. Please paste the text instead."))
        return cv


class BringAgainForm(BroughtForm):
    def clean(self) -> dict[str, Any]:
        brought = (self.cleaned_data.get(name) for name in ("cv", "cv_text", "job_text"))
        if not self.errors and not any(brought):
            raise forms.ValidationError(_("Choose a file or paste a text first."))
        return self.cleaned_data


class NewRehearsalForm(BroughtForm):
    # As its page has them: what is brought along comes after what is chosen.
    field_order = ["domain", "seniority", "minutes", "focus", "manner", "mode", "language"]
    domain = forms.ChoiceField(
        label=_("Field"),
        choices=Domain.choices,
        widget=forms.RadioSelect(attrs=NOT_YET_INVALID),
        error_messages={"required": _("Please choose a field.")},
    )
    seniority = forms.ChoiceField(
        label=_("Level"),
        choices=Seniority.choices,
        widget=forms.RadioSelect(attrs=NOT_YET_INVALID),
        error_messages={"required": _("Please choose a level.")},
    )
    minutes = forms.TypedChoiceField(
        label=_("Length"), choices=MINUTES, coerce=int, widget=forms.RadioSelect, initial=10
    )
    manner = forms.ChoiceField(
        label=_("Style"), choices=Manner.choices, widget=forms.RadioSelect, initial=Manner.INTERVIEW
    )
    mode = forms.ChoiceField(
        label=_("Answer by"), choices=AnswerMode.choices, widget=forms.RadioSelect, initial=AnswerMode.VOICE
    )
    language = forms.ChoiceField(label=_("Language"), choices=[], required=False, widget=forms.RadioSelect)
    focus = forms.MultipleChoiceField(
        label=_("Focus on"),
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Up to five skills to ask about first. Leave this empty for a broad interview."),
    )
    keep_recording = forms.BooleanField(label=_("Keep a recording"), required=False)
    camera = forms.BooleanField(label=_("Use the camera"), required=False)
    coaching_lines = forms.BooleanField(
        label=_("A short note on how you spoke, after an answer"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = languages()
        language.initial = "en"
        if len(languages()) == 1:
            language.widget = forms.HiddenInput()
        chosen = self.data.get("domain") or self.initial.get("domain") or Domain.BACKEND
        focus = self.fields["focus"]
        assert isinstance(focus, forms.MultipleChoiceField)
        focus.choices = focus_choices(chosen) if chosen in Domain.values else []

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or "en"

    def clean_focus(self) -> list[str]:
        focus: list[str] = self.cleaned_data["focus"]
        if len(focus) > 5:
            raise forms.ValidationError(_("Please choose at most five skills."))
        return focus

    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        return min(minutes, settings.GUEST_INTERVIEW_MINUTES) if self.initial.get("guest") else minutes
