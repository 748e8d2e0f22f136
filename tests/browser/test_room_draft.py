"""An answer that is being typed: it is handed in at the end, and outlives a reload until the room has it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.room import DRAFTS, enter, go_in, seen

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

TEXT = "I would first measure where the time goes, then"


def test_end_hands_in_what_is_typed(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")
    page.locator("#typed-text").fill(TEXT)

    page.locator("#end").click()
    page.locator("#end-confirm").click()

    room.all("control")
    sent = [(message["type"], message.get("text") or message.get("action")) for message in room.got[-2:]]
    assert sent == [("typed", TEXT), ("control", "end")]


@pytest.mark.parametrize("mode", ["typing", "voice"])
def test_a_draft_is_there_again_after_a_reload(page: Page, url: str, mode: str) -> None:
    room = enter(page, url, mode=mode)
    room.ask(0, "Why?")
    room.turns = [seen(0, "Why?")]
    if mode == "voice":
        page.locator("#type-toggle").click()
    page.locator("#typed-text").fill(TEXT)

    page.reload()
    go_in(page)

    expect(page.locator("#typed-text")).to_have_value(TEXT)
    expect(page.locator("#typed-text")).to_be_focused()


def test_a_draft_is_there_again_where_the_interview_goes_on_here_instead(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")
    page.locator("#typed-text").fill(TEXT)

    room.socket.close(code=4001)
    page.locator("#go-on-here").click()
    go_in(page)

    expect(page.locator("#typed-text")).to_have_value(TEXT)


def test_what_was_sent_into_a_line_that_was_down_is_there_again_until_the_room_has_it(
    page: Page, url: str
) -> None:
    room = enter(page, url)
    box = page.locator("#typed-text")
    room.ask(0, "Why?")
    room.turns = [seen(0, "Why?")]
    room.break_off()
    box.fill(TEXT)
    box.press("Control+Enter")

    page.reload()
    room.down = False
    go_in(page)
    expect(box).to_have_value(TEXT)
    assert page.evaluate(DRAFTS) == 1

    room.turns = [seen(0, "Why?", answer=TEXT), seen(1, "How?")]  # it got through after all
    page.reload()
    go_in(page)
    expect(box).to_have_value("")
    assert page.evaluate(DRAFTS) == 0


def test_what_the_room_has_is_no_draft_any_more(page: Page, url: str) -> None:
    room = enter(page, url)
    box = page.locator("#typed-text")
    room.ask(0, "Why?")
    box.fill(TEXT)
    box.press("Control+Enter")
    box.press_sequentially(" More")
    room.send("answer_kept", turn=0, text=TEXT)
    expect(box).to_have_value("More")

    page.reload()
    expect(box).to_have_value("More")


def test_what_was_sent_before_the_page_knew_the_question_is_kept_once(page: Page, url: str) -> None:
    room = enter(page, url)
    box = page.locator("#typed-text")
    room.ask(0, "Why?")
    box.fill(TEXT)
    room.down = True
    page.reload()
    page.locator("#enter").click()
    expect(page.locator("#connection")).to_have_attribute("data-state", "lost")
    box.press("Control+Enter")

    room.down = False
    room.turns = [seen(0, "Why?")]
    expect(page.locator("#connection")).to_have_attribute("data-state", "live", timeout=15_000)
    [sent] = room.all("typed")
    room.send("answer_kept", turn=0, text=TEXT)

    assert "reply_to" not in sent
    expect(box).to_have_value("")
    assert page.evaluate(DRAFTS) == 0


def test_a_draft_that_was_sent_into_a_reply_leaves_the_box_with_the_answer_before(
    page: Page, url: str
) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")
    box = page.locator("#typed-text")
    box.fill("never mind")
    box.fill("")
    page.wait_for_timeout(2_000)
    box.fill("I would measure.")
    room.send("answer_kept", turn=0, text="Because.")
    room.ask(1, "And how?")

    box.press("Control+Enter")
    [sent] = room.all("typed")
    room.send("stop", turn=1, keep="", taken_back=True)
    room.send("answer_kept", turn=0, text="Because. I would measure.", joined=True)

    assert sent["started_ms"] < 2_000, "an emptied box is no beginning"
    expect(box).to_have_value("")


def test_nothing_of_it_stays_once_the_interview_is_over(page: Page, url: str) -> None:
    page.route("**/the-report/", lambda route: route.fulfill(body="here it is"))
    room = enter(page, url)
    room.ask(0, "Why?")
    page.locator("#typed-text").fill(TEXT)
    assert page.evaluate(DRAFTS) == 1

    room.send("finished", reason="completed", url="/the-report/")
    page.wait_for_url(re.compile("/the-report/"))

    assert page.evaluate(DRAFTS) == 0
