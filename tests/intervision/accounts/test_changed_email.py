"""What follows when an operator changes somebody's e-mail address: they sign in by the new one alone."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from intervision.accounts.models import User

PASSWORD = "correct horse battery"
NEW = "alice@example.net"


@pytest.fixture
def desk(operator: User) -> Client:
    desk = Client()
    desk.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    return desk


@pytest.fixture
def address(alice: User) -> EmailAddress:
    return EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)


def change_email(desk: Client, user: User, email: str) -> int:
    """Send the form of a person with another address; return the status."""
    tokens = {"api_tokens-TOTAL_FORMS": "0", "api_tokens-INITIAL_FORMS": "0"}
    fields = {"email": email, "is_active": "on", **tokens}
    return desk.post(reverse("admin:accounts_user_change", args=[user.pk]), fields).status_code


def signs_in(email: str) -> bool:
    return Client().post("/account/login/", {"login": email, "password": PASSWORD}).status_code == 302


def addresses(user: User) -> list[tuple[str, bool, bool]]:
    rows = EmailAddress.objects.filter(user=user).order_by("email")
    return list(rows.values_list("email", "primary", "verified"))


def test_sign_in_is_by_the_new_address_alone(desk: Client, alice: User, address: EmailAddress) -> None:
    status = change_email(desk, alice, "Alice@Example.net")

    assert status == 302
    assert (signs_in(NEW), signs_in("alice@example.org")) == (True, False)
    assert addresses(alice) == [(NEW, True, False)]


def test_a_new_password_is_sent_to_the_new_address_alone(
    client: Client, desk: Client, alice: User, address: EmailAddress
) -> None:
    change_email(desk, alice, NEW)

    for email in ("alice@example.org", NEW):
        client.post("/account/password/reset/", {"email": email})

    with_a_way_in = [sent.to for sent in mail.outbox if "/account/password/reset/key/" in sent.body]
    assert with_a_way_in == [[NEW]]


def test_an_address_that_was_theirs_already_stays_confirmed(
    desk: Client, alice: User, address: EmailAddress
) -> None:
    EmailAddress.objects.create(user=alice, email=NEW, verified=True)

    change_email(desk, alice, NEW)

    assert addresses(alice) == [(NEW, True, True)]


def test_who_has_no_address_any_more_signs_in_by_none(
    desk: Client, alice: User, address: EmailAddress
) -> None:
    change_email(desk, alice, "")

    assert not signs_in("alice@example.org")
    assert addresses(alice) == []


@pytest.mark.parametrize("email", ["alice@example.org", "Alice@Example.org"])
def test_other_changes_leave_the_addresses_as_they_are(
    desk: Client, alice: User, address: EmailAddress, email: str
) -> None:
    EmailAddress.objects.create(user=alice, email=NEW)

    change_email(desk, alice, email)

    assert addresses(alice) == [(NEW, False, False), (alice.email, True, True)]


def test_an_address_of_somebody_else_is_refused(desk: Client, alice: User, bob: User) -> None:
    EmailAddress.objects.create(user=bob, email=NEW, verified=True)
    new_user = {"email": NEW, "password1": PASSWORD, "password2": PASSWORD}

    changed = change_email(desk, alice, NEW)
    added = desk.post(reverse("admin:accounts_user_add"), new_user).status_code

    assert (changed, added) == (200, 200)
    assert not User.objects.filter(email=NEW).exists()


def test_an_address_is_changed_with_its_person(desk: Client, alice: User, address: EmailAddress) -> None:
    fields = {"user": str(alice.pk), "email": NEW, "verified": "on"}

    desk.post(reverse("admin:account_emailaddress_change", args=[address.pk]), fields)
    desk.post(reverse("admin:account_emailaddress_add"), fields | {"primary": "on"})

    alice.refresh_from_db()
    assert alice.email == "alice@example.org"
    assert addresses(alice) == [(NEW, False, True), ("alice@example.org", True, True)]
