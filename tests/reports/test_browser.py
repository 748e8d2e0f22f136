"""The report in a real browser: a time plays the recording there and lights the words, in both themes."""

import io
import wave
from datetime import timedelta

import pytest
from axe_playwright_python import sync_playwright as axe
from django.core.files.base import ContentFile
from playwright import sync_api

from interviews.models import Recording
from tests.browser.conftest import browsers

from . import sessions
from .cast import built

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def row(alice, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = sessions.past_interview(alice, seed=3, questions=3, fillers=9, long_pauses=1)
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(4000)
        file.writeframes(bytes([128]) * (row.duration_ms * 4))
    recording = Recording(
        interview=row,
        state="ready",
        mime_type="audio/wav",
        duration_ms=row.duration_ms,
        size_bytes=sound.tell(),
    )
    recording.file.save("r.wav", ContentFile(sound.getvalue()))
    built(row)
    built(sessions.past_interview(alice, seed=4, questions=3, started_at=sessions.START + timedelta(days=2)))
    return row


@pytest.fixture(scope="module")
def open_browser():
    with browsers() as open_browser:
        yield open_browser


@pytest.fixture
def browser(open_browser):
    with open_browser() as browser:
        yield browser


def test_the_report_in_a_browser(browser, live_server, client, alice, row):
    client.force_login(alice)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    for width, scheme in ((1280, "light"), (360, "dark")):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        context.add_cookies([cookie])
        page = context.new_page()
        complaints = []
        page.on("console", lambda message, found=complaints: found.append(message.text))
        page.on("pageerror", lambda error, found=complaints: found.append(str(error)))
        for path in (f"/reports/{row.pk}/", f"/reports/{row.pk}/share/", "/progress/"):
            page.goto(live_server.url + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            # Without preloading: axe would ask for the sheets that main.css imports beside the page.
            found = axe.Axe().run(page, options={"preload": False})
            assert found.violations_count == 0, found.generate_report()
        page.goto(f"{live_server.url}/reports/{row.pk}/")

        link = page.locator(".claim-text a.time-link").first
        at_ms = int(link.get_attribute("data-at"))
        link.click()
        page.wait_for_selector(".said-now")
        played_s = page.evaluate("document.querySelector('audio').currentTime")

        assert link.get_attribute("aria-current") == "true"
        assert abs(played_s - at_ms / 1000) < 3
        page.fill("#transcript-q", "zebra crossing")
        sync_api.expect(page.locator("[data-turn]:visible")).to_have_count(0)
        assert complaints == []
        context.close()


def test_a_new_link_is_copied(browser, live_server, client, alice, row):
    client.force_login(alice)
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/reports/{row.pk}/share/")
    page.fill("#id_name", "Coach")
    page.get_by_role("button", name="Create a link").click()

    page.get_by_role("button", name="Copy").click()

    sync_api.expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.inner_text("#new-address")


RUNNING_TEXT = ".report-opening p, .report-closing p, .claim-text, .claim-quotes footer"
LINES = f"() => [...document.querySelectorAll('{RUNNING_TEXT}')].map((p) => p.getBoundingClientRect().height)"
HIT = "([x, y]) => document.elementFromPoint(x, y)?.closest('a')?.dataset.at"


def test_what_is_folded_is_open_on_paper(browser, live_server, client, alice, row):
    client.force_login(alice)
    context = browser.new_context()
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/reports/{row.pk}/")
    folded = page.locator(".question-expert > :not(summary)").first
    shown = "element => element.checkVisibility()"
    assert not folded.evaluate(shown)

    page.emulate_media(media="print")

    assert folded.evaluate(shown)


def test_a_time_is_large_enough_for_a_finger_and_moves_no_line(browser, live_server, client, alice, row):
    client.force_login(alice)
    page = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True).new_page()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(f"{live_server.url}/reports/{row.pk}/")

    link = page.locator(".claim-quotes a.time-link").first
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    x, middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    heights = page.evaluate(LINES)

    assert box["height"] >= 24
    at = link.get_attribute("data-at")
    assert [page.evaluate(HIT, [x, middle + off]) for off in (-21, 21)] == [at, at]
    page.add_style_tag(content=".time-link { padding-block: 0 !important }")
    assert page.evaluate(LINES) == heights


def test_who_plays_by_keyboard_can_stop_at_once_and_is_led_back(browser, live_server, client, alice, row):
    client.force_login(alice)
    page = browser.new_page()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(f"{live_server.url}/reports/{row.pk}/")
    link, sound = page.locator(".claim-text a.time-link").first, page.locator("audio")

    link.press("Enter")
    sync_api.expect(sound).to_be_focused()
    page.wait_for_function("!document.querySelector('audio').paused")
    page.keyboard.press("Escape")

    sync_api.expect(sound).to_be_hidden()
    assert page.evaluate("document.querySelector('audio').paused")
    sync_api.expect(link).to_be_focused()

    link.click()
    sync_api.expect(link).to_be_focused()
