"""A spoken interview, from the first page to a report that quotes it, as a candidate would go through it."""

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from interviews.bank.schema import BankQuestion, read_bank
from tests.benchmarks import voices
from tests.browser.conftest import OpenBrowser
from tests.browser.rehearsing import Mouth, answers_in_log, end, plan

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


def bare(text: str) -> str:
    return re.sub(r"[^a-z0-9']+", " ", text.lower()).strip()


def test_spoken_interview_is_heard_and_its_recording_plays_at_a_moment(
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
        check_recording(page)
        assert faults == []


def check_recording(page: Page) -> None:
    """The recording is there, and a click on a time plays it from that moment."""
    for _ in range(30):
        if page.locator("a.time-link[href*='/recordings/']").count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    link = page.locator("ol.transcript .transcript-answer").last.locator("xpath=..").locator("a.time-link")
    at_s = int(link.get_attribute("data-at") or 0) / 1000

    link.click()

    playing = (
        "at => { const m = document.querySelector('audio, video'); return m && m.currentTime > at - 2; }"
    )
    page.wait_for_function(playing, arg=max(1.0, at_s - 10), timeout=20_000)
    assert page.locator("audio, video").first.evaluate("media => media.duration") > 20


def answer_to(words: str, bank: list[BankQuestion], used: set[str]) -> str:
    """Return what a good candidate says to the interviewer's words: points of the question."""
    asked = next((question for question in bank if bare(question.ask) in bare(words)), None)
    if asked is None:
        return "I would look at the numbers before I decide, and keep the change small enough to take back."
    used.add(asked.slug)
    return " [500] ".join(f"{point.paraphrases[0]}." for point in asked.key_points[:3])


def test_report_claims_only_what_it_can_quote(url: str, open_browser: OpenBrowser, tmp_path: Path) -> None:
    bank = [question for question in read_bank() if question.domain == "backend"]
    asked: set[str] = set()
    with open_browser() as browser:
        page = browser.new_page()
        mouth = Mouth(page, tmp_path)
        plan(page, url)
        page.locator("#enter").click()
        for number in range(1, 5):
            page.wait_for_function(
                "n => document.querySelectorAll('#log [data-who=interviewer]').length >= n",
                arg=number,
                timeout=60_000,
            )
            page.wait_for_timeout(1_000)
            mouth.say(answer_to(page.inner_text("#interviewer-words"), bank, asked))
            page.wait_for_function(
                "n => document.querySelectorAll('#log [data-who=candidate]').length >= n",
                arg=number,
                timeout=60_000,
            )
        page.wait_for_timeout(6_000)
        end(page)

        assert asked, "at least one question of the bank was recognised by its words"
        asked_and_said = bare(page.inner_text("ol.transcript"))
        quotes = page.locator("blockquote.quote:not(.comment) > p").all_inner_texts()
        assert quotes, "a report on three answers quotes them"
        for quote in quotes:
            assert bare(quote) in asked_and_said, f"{quote} was not said"
        claims = page.locator(".claim")
        assert claims.count() >= 2
        for number in range(claims.count()):
            claim = claims.nth(number)
            # What a sentence quotes whole is not set beside it once more.
            within = re.findall(r"“([^”…]+)", claim.inner_text())
            assert claim.locator("blockquote.quote").count() or within
            assert all(bare(quote) in asked_and_said for quote in within), within


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


def test_code_pad_opens_for_a_code_question_and_its_code_is_part_of_the_answer(
    url: str, open_browser: OpenBrowser
) -> None:
    code = "def allow(key):\n    return bucket[key].take(1)"
    with open_browser() as browser:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        plan(page, url, mode="typing")
        page.locator("#enter, #enter-typing").first.click()
        for number in range(1, 9):
            page.wait_for_function(
                "n => document.querySelectorAll('#log [data-who=interviewer]').length >= n", arg=number
            )
            if page.locator("#code-pad").is_visible():
                break
            page.locator("#typed-text").fill("I don't know that one.")
            page.locator("#typed-text").press("Control+Enter")
            page.wait_for_function(
                "n => document.querySelectorAll('#log [data-who=candidate]').length >= n", arg=number
            )

        page.locator("#code-pad .ace_content").click()
        page.keyboard.insert_text(code)
        page.locator("#typed-text").fill("Every key has a bucket, and a request takes one token out of it.")
        page.locator("#typed-text").press("Control+Enter")
        page.wait_for_function(
            "n => document.querySelectorAll('#log [data-who=interviewer]').length >= n", arg=number + 1
        )
        page.locator("#skip").click()
        page.wait_for_function(
            "n => document.querySelectorAll('#log [data-who=interviewer]').length >= n", arg=number + 2
        )
        in_pad = page.evaluate("() => ace.edit(document.querySelector('.code-pad-editor')).getValue()")
        assert in_pad == "", "the next question has a pad of its own"
        end(page)

        expect(page.locator("main")).to_contain_text("bucket[key].take(1)")
        assert faults == []
