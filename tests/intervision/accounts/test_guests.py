import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from interviews.models import Interview, ModelUsage
from intervision.accounts import guests, privacy, tasks
from intervision.accounts.models import User
from reports.models import PracticeCard

PASSWORD = "a quiet room at noon"


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


@pytest.fixture
def confirmed_by_mail(settings: Any) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True


def code_in(mail: EmailMessage) -> str:
    return re.findall(r"^([A-Z0-9]{3,}-[A-Z0-9]{3,}|[A-Z0-9]{6})$", mail.body, re.M)[0]


@pytest.mark.usefixtures("confirmed_by_mail")
@pytest.mark.parametrize("came_back", [False, True])
def test_a_mistyped_address_is_corrected_and_the_interviews_stay(
    client: Client, guest: User, came_back: bool, mailoutbox: list[EmailMessage]
) -> None:
    interview = interview_of(guest)
    sent = reverse("account_email_verification_sent")
    sign_up(client, "ada@exmaple.org")
    if came_back:  # another day, and the session is over
        client.cookies.clear()
        cache.clear()
        sign_in(client, "ada@exmaple.org")

    client.post(sent, {"action": "change", "email": "ada@example.org"})
    client.post(sent, {"action": "verify", "code": code_in(mailoutbox[-1])})

    assert mailoutbox[-1].to == ["ada@example.org"]
    assert signed_in(client) == str(guest.pk)
    interview.refresh_from_db()
    assert (interview.candidate.email, interview.candidate.is_guest) == ("ada@example.org", False)


def last_seen(guest: User, days: int) -> None:
    moment = timezone.now() - timedelta(days=days)
    User.objects.filter(pk=guest.pk).update(last_login=moment, date_joined=moment)


def test_a_guest_who_comes_back_keeps_the_key(client: Client, guest: User, settings: Any) -> None:
    last_seen(guest, days=40)

    client.get(reverse("account"))

    assert client.session.get_expiry_age() == settings.GUEST_KEPT_DAYS * 86_400
    guest.refresh_from_db()
    assert guest.last_login is not None
    assert timezone.now() - guest.last_login < timedelta(minutes=1)


def test_a_guests_first_session_lasts_as_long(client: Client, db: None, settings: Any) -> None:
    client.post("/rehearse/", {
        "domain": "backend", "seniority": "senior", "minutes": "10", "manner": "interview", "mode": "voice",
    })  # fmt: skip

    assert client.session.get_expiry_age() == settings.GUEST_KEPT_DAYS * 86_400


def test_guests_who_stay_away_are_deleted_and_nobody_else(guest: User, alice: User, settings: Any) -> None:
    settings.GUEST_KEPT_DAYS = 30
    here = User.objects.create_guest()
    last_seen(guest, days=31)
    last_seen(alice, days=31)
    last_seen(here, days=29)
    interview_of(guest)

    tasks.delete_idle_guests()

    assert set(User.objects.all()) == {alice, here}
    assert not Interview.objects.exists()


def test_a_guest_who_can_not_be_deleted_keeps_nobody_else(
    guest: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = User.objects.create_guest()
    last_seen(guest, days=200)
    last_seen(other, days=100)
    real = privacy.delete_account

    def fails_once(user: User) -> None:
        if user == guest:
            raise OSError("the disk is away")
        real(user)

    monkeypatch.setattr(privacy, "delete_account", fails_once)

    assert guests.delete_idle() == 1
    assert list(User.objects.all()) == [guest]


def test_what_beat_asks_for_is_there() -> None:
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        import_string(entry["task"])

    names = {entry["task"].rsplit(".")[-1] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"delete_idle_guests", "clear_sessions"} <= names


def test_old_sessions_are_cleared(client: Client, guest: User) -> None:
    from django.contrib.sessions.models import Session

    client.force_login(guest, backend=guests.BACKEND)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))

    tasks.clear_sessions()

    assert not Session.objects.exists()


@pytest.mark.usefixtures("confirmed_by_mail")
def test_the_page_that_asks_for_the_code_offers_another_address(client: Client, guest: User) -> None:
    page = client.post(
        reverse("account_signup"), {"email": "ada@exmaple.org", "password1": PASSWORD}, follow=True
    )

    assert page.status_code == HTTPStatus.OK
    assert b"ada@exmaple.org" in page.content
    assert b'value="change"' in page.content


def test_a_guest_is_told_how_long_the_work_is_kept(client: Client, guest: User, settings: Any) -> None:
    settings.GUEST_KEPT_DAYS = 12
    Interview.objects.create(candidate=guest, domain="backend", seniority="mid", state="finished")

    for page in ("account", "dashboard"):
        assert "12 days without a visit" in " ".join(client.get(reverse(page)).content.decode().split())
