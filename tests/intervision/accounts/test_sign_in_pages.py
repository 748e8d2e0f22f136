"""The pages around signing in, which are allauth's in our words: each says what to do, in sentence case."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.mail import EmailMessage
from django.test import Client

from intervision.accounts.models import User

PASSWORD = "correct horse battery"
FOR_NOBODY = [
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/account/password/reset/done/",
]
FOR_ALICE = [
    "/account/email/",
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
    "/account/2fa/totp/deactivate/",
]


@pytest.fixture
def home(client: Client, alice: User) -> Client:
    """Alice's browser, where she has just said her password once more."""
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def main_of(page: bytes) -> str:
    return page.decode().partition("<main")[2].partition("</main>")[0]


def in_title_case(page: str) -> list[str]:
    """Return the headings, labels and buttons that have a capital within."""
    texts = re.findall(r"<(?:h1|h2|label|button)[^>]*>([^<]+)<", page)
    return [text for text in texts if re.search(r"\s[A-Z](?!PI)", text.strip())]


@pytest.mark.parametrize("path", FOR_NOBODY)
def test_a_page_for_visitors_is_in_sentence_case_without_placeholders(
    client: Client, db: None, path: str
) -> None:
    page = main_of(client.get(path).content)

    assert in_title_case(page) == []
    assert "placeholder" not in page
    assert "ontact us" not in page


@pytest.mark.parametrize("path", FOR_ALICE)
def test_a_page_of_the_account_is_in_sentence_case_without_placeholders(
    home: Client, alice: User, path: str
) -> None:
    if "activate" not in path or "deactivate" in path:
        TOTP.activate(alice, generate_totp_secret())
        RecoveryCodes.activate(alice)

    answer = home.get(path)

    assert answer.status_code == 200
    page = main_of(answer.content)
    assert in_title_case(page) == []
    assert "placeholder" not in page


def test_the_way_to_a_new_password_stands_below_the_form(client: Client, db: None) -> None:
    page = main_of(client.get("/account/login/").content)

    assert page.index("</form>") < page.index("Forgot your password?")


def test_a_lone_email_is_neither_made_the_main_one_nor_removed(home: Client, alice: User) -> None:
    home.get("/account/email/")  # allauth's own row of the email is made by the first visit

    lone = main_of(home.get("/account/email/").content)
    EmailAddress.objects.create(user=alice, email="second@example.org")
    both = main_of(home.get("/account/email/").content)

    for action in ("action_primary", "action_remove"):
        assert action not in lone
        assert action in both
    assert alice.email in lone


def test_only_an_email_that_is_not_confirmed_is_offered_a_mail(home: Client, alice: User) -> None:
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)

    confirmed = main_of(home.get("/account/email/").content)
    EmailAddress.objects.create(user=alice, email="second@example.org")
    both = main_of(home.get("/account/email/").content)

    assert "action_send" not in confirmed
    assert "action_send" in both


def test_who_is_sent_a_code_is_not_told_of_a_link(client: Client, db: None, settings: Any) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    new = {"email": "ada@example.org", "password1": "correct horse battery staple"}

    page = client.post("/account/signup/", new, follow=True).content.decode()

    assert "We sent a code to ada@example.org" in page
    assert "link" not in re.sub(r"<[^>]+>", "", page.partition("<body")[2])


def test_a_second_step_is_offered_once_the_email_is_confirmed(home: Client, alice: User) -> None:
    email = EmailAddress.objects.create(user=alice, email=alice.email)
    before = main_of(home.get("/account/2fa/").content)
    email.set_verified()

    after = main_of(home.get("/account/2fa/").content)

    assert "Confirm your email first" in before and "totp/activate" not in before
    assert "Confirm your email first" not in after and "totp/activate" in after


def test_two_factors_end_in_the_account(client: Client, alice: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    codes = RecoveryCodes.activate(alice).get_unused_codes()
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})

    page = main_of(client.get("/account/2fa/authenticate/").content)
    answer = client.post("/account/2fa/authenticate/", {"code": codes[0]})

    assert in_title_case(page) == []
    assert answer.headers["Location"] == "/dashboard/"


def test_who_mistyped_a_code_reads_so(home: Client) -> None:
    page = home.post("/account/2fa/totp/activate/", {"code": "000000"}).content.decode()

    assert "This code is wrong or has expired. Enter the latest one." in page


def test_who_mistyped_a_password_reads_so_in_the_words_of_this_site(client: Client, alice: User) -> None:
    wrong = {"login": alice.email, "password": "incorrect horse battery"}

    page = main_of(client.post("/account/login/", wrong).content)

    assert "do not match" in page
    assert re.findall(r"<[^>]*\bautofocus\b[^>]*>", page) == [
        '<div class="notice notice-fault" role="alert" tabindex="-1" autofocus>'
    ]


def test_a_new_password_is_asked_for_in_one_sentence(client: Client, db: None) -> None:
    page = main_of(client.get("/account/signup/").content)

    assert "At least 10 characters" in page
    assert "<li>" not in page


def test_who_has_signed_in_is_told_as_whom(client: Client, alice: User) -> None:
    signed_in = {"login": alice.email, "password": PASSWORD}

    page = main_of(client.post("/account/login/", signed_in, follow=True).content)

    assert "You are signed in as " in page


def test_a_guest_who_would_sign_out_is_offered_to_keep_it_all_first(client: Client, db: None) -> None:
    client.post(
        "/rehearse/",
        {
            "domain": "backend",
            "seniority": "mid",
            "minutes": "10",
            "manner": "interview",
            "mode": "typing",
            "language": "en",
        },
    )

    page = main_of(client.get("/account/logout/").content)

    assert page.index("Keep them by creating an account") < page.rindex("Sign out")
    assert 'class="button button-danger" type="submit"' in page


def test_mails_are_in_the_words_of_this_site(
    client: Client, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/account/password/reset/", {"email": alice.email})
    client.post("/account/password/reset/", {"email": "nobody@example.org"})
    client.force_login(alice)
    client.post("/account/email/", {"action_add": "", "email": "new@example.org"})

    assert [mail.subject for mail in mailoutbox] == [
        "InterVision: choose a new password",
        "InterVision: there is no account with this email",
        "InterVision: confirm your email",
    ]
    for mail, leads_to in zip(mailoutbox, ("password/reset", "signup", "confirm-email"), strict=True):
        assert "If that was you" in mail.body
        assert f"/account/{leads_to}" in mail.body
        assert "Hello from" not in mail.body
        assert "\n\n\n" not in mail.body.strip()
