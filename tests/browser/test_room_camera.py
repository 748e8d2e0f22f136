"""A camera that the browser does not give: it costs the picture, and never the voice."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.rehearsing import plan
from tests.browser.room import enter

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

# As a desk without a camera, or with one that another program holds.
ONLY_SOUND = """
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      if (wanted.video) throw new DOMException("no such device", "NotFoundError");
      return open(wanted);
    };
"""


TOLD = {"blocked": "was not allowed to use the camera", "missing": "No camera was found"}


@pytest.fixture(params=sorted(TOLD))
def camera(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(camera: str, url: str, open_browser: OpenBrowser) -> Iterator[Page]:
    """The microphone is allowed; the camera is not, or there is none."""
    with open_browser(refuse_microphone=True) as browser:
        context = browser.new_context()
        context.grant_permissions(["microphone"], origin=url)
        page = context.new_page()
        if camera == "missing":
            page.add_init_script(ONLY_SOUND)
        yield page


def test_check_opens_the_microphone_and_says_what_is_with_the_camera(
    page: Page, url: str, camera: str
) -> None:
    plan(page, url, camera=True)
    page.goto(f"{page.url}check/")

    page.locator("#mic-start").click()

    expect(page.locator("#mic-start")).to_be_hidden()
    expect(page.locator("#mic-status")).not_to_have_attribute("data-state", "bad")
    expect(page.locator("#camera-status")).to_contain_text(TOLD[camera])


def test_room_hears_whoever_has_no_camera(page: Page, url: str, camera: str) -> None:
    room = enter(page, url, mode="voice", camera=True)

    expect(page.locator("#notices")).to_contain_text(TOLD[camera])
    expect(page.locator("#notices [data-code=microphone]")).to_have_count(0)
    expect(page.locator("#done")).to_be_visible()
    assert [offer["sdp"].count("m=audio") for offer in room.all("offer")] == [1]
