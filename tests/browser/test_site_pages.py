"""The pages around the rehearsals in a real browser: nothing sticks out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal
from uuid import uuid4

import pytest
from axe_playwright_python import sync_playwright as axe
from django.template.loader import render_to_string
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from interviews.models import Interview, Recording
from intervision.accounts.models import ApiToken, User

from .conftest import OpenBrowser

ENTRANCE = ("", "account/login/", "account/signup/", "account/password/reset/", "account/confirm-email/abc/")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(open_browser: OpenBrowser, alice: User, client: Client, live_server: LiveServer) -> Iterator[Page]:
    """Alice's browser, signed in."""
    client.force_login(alice)
    cookie = client.cookies["sessionid"].value
    with open_browser() as browser:
        context = browser.new_context(base_url=live_server.url, timezone_id="Asia/Tokyo")
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        yield context.new_page()


@pytest.mark.parametrize("width", [360, 640])
def test_a_long_name_stays_within_the_page(page: Page, alice: User, width: int) -> None:
    alice.name = "Maximiliane-Annemarie Donaudampfschifffahrtsgesellschaftskapitänin"
    alice.save()
    page.set_viewport_size({"width": width, "height": 800})

    page.goto("/dashboard/")

    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [360, 390])
def test_the_header_takes_two_lines_on_a_phone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    page.goto("/progress/")

    lines = {link.bounding_box()["y"] for link in page.locator(".nav-link").all()}  # type: ignore[index]
    assert len(lines) == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_the_button_of_a_row_stays_at_its_end_however_long_the_name(
    page: Page, alice: User, width: int
) -> None:
    ApiToken.objects.create(user=alice, name="ci", digest="a" * 64)
    ApiToken.objects.create(
        user=alice, name="Zugangsschlüssel für Bewerbungsdatenbanken " * 2, digest="b" * 64
    )
    page.set_viewport_size({"width": width, "height": 844})

    page.goto("/account/")

    buttons = [button.bounding_box() for button in page.locator(".row-apart form").all()]
    assert len({box["x"] + box["width"] for box in buttons if box}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_message_stands_in_line_with_the_page(page: Page, alice: User) -> None:
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid", state="finished")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/interviews/{interview.pk}/delete/")
    page.locator("main form button[type=submit]").click()

    message, title = (page.locator(part).bounding_box() for part in (".messages .notice", "h1"))

    assert message is not None and title is not None
    assert message["x"] == title["x"]
    found = axe.Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_around_a_rehearsal(
    page: Page, alice: User, scheme: Literal["light", "dark"]
) -> None:
    for state in ("planned", "planned", "finished"):
        row = Interview.objects.create(candidate=alice, domain="backend", seniority="mid", state=state)
    Recording.objects.create(interview=row, mime_type="audio/webm", state="ready", size_bytes=4)
    page.emulate_media(color_scheme=scheme)
    own = [
        "dashboard/", "rehearse/?domain=backend", "account/", "account/email/", "account/password/change/",
        "account/2fa/", "account/delete/", "recordings/delete/", "progress/", "nowhere/",
    ]  # fmt: skip

    closed = [
        "operators/",
        f"recordings/{uuid4()}/delete/",
        "shared/nothing/",
        "account/password/reset/key/1-abc/",
    ]
    for path in (*own, *closed, "account/logout/", *ENTRANCE):
        if path == "":
            page.context.clear_cookies()
        page.goto(f"/{path}")
        found = axe.Axe().run(page, options={"preload": False})
        assert found.violations_count == 0, (path, found.generate_report())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page_of", ["400.html", "403_csrf.html", "405.html", "429.html", "500.html"])
def test_axe_finds_nothing_where_something_went_wrong(
    page: Page, page_of: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.route(
        "**/broken/", lambda route: route.fulfill(body=render_to_string(page_of), content_type="text/html")
    )

    page.goto("/broken/")

    found = axe.Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_the_api_can_be_read_in_both_themes(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)

    page.goto("/api/v1/docs/")
    page.locator(".opblock").first.wait_for()
    page.wait_for_timeout(500)

    rules = ["color-contrast", "html-has-lang", "link-in-text-block"]
    found = axe.Axe().run(page, options={"preload": False, "runOnly": rules})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_asks_for_more_contrast_gets_it(
    page: Page, alice: User, scheme: Literal["light", "dark"]
) -> None:
    Interview.objects.create(candidate=alice, domain="backend", seniority="mid", state="finished")
    page.emulate_media(color_scheme=scheme, contrast="more")

    for path in ("/dashboard/", "/account/", "/rehearse/?domain=backend", "/progress/", "/account/email/"):
        page.goto(path)
        found = axe.Axe().run(page, options={"preload": False, "runOnly": ["color-contrast-enhanced"]})
        assert found.violations_count == 0, (path, found.generate_report())


@pytest.mark.parametrize("path", ["/dashboard/", "/account/", "/rehearse/?domain=backend", "/jobs/wishes/"])
def test_what_is_pressed_is_as_high_as_a_finger_on_a_phone(page: Page, alice: User, path: str) -> None:
    Interview.objects.create(candidate=alice, domain="backend", seniority="mid", state="finished")
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(path)

    pressed = page.locator("button:visible, .button:visible, summary:visible, .pick:visible, select:visible")
    low = [
        item.inner_text() or item.inner_html()
        for item in pressed.all()
        if (box := item.bounding_box()) and box["height"] < 44
    ]
    assert pressed.count() > 3
    assert low == []


def test_what_is_chosen_shows_in_a_readers_own_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")

    page.goto("/progress/")

    background = "element => getComputedStyle(element).backgroundColor"
    chosen, other = (
        page.locator(f"[data-set-theme={theme}]").evaluate(background) for theme in ("system", "dark")
    )
    assert chosen != other
    line = "element => getComputedStyle(element).textDecorationLine"
    assert page.locator(".nav-link[aria-current]").evaluate(line) == "underline"


def test_the_time_of_a_rehearsal_is_the_readers_own(page: Page, alice: User) -> None:
    started_at = datetime(2026, 3, 2, 21, 5, tzinfo=UTC)
    Interview.objects.create(
        candidate=alice, domain="backend", seniority="mid", state="finished", started_at=started_at
    )

    page.goto("/dashboard/")

    assert page.inner_text("time") == "3 March 2026, 06:05"


def test_a_new_token_is_copied_with_one_press(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/account/")
    page.fill("#token-name", "my laptop")
    page.get_by_role("button", name="Create a token").click()
    token = page.inner_text("#new-token")

    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == token
