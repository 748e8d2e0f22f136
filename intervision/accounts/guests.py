"""Guests: people who rehearse before they have an account, and keep their work by getting one."""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, login
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from . import privacy
from .models import User

logger = logging.getLogger(__name__)

BACKEND = "django.contrib.auth.backends.ModelBackend"
# In the session of somebody between two steps of signing in: the guest that they were before.
LEFT_GUEST = "left_guest"
# How often a guest's visit is written down; each also makes their session last for GUEST_KEPT_DAYS again.
SEEN_EVERY = timedelta(days=1)
MOST_AT_ONCE = 500


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
    _stay(request)
    return guest


class GuestsStay(MiddlewareMixin):
    """Keep guests signed in for as long as they come back: the session is their only key."""

    def process_request(self, request: HttpRequest) -> None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        user, now = request.user, timezone.now()
        if not isinstance(user, User) or not user.is_guest:
            return
        if user.last_login is None or now - user.last_login >= SEEN_EVERY:
            User.objects.filter(pk=user.pk).update(last_login=now)
            _stay(request)


def _stay(request: HttpRequest) -> None:
    request.session.set_expiry(settings.GUEST_KEPT_DAYS * 24 * 60 * 60)


def delete_idle() -> int:
    """Delete guests who have not come for settings.GUEST_KEPT_DAYS, with all that is theirs; return how many.

    One that can't be deleted does not keep the others: it is tried again the next time.
    """
    limit = timezone.now() - timedelta(days=settings.GUEST_KEPT_DAYS)
    idle = User.objects.filter(is_guest=True, date_joined__lt=limit).exclude(last_login__gte=limit)
    deleted = 0
    for guest in idle.order_by("date_joined")[:MOST_AT_ONCE]:
        try:
            privacy.delete_account(guest)
        except Exception:
            logger.exception("guest %s could not be deleted yet", guest.pk)
        else:
            deleted += 1
    return deleted


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
