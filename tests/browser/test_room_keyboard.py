"""The room by keyboard alone: where the focus goes, and that it is seen."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rehearsing import plan
from tests.browser.room import Room, enter, go_in

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

FOCUSED = "() => document.activeElement.id"
OUTLINED = "element => getComputedStyle(element).outlineStyle"


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_who_enters_by_keyboard_is_in_the_room(
    page: Page, url: str, motion: Literal["no-preference", "reduce"]
) -> None:
    page.emulate_media(reduced_motion=motion)
    room = Room(page)
    plan(page, url)
    page.locator("#enter").focus()

    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()
    expect(page.locator("#connection")).to_have_attribute("data-state", "live")
    room.ask(0, "Why?")
    page.keyboard.press("s")
    assert room.all("control")[-1]["action"] == "skip"


def test_tab_goes_through_what_can_be_seen(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    room.ask(0, "Why?")
    room.send("caption", turn=0, text="Because", start_ms=0, end_ms=900)
    expect(page.locator("#captions")).to_have_text("Because")
    page.locator("#main").focus()

    seen = []
    for _ in range(7):
        page.keyboard.press("Tab")
        assert page.evaluate(f"({OUTLINED})(document.activeElement)") == "solid"
        seen.append(page.evaluate(FOCUSED))

    assert seen == ["captions", "moment", "repeat", "skip", "done", "type-toggle", "more"]


def test_words_that_overflow_a_phone_are_scrolled_by_keyboard(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    room = enter(page, url, mode="voice")
    room.ask(0, "Why?")
    stage = page.locator("#main")
    expect(stage).to_have_attribute("tabindex", "-1")

    room.ask(1, "Their servers are slow, and some are broken for days. " * 20)
    expect(stage).to_have_attribute("tabindex", "0")
    page.locator("#moment").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Home")

    expect(stage).to_be_focused()
    page.wait_for_function("() => document.getElementById('main').scrollTop === 0")


def test_what_was_said_opens_and_closes_by_its_key(page: Page, url: str) -> None:
    enter(page, url, mode="voice").ask(0, "Why?")
    transcript = page.locator("#transcript")

    page.keyboard.press("l")
    expect(page.locator("#log")).to_be_focused()
    page.keyboard.press("l")

    expect(page.locator("#main")).to_be_focused()
    expect(transcript).to_be_hidden()


def test_menu_and_questions_give_the_focus_back(page: Page, url: str) -> None:
    enter(page, url, mode="voice")
    more = page.locator("#more")
    more.focus()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#hint")).to_be_focused()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    page.keyboard.press("e")
    expect(page.get_by_role("button", name="Keep going")).to_be_focused()
    page.keyboard.press("Escape")

    expect(more).to_be_focused()


def test_the_menu_makes_room_for_the_hint_that_was_asked_for(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    room.ask(0, "Why?")
    page.locator("#more").click()

    page.locator("#hint").click()

    expect(page.locator("#more-menu")).to_be_hidden()
    expect(page.locator("#more")).to_be_focused()
    assert room.all("control")[-1]["action"] == "hint"


def test_who_types_has_the_cursor_in_the_field_again_when_a_hint_was_asked_for(page: Page, url: str) -> None:
    enter(page, url).ask(0, "Why?")
    page.locator("#more").click()

    page.locator("#hint").click()

    expect(page.locator("#more-menu")).to_be_hidden()
    expect(page.locator("#typed-text")).to_be_focused()


def test_the_hints_key_leaves_the_focus_where_it_is(page: Page, url: str) -> None:
    enter(page, url, mode="voice").ask(0, "Why?")
    page.locator("#skip").focus()

    page.keyboard.press("h")

    expect(page.locator("#skip")).to_be_focused()


@pytest.mark.parametrize("from_the_menu", [True, False])
def test_the_list_of_keys_opens_at_its_head_and_gives_the_focus_back(
    page: Page, url: str, from_the_menu: bool
) -> None:
    page.set_viewport_size({"width": 640, "height": 450})
    enter(page, url, mode="voice").ask(0, "Why?")
    more, title = page.locator("#more"), page.locator("#shortcuts-title")
    more.focus()

    if from_the_menu:
        page.keyboard.press("Enter")
        page.locator("#shortcuts-open").press("Enter")
    else:
        page.keyboard.press("?")
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport()
    page.keyboard.press("Escape")

    expect(more).to_be_focused()


def test_the_pad_shows_that_it_has_the_cursor_and_lets_tab_out(page: Page, url: str) -> None:
    enter(page, url, mode="voice").ask_for_code("one = 1")
    pad = page.locator(".code-pad-editor")
    assert pad.evaluate(OUTLINED) == "solid"

    page.keyboard.press("Tab")

    assert pad.evaluate(OUTLINED) == "none"


def test_keys_that_were_switched_off_stay_off(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    page.locator("#main").press("?")
    page.get_by_label("Use single-key shortcuts").uncheck()
    page.reload()
    go_in(page)
    room.ask(0, "Why?")

    page.locator("#main").press("s")

    assert [sent["action"] for sent in room.all("control")] == ["unmute", "unmute"]
    page.locator("#more").click()
    page.locator("#shortcuts-open").click()
    expect(page.get_by_label("Use single-key shortcuts")).not_to_be_checked()
