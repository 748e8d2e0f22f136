"""Where signing in leads, and what the header offers and marks as the place where somebody is."""

import re

import pytest
from django.test import Client

from interviews.models import Interview
from intervision.accounts.models import User

PASSWORD = "correct horse battery"


def current_in(page: str) -> list[tuple[str, str]]:
    """Return the entries of the header that are marked, each with what it is said to be."""
    header = page.partition("<header")[2].partition("</header>")[0]
    return re.findall(r'aria-current="(\w+)">([^<]+)<', header)


def test_signing_in_leads_to_the_rehearsals(client: Client, alice: User) -> None:
    answer = client.post("/account/login/", {"login": alice.email, "password": PASSWORD})

    assert answer.headers["Location"] == "/dashboard/"


def test_signing_in_leads_to_the_page_that_asked_for_it(client: Client, alice: User) -> None:
    answer = client.post("/account/login/?next=/jobs/", {"login": alice.email, "password": PASSWORD})

    assert answer.headers["Location"] == "/jobs/"


def test_signing_up_leads_to_the_rehearsals(client: Client, db: None) -> None:
    answer = client.post("/account/signup/", {"email": "new@example.org", "password1": PASSWORD})

    assert answer.headers["Location"] == "/dashboard/"


def test_the_start_is_the_rehearsals_for_those_who_are_signed_in(client: Client, alice: User) -> None:
    assert client.get("/").status_code == 200

    client.force_login(alice)

    assert client.get("/").headers["Location"] == "/dashboard/"


def test_the_header_leads_a_visitor_to_sign_up_and_nowhere_that_is_closed(client: Client, db: None) -> None:
    header = client.get("/").content.decode().partition("</header>")[0]

    assert re.findall(r'class="nav-link"\s+href="([^"]+)"', header) == [
        "/rehearse/",
        "/account/login/",
        "/account/signup/",
    ]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/dashboard/", ("page", "Home")),
        ("/rehearse/", ("page", "Rehearse")),
        ("/interviews/{id}/check/", ("true", "Rehearse")),
        ("/reports/{id}/", ("true", "Home")),
        ("/progress/", ("page", "Progress")),
        ("/jobs/wishes/", ("true", "Jobs")),
        ("/account/", ("page", "Account")),
        ("/account/email/", ("true", "Account")),
    ],
)
def test_a_page_is_marked_under_its_entry(
    client: Client, alice: User, path: str, current: tuple[str, str]
) -> None:
    interview = Interview.objects.create(
        candidate=alice, domain="backend", seniority="mid", state="finished" if "reports" in path else "live"
    )
    client.force_login(alice)

    page = client.get(path.format(id=interview.pk)).content.decode()

    assert current_in(page) == [current]


def test_a_page_that_is_not_there_is_under_no_entry(client: Client, alice: User) -> None:
    client.force_login(alice)

    assert current_in(client.get("/nowhere/").content.decode()) == []
