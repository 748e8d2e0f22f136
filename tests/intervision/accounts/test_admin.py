"""What an operator who may change people, and is no superuser, can't do: become one, or take one's place."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
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


@pytest.fixture
def colleague(db: None) -> User:
    """An operator who may do something that the clerk may not."""
    colleague = User.objects.create_user("colleague@example.org", "correct horse battery", is_staff=True)
    colleague.user_permissions.add(Permission.objects.get(codename="delete_interview"))
    return colleague


def new_password(desk: Client, person: User) -> bool:
    """Set somebody's password as the admin lets one; return whether it is theirs now."""
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    desk.post(address, {"password1": "another horse 92", "password2": "another horse 92"})
    person.refresh_from_db()
    return person.check_password("another horse 92")


@pytest.mark.parametrize("active", [True, False])
@pytest.mark.parametrize("by_group", [True, False])
def test_nobody_takes_the_place_of_an_operator_who_may_do_more(
    desk: Client, colleague: User, active: bool, by_group: bool
) -> None:
    if by_group:
        group = Group.objects.create(name="who may delete")
        group.permissions.set(colleague.user_permissions.all())
        colleague.groups.add(group)
        colleague.user_permissions.clear()
    colleague.is_active = active
    colleague.save()

    assert change(desk, colleague, email="clerk+2@example.org") == 403
    assert not new_password(desk, colleague)
    assert desk.post(reverse("admin:accounts_user_delete", args=[colleague.pk])).status_code == 403
    assert desk.get(reverse("admin:accounts_user_change", args=[colleague.pk])).status_code == 200


def test_one_who_may_do_no_more_is_given_a_password(
    desk: Client, clerk: User, colleague: User, alice: User
) -> None:
    colleague.user_permissions.set(clerk.user_permissions.all())

    assert new_password(desk, colleague)
    assert new_password(desk, alice)


@pytest.fixture
def registrar(clerk: User) -> User:
    """A clerk who may change and look at all that allauth keeps of people."""
    labels = ["account", "mfa"]
    clerk.user_permissions.add(*Permission.objects.filter(content_type__app_label__in=labels))
    return clerk


def test_the_address_and_second_step_of_who_may_do_more_are_out_of_reach(
    desk: Client, registrar: User, colleague: User, operator: User
) -> None:
    for person in (colleague, operator):
        address = EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
        step = Authenticator.objects.create(user=person, type="totp", data={"secret": "ABCDEFGH"})
        mine = {"user": str(person.pk), "email": "clerk+2@example.org", "verified": "on", "primary": "on"}

        added = desk.post(reverse("admin:account_emailaddress_add"), mine)
        changed = desk.post(reverse("admin:account_emailaddress_change", args=[address.pk]), mine)
        removed = desk.post(reverse("admin:mfa_authenticator_delete", args=[step.pk]), {"post": "yes"})

        assert (added.status_code, changed.status_code, removed.status_code) == (403, 403, 403)
        assert not EmailAddress.objects.filter(email="clerk+2@example.org").exists()


def test_an_address_is_not_given_to_somebody_else(
    desk: Client, registrar: User, alice: User, operator: User
) -> None:
    address = EmailAddress.objects.create(user=alice, email="alice@example.net")

    fields = {"user": str(operator.pk), "email": "alice@example.net", "verified": "on"}
    response = desk.post(reverse("admin:account_emailaddress_change", args=[address.pk]), fields)

    address.refresh_from_db()
    assert response.status_code == 302
    assert (address.user, address.verified) == (alice, True)


def test_the_secret_of_a_second_step_is_shown_to_nobody(
    client: Client, operator: User, registrar: User, alice: User
) -> None:
    step = Authenticator.objects.create(user=alice, type="totp", data={"secret": "ABCDEFGH"})
    for person in (operator, registrar):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

        page = client.get(reverse("admin:mfa_authenticator_change", args=[step.pk]))

        assert page.status_code == 200
        assert "ABCDEFGH" not in page.text


def test_who_may_only_look_at_addresses_confirms_none(desk: Client, clerk: User, alice: User) -> None:
    clerk.user_permissions.add(Permission.objects.get(codename="view_emailaddress"))
    address = EmailAddress.objects.create(user=alice, email="alice@example.net")
    chosen = {"action": "make_verified", "_selected_action": [str(address.pk)]}

    desk.post(reverse("admin:account_emailaddress_changelist"), chosen)

    address.refresh_from_db()
    assert not address.verified


def test_no_address_is_confirmed_for_one_who_may_do_more(
    desk: Client, registrar: User, alice: User, operator: User
) -> None:
    theirs = EmailAddress.objects.create(user=operator, email="operator@example.net")
    hers = EmailAddress.objects.create(user=alice, email="alice@example.net")
    address = reverse("admin:account_emailaddress_changelist")

    refused = desk.post(
        address, {"action": "make_verified", "_selected_action": [str(theirs.pk), str(hers.pk)]}
    )
    desk.post(address, {"action": "make_verified", "_selected_action": [str(hers.pk)]})

    theirs.refresh_from_db()
    hers.refresh_from_db()
    assert refused.status_code == 403
    assert (theirs.verified, hers.verified) == (False, True)
