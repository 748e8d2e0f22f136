"""Forms of the account page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..forms import LineField
from .models import ApiToken, User

TOKENS_AT_MOST = 20


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ["name", "delivery_coaching"]
        field_classes = {"name": LineField}
        labels = {"name": _("Name"), "delivery_coaching": _("Comment on how I speak")}
        help_texts = {
            "name": _("What the interviewer and your reports call you."),
            "delivery_coaching": _(
                "Pace, pauses, filler words and restarts, in reports, in your progress and after an "
                "answer. If you stutter, or would rather not read about it, turn it off. Everything is "
                "then about what you say, in your existing reports too."
            ),
        }


class TokenForm(forms.Form):
    name = LineField(
        label=_("Name for a new token"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        # Its page has a field for the person's name too.
        super().__init__(*args, **{"auto_id": "token-%s"} | kwargs)
        self._user = user

    def clean(self) -> dict[str, Any]:
        if ApiToken.objects.filter(user=self._user).count() >= TOKENS_AT_MOST:
            raise forms.ValidationError(
                _("You have %(count)d tokens, which is the limit. Revoke one first."),
                params={"count": TOKENS_AT_MOST},
            )
        return super().clean() or self.cleaned_data


class DeleteAccountForm(forms.Form):
    """Asks for the password; who has none (a guest) ticks a box instead."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    sure = forms.BooleanField(label=_("Delete everything. I know that this can’t be undone."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self._user.check_password(password):
            raise forms.ValidationError(_("That is not your password. Nothing was deleted."))
        return password
