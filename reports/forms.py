"""What people write on a report: a correction, a link, a comment."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from intervision.forms import LineField


class CorrectionForm(forms.Form):
    text = forms.CharField(
        label=_("What you said"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write what you said. An answer can’t be made empty.")},
    )


class ShareForm(forms.Form):
    name = LineField(
        label=_("Who is it for?"),
        max_length=100,
        help_text=_("Only you see this; it tells your links apart."),
    )
    days = forms.TypedChoiceField(
        label=_("How long should it work?"),
        choices=[(3, _("Three days")), (7, _("One week")), (30, _("Thirty days")), (90, _("Ninety days"))],
        coerce=int,
        initial=7,
    )
    with_recording = forms.BooleanField(
        label=_("With the recording"),
        required=False,
        help_text=_("Without it, they can read your words but not hear or see you."),
    )

    def __init__(self, *args: object, recorded: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not recorded:
            del self.fields["with_recording"]


class CommentForm(forms.Form):
    author = LineField(label=_("Your name"), max_length=100)
    at = forms.CharField(
        label=_("At what time?"), max_length=10, help_text=_("As written in the report, such as 4:12.")
    )
    text = forms.CharField(
        label=_("What you would tell them"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They can read it, and so can everybody with a link to this report."),
    )

    def __init__(self, *args: object, longest_ms: int = 0, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._longest_ms = longest_ms

    def clean_at(self) -> int:
        """Return the time in milliseconds."""
        match = re.fullmatch(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)", self.cleaned_data["at"].strip())
        if match is None:
            raise forms.ValidationError(_("Write the time as minutes and seconds, such as 4:12."))
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        at_ms = ((hours * 60 + minutes) * 60 + seconds) * 1000
        if at_ms > self._longest_ms:
            raise forms.ValidationError(_("The rehearsal was over by then."))
        return at_ms
