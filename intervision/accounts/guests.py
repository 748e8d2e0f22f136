"""Guests: people who rehearse before they have an account, and keep their work by getting one."""

from uuid import UUID

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, login
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest

from .models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
# In the session of somebody between two steps of signing in: the guest that they were before.
LEFT_GUEST = "left_guest"


def guest_of(request: HttpRequest) -> User | None:
    """Return the guest who makes this request, or who began to sign in with it."""
    if isinstance(request.user, User) and request.user.is_guest:
        return User.objects.filter(pk=request.user.pk).first()
    if left := request.session.get(LEFT_GUEST):
        return User.objects.filter(pk=UUID(left), is_guest=True).first()
    return None


def current_or_new_guest(request: HttpRequest) -> User:
    """Return who is signed in, or sign in the guest that they were, or a new one."""
    if isinstance(request.user, User):
        return request.user
    guest = guest_of(request) or User.objects.create_guest()
    request.session.pop(LEFT_GUEST, None)
    login(request, guest, backend=BACKEND)
    return guest


def leave(request: HttpRequest, guest: User) -> None:
    """Take the guest out of the session, which goes on, and remember them for the end of the sign-in."""
    for key in (SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY):
        request.session.pop(key, None)
    request.session[LEFT_GUEST] = str(guest.pk)


@transaction.atomic
def hand_over(*, guest: User, account: User) -> None:
    """Give all that a guest did to an account, and delete the guest.

    Where the account has a row that may exist once a person (wishes, a practice card), that one stays.
    """
    for relation in guest._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):  # one-to-one relations are among these
            _hand_over_rows(relation, guest, account)
    guest.delete()


def _hand_over_rows(relation: models.ManyToOneRel, guest: User, account: User) -> None:
    model, field = relation.related_model, relation.field.name
    rows = model._base_manager.filter(**{field: guest})  # type: ignore[union-attr]
    try:
        with transaction.atomic():
            rows.update(**{field: account})
    except IntegrityError:
        for pk in list(rows.values_list("pk", flat=True)):
            try:
                with transaction.atomic():
                    rows.filter(pk=pk).update(**{field: account})
            except IntegrityError:
                continue
