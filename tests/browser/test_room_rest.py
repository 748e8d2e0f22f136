"""The room's page while the interviewer is not there yet, when the line breaks, and when the page is done."""

import re

import pytest
from axe_playwright_python import sync_playwright as axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.room import Room, enter, seen

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

PHONE = ViewportSize(width=390, height=844)


def axe_finds_nothing(page: Page, where: str) -> None:
    found = axe.Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, (where, found.generate_report())


def test_nobody_is_told_to_speak_before_anything_was_asked(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    expect(page.locator("#presence")).to_have_text(re.compile("joining"), use_inner_text=True)

    room.turns = [seen(0, "Why?")]
    room.lose()

    expect(page.locator("#presence")).to_have_text(re.compile("Your turn"), use_inner_text=True)


def test_page_that_was_taken_over_says_so_and_goes_on_here_when_asked(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    room.ask(0, "Why?")
    room.send("notice", level="warning", code="audio_silent", text="Your microphone is silent.")
    page.locator("#end").click()
    sent = len(room.all("control"))

    room.socket.close(code=4001)

    rest = page.get_by_role("region", name="is now open in another tab")
    expect(rest.get_by_role("button", name="Continue here instead")).to_be_focused()
    for gone in (".room-dock", "#end", "#end-dialog", "#notices > *"):
        expect(page.locator(gone)).to_be_hidden()
    page.keyboard.press("s")
    assert len(room.all("control")) == sent

    page.keyboard.press("Enter")
    expect(page.locator("#gate")).to_be_visible()


def test_page_of_an_interview_that_has_gone_leads_to_the_others(page: Page, url: str) -> None:
    room = enter(page, url)

    room.socket.close(code=4004)

    expect(page.get_by_role("link", name="Back to your rehearsals")).to_be_focused()
    expect(page.get_by_role("button", name="Send answer")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dashboard/")


def test_what_was_said_is_not_read_out_anew_when_the_line_is_back(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")
    room.send("answer_kept", turn=0, text="Because")
    room.ask(1, "How?")
    lines = page.locator("#log > li")
    expect(lines).to_have_count(3)
    lines.first.evaluate("line => (line.dataset.same = 'yes')")
    room.turns = [seen(0, "Why?", answer="Because it is slow."), seen(1, "How?")]

    room.lose()

    expect(lines).to_have_text([re.compile("Why"), re.compile("Because it is slow"), re.compile("How")])
    expect(lines.first).to_have_attribute("data-same", "yes")


def test_what_was_wrong_with_the_line_is_not_on_the_page_once_it_is_back(page: Page, url: str) -> None:
    room = enter(page, url)
    room.send("notice", level="fault", code="try_again", text="This page is rejoining the interview.")
    expect(page.locator("#notices")).to_contain_text("is rejoining the interview")

    room.lose()

    expect(page.locator("#notices > *")).to_have_count(0)


def test_a_lost_line_is_told_in_one_line_on_a_phone(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE)
    room = enter(page, url, mode="voice", record=True)
    page.route_web_socket(re.compile("/ws/interviews/"), lambda socket: socket.close(code=1011))

    room.socket.close(code=1011)

    status = page.locator("#connection")
    expect(status).to_contain_text("Connection lost")
    box = status.bounding_box()
    assert box is not None
    assert box["height"] < 30


@pytest.mark.parametrize("screen", [PHONE, ViewportSize(width=1280, height=900)])
def test_axe_finds_nothing_in_a_running_room(page: Page, url: str, screen: ViewportSize) -> None:
    page.set_viewport_size(screen)
    room = Room(page)
    room.coaching = True
    enter(page, url, mode="voice", record=True, room=room)
    axe_finds_nothing(page, "entered")
    room.ask_for_code("one = 1")
    room.send("caption", turn=0, text="I would measure first.", start_ms=0, end_ms=900)
    room.send("coaching", line="That was quick.")
    for level in ("info", "warning", "fault"):
        room.send("notice", level=level, code=level, text="Your microphone is silent.")
    for state in ("speech", "thinking", "moment", "working"):
        room.send("listening", state=state, turn=0)
        expect(page.locator("#presence")).to_have_attribute("data-state", state)
        axe_finds_nothing(page, state)

    page.locator("#code-pad [data-close]").click()
    axe_finds_nothing(page, "pad closed")

    page.locator("#more").click()
    axe_finds_nothing(page, "menu")
    page.locator("#shortcuts-open").click()
    axe_finds_nothing(page, "keyboard")
    page.keyboard.press("Escape")
    page.locator("#type-toggle").click()
    axe_finds_nothing(page, "typing")
    room.socket.close(code=4001)
    expect(page.locator(".room-dock")).to_be_hidden()
    axe_finds_nothing(page, "taken over")


def test_axe_finds_nothing_where_a_question_overflows_a_phone(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE)
    room = enter(page, url, mode="voice")

    room.ask(0, "Their servers are slow, and some are broken for days. " * 20)

    axe_finds_nothing(page, "a long question")
