"""allauth's forms in the words of this site: sentence case, and no placeholder that repeats its label."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# Translators: {length} is a number of characters.
NEW_PASSWORD = format_lazy(
    _("At least {length} characters, and not a password that many people use."),
    length=settings.PASSWORD_LENGTH,
)


class OurWords:
    LABELS = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password again"),
        "code": _("Code"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.LABELS.get(name, field.label)
            if name == "password1":
                field.help_text = NEW_PASSWORD
            elif name in ("password", "oldpassword"):
                field.help_text = ""  # the way to a new password stands below the form


class LoginForm(OurWords, account.LoginForm):  # type: ignore[misc]
    pass


class SignupForm(OurWords, account.SignupForm):  # type: ignore[misc]
    LABELS = {"password1": _("Password")}


class AddEmailForm(OurWords, account.AddEmailForm):  # type: ignore[misc]
    LABELS = {"email": _("Another email")}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(OurWords, account.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class ConfirmEmailForm(OurWords, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    pass


class ChangeEmailForm(OurWords, account.ChangeEmailForm):  # type: ignore[misc]
    pass


class SecondFactorForm(OurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class SecondFactorAgainForm(OurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateAppForm(OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    LABELS = {"code": _("The code the app shows")}
