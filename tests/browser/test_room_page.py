"""The room's page in a real browser, before a room that says what the test wants and keeps what it gets."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.rehearsing import plan
from tests.browser.room import KEEP_STREAM, Room, enter, seen

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

IN_PAD = "() => ace.edit(document.querySelector('.code-pad-editor')).getValue()"


@pytest.fixture
def page(page: Page) -> Page:
    page.add_init_script(KEEP_STREAM)
    return page


def test_typed_text_stays_until_it_is_kept_itself(page: Page, url: str) -> None:
    room = enter(page, url)
    box = page.locator("#typed-text")
    room.ask(0, "Why?")
    box.press_sequentially("I would measure.")
    room.send("answer_kept", turn=0, text="something that was said")
    room.ask(1, "And then?")
    expect(box).to_have_value("I would measure.")

    box.press("Control+Enter")
    box.press_sequentially(" More")
    room.send("answer_kept", turn=1, text="um I would measure.")

    expect(box).to_have_value("More")
    assert [(sent["text"], sent["reply_to"]) for sent in room.all("typed")] == [("I would measure.", 1)]
    assert 0 < len(room.all("writing")) < len("I would measure.")


def test_typed_text_that_was_kept_while_the_line_was_down_leaves_the_box(page: Page, url: str) -> None:
    room = enter(page, url)
    box = page.locator("#typed-text")
    room.ask(0, "Why?")
    box.fill("I would\nmeasure.")
    box.press("Control+Enter")
    room.turns = [seen(0, "Why?", answer="I would measure."), seen(1, "How?")]

    room.lose()

    expect(box).to_have_value("")


def test_answer_that_is_taken_up_again_can_be_sent(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")
    room.send("answer_kept", turn=0, text="Because")

    room.send("stop", turn=1, keep="", taken_back=True)
    page.wait_for_timeout(200)
    page.locator("#typed-text").fill("it is slow.")
    page.locator("#typed-text").press("Control+Enter")

    assert [sent["reply_to"] for sent in room.all("typed")] == [0]


def test_answer_that_is_taken_up_again_is_seen_at_once(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")
    room.send("caption", turn=0, text="Because it is slow.", start_ms=0, end_ms=900)
    room.send("answer_kept", turn=0, text="Because it is slow.")
    room.ask(1, "And how?")

    room.send("stop", turn=1, keep="", taken_back=True)

    captions = page.locator("#captions")
    expect(captions).to_have_text("Because it is slow.")
    room.send("caption", turn=0, text="if it is old.", start_ms=2_000, end_ms=2_900)
    expect(captions).to_have_text("Because it is slow. if it is old.")


def test_a_caption_that_goes_on_in_mid_sentence_takes_back_the_stop_before_it(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")

    for number, text in enumerate(("I would keep it.", "because it is slow.", "Then I…", "um.", "and old.")):
        room.send("caption", turn=0, text=text, start_ms=number * 1_000, end_ms=number * 1_000 + 900)

    expect(page.locator("#captions")).to_have_text("I would keep it because it is slow. Then I… um and old.")


def test_a_caption_that_is_told_again_has_better_words(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")

    for start_ms, text in ((0, "iRID events."), (2_000, "into an outbox."), (0, "I write events")):
        room.send("caption", turn=0, text=text, start_ms=start_ms, end_ms=start_ms + 900)

    expect(page.locator("#captions")).to_have_text("I write events into an outbox.")


def test_words_of_an_interrupted_turn_stay_where_it_was_asked(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")
    room.send("answer_kept", turn=0, text="Because")
    room.ask(1, "And how would you do it?")

    room.send("stop", turn=1, keep="", taken_back=False)
    page.wait_for_timeout(200)
    expect(page.locator("#interviewer-words")).to_have_text("And how would you do it?")
    room.send("stop", turn=1, keep="And how", taken_back=False)

    expect(page.locator("#interviewer-words")).to_have_text("And how")
    expect(page.locator("#log [data-who=candidate]")).to_have_count(1)


def test_question_stays_in_sight_beside_a_check_in(page: Page, url: str) -> None:
    room = enter(page, url)
    question = page.locator("#question-beside")
    room.ask(0, "Why?")
    expect(question).to_be_hidden()

    room.ask(1, "Are you still thinking?", kind="check_in")
    expect(question).to_have_text("Why?")
    room.ask(2, "Think of the cost.", kind="hint")
    expect(question).to_have_text("Why?")
    room.turns = [seen(0, "Why?"), seen(1, "Are you still thinking?", kind="check_in")]
    room.lose()
    expect(page.locator("#interviewer-words")).to_have_text("Are you still thinking?")
    expect(question).to_have_text("Why?")

    room.ask(2, "And how?", kind="follow_up")
    expect(question).to_be_hidden()


def test_code_survives_a_follow_up_that_is_taken_back_and_a_repeated_question(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask_for_code("one = 1")

    room.send("answer_kept", turn=0, text="Here")
    room.ask(1, "Why one?", kind="follow_up")
    room.send("stop", turn=1, keep="", taken_back=True)
    expect(page.locator("#interviewer-words")).to_have_text("Write it.")
    assert page.evaluate(IN_PAD) == "one = 1"

    room.ask(0, "Write it.", code="python")
    assert page.evaluate(IN_PAD) == "one = 1"


def test_code_comes_back_with_the_question_that_wanted_it(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask_for_code("one = 1")
    room.send("answer_kept", turn=0, text="Here")

    room.ask(1, "Now something else.")
    expect(page.locator("#code-pad")).to_be_hidden()
    assert [(sent["code"], sent["turn"]) for sent in room.all("code")] == [("one = 1", 0)]
    room.send("stop", turn=1, keep="", taken_back=True)

    expect(page.locator("#code-pad")).to_be_visible()
    assert page.evaluate(IN_PAD) == "one = 1"


def test_code_written_while_the_line_was_down_is_newer_than_the_servers(page: Page, url: str) -> None:
    room = enter(page, url)
    room.ask_for_code("one = 1")
    page.wait_for_timeout(1_200)
    room.turns = [seen(0, "Write it.")]
    room.pad = {"pad_code": "one = 1", "pad_language": "python"}

    room.socket.close(code=1011)
    page.keyboard.insert_text("\ntwo = 2")
    while len(room.all("join")) < 2:
        pass

    assert room.all("code")[-1]["code"] == "one = 1\ntwo = 2"
    assert page.evaluate(IN_PAD) == "one = 1\ntwo = 2"
    room.pad["pad_code"] = "three = 3"  # written on another device
    room.lose()
    assert page.evaluate(IN_PAD) == "three = 3"


def test_page_that_comes_in_the_middle_speaks_only_what_is_said_to_it_from_the_start(
    page: Page, url: str
) -> None:
    room = enter(page, url)
    room.send("token", turn=0, text="the rest of it. And more. ")
    room.send("said", turn=0, text="What is the rest of it. And more.", by="local")
    assert room.all("heard") == []

    room.ask(0, "What is it?")
    room.send("saying", turn=0, kind="question", code="", by_page=True)
    room.send("token", turn=0, text="What")

    expect(page.locator("#interviewer-words")).to_have_text("What")
    assert {heard["turn"] for heard in room.all("heard")} == {0}


def test_page_that_comes_back_says_whether_it_is_muted_and_shows_the_answer_once(
    page: Page, url: str
) -> None:
    room = enter(page, url)
    room.ask(0, "Why?")
    room.send("caption", turn=0, text="Because", start_ms=0, end_ms=900)
    page.evaluate("document.getElementById('mute-voice').click()")
    room.turns = [seen(0, "Why?")]
    room.captions = [{"turn": 0, "text": "Because", "start_ms": 0, "end_ms": 900}]

    room.lose()

    expect(page.locator("#captions")).to_have_text("Because")
    actions = [sent["action"] for sent in room.all("control")]
    assert actions == ["unmute", "mute", "mute"]


def test_coaching_switch_stands_as_the_room_has_it_and_as_it_was_last_set(page: Page, url: str) -> None:
    room = Room(page)
    room.coaching = True
    enter(page, url, room=room)
    switch = page.locator("#coaching-toggle")
    expect(switch).to_have_attribute("aria-pressed", "true")
    room.send("coaching", line="That was quick.")

    page.locator("#coaching-off").click()

    expect(page.locator("#coaching")).to_be_hidden()
    expect(switch).to_have_attribute("aria-pressed", "false")
    room.lose()  # and another owner of the room knows only what was planned
    expect(switch).to_have_attribute("aria-pressed", "false")
    actions = [sent["action"] for sent in room.all("control")]
    assert actions == ["unmute", "coaching_off", "unmute", "coaching_off"]


def test_coaching_switch_is_as_it_was_set_when_the_page_is_loaded_again(page: Page, url: str) -> None:
    plan(page, url, mode="typing")
    page.locator("#enter").click()
    switch = page.locator("#coaching-toggle")
    expect(page.locator("#connection")).to_have_attribute("data-state", "live")
    page.locator("#more").click()
    switch.click()
    page.wait_for_timeout(500)

    page.reload()
    page.locator("#enter").click()

    expect(page.locator("#connection")).to_have_attribute("data-state", "live")
    expect(switch).to_have_attribute("aria-pressed", "true")


def test_coaching_line_goes_when_another_answer_or_question_has_come(page: Page, url: str) -> None:
    room = Room(page)
    room.coaching = True
    enter(page, url, room=room)
    box = page.locator("#coaching")
    room.ask(0, "Why?")
    room.send("answer_kept", turn=0, text="Because")
    room.send("coaching", line="That was quick.")

    room.ask(1, "And how?")
    expect(box).to_be_visible()
    room.send("answer_kept", turn=1, text="So")
    expect(box).to_be_hidden()

    room.send("coaching", line="That was quick, too.")
    expect(box).to_be_visible()
    room.ask(2, "And when?")
    room.ask(3, "And where?")
    expect(box).to_be_hidden()


def test_keys_wait_until_somebody_has_entered_and_count_once(page: Page, url: str) -> None:
    room = Room(page)
    plan(page, url, mode="typing")
    page.keyboard.press("s")
    page.locator("#enter").click()
    expect(page.locator("#connection")).to_have_attribute("data-state", "live")
    room.ask(0, "Why?")
    assert [sent["action"] for sent in room.all("control")] == ["unmute"]

    page.locator("#main").focus()
    page.keyboard.down("s")
    page.keyboard.down("s")

    assert [sent["action"] for sent in room.all("control")] == ["unmute", "skip"]


def test_menu_opens_and_closes_in_a_browser_without_popovers(page: Page, url: str) -> None:
    def older(route: Route) -> None:
        answer = route.fetch()
        body = re.sub(r"\spopover(target=\"[^\"]*\")?(?=\s*>)", "", answer.text())
        route.fulfill(response=answer, body=body)

    page.add_init_script("delete HTMLElement.prototype.popover")
    page.route(re.compile(r"/interviews/[^/]+/$"), older)
    enter(page, url)
    menu, more = page.locator("#more-menu"), page.locator("#more")
    expect(menu).to_be_hidden()

    more.click()
    expect(menu).to_be_visible()
    expect(more).to_have_attribute("aria-expanded", "true")
    page.locator("#interviewer-words").click()
    expect(menu).to_be_hidden()

    more.click()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


@pytest.mark.parametrize("code", [4001, 4004])
def test_page_that_is_put_to_rest_lets_go_of_the_microphone(page: Page, url: str, code: int) -> None:
    room = enter(page, url, mode="voice")
    assert page.evaluate("opened.getTracks().every((track) => track.readyState === 'live')")

    room.socket.close(code=code)

    page.wait_for_function("() => opened.getTracks().every((track) => track.readyState === 'ended')")
