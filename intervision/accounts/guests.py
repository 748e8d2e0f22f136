"""Guests: people who rehearse before they have an account, and keep their work by making one."""

from django.contrib.auth import login
from django.http import HttpRequest

from .models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"


def current_or_new_guest(request: HttpRequest) -> User:
    """Return who is signed in, or sign in a new guest."""
    if isinstance(request.user, User):
        return request.user
    guest = User.objects.create_guest()
    login(request, guest, backend=BACKEND)
    return guest
