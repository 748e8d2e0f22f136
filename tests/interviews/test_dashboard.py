"""The dashboard: past rehearsals told apart, and the way to delete one."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from interviews.models import Interview
from intervision.accounts.models import User
from tests.reports import sessions
from tests.reports.cast import built


def held(candidate: User, **more: Any) -> Interview:
    started_at = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
    fields = {"domain": "backend", "seniority": "senior", "state": "finished", "started_at": started_at}
    return Interview.objects.create(candidate=candidate, **(fields | more))


@pytest.fixture
def home(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


def words_of(page: bytes) -> str:
    """Return the text of a page's main part, in one line."""
    main = page.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_two_rehearsals_of_a_day_are_told_apart(home: Client, alice: User) -> None:
    held(alice, duration_ms=20_000)
    held(alice, duration_ms=540_000, mode="typing", started_at=datetime(2026, 3, 2, 17, 40, tzinfo=UTC))

    page = words_of(home.get("/dashboard/").content)

    assert page.count("Backend · Senior") == 2
    assert "2 March 2026, 09:05 UTC · under a minute · spoken" in page
    assert "2 March 2026, 17:40 UTC · 9 minutes · typed" in page


def test_an_unfinished_rehearsal_is_named_as_the_past_ones_are(home: Client, alice: User) -> None:
    held(alice, state="planned", started_at=None)

    assert "Backend · Senior · 10 minutes" in words_of(home.get("/dashboard/").content)


def test_a_rehearsal_of_chosen_skills_is_named_after_them(home: Client, alice: User) -> None:
    held(alice, state="planned", started_at=None, focus=["api-versioning"])
    held(alice, duration_ms=20_000, focus=["caching", "gone-from-the-vocabulary"])

    page = words_of(home.get("/dashboard/").content)

    assert "Backend · Senior · API versioning · 10 minutes" in page
    assert "Backend · Senior · Caching, gone from the vocabulary" in page


def test_what_was_planned_or_left_is_reached_and_deleted_from_the_dashboard(
    home: Client, alice: User
) -> None:
    rows = [held(alice, state=state, started_at=None) for state in ("planned", "planned", "live")]

    page = home.get("/dashboard/").content.decode()

    assert "Continue where you left off" in page
    assert "2 more waiting" in words_of(page.encode())
    for row in rows:
        assert f'href="/interviews/{row.pk}/delete/"' in page
    assert "no report will be written" in words_of(home.get(f"/interviews/{rows[2].pk}/delete/").content)
    home.post(f"/interviews/{rows[2].pk}/delete/")
    assert "One more waiting" in words_of(home.get("/dashboard/").content)


def test_an_empty_dashboard_leads_to_the_first_rehearsal(home: Client) -> None:
    page = home.get("/dashboard/").content.decode()

    assert re.search(r'class="empty.*?<a class="button" href="/rehearse/">Start rehearsing</a>', page, re.S)


def test_deleting_is_asked_about_first(home: Client, alice: User) -> None:
    row = held(alice)
    address = f"/interviews/{row.pk}/delete/"
    dashboard = home.get("/dashboard/").content.decode()

    question = home.get(address)

    assert f'href="{address}"' in dashboard
    assert f'action="{address}"' not in dashboard
    assert "Delete this rehearsal?" in words_of(question.content)
    assert Interview.objects.filter(pk=row.pk).exists()
    home.post(address)
    assert not Interview.objects.filter(pk=row.pk).exists()


def test_nobody_else_is_asked_about_deleting_a_rehearsal(home: Client, bob: User) -> None:
    assert home.get(f"/interviews/{held(bob).pk}/delete/").status_code == 404


def test_a_report_leads_to_its_deletion(home: Client, alice: User) -> None:
    row = sessions.past_interview(alice, seed=3, questions=2)
    built(row)

    assert f'href="/interviews/{row.pk}/delete/"' in home.get(f"/reports/{row.pk}/").content.decode()
