"""Sign-up that turns the guest who fills in the form into an account, with all that they did so far."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from .models import User, normalise_email


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def new_user(self, request: HttpRequest) -> User:
        if isinstance(request.user, User) and request.user.is_guest:
            return request.user
        return User()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.email = normalise_email(form.cleaned_data["email"])
        user.is_guest = False
        if password := form.cleaned_data.get("password1"):
            user.set_password(password)
        if commit:
            user.save()
        return user

    def clean_email(self, email: str) -> str:
        return normalise_email(super().clean_email(email))
