"""The code pad under the hands of who writes: it comes late, goes away, is put by and taken up again."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.room import DRAFTS, Room, enter, go_in, seen

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

IN_PAD = "() => ace.edit(document.querySelector('.code-pad-editor')).getValue()"


def enter_with_code(page: Page, url: str) -> Room:
    """Go into a room that has been told 'int x;', and shows it to whoever comes back."""
    room = enter(page, url, mode="voice")
    room.ask_for_code("int x;")
    page.locator("#done").click()
    room.turns, room.pad = [seen(0, "Write it.")], {"pad_code": "int x;", "pad_language": "python"}
    return room


def write(page: Page, code: str) -> None:
    page.locator("#code-pad .ace_content").click()
    page.keyboard.insert_text(code)


def come_back(page: Page, room: Room) -> None:
    """The line is there again, and the page is loaded anew."""
    room.down = False
    page.reload()
    go_in(page)


@pytest.mark.parametrize("thinks_ms", [0, 5_000])
def test_keys_meant_for_a_pad_that_has_gone_press_no_button(page: Page, url: str, thinks_ms: int) -> None:
    page.clock.install()
    room = enter(page, url, mode="voice")
    room.ask_for_code("def f(x):")
    page.keyboard.press("Enter")
    page.clock.run_for(thinks_ms)
    room.send("answer_kept", turn=0, text="Here")

    room.ask(1, "Now something else.")
    expect(page.locator("#code-pad")).to_be_hidden()
    for key in "return shard":
        page.keyboard.press(key)
        page.clock.run_for(400)  # slowly, though all in one
    assert [sent["action"] for sent in room.all("control")] == ["unmute"]
    expect(page.locator("#end-dialog")).to_be_hidden()

    page.clock.run_for(1_600)
    page.keyboard.press("s")
    assert [sent["action"] for sent in room.all("control")] == ["unmute", "skip"]


def test_editor_that_comes_late_takes_over_the_cursor_of_who_writes(page: Page, url: str) -> None:
    held: list[Route] = []
    page.route("**/ace.js", lambda route: held.append(route))
    room = enter(page, url, mode="voice")
    room.ask(0, "Write it.", code="python")
    page.locator("#code-pad > textarea").click()
    page.keyboard.type("one = 1\nhree = 3")
    for _ in "hree = 3":
        page.keyboard.press("ArrowLeft")

    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.locator(".code-pad-editor")).to_be_visible()
    page.keyboard.type("t")

    assert page.evaluate(IN_PAD) == "one = 1\nthree = 3"
    assert [sent["action"] for sent in room.all("control")] == ["unmute"]


def test_pad_that_was_closed_is_one_press_away_with_all_that_stood_in_it(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    pad, opener = page.locator("#code-pad"), page.get_by_role("button", name="Code pad")
    room.ask_for_code("one = 1")
    expect(opener).to_be_hidden()

    pad.get_by_role("button", name="Close").click()
    expect(pad).to_be_hidden()
    expect(opener).to_be_focused()
    room.ask(1, "And how would you test it?", kind="follow_up")
    expect(opener).to_be_visible()
    page.keyboard.press("Enter")

    expect(pad).to_be_visible()
    expect(opener).to_be_hidden()
    page.keyboard.insert_text("\ntwo = 2")
    assert page.evaluate(IN_PAD) == "one = 1\ntwo = 2"


def test_a_pad_is_offered_while_a_question_wants_one(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    opener = page.get_by_role("button", name="Code pad")
    room.ask_for_code("one = 1")
    page.locator("#code-pad [data-close]").click()
    room.send("answer_kept", turn=0, text="Here")

    room.ask(1, "Now something else.")
    expect(opener).to_be_hidden()
    expect(page.locator("#main")).to_be_focused()
    room.send("stop", turn=1, keep="", taken_back=True)
    expect(opener).to_be_visible()
    expect(page.locator("#code-pad")).to_be_hidden()

    opener.click()
    assert page.evaluate(IN_PAD) == "one = 1"
    room.ask(2, "And write this.", code="sql")
    expect(page.locator("#code-pad")).to_be_visible()
    assert page.evaluate(IN_PAD) == ""


@pytest.mark.parametrize("screen", [(1280, 800), (390, 844), (360, 640)])
@pytest.mark.parametrize("types", [False, True])
def test_the_button_of_a_closed_pad_is_in_the_dock_and_breaks_nothing(
    page: Page, url: str, screen: tuple[int, int], *, types: bool
) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    room = enter(page, url, mode="voice")
    room.ask(0, "Write it.", code="python")
    if types:
        page.locator("#type-toggle").click()

    page.locator("#code-pad [data-close]").click()

    dock = page.locator(".room-dock")
    expect(dock.get_by_role("button", name="Code pad")).to_be_in_viewport(ratio=1)
    heights = dock.locator("button:visible").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert len(set(heights)) == 1  # no label is broken in two
    box = dock.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == screen[1]
    page.locator("#more").click()
    menu = page.locator("#more-menu").bounding_box()
    assert menu is not None
    assert menu["y"] + menu["height"] <= box["y"] + 1


def test_who_writes_without_a_rest_is_known_to_write(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    room.ask(0, "Write it.", code="python")
    page.locator("#code-pad .ace_content").click()

    page.keyboard.type("x = 1  # the first key tells", delay=100)
    first = [sent["code"] for sent in room.got if sent["type"] == "code"]
    page.keyboard.type(" and so does one every three seconds", delay=100)
    later = [sent["code"] for sent in room.got if sent["type"] == "code"]

    assert len(first) >= 1
    assert len(first) < len(later) <= len(first) + 3, "told now and then, not with every key"
    page.wait_for_timeout(1_200)
    assert room.all("code")[-1]["code"].endswith("three seconds")


def test_language_is_told_though_the_code_is_the_same(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    room.ask_for_code("int x;")
    page.locator("#done").click()

    page.locator("#pad-language").select_option("java")
    page.locator("#done").click()
    page.locator("#done").click()

    told = [(sent["code"], sent["language"]) for sent in room.all("code")]
    assert told == [("int x;", "python"), ("int x;", "java")]


def test_language_that_was_chosen_while_the_line_was_down_is_told_when_it_is_back(
    page: Page, url: str
) -> None:
    room = enter_with_code(page, url)
    room.break_off()
    page.locator("#pad-language").select_option("java")

    room.down = False
    expect(page.locator("#connection")).to_have_attribute("data-state", "live")

    told = [(sent["code"], sent["language"]) for sent in room.all("code")]
    assert told == [("int x;", "python"), ("int x;", "java")]
    expect(page.locator("#pad-language")).to_have_value("java")


def test_code_that_was_written_while_the_line_was_down_outlives_a_reload(page: Page, url: str) -> None:
    room = enter_with_code(page, url)
    room.break_off()
    write(page, " int y;")

    come_back(page, room)

    expect(page.locator("#code-pad")).to_be_visible()
    told = [sent["code"] for sent in room.all("code")]
    assert told[0] == "int x;"
    assert "int y;" in told[-1]
    page.wait_for_function("() => 'ace' in window")
    assert page.evaluate(IN_PAD) == told[-1]
    page.wait_for_function(f"() => ({DRAFTS})() === 0")


def test_code_from_before_a_reload_does_not_replace_what_was_written_elsewhere_since(
    page: Page, url: str
) -> None:
    room = enter_with_code(page, url)
    room.pad["pad_code"] = "int z;"
    room.break_off()
    write(page, " int y;")

    come_back(page, room)

    page.wait_for_function("() => 'ace' in window")
    assert page.evaluate(IN_PAD) == "int z;"
    assert [sent["code"] for sent in room.all("code")] == ["int x;"]


@pytest.mark.parametrize("writes_on", ["", " int z;"])
def test_code_that_a_silent_network_has_swallowed_outlives_a_reload(
    page: Page, url: str, writes_on: str
) -> None:
    room = enter_with_code(page, url)
    room.swallow()
    write(page, " int y;")
    page.locator("#done").click()
    room.break_off()
    page.keyboard.insert_text(writes_on)
    written = page.evaluate(IN_PAD)

    come_back(page, room)

    assert room.all("code")[-1]["code"] == written
    assert "int y;" in written and writes_on in written
    page.wait_for_function("() => 'ace' in window")
    assert page.evaluate(IN_PAD) == written


def test_code_that_has_reached_the_room_is_no_draft_any_more(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    room.ask_for_code("int x;")
    page.locator("#done").click()
    assert [sent["code"] for sent in room.all("code")] == ["int x;"]
    assert page.evaluate(DRAFTS) == 1

    page.wait_for_function(f"() => ({DRAFTS})() === 0")


def test_code_that_was_taken_back_while_the_line_was_down_does_not_come_back(page: Page, url: str) -> None:
    room = enter_with_code(page, url)
    room.break_off()
    write(page, "?")
    page.wait_for_function(f"() => ({DRAFTS})() === 1")
    page.keyboard.press("Backspace")

    come_back(page, room)

    page.wait_for_function("() => 'ace' in window")
    assert page.evaluate(IN_PAD) == "int x;"
    assert [sent["code"] for sent in room.all("code")] == ["int x;"]


def test_code_outlives_a_page_that_was_never_gone_into(page: Page, url: str) -> None:
    room = enter_with_code(page, url)
    room.break_off()
    write(page, " int y;")

    room.down = False
    page.reload()
    page.reload()
    go_in(page)

    assert "int y;" in room.all("code")[-1]["code"]


def test_no_code_stays_once_the_interview_is_over(page: Page, url: str) -> None:
    page.route("**/the-report/", lambda route: route.fulfill(body="here it is"))
    room = enter(page, url, mode="voice")
    room.ask_for_code("int x;")
    page.locator("#done").click()
    room.all("code")
    write(page, " int y;")

    room.send("finished", reason="completed", url="/the-report/")
    room.socket.close(code=4010)
    page.wait_for_url("**/the-report/")

    assert page.evaluate(DRAFTS) == 0
