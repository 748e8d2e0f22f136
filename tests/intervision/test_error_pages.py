"""Whoever is turned away is told why, in the words of this site, and what to do."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from interviews.models import Interview
from intervision.accounts.models import User

PASSWORD = "correct horse battery"


def test_what_is_too_large_is_refused_with_a_way_out(client: Client, alice: User) -> None:
    client.force_login(alice)
    client.raise_request_exception = False

    answer = client.post("/rehearse/", "a=" + "x" * 9_000_000, "application/x-www-form-urlencoded")

    assert answer.status_code == 400
    assert "too large for this site" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


def test_an_address_that_the_site_does_not_know_is_told_to_whoever_runs_it(
    client: Client, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]

    answer = client.get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "ALLOWED_HOSTS" in answer.content.decode()


def test_a_button_pressed_after_the_session_has_ended_is_to_be_pressed_again(
    client: Client, alice: User
) -> None:
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid", state="finished")
    button = client.post(f"/interviews/{interview.pk}/exclude/", {"excluded": "true"}).headers["Location"]

    answer = client.post(button, {"login": alice.email, "password": PASSWORD}, follow=True)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "press it again" in answer.content.decode()


def test_a_program_that_uses_the_wrong_method_gets_no_page(client: Client, alice: User) -> None:
    client.force_login(alice)

    answer = client.get(f"/recordings/{uuid4()}/delete/", headers={"accept": "application/json"})

    assert (answer.status_code, answer.content) == (405, b"")


@pytest.mark.django_db
def test_who_asks_too_often_is_told_to_wait(client: Client) -> None:
    cache.clear()
    for _ in range(30):
        answer = client.post("/account/password/reset/", {"email": "alice@example.org"})
        if answer.status_code == 429:
            break

    assert answer.status_code == 429
    assert "Wait a few minutes" in answer.content.decode()
    cache.clear()
