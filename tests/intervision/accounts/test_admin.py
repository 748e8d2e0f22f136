"""What an operator who may change people, and is no superuser, can't do: become one, or take one's place."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from intervision.accounts.models import User


@pytest.fixture
def clerk(db: None) -> User:
    clerk = User.objects.create_user("clerk@example.org", "correct horse battery", is_staff=True)
    names = ["view_user", "change_user", "delete_user"]
    clerk.user_permissions.set(Permission.objects.filter(codename__in=names))
    return clerk


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


def change(desk: Client, user: User, **fields: Any) -> int:
    """Send the form of a person with its token rows left as they are; return the status."""
    tokens = {"api_tokens-TOTAL_FORMS": "0", "api_tokens-INITIAL_FORMS": "0"}
    address = reverse("admin:accounts_user_change", args=[user.pk])
    return desk.post(address, {"email": user.email, "is_active": "on", **tokens, **fields}).status_code


def test_who_may_change_people_gives_nobody_permissions(desk: Client, clerk: User, alice: User) -> None:
    everything = [str(permission.pk) for permission in Permission.objects.all()]
    more = {"is_staff": "on", "is_superuser": "on", "user_permissions": everything}

    statuses = [change(desk, clerk, **more), change(desk, alice, name="Alice B.", **more)]

    for user in (clerk, alice):
        user.refresh_from_db()
        assert not user.is_superuser
    assert statuses == [302, 302]
    assert clerk.user_permissions.count() == 3
    assert (alice.name, alice.is_staff, alice.user_permissions.count()) == ("Alice B.", False, 0)


def test_who_may_change_people_neither_changes_nor_deletes_a_superuser(desk: Client, operator: User) -> None:
    password = reverse("admin:auth_user_password_change", args=[operator.pk])
    chosen = {"action": "delete_selected", "_selected_action": [str(operator.pk)], "post": "yes"}

    assert change(desk, operator, name="Mine") == 403
    assert desk.get(password).status_code == 403
    assert desk.post(reverse("admin:accounts_user_delete", args=[operator.pk])).status_code == 403
    desk.post(reverse("admin:accounts_user_changelist"), chosen)
    assert User.objects.filter(pk=operator.pk).exists()


def test_a_superuser_gives_permissions(client: Client, operator: User, alice: User) -> None:
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")

    assert change(client, alice, is_staff="on") == 302

    alice.refresh_from_db()
    assert alice.is_staff
