"""The code pad under the hands of who writes: it comes late, goes away, is put by and taken up again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.room import enter

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

IN_PAD = "() => ace.edit(document.querySelector('.code-pad-editor')).getValue()"


@pytest.fixture
def page(open_browser: OpenBrowser) -> Iterator[Page]:
    with open_browser() as browser:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        assert faults == []


def test_keys_meant_for_a_pad_that_has_gone_press_no_button(page: Page, url: str) -> None:
    page.clock.install()
    room = enter(page, url, mode="voice")
    room.ask_for_code("def f(x):")
    page.keyboard.press("Enter")
    room.send("answer_kept", turn=0, text="Here")

    room.ask(1, "Now something else.")
    expect(page.locator("#code-pad")).to_be_hidden()
    for key in "return shard":
        page.keyboard.press(key)
        page.clock.run_for(400)  # slowly, though all in one
    assert [sent["action"] for sent in room.all("control")] == ["unmute"]
    expect(page.locator("#end-dialog")).to_be_hidden()

    page.clock.run_for(1_600)
    page.keyboard.press("s")
    assert [sent["action"] for sent in room.all("control")] == ["unmute", "skip"]


def test_editor_that_comes_late_takes_over_the_cursor_of_who_writes(page: Page, url: str) -> None:
    held: list[Route] = []
    page.route("**/ace.js", lambda route: held.append(route))
    room = enter(page, url, mode="voice")
    room.ask(0, "Write it.", code="python")
    page.locator("#code-pad > textarea").click()
    page.keyboard.type("one = 1\nhree = 3")
    for _ in "hree = 3":
        page.keyboard.press("ArrowLeft")

    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.locator(".code-pad-editor")).to_be_visible()
    page.keyboard.type("t")

    assert page.evaluate(IN_PAD) == "one = 1\nthree = 3"
    assert [sent["action"] for sent in room.all("control")] == ["unmute"]
