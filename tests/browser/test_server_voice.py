"""A voice service speaks: its sound arrives over WebRTC and stops when the candidate interrupts."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.benchmarks.servers import openai_server, product
from tests.browser.conftest import OpenBrowser
from tests.browser.rehearsing import Mouth, answers_in_log, end, plan

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

LONG = (
    "Thank you, that helps me to see it. I would like to stay with the queue for a while. "
    "Suppose the consumer is killed after it has written to the database, and before it has told the queue. "
    "Suppose further that nobody is awake to look at it. What would you do about that?"
)
# Measures how loud the interviewer's voice is, fifty times a second.
LISTEN = """
    () => {
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      const samples = new Float32Array(analyser.fftSize);
      window.loudness = [];
      context.createMediaStreamSource(document.getElementById("server-voice").srcObject).connect(analyser);
      setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        window.loudness.push(Math.max(...samples.map(Math.abs)));
      }, 20);
      return context.resume();
    }
"""
SPEAKS = "() => window.loudness.slice(-10).some((level) => level > 0.01)"
SILENT = "() => window.loudness.length > 25 && window.loudness.slice(-25).every((level) => level < 0.005)"


@pytest.fixture(scope="module")
def model() -> Iterator[str]:
    with openai_server("--first-token-ms", "150", "--token-ms", "20", "--reply", LONG) as address:
        yield address


@pytest.fixture(scope="module")
def spoken_url(model: str) -> Iterator[str]:
    with product(OPENAI_BASE_URL=model, OPENAI_API_KEY="test") as address:
        yield address


def enter(page: Page) -> None:
    page.locator("#enter").click()
    expect(page.locator("#connection")).to_have_attribute("data-state", "live", timeout=20_000)
    page.wait_for_function("() => document.getElementById('server-voice').srcObject", timeout=20_000)
    page.evaluate(LISTEN)


def test_voice_is_heard_falls_silent_when_interrupted_and_what_was_not_heard_is_not_kept(
    spoken_url: str, open_browser: OpenBrowser, tmp_path: Path
) -> None:
    with open_browser() as browser:
        page = browser.new_page()
        mouth = Mouth(page, tmp_path)
        plan(page, spoken_url)
        enter(page)

        page.wait_for_function(SPEAKS, timeout=20_000)
        expect(page.locator("#interviewer-words")).to_contain_text("nobody is awake", timeout=20_000)
        mouth.say(
            "Sorry, may I ask something before you go on with this? How many messages are there in an hour?"
        )
        page.wait_for_function(SILENT, timeout=20_000)
        page.wait_for_function("() => document.querySelector('#log [data-who=candidate]')", timeout=30_000)
        kept = page.locator("#log [data-who=interviewer] p").first.inner_text()

        assert 0 < len(kept) < len(LONG)
        assert LONG.startswith(kept.rstrip(" …—")[:40])
        end(page)
        expect(page.locator("main")).to_contain_text("how many messages", ignore_case=True)


def test_voice_that_fails_leaves_the_turn_to_the_page_and_is_tried_again(
    model: str, spoken_url: str, open_browser: OpenBrowser
) -> None:
    with open_browser() as browser:
        page = browser.new_page()
        told: list[dict[str, object]] = []
        page.on(
            "websocket", lambda socket: socket.on("framereceived", lambda text: told.append(json.loads(text)))
        )
        plan(page, spoken_url)
        httpx.post(f"{model}/control", json={"fault": "500", "fault_part": "speech", "fault_times": 1})
        page.locator("#enter").click()
        expect(page.locator("#interviewer-words")).to_contain_text("What would you do", timeout=20_000)
        for _ in range(100):
            if any(message["type"] == "speak_yourself" for message in told):
                break
            page.wait_for_timeout(100)
        page.locator("#type-toggle").click()
        page.locator("#typed-text").fill("I would make the write idempotent.")
        page.locator("#typed-form button[type=submit]").click()
        page.wait_for_function("() => document.querySelectorAll('#log [data-who=interviewer]').length >= 2")

        assert [m["start"] for m in told if m["type"] == "speak_yourself"] == [0]
        assert [m["by_page"] for m in told if m["type"] == "saying"] == [False, False]
        assert answers_in_log(page) == ["I would make the write idempotent."]
