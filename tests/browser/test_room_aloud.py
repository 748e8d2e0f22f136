"""The room as a screen reader tells it: each thing once and whole, nothing that the candidate said."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.room import Room, enter, go_in, seen
from tests.browser.test_browser_voice import SAMANTHA, VOICES

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

# What is put into a live region that can be seen or is hidden from sight only, as screen readers take it up.
HEAR = """
    window.heard = [];
    const LIVE = { log: "polite", status: "polite", alert: "assertive" };
    const politeness = (element) => element.getAttribute("aria-live") ?? LIVE[element.getAttribute("role")];
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const region = target.closest?.("[aria-live], [role=log], [role=status], [role=alert]");
        if (!region?.checkVisibility({ visibilityProperty: true }) || politeness(region) === "off") continue;
        for (const node of addedNodes) if (node.textContent.trim()) heard.push(node.textContent.trim());
      }
    }).observe(document, { subtree: true, childList: true });
"""


def told(page: Page) -> list[str]:
    """Return what was told since this was asked last, without how the line stands."""
    page.wait_for_timeout(300)
    heard: list[str] = page.evaluate("heard.splice(0)")
    return [text for text in heard if "onnect" not in text]


@pytest.fixture
def page(page: Page) -> Page:
    page.add_init_script(HEAR)
    return page


def with_voice(page: Page, url: str) -> Room:
    page.add_init_script(VOICES.replace("=> VOICES", f"=> {json.dumps([SAMANTHA])}"))
    return enter(page, url)


def test_words_without_a_voice_are_told_once_and_an_answer_is_not_read_back(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")

    room.send("saying", turn=0, kind="question", code="", by_page=True)
    for token in ("Tell me. ", "Why ", "queues?"):
        room.send("token", turn=0, text=token)
    room.send("said", turn=0, text="Tell me. Why queues?", by="local")
    assert told(page) == ["Tell me. Why queues?"]

    room.send("caption", turn=0, text="Because they wait", start_ms=0, end_ms=900)
    room.send("answer_kept", turn=0, text="Because they wait.")
    assert told(page) == []


def test_a_screen_reader_does_not_speak_over_the_interviewers_voice(page: Page, url: str) -> None:
    room = with_voice(page, url)

    room.ask(0, "Why queues?")

    page.wait_for_function("() => spoken.length === 1")
    assert told(page) == []


def test_who_mutes_the_voice_while_it_speaks_is_told_the_words(page: Page, url: str) -> None:
    room = with_voice(page, url)
    room.ask(0, "Why queues?")
    told(page)

    page.locator("#main").focus()
    page.keyboard.press("v")
    assert told(page) == ["Why queues?"]

    room.ask(1, "And why not?")
    assert told(page) == ["And why not?"]


def test_who_mutes_the_voice_twice_is_told_the_words_once(page: Page, url: str) -> None:
    room = with_voice(page, url)
    room.ask(0, "Why queues?")
    told(page)

    page.locator("#main").focus()
    for _ in range(3):
        page.keyboard.press("v")

    assert told(page) == ["Why queues?"]


def test_sentences_that_a_synthesiser_never_begins_are_told_once(page: Page, url: str) -> None:
    room = with_voice(page, url)
    page.evaluate("speechSynthesis.speak = () => {}")
    room.ask(0, "Here is one. Why queues?")

    page.wait_for_timeout(3_500)

    assert told(page) == ["Here is one. Why queues?"]


def test_a_page_that_is_loaded_again_tells_the_question_that_stands_and_no_more(page: Page, url: str) -> None:
    room = enter(page, url)
    room.turns = [seen(0, "Why?", answer="Because."), seen(1, "And how?")]
    page.reload()

    go_in(page)
    assert told(page) == ["And how?"]

    room.lose()
    assert told(page) == []


def test_a_line_that_stays_away_is_told_once(page: Page, url: str) -> None:
    room = enter(page, url)
    page.evaluate("heard.splice(0)")

    room.break_off()
    page.wait_for_timeout(2_500)

    assert page.evaluate("heard") == ["Connection lost. What was kept is safe; reconnecting"]


def test_coaching_and_a_code_pad_are_told_when_it_is_the_candidates_turn(page: Page, url: str) -> None:
    room = Room(page)
    room.coaching = True
    enter(page, url, room=room)
    room.send("answer_kept", turn=0, text="Because.")

    room.ask(1, "Write it.", code="python")
    room.send("coaching", line="That was quick.")
    assert told(page) == ["Write it."]
    room.send("listening", state="waiting")

    assert told(page) == ["A code pad is open below your answer.", "That was quick."]
    room.send("listening", state="waiting")
    assert told(page) == []


def test_of_a_question_that_was_taken_back_nothing_is_told_later(page: Page, url: str) -> None:
    room = enter(page, url)
    room.send("answer_kept", turn=0, text="Because.")
    room.ask(1, "Write it.", code="python")
    assert told(page) == ["Write it."]

    room.send("stop", turn=1, keep="", taken_back=True)
    room.send("listening", state="waiting")

    assert told(page) == []


def test_a_moment_that_was_asked_for_is_answered(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")
    told(page)

    room.send("listening", state="moment")

    assert told(page) == ["Take your time. Continue when you are ready."]


def test_what_was_said_is_read_where_it_is_shown(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    room.ask(0, "Why?")
    said = page.get_by_role("complementary", name="So far")
    expect(said).to_have_count(0)

    page.locator("#main").focus()
    page.keyboard.press("l")

    expect(said.get_by_role("listitem")).to_have_text("InterviewerWhy?")
