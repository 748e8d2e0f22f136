"""The check before the room: a browser whose voices come late, and one whose voice fails."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.rehearsing import plan

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

# Chromium without a desktop has no voices. These are asked for first and come later, as Chrome's do.
VOICES = """
    let known = [];
    speechSynthesis.getVoices = () => {
      if (known.length === 0 && LATE_MS >= 0) setTimeout(() => {
        known = [{ name: "Somebody", lang: "en" }];
        speechSynthesis.dispatchEvent(new Event("voiceschanged"));
      }, LATE_MS);
      return known;
    };
    speechSynthesis.speak = (utterance) => setTimeout(() => {
      const { type, ...rest } = AFTERWARDS;
      utterance.dispatchEvent(Object.assign(new Event(type), rest));
    }, 50);
"""


@pytest.fixture
def page(open_browser: OpenBrowser) -> Iterator[Page]:
    with open_browser() as browser:
        yield browser.new_page()


@pytest.mark.parametrize(
    ("late_ms", "afterwards", "state", "words"),
    [
        (500, '{type: "end"}', "good", "If you heard a sentence"),
        (-1, '{type: "end"}', "bad", "has no voice of its own"),
        (0, '{type: "error", error: "synthesis-failed"}', "bad", "could not play its voice"),
    ],
)
def test_sentence_is_played_when_there_is_a_voice(
    page: Page, url: str, late_ms: int, afterwards: str, state: str, words: str
) -> None:
    page.add_init_script(VOICES.replace("LATE_MS", str(late_ms)).replace("AFTERWARDS", afterwards))
    plan(page, url, mode="typing")
    page.goto(f"{page.url}check/")

    page.evaluate("document.getElementById('speaker-test').click()")

    expect(page.locator("#speaker-status")).to_have_attribute("data-state", state)
    expect(page.locator("#speaker-status")).to_contain_text(words)


def test_button_of_the_microphone_goes_once_it_is_on(page: Page, url: str) -> None:
    plan(page, url)
    page.goto(f"{page.url}check/")

    page.locator("#mic-start").click()

    expect(page.locator("#mic-start")).to_be_hidden()
