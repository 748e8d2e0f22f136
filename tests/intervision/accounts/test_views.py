import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from interviews.models import Interview, Recording
from intervision.accounts import privacy
from intervision.accounts.forms import TOKENS_AT_MOST
from intervision.accounts.models import ApiToken, User

PASSWORD = "correct horse battery"


@pytest.fixture
def home(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    return client


def recording_of(user: User) -> Recording:
    interview = Interview.objects.create(candidate=user, domain="backend", seniority="mid")
    recording = Recording.objects.create(
        interview=interview, mime_type="audio/webm", state="ready", size_bytes=4
    )
    recording.file.save("a.webm", ContentFile(b"data"))
    return recording


def test_the_account_page_asks_for_a_sign_in(client: Client, db: None) -> None:
    response = client.get(reverse("account"))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_the_account_page_says_what_is_kept(home: Client, alice: User, settings: Any) -> None:
    settings.RECORDING_RETENTION_DAYS = 12
    recording_of(alice)

    page = home.get(reverse("account"))

    assert (page.context["recordings"], page.context["retention_days"]) == (1, 12)
    assert b"alice@example.org" in page.content


def test_a_guest_sees_the_account_page(client: Client, db: None) -> None:
    client.force_login(User.objects.create_guest(), backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("account"))

    assert page.status_code == 200
    assert reverse("account_signup") in page.content.decode()


def test_coaching_on_delivery_is_switched_off_for_good(home: Client, alice: User) -> None:
    assert home.get(reverse("account")).context["form"]["delivery_coaching"].value() is True

    home.post(reverse("account"), {"name": ""})

    alice.refresh_from_db()
    assert alice.delivery_coaching is False
    assert "coaching_lines" not in home.get(reverse("new-rehearsal")).content.decode()


def test_the_name_is_changed(home: Client, alice: User) -> None:
    home.post(reverse("account"), {"name": "Ada"})

    alice.refresh_from_db()
    assert alice.name == "Ada"


@pytest.mark.parametrize("name", ["x" * 151, "🦀" * 76], ids=["letters", "emoji"])
def test_a_name_that_is_too_long_is_refused_with_the_same_page(home: Client, alice: User, name: str) -> None:
    response = home.post(reverse("account"), {"name": name})

    assert response.status_code == 422
    alice.refresh_from_db()
    assert alice.name == "Alice"


def test_a_token_is_shown_once_and_opens_the_api(home: Client, client: Client, alice: User) -> None:
    made = home.post(reverse("token-create"), {"name": "script"})

    token = re.search(r"iv_[\w-]{40,}", made.content.decode())
    assert token is not None
    assert "no-store" in made.headers["Cache-Control"]
    assert token[0] not in home.get(reverse("account")).content.decode()
    answer = Client().get("/api/v1/interviews/", headers={"Authorization": f"Bearer {token[0]}"})
    assert answer.status_code == 200
    assert ApiToken.objects.get(user=alice).last_used_at is not None


@pytest.mark.parametrize("name", [" ", "🦀" * 51], ids=["blank", "emoji"])
def test_a_token_needs_a_name_that_can_be_kept(home: Client, alice: User, name: str) -> None:
    response = home.post(reverse("token-create"), {"name": name})

    assert response.status_code == 422
    assert not ApiToken.objects.exists()
    page = response.content.decode()
    assert re.findall(r'<[^>]*\bautofocus\b[^>]*\bid="([\w-]+)"', page) == ["token-name"]
    assert page.count('id="token-name_error"') == 1


def test_there_is_a_bound_to_tokens(home: Client, alice: User) -> None:
    for number in range(TOKENS_AT_MOST):
        ApiToken.issue(user=alice, name=str(number))

    response = home.post(reverse("token-create"), {"name": "one more"})

    assert response.status_code == 422
    page = response.content.decode()
    assert page.count("Revoke one first") == page.count("autofocus") == 1


def test_a_guest_can_not_make_a_token(client: Client, db: None) -> None:
    client.force_login(User.objects.create_guest(), backend="django.contrib.auth.backends.ModelBackend")

    client.post(reverse("token-create"), {"name": "script"})

    assert not ApiToken.objects.exists()


def test_a_revoked_token_opens_nothing(home: Client, alice: User) -> None:
    row, token = ApiToken.issue(user=alice, name="script")

    home.post(reverse("token-revoke", args=[row.pk]))

    answer = Client().get("/api/v1/interviews/", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_somebody_elses_token_can_not_be_revoked(home: Client, bob: User) -> None:
    row, _ = ApiToken.issue(user=bob, name="script")

    assert home.post(reverse("token-revoke", args=[row.pk])).status_code == 404
    assert ApiToken.objects.filter(pk=row.pk).exists()


def test_deleting_all_recordings_asks_first(home: Client, alice: User) -> None:
    mine = recording_of(alice)
    Recording.objects.create(interview=mine.interview, mime_type="audio/webm", state="ready", size_bytes=4)

    account = home.get(reverse("account")).content.decode()
    page = home.get(reverse("recordings-delete"))

    assert f'href="{reverse("recordings-delete")}"' in account
    assert "2 recordings · 1 rehearsal" in page.content.decode()
    assert 'aria-current="true">Account' in page.content.decode()
    assert default_storage.exists(mine.file.name)


def test_nothing_is_asked_where_no_recording_is_kept(home: Client, alice: User) -> None:
    assert reverse("recordings-delete") not in home.get(reverse("account")).content.decode()
    assert home.get(reverse("recordings-delete")).headers["Location"] == reverse("account")


def test_all_recordings_are_deleted_and_the_interviews_stay(home: Client, alice: User, bob: User) -> None:
    mine, theirs = recording_of(alice), recording_of(bob)

    home.post(reverse("recordings-delete"))

    assert not default_storage.exists(mine.file.name)
    mine.refresh_from_db()
    assert mine.state == "deleted"
    assert default_storage.exists(theirs.file.name)
    assert alice.interviews.count() == 1


def test_deleting_the_account_takes_everything_along(home: Client, alice: User, bob: User) -> None:
    mine, theirs = recording_of(alice), recording_of(bob)

    response = home.post(reverse("account-delete"), {"password": PASSWORD, "sure": "on"})

    assert response.status_code == 302
    assert not User.objects.filter(pk=alice.pk).exists()
    assert list(Interview.objects.all()) == [theirs.interview]
    assert not default_storage.exists(mine.file.name)
    assert "_auth_user_id" not in home.session


@pytest.mark.parametrize(
    "answers", [{}, {"password": PASSWORD}, {"password": "wrong", "sure": "on"}, {"sure": "on"}]
)
def test_an_account_is_not_deleted_without_password_and_word(
    home: Client, alice: User, answers: dict[str, str]
) -> None:
    response = home.post(reverse("account-delete"), answers)

    assert response.status_code == 422
    assert User.objects.filter(pk=alice.pk).exists()


def test_a_guest_who_has_no_password_deletes_with_a_word(client: Client, db: None) -> None:
    guest = User.objects.create_guest()
    client.force_login(guest, backend="django.contrib.auth.backends.ModelBackend")

    client.post(reverse("account-delete"), {"sure": "on"})

    assert not User.objects.filter(pk=guest.pk).exists()


def test_a_guest_who_could_not_be_deleted_keeps_the_key_to_try_again(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = User.objects.create_guest()
    client.force_login(guest, backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    with monkeypatch.context() as away:
        away.setattr(privacy, "delete_account", lambda user: 1 / 0)
        assert client.post(reverse("account-delete"), {"sure": "on"}).status_code == 500

    client.post(reverse("account-delete"), {"sure": "on"})

    assert not User.objects.filter(pk=guest.pk).exists()
    assert "_auth_user_id" not in client.session


def test_guessing_the_password_to_delete_is_bounded(home: Client, alice: User) -> None:
    for _ in range(30):
        response = home.post(reverse("account-delete"), {"password": "wrong", "sure": "on"})

    assert response.status_code == 302
    home.post(reverse("account-delete"), {"password": PASSWORD, "sure": "on"})
    assert User.objects.filter(pk=alice.pk).exists()


def test_the_account_page_offers_no_second_factor_that_there_is_not(home: Client) -> None:
    assert b"asskey" not in home.get(reverse("account")).content
    assert b"Authenticator app" in home.get(reverse("account")).content
