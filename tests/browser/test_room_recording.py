"""The recording of a room, before a server that takes its chunks or does not."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.room import KEEP_STREAM, enter

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

# A device that is unplugged: its track ends by itself.
UNPLUG = """
    () => opened.getTracks().forEach((track) => {
      track.stop();
      track.dispatchEvent(new Event("ended"));
    })
"""


@pytest.fixture
def page(page: Page) -> Page:
    page.add_init_script(KEEP_STREAM)
    return page


class Uploads:
    """Stands in for the server's end of a recording's uploads."""

    def __init__(self, page: Page, *, refuse: int | None = None, hold: bool = False) -> None:
        self.refuse, self.hold = refuse, hold
        self.chunks: list[int] = []
        self.held: list[Route] = []
        self.finished = 0
        page.route("**/interviews/*/recordings/", lambda route: route.fulfill(status=201, json={"id": "r"}))
        page.route("**/recordings/r/chunks/*/", self._chunk)
        page.route("**/recordings/r/finish/", self._finish)
        page.route("**/the-report/", lambda route: route.fulfill(body="here it is"))

    def _chunk(self, route: Route) -> None:
        number = int(route.request.url.rstrip("/").rsplit("/", 1)[1])
        self.chunks.append(number)
        if self.hold:
            self.held.append(route)
        else:
            route.fulfill(status=409 if number == self.refuse else 204)

    def _finish(self, route: Route) -> None:
        self.finished += 1
        route.fulfill(status=204)


def test_end_waits_for_the_rest_of_the_recording(page: Page, url: str) -> None:
    uploads = Uploads(page, hold=True)
    room = enter(page, url, mode="voice", record=True)
    while not uploads.chunks:
        page.wait_for_timeout(100)

    room.send("finished", reason="completed", url="/the-report/")
    page.wait_for_timeout(10_000)
    assert "/the-report/" not in page.url
    assert uploads.finished == 0
    expect(page.locator("#notices")).to_contain_text("still uploading")
    assert page.evaluate("opened.getTracks().every((track) => track.readyState === 'ended')")
    uploads.hold = False
    for route in uploads.held:
        route.fulfill(status=204)

    page.wait_for_url("**/the-report/")
    assert uploads.chunks == [0, 1]
    assert uploads.finished == 1


def test_recording_that_is_refused_says_so_and_goes_no_further(page: Page, url: str) -> None:
    uploads = Uploads(page, refuse=1)
    room = enter(page, url, mode="voice", record=True)
    state = page.locator("#recording-state")
    expect(state).to_have_attribute("data-state", "on", timeout=10_000)

    expect(state).to_have_attribute("data-state", "failed", timeout=15_000)
    page.wait_for_timeout(5_000)

    expect(state).to_have_attribute("data-state", "failed")
    assert uploads.chunks == [0, 1]
    room.send("finished", reason="completed", url="/the-report/")
    page.wait_for_url("**/the-report/")
    assert uploads.finished == 0


def test_page_says_that_nothing_is_recorded_any_more_once_the_microphone_is_gone(
    page: Page, url: str
) -> None:
    uploads = Uploads(page)
    room = enter(page, url, mode="voice", record=True)
    state = page.locator("#recording-state")
    expect(state).to_have_attribute("data-state", "on")

    page.evaluate(UNPLUG)

    expect(page.locator("#notices")).to_contain_text("unplugged")
    expect(state).to_have_attribute("data-state", "off")
    while not uploads.chunks:  # what was recorded until then is kept, and what comes of that changes nothing
        page.wait_for_timeout(50)
    assert room.all("offer")
    expect(state).to_have_attribute("data-state", "off")
    room.send("finished", reason="completed", url="/the-report/")
    page.wait_for_url("**/the-report/")
    assert (uploads.chunks, uploads.finished) == ([0], 1)


def test_recording_that_is_begun_late_is_not_said_to_run_when_it_has_ended(page: Page, url: str) -> None:
    uploads = Uploads(page)
    begun: list[Route] = []
    page.route("**/interviews/*/recordings/", lambda route: begun.append(route))
    enter(page, url, mode="voice", record=True)
    while not begun:
        page.wait_for_timeout(50)

    page.evaluate(UNPLUG)
    begun[0].fulfill(status=201, json={"id": "r"})

    while not uploads.chunks:
        page.wait_for_timeout(50)
    expect(page.locator("#recording-state")).to_have_attribute("data-state", "off")
