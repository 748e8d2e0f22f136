"""Which operator may touch whose account: nobody's who may do more than they.

Whoever sets a person's password, or the address that a new one is sent to, has all that the person may do.
"""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.http import HttpRequest

from .models import User


def may_touch(request: HttpRequest, person: User | None) -> bool:
    """Whether the operator who asks may do all that this person may; True where nobody is meant yet."""
    asker = request.user
    if person is None or is_superuser(request) or asker.pk == person.pk:
        return True
    return isinstance(asker, User) and not person.is_superuser and _powers(person) <= _powers(asker)


def is_superuser(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_superuser


def _powers(person: User) -> set[Any]:
    """Return what a person may do, also while switched off: who changes them could switch them on."""
    held = Permission.objects.filter(Q(user=person) | Q(group__user=person))
    return set(held.order_by().values_list("pk", flat=True))
