"""What is in sight in the room, on a phone and a desk: the question, the answer, the pad, what was said."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.room import Room, enter, seen

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)
SMALL_PHONE = ViewportSize(width=360, height=640)
PHONE_ON_ITS_SIDE = ViewportSize(width=780, height=390)
GREETING = "Welcome. We'll talk about frontend for some 10 minutes. " * 8 + "Would you reach for grid?"
CODE_TASK = "I'd also like to hear how you think about rate limiting. Write it on the pad. " * 5


@pytest.fixture
def page(open_browser: OpenBrowser) -> Iterator[Page]:
    with open_browser() as browser:
        yield browser.new_page()


def above_the_dock(page: Page, selector: str) -> bool:
    """Whether all of it is on the screen, and nothing of it behind the dock."""
    box, dock = page.locator(selector).bounding_box(), page.locator(".room-dock").bounding_box()
    assert box is not None and dock is not None
    return box["y"] >= 0 and box["y"] + box["height"] <= dock["y"]


def type_size(page: Page) -> str:
    size: str = page.locator("#interviewer-words").evaluate("words => getComputedStyle(words).fontSize")
    return size


# Whether the last line of what was said stands above the answer and the dock.
END_IN_SIGHT = """() => {
  const [words, answer, dock] = ["#interviewer-words", ".room-you", ".room-dock"].map(
    (name) => document.querySelector(name).getBoundingClientRect(),
  );
  return words.bottom <= Math.min(answer.top, dock.top);
}"""

# Whether the last line of what was said is on the screen, where nothing stays in its place.
END_IN_WINDOW = """() => {
  const { top, bottom } = document.querySelector("#interviewer-words").getBoundingClientRect();
  return bottom > Math.max(0, top) && bottom <= innerHeight;
}"""


@pytest.mark.parametrize("screen", [PHONE, SMALL_PHONE, DESK])
def test_who_planned_to_type_has_the_field_in_sight_and_the_cursor_in_it(
    page: Page, url: str, screen: ViewportSize
) -> None:
    page.set_viewport_size(screen)
    room = enter(page, url)

    room.ask(0, GREETING)

    expect(page.locator("#typed-text")).to_be_focused()
    assert above_the_dock(page, "#typed-form")


@pytest.mark.parametrize("mode", ["voice", "typing"])
@pytest.mark.parametrize("screen", [PHONE, SMALL_PHONE])
def test_the_question_that_a_long_greeting_ends_with_is_in_sight(
    page: Page, url: str, screen: ViewportSize, mode: str
) -> None:
    page.set_viewport_size(screen)
    room = enter(page, url, mode=mode)

    room.ask(0, GREETING)
    page.wait_for_function(END_IN_SIGHT)
    room.send("notice", level="warning", code="silent", text="Your microphone is silent.")

    expect(page.locator("#notices .notice")).to_have_count(1)
    page.wait_for_function(END_IN_SIGHT)


@pytest.mark.parametrize("mode", ["voice", "typing"])
def test_the_question_is_in_sight_where_the_whole_page_scrolls(page: Page, url: str, mode: str) -> None:
    page.set_viewport_size(PHONE_ON_ITS_SIDE)
    room = enter(page, url, mode=mode)

    room.ask(0, GREETING)

    page.wait_for_function(END_IN_WINDOW)
    page.wait_for_function(
        "() => document.querySelector('.room-you').getBoundingClientRect().bottom <= innerHeight"
    )
    assert page.locator("html[tabindex]").count() == 0


def test_the_question_is_in_sight_above_a_field_that_is_higher_than_the_window(page: Page, url: str) -> None:
    page.set_viewport_size(ViewportSize(width=640, height=240))
    room = enter(page, url)

    room.ask(0, GREETING)

    page.wait_for_timeout(300)
    page.wait_for_function(END_IN_WINDOW)


def test_who_scrolls_the_whole_page_back_is_left_there_until_the_next_question(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE_ON_ITS_SIDE)
    room = enter(page, url, mode="voice")
    room.ask(0, GREETING)
    page.wait_for_function(END_IN_WINDOW)
    page.locator("#main").press("Home")
    page.wait_for_function("() => scrollY === 0")

    room.send("caption", turn=0, text="I would measure first. " * 20, start_ms=0, end_ms=900)
    page.locator("#captions:not(:empty)").wait_for()
    page.wait_for_timeout(100)
    assert page.evaluate("() => scrollY") == 0

    room.ask(1, GREETING)
    page.wait_for_function(END_IN_WINDOW)


def test_what_is_heard_of_an_answer_is_in_sight_below_a_long_question(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE)
    room = enter(page, url, mode="voice")
    room.ask(0, GREETING)

    room.send("caption", turn=0, text="I would measure first. " * 20, start_ms=0, end_ms=900)

    page.locator("#captions:not(:empty)").wait_for()
    page.wait_for_timeout(100)
    assert above_the_dock(page, "#captions")


def test_who_scrolls_back_is_left_there_until_the_next_question(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE)
    room = enter(page, url, mode="voice")
    room.ask(0, GREETING)
    page.wait_for_function(END_IN_SIGHT)
    stage = page.locator("#main")
    stage.press("Home")
    page.wait_for_function("() => document.getElementById('main').scrollTop === 0")

    room.send("caption", turn=0, text="I would measure first.", start_ms=0, end_ms=900)
    page.locator("#captions:not(:empty)").wait_for()
    page.wait_for_timeout(100)
    assert stage.evaluate("stage => stage.scrollTop") == 0

    room.ask(1, GREETING)
    page.wait_for_function(END_IN_SIGHT)


def test_who_types_sees_the_question_to_its_end(page: Page, url: str) -> None:
    page.set_viewport_size(ViewportSize(width=1280, height=800))
    room = enter(page, url)

    room.ask(0, "Some of their servers are slow, some are broken for days. " * 3 + "How would you design it?")

    words, form = (page.locator(name).bounding_box() for name in ("#interviewer-words", "#typed-form"))
    assert words is not None and form is not None
    assert words["y"] + words["height"] <= form["y"]


def test_a_long_greeting_is_set_smaller_than_a_question_on_a_phone(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE)
    room = enter(page, url)
    room.ask(0, GREETING)
    greeting = type_size(page)

    room.ask(1, "How would you test it?")

    assert (greeting, type_size(page)) == ("18px", "22px")


@pytest.mark.parametrize("height", [900, 720])
def test_a_long_task_leaves_the_answer_and_its_button_in_sight_beside_the_pad(
    page: Page, url: str, height: int
) -> None:
    page.set_viewport_size(ViewportSize(width=1280, height=height))
    room = enter(page, url)

    room.ask(0, CODE_TASK, code="python")

    expect(page.locator("#code-pad")).to_be_visible()
    assert above_the_dock(page, "#typed-form")
    page.wait_for_function(END_IN_SIGHT)


def test_the_pad_is_announced_on_a_phone_and_one_press_away(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE)
    room = enter(page, url)
    cue = page.get_by_role("link", name="Go to the code pad")
    room.ask(0, "Why?")
    expect(cue).to_be_hidden()
    room.ask(1, CODE_TASK, code="python")
    assert above_the_dock(page, ".room-to-pad")

    cue.click()

    expect(page.locator("#pad-title")).to_be_in_viewport()
    page.set_viewport_size(DESK)
    expect(cue).to_be_hidden()


def test_what_was_said_opens_in_sight_on_a_phone(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE)
    room = Room(page)
    room.turns = [seen(0, GREETING, answer="I would measure."), seen(1, GREETING)]
    enter(page, url, room=room)

    page.locator("#more").click()
    page.locator("#transcript-toggle").click()

    assert above_the_dock(page, "#transcript")
    expect(page.locator("#more-menu")).to_be_hidden()
    expect(page.locator("#log")).to_be_focused()


def test_what_was_said_stands_below_the_pad_and_moves_nothing(page: Page, url: str) -> None:
    page.set_viewport_size(DESK)
    room = enter(page, url)
    room.ask_for_code("one = 1")
    before = page.locator("#presence").bounding_box()

    page.locator("#more").click()
    page.locator("#transcript-toggle").click()

    pad, said = (page.locator(name).bounding_box() for name in ("#code-pad", "#transcript"))
    assert pad is not None and said is not None
    assert pad["y"] + pad["height"] <= said["y"]
    assert page.locator("#presence").bounding_box() == before


@pytest.mark.parametrize("screen", [PHONE, DESK])
def test_typing_has_one_button_to_hand_in_and_code_alone_goes_with_it(
    page: Page, url: str, screen: ViewportSize
) -> None:
    page.set_viewport_size(screen)
    room = enter(page, url)
    room.ask_for_code("one = 1")
    expect(page.locator("#done")).to_be_hidden()

    page.locator("#typed-form").get_by_role("button").click()

    assert [sent["code"] for sent in room.all("code")] == ["one = 1"]
    assert room.all("control")[-1]["action"] == "done"
    assert room.all("typed") == []


def test_who_types_is_offered_to_speak_where_a_microphone_is_open(page: Page, url: str) -> None:
    enter(page, url, mode="voice")
    change = page.locator("#type-toggle")
    expect(change).to_have_accessible_name("Type")

    change.click()
    expect(change).to_have_accessible_name("Speak instead")
    expect(page.locator(".room-pad .when-typing")).not_to_have_css("display", "none")
    expect(page.locator("#done")).to_be_hidden()

    change.click()
    expect(change).to_have_accessible_name("Type")
    expect(page.locator("#done")).to_be_visible()


def test_who_types_without_a_microphone_is_not_offered_to_speak(page: Page, url: str) -> None:
    enter(page, url)

    expect(page.locator("#type-toggle")).to_be_hidden()
    page.locator("#main").focus()
    page.keyboard.press("t")
    expect(page.locator("#typed-form")).to_be_visible()


def test_ending_is_no_threat(page: Page, url: str) -> None:
    enter(page, url)

    page.locator("#end").click()

    expect(page.locator("#end-dialog")).to_contain_text("don’t count against you")
    expect(page.locator("#end-dialog .button-danger")).to_have_count(0)


def test_the_clock_stood_still_while_nobody_was_there(page: Page, url: str) -> None:
    room = Room(page)
    room.clock = {"elapsed_ms": 188_000, "length_ms": 728_000}
    enter(page, url, room=room)

    expect(page.locator("#elapsed")).to_contain_text(re.compile(r"1:0\d / 10:00"))


@pytest.mark.parametrize("width", [320, 360, 390])
@pytest.mark.parametrize("recording", ["on", "late"])
def test_who_records_has_the_way_out_in_sight_on_a_phone_and_at_fourfold_size(
    page: Page, url: str, width: int, recording: str
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    enter(page, url, mode="voice", record=True)
    state = page.locator("#recording-state")
    expect(state).to_have_attribute("data-state", "on")

    state.evaluate("(element, state) => { element.dataset.state = state; }", recording)

    assert page.evaluate("document.documentElement.scrollWidth") == width
    expect(page.locator("#end")).to_be_in_viewport(ratio=1)


def test_who_types_and_records_has_the_way_out_in_the_first_line_on_a_phone(page: Page, url: str) -> None:
    page.set_viewport_size(SMALL_PHONE)
    enter(page, url, mode="typing", record=True)

    end, status = page.locator("#end").bounding_box(), page.locator("#connection").bounding_box()

    assert end is not None
    assert status is not None
    assert end["y"] < status["y"] + status["height"]
    assert end["x"] > status["x"] + status["width"]


def test_nothing_lies_below_the_dock(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 640, "height": 520})
    room = enter(page, url, mode="voice")

    room.ask(0, CODE_TASK, code="python")

    assert page.evaluate("document.documentElement.scrollHeight") == 520


def test_nothing_that_is_written_in_makes_a_phone_zoom(page: Page, url: str) -> None:
    """Safari on an iPhone zooms in on a field below 16 px, and stays there."""
    page.set_viewport_size(PHONE)
    page.route("**/ace.js", lambda route: route.abort())
    room = enter(page, url)
    room.ask(0, "Write it.", code="python")

    sizes = page.locator("textarea, select").evaluate_all(
        "fields => fields.map((field) => [field.id, parseFloat(getComputedStyle(field).fontSize)])"
    )

    assert len(sizes) == 4
    assert [field for field, size in sizes if size < 16] == []


@pytest.mark.parametrize("screen", [DESK, ViewportSize(width=1920, height=900)])
def test_frame_of_the_field_is_whole_beside_the_pad(page: Page, url: str, screen: ViewportSize) -> None:
    page.set_viewport_size(screen)
    room = enter(page, url)
    room.ask(0, "Write it.", code="python")
    page.locator("#typed-text").focus()

    talk, field = (page.locator(name).bounding_box() for name in (".room-talk", "#typed-text"))

    assert talk is not None and field is not None
    frame = page.locator("#typed-text").evaluate("field => parseFloat(getComputedStyle(field).outlineWidth)")
    assert field["x"] - frame >= talk["x"]
    assert field["x"] + field["width"] + frame <= talk["x"] + talk["width"]
    assert page.locator(".room-stage").evaluate("stage => stage.scrollWidth") == screen["width"]
