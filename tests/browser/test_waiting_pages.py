"""Pages that ask again every second put only what is new on the page."""

from collections.abc import Iterator

import pytest
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
