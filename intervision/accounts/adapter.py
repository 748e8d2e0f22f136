"""Sign-up that turns the guest into an account, and sign-in that brings what the guest did along."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from .guests import LEFT_GUEST, guest_of, hand_over
from .models import User, normalise_email

# The same for a code that was mailed and for one of an app.
WRONG_CODE = _lazy("This code is wrong or has expired. Enter the latest one.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _lazy("This email and password do not match."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": _lazy(
            "Too many wrong attempts. Wait a few minutes, or choose a new password by email."
        ),
    }

    def new_user(self, request: HttpRequest) -> User:
        return self._guest(request) or User()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.email = normalise_email(form.cleaned_data["email"])
        user.is_guest = False
        # An address may be corrected only until the first sign-in, and a guest's sign-in was none.
        user.last_login = None
        if password := form.cleaned_data.get("password1"):
            user.set_password(password)
        else:
            user.set_unusable_password()
        if commit:
            user.save()
        return user

    def clean_email(self, email: str) -> str:
        return normalise_email(super().clean_email(email))

    def login(self, request: HttpRequest, user: User) -> None:
        guest = self._guest(request)
        if request.session.get(SESSION_KEY) == str(user.pk):
            # A guest has become this account: the session stays theirs though the password is new.
            request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        super().login(request, user)
        request.session.pop(LEFT_GUEST, None)
        if guest is not None and guest.is_guest and guest.pk != user.pk:
            hand_over(guest=guest, account=user)
            messages.success(request, _("What you did here as a guest is now in your account."))

    def _guest(self, request: HttpRequest) -> User | None:
        return getattr(request, "guest", None) or guest_of(request)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}
