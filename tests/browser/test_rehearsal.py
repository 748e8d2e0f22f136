"""A spoken interview, from the first page to a report that quotes it, as a candidate would go through it."""

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.benchmarks import voices
from tests.browser.conftest import OpenBrowser

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

ANSWERS = (
    "I would first measure where the time goes, [700] and only then change one thing at a time. "
    "That is how I would do it.",
    "We put a queue between the two services, because the receiver was slow. [900] Every message had an "
    "identifier, so that a retry was recognised. That is what we did.",
    "Um, I would keep the old version running next to the new one, and move a few customers first. "
    "That is my answer.",
)
# Between two answers: the interviewer's next question, which this browser shows and does not speak.
GAP_MS = 9_000


@pytest.fixture(scope="module")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts = []
    for text in ANSWERS:
        samples, _, _ = voices.speak_marked(text, lead_ms=6_000, tail_ms=GAP_MS)
        parts.append(samples)
    path = tmp_path_factory.mktemp("voice") / "answers.wav"
    voices.save(np.concatenate(parts), path)
    return path


def plan(page: Page, url: str, *, mode: str = "voice", record: bool = False) -> None:
    """Fill in the form and stand before the room."""
    page.goto(f"{url}/rehearse/")
    page.locator("input[name=domain][value=backend]").check(force=True)
    page.locator("input[name=seniority][value=senior]").check(force=True)
    page.locator(f"input[name=mode][value={mode}]").check(force=True)
    if record:
        page.locator("input[name=keep_recording]").check(force=True)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile("/check/"))
    page.goto(page.url.replace("check/", ""))


def answers_in_log(page: Page) -> list[str]:
    return page.locator("#log [data-who=candidate] p").all_inner_texts()


def end(page: Page) -> None:
    page.locator("#end").click()
    page.locator("#end-confirm").click()
    page.wait_for_url(re.compile("/reports/"), timeout=90_000)


def bare(text: str) -> str:
    return re.sub(r"[^a-z0-9']+", " ", text.lower()).strip()


def test_spoken_interview_ends_in_a_report_whose_quotes_were_said(
    url: str, open_browser: OpenBrowser, microphone: Path
) -> None:
    with open_browser(microphone) as browser:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        plan(page, url, record=True)

        page.locator("#enter").click()
        expect(page.locator("#connection")).to_have_attribute("data-state", "live", timeout=20_000)
        expect(page.locator("#interviewer-words")).to_contain_text("?", timeout=20_000)
        for number in range(1, 4):
            page.wait_for_function(
                "n => document.querySelectorAll('#log [data-who=candidate]').length >= n",
                arg=number,
                timeout=60_000,
            )
        page.wait_for_timeout(4_000)
        heard = bare(" ".join(answers_in_log(page)))
        end(page)

        assert "measure where the time goes" in heard
        assert "queue between the two services" in heard
        assert "old version running" in heard
        page.reload()
        said = bare(" ".join(page.locator("[data-said]").all_inner_texts()) or page.inner_text("#transcript"))
        quotes = [
            bare(quote) for quote in page.locator("blockquote, .quote q, [data-quote]").all_inner_texts()
        ]
        assert quotes, "a report on three answers quotes them"
        for quote in quotes:
            words = re.sub(r" you said.*$", "", quote)
            assert words in said, f"{words!r} was not said"
        check_recording(page, url)
        assert faults == []


def check_recording(page: Page, url: str) -> None:
    """The recording is there, and a click on a time plays it from that moment."""
    for _ in range(30):
        if page.locator("audio, video").count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    player = page.locator("audio, video").first
    page.wait_for_function("() => document.querySelector('audio, video').readyState >= 1", timeout=15_000)
    assert player.evaluate("media => media.duration") > 20
    link = page.locator("[data-start-ms], a[href^='#t=']").last
    link.click()
    page.wait_for_function("() => document.querySelector('audio, video').currentTime > 0.5", timeout=15_000)


def test_typed_interview_needs_no_microphone(url: str, open_browser: OpenBrowser) -> None:
    with open_browser() as browser:
        page = browser.new_page()
        plan(page, url, mode="typing")

        page.locator("#enter, #enter-typing").first.click()
        expect(page.locator("#interviewer-words")).to_contain_text("?", timeout=20_000)
        page.locator("#typed-text").fill("I would add an idempotency key to the request.")
        page.locator("#typed-text").press("Control+Enter")
        page.wait_for_function("() => document.querySelector('#log [data-who=candidate]')")
        end(page)

        expect(page.locator("main")).to_contain_text("idempotency key")


def test_refused_microphone_says_what_to_do_and_typing_works(url: str, open_browser: OpenBrowser) -> None:
    with open_browser(refuse_microphone=True) as browser:
        page = browser.new_context(permissions=[]).new_page()
        plan(page, url)

        page.locator("#enter").click()

        expect(page.locator("#notices")).to_contain_text("type your answers", timeout=20_000)
        expect(page.locator("#typed-form")).to_be_visible()
        expect(page.locator("#interviewer-words")).to_contain_text("?", timeout=20_000)
        page.locator("#typed-text").fill("Then I write.")
        page.locator("#typed-form button[type=submit]").click()
        page.wait_for_function("() => document.querySelector('#log [data-who=candidate]')")


def test_reload_in_the_middle_goes_on(url: str, open_browser: OpenBrowser) -> None:
    with open_browser() as browser:
        page = browser.new_page()
        plan(page, url, mode="typing")
        page.locator("#enter, #enter-typing").first.click()
        expect(page.locator("#interviewer-words")).to_contain_text("?", timeout=20_000)
        page.locator("#typed-text").fill("Before the reload.")
        page.locator("#typed-text").press("Control+Enter")
        page.wait_for_function("() => document.querySelectorAll('#log [data-who=interviewer]').length >= 2")
        before = page.inner_text("#interviewer-words")

        page.reload()
        page.locator("#enter, #enter-typing").first.click()

        expect(page.locator("#interviewer-words")).to_have_text(before, timeout=20_000)
        assert answers_in_log(page) == ["Before the reload."]
