"""Pages that ask again every second put only what is new on the page."""

from collections.abc import Iterator

import pytest
from axe_playwright_python import sync_playwright as axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.rehearsing import plan

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]


@pytest.fixture
def page(open_browser: OpenBrowser) -> Iterator[Page]:
    with open_browser() as browser:
        yield browser.new_page()


def test_step_that_is_spoken_is_written_once(page: Page, url: str) -> None:
    steps = ["Reading"] * 3 + ["Writing"] * 100
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(steps[len(asked)])
        route.fulfill(body=f"<p>{asked[-1]}</p>")

    page.route("**/progress/", answer)
    plan(page, url, mode="typing")
    page.goto(f"{page.url}wrapping-up/")
    step = page.locator("[aria-live] > p")
    expect(step).to_have_text("Reading")
    step.evaluate("element => (element.dataset.same = 'yes')")

    while len(asked) < 3:
        page.wait_for_timeout(100)
    assert step.get_attribute("data-same") == "yes"

    expect(step).to_have_text("Writing")


def test_who_waits_is_told_when_nothing_answers_and_no_longer_once_something_does(
    page: Page, url: str
) -> None:
    answers = [200] + [500] * 3 + [200] * 100
    page.route("**/progress/", lambda route: route.fulfill(status=answers.pop(0), body="<p>Reading</p>"))
    plan(page, url, mode="typing")

    page.goto(f"{page.url}wrapping-up/")

    told = page.get_by_text("The server isn’t responding right now")
    expect(told).to_be_visible(timeout=15_000)
    expect(told).to_be_hidden()
    expect(page.get_by_text("Reading")).to_be_visible()


def test_who_is_not_signed_in_any_more_is_led_to_it_and_back(page: Page, url: str) -> None:
    plan(page, url, mode="typing")
    page.goto(f"{page.url}wrapping-up/")
    page.locator("[aria-live] > p").wait_for()

    page.context.clear_cookies()

    page.wait_for_url("**/account/login/?next=**/wrapping-up/")


def test_axe_finds_nothing_while_somebody_waits(page: Page, url: str) -> None:
    plan(page, url, mode="typing")
    page.goto(f"{page.url}wrapping-up/")
    page.locator("[aria-live] > p").wait_for()

    found = axe.Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, found.generate_report()
