"""The pages of a candidate's interviews: who may open what, the dashboard, the home page."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from interviews.bank.loader import load_bank
from interviews.live.record import Keys
from interviews.models import Interview
from interviews.views import PAST_ON_A_PAGE
from intervision.accounts.models import User
from intervision.redis import blocking


@pytest.fixture(autouse=True)
def bank(db: None) -> None:
    load_bank()


def test_foreign_interview_is_not_there(client: Client, alice: User, bob: User) -> None:
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid")
    client.force_login(bob)

    for path in ("", "check/", "wrapping-up/", "brought/"):
        assert client.get(f"/interviews/{interview.pk}/{path}").status_code == 404
    for path in ("delete/", "brought/again/"):
        assert client.post(f"/interviews/{interview.pk}/{path}").status_code == 404


def test_transcript_goes_with_its_interview(
    client: Client, alice: User, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(alice)
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid")
    stream = Keys.of(interview.pk).stream
    blocking().xadd(stream, {"said": "a key"})

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/interviews/{interview.pk}/delete/")

    assert 0 <= blocking().ttl(stream) <= 1 or not blocking().exists(stream)


def test_deleted_interview_is_gone(client: Client, alice: User) -> None:
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid", state="finished")
    client.force_login(alice)

    client.post(f"/interviews/{interview.pk}/delete/")

    assert not Interview.objects.exists()


def test_dashboard_has_the_same_queries_for_one_and_for_three(client: Client, alice: User) -> None:
    client.force_login(alice)
    counts = []
    for rows in (1, 3):
        while Interview.objects.count() < rows:
            Interview.objects.create(candidate=alice, domain="backend", seniority="mid", state="finished")
        client.get("/dashboard/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/dashboard/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_home_shows_the_room_and_names_the_licence(client: Client) -> None:
    page = client.get("/").content.decode()

    pictures = [finders.find(path) for path in re.findall(r"(img/room[-\w]*\.webp)", page)]
    assert len(pictures) == 2
    assert all(Path(str(picture)).stat().st_size < 60_000 for picture in pictures)
    assert "opensource.org/license/mit" in page


def test_dashboard_leads_back_to_a_live_interview_before_a_newer_plan(client: Client, alice: User) -> None:
    live, _ = (
        Interview.objects.create(candidate=alice, domain="backend", seniority="mid", state=state)
        for state in ("live", "planned")
    )
    client.force_login(alice)

    assert client.get("/dashboard/").context["unfinished"][0] == live


def test_older_interviews_are_on_further_pages(client: Client, alice: User) -> None:
    made = [
        Interview.objects.create(candidate=alice, domain="backend", seniority="mid", state="finished")
        for _ in range(PAST_ON_A_PAGE + 1)
    ]
    client.force_login(alice)
    first = client.get("/dashboard/")
    assert made[0] not in first.context["interviews"]
    assert 'href="?page=2#past"' in first.content.decode()

    older = client.get("/dashboard/", {"page": "2"})

    assert list(older.context["interviews"]) == made[:1]
    assert 'href="?page=1#past"' in older.content.decode()
