from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from interviews.models import Interview, ModelUsage
from intervision.accounts import guests
from intervision.accounts.models import User
from reports.models import PracticeCard

PASSWORD = "a quiet room at noon"


@pytest.fixture(autouse=True)
def no_rate_limits_from_other_tests() -> None:
    cache.clear()


@pytest.fixture
def guest(client: Client, db: None) -> User:
    """Somebody who rehearses without an account, in the browser `client`."""
    guest = User.objects.create_guest()
    client.force_login(guest, backend=guests.BACKEND)
    return guest


def interview_of(user: User) -> Interview:
    return Interview.objects.create(candidate=user, domain="backend", seniority="senior")


def sign_up(client: Client, email: str, password: str = PASSWORD) -> object:
    return client.post(reverse("account_signup"), {"email": email, "password1": password})


def sign_in(client: Client, email: str, password: str = PASSWORD) -> object:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_sign_up_page_is_open_to_a_guest(client: Client, guest: User) -> None:
    response = client.get(reverse("account_signup"))

    assert response.status_code == HTTPStatus.OK
    assert b"Keep your interviews" in response.content


def test_sign_up_keeps_the_row_and_the_interviews_of_a_guest(client: Client, guest: User) -> None:
    interview = interview_of(guest)

    response = sign_up(client, "Ada@Example.org")

    assert response.status_code == HTTPStatus.FOUND
    user = User.objects.get()
    assert (user.pk, user.email, user.is_guest) == (guest.pk, "ada@example.org", False)
    assert user.check_password(PASSWORD)
    assert list(user.interviews.all()) == [interview]
    assert signed_in(client) == str(guest.pk)
    assert client.get(reverse("account")).status_code == HTTPStatus.OK


def test_sign_up_makes_the_address_primary(client: Client, guest: User) -> None:
    sign_up(client, "Ada@Example.org")

    address = EmailAddress.objects.get()
    assert (address.user_id, address.email, address.primary) == (guest.pk, "ada@example.org", True)


def test_sign_up_keeps_what_the_session_holds(client: Client, guest: User) -> None:
    session = client.session
    session["kept"] = "yes"
    session.save()

    sign_up(client, "ada@example.org")

    assert client.session["kept"] == "yes"


def test_sign_up_of_nobody_makes_an_account(client: Client, db: None) -> None:
    sign_up(client, "ada@example.org")

    user = User.objects.get()
    assert not user.is_guest
    assert signed_in(client) == str(user.pk)


@pytest.mark.parametrize("email", ["a@x.org", "A@X.org", " A@x.ORG "])
def test_sign_up_is_refused_when_the_address_is_taken_in_any_case(
    client: Client, guest: User, email: str
) -> None:
    User.objects.create_user("a@x.org", PASSWORD)

    response = sign_up(client, email)

    assert response.status_code == 422
    guest.refresh_from_db()
    assert guest.is_guest
    assert guest.email is None
    assert signed_in(client) == str(guest.pk)
    assert b"Keep your interviews" in response.content


def test_sign_up_with_a_weak_password_is_refused_and_leaves_the_guest(client: Client, guest: User) -> None:
    response = sign_up(client, "ada@example.org", "password")

    assert response.status_code == 422
    guest.refresh_from_db()
    assert guest.is_guest


@pytest.mark.parametrize("email", ["a@x.org", "A@X.org"])
def test_sign_in_ignores_the_case_of_the_address(client: Client, db: None, email: str) -> None:
    user = User.objects.create_user("A@X.org", PASSWORD)

    sign_in(client, email)

    assert signed_in(client) == str(user.pk)


def test_sign_in_brings_what_a_guest_did_along(client: Client, guest: User, alice: User) -> None:
    interview = interview_of(guest)
    usage = ModelUsage.objects.create(user=guest, interview=interview, purpose="interviewer", model="m")

    sign_in(client, "alice@example.org", "correct horse battery")

    assert signed_in(client) == str(alice.pk)
    interview.refresh_from_db()
    usage.refresh_from_db()
    assert (interview.candidate, usage.user) == (alice, alice)
    assert not User.objects.filter(pk=guest.pk).exists()


def test_sign_in_keeps_the_accounts_own_row_where_there_can_be_one(
    client: Client, guest: User, alice: User
) -> None:
    from django.utils import timezone

    def card(user: User, skill: str) -> PracticeCard:
        return PracticeCard.objects.create(
            candidate=user, skill=skill, domain="backend", seniority="mid", memory={}, due_at=timezone.now()
        )

    own = card(alice, "indexes")
    card(guest, "indexes")
    brought = card(guest, "caching")

    sign_in(client, "alice@example.org", "correct horse battery")

    assert set(PracticeCard.objects.values_list("pk", "candidate_id")) == {
        (own.pk, alice.pk),
        (brought.pk, alice.pk),
    }


def test_sign_in_with_a_wrong_password_leaves_the_guest(client: Client, guest: User, alice: User) -> None:
    interview = interview_of(guest)

    response = sign_in(client, "alice@example.org", "not the password")

    assert response.status_code == 422
    assert signed_in(client) == str(guest.pk)
    interview.refresh_from_db()
    assert interview.candidate == guest


def test_sign_in_with_a_code_brings_what_a_guest_did_along(client: Client, guest: User, alice: User) -> None:
    interview = interview_of(guest)
    secret = TOTP.activate(alice, "JBSWY3DPEHPK3PXP").instance.data["secret"]
    assert Authenticator.objects.filter(user=alice).exists()
    sign_in(client, "alice@example.org", "correct horse battery")
    assert signed_in(client) is None

    counter = next(iter(yield_hotp_counters_from_time()))
    code = f"{hotp_value('JBSWY3DPEHPK3PXP', counter):06}"
    client.post(reverse("mfa_authenticate"), {"code": code})

    assert secret
    assert signed_in(client) == str(alice.pk)
    interview.refresh_from_db()
    assert interview.candidate == alice


def test_a_sign_in_given_up_at_the_code_goes_on_as_the_guest(
    client: Client, guest: User, alice: User
) -> None:
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    sign_in(client, "alice@example.org", "correct horse battery")

    request = client.get(reverse("home")).wsgi_request
    again = guests.current_or_new_guest(request)

    assert again == guest


@pytest.mark.parametrize("name", ["account_email", "account_change_password", "account_set_password"])
def test_a_guest_has_no_address_or_password_to_manage(client: Client, guest: User, name: str) -> None:
    response = client.get(reverse(name))

    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"] == reverse("account_signup")
