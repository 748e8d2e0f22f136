"""A line that hangs, and sound that does not get through: the page tries again, and says so once."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.room import Room, enter

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]

# A network that swallows packets: while `swallowing`, a socket neither opens nor fails, and what is closed
# says so only when the test lets it (`tellClosed`).
HANGING = """
    const Open = window.WebSocket;
    window.hanging = [];
    class Hanging extends EventTarget {
      readyState = Open.CONNECTING;
      close() { this.readyState = Open.CLOSING; }
      tellClosed() {
        this.readyState = Open.CLOSED;
        this.dispatchEvent(new CloseEvent("close", { code: 1006 }));
      }
    }
    window.WebSocket = new Proxy(Open, {
      construct(real, [url]) {
        if (!window.swallowing) return new real(url);
        window.hanging.push(new Hanging());
        return window.hanging.at(-1);
      },
    });
"""
ATTEMPTS = "() => hanging.map(({ readyState }) => readyState)"
CONNECTING, CLOSING = 0, 2
# Connections for the sound that stand as the test says.
SOUND = """
    window.sound = [];
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(...options) {
        super(...options);
        window.sound.push(this);
      }
      get connectionState() { return this.told ?? "new"; }
      tell(state) {
        this.told = state;
        this.dispatchEvent(new Event("connectionstatechange"));
      }
    };
"""


@pytest.fixture
def page(page: Page) -> Page:
    page.clock.install()
    return page


def hang(page: Page, url: str) -> Room:
    """Lose the line of a running room; the first attempt to come back hangs."""
    room = Room(page)
    page.add_init_script(HANGING)
    enter(page, url, room=room)
    page.evaluate("() => { window.swallowing = true; }")
    room.socket.close(code=1011)
    expect(page.locator("#connection")).to_have_attribute("data-state", "lost")
    page.clock.run_for(1_000)
    assert page.evaluate(ATTEMPTS) == [CONNECTING]
    return room


def test_an_attempt_that_hangs_is_given_up_and_another_made(page: Page, url: str) -> None:
    room = hang(page, url)

    page.clock.run_for(10_000)
    assert page.evaluate(ATTEMPTS) == [CLOSING, CONNECTING]
    page.evaluate("() => { window.swallowing = false; }")
    page.clock.run_for(10_000)

    expect(page.locator("#connection")).to_have_attribute("data-state", "live")
    page.evaluate("() => hanging.forEach((socket) => socket.tellClosed())")
    page.clock.run_for(9_000)  # the closing of what was given up is nobody's any more
    assert len(room.all("join")) == 2
    expect(page.locator("#connection")).to_have_attribute("data-state", "live")


def test_a_network_that_is_back_is_used_at_once(page: Page, url: str) -> None:
    room = hang(page, url)

    page.evaluate("() => { window.swallowing = false; dispatchEvent(new Event('online')); }")

    expect(page.locator("#connection")).to_have_attribute("data-state", "live")
    assert page.evaluate(ATTEMPTS) == [CLOSING]
    page.clock.run_for(9_000)
    assert len(room.all("join")) == 2


def test_a_room_that_is_slow_to_answer_is_given_longer_than_a_network(page: Page, url: str) -> None:
    room = enter(page, url)
    room.silent = True
    room.socket.close(code=1011)
    expect(page.locator("#connection")).to_have_attribute("data-state", "lost")
    page.clock.run_for(1_000)
    while len(room.all("join")) < 2:
        pass
    page.clock.run_for(12_000)
    assert len(room.all("join")) == 2

    room.silent = False
    page.clock.run_for(12_000)

    expect(page.locator("#connection")).to_have_attribute("data-state", "live")
    assert len(room.all("join")) == 3


def test_lost_sound_is_told_once_until_it_was_back(page: Page, url: str) -> None:
    page.add_init_script(SOUND)
    enter(page, url, mode="voice")
    notice = page.locator("#notices [data-code=sound]")
    page.evaluate("() => sound.at(-1).tell('failed')")
    expect(notice).to_be_visible()
    notice.get_by_role("button").click()

    page.clock.run_for(1_500)
    assert page.evaluate("() => sound.length") == 2
    page.evaluate("() => sound.at(-1).tell('failed')")
    expect(notice).to_have_count(0)

    page.clock.run_for(3_500)
    page.evaluate("() => { sound.at(-1).tell('connected'); sound.at(-1).tell('failed'); }")
    expect(notice).to_be_visible()


def test_who_is_not_heard_reads_it_where_the_connection_stands(page: Page, url: str) -> None:
    page.add_init_script(SOUND)
    enter(page, url, mode="voice")
    status, notice = page.locator("#connection"), page.locator("#notices [data-code=sound]")
    expect(status).to_have_text("Connecting audio")

    page.evaluate("() => sound.at(-1).tell('connected')")
    expect(status).to_have_text("Connected")

    page.evaluate("() => sound.at(-1).tell('disconnected')")
    expect(status).to_have_text("You can’t be heard; reconnecting")
    expect(notice).to_contain_text("You can’t be heard for now")

    page.evaluate("() => sound.at(-1).tell('connected')")
    expect(status).to_have_text("Connected")
    expect(notice).to_have_count(0)


def test_a_lost_line_tells_who_speaks_whether_they_are_heard(page: Page, url: str) -> None:
    page.add_init_script(SOUND)
    room = enter(page, url, mode="voice")
    status = page.locator("#connection")
    page.evaluate("() => sound.at(-1).tell('connected')")

    room.break_off()
    expect(status).to_contain_text("What was kept is safe")

    page.evaluate("() => sound.at(-1).tell('disconnected')")
    expect(status).to_contain_text("You can’t be heard")

    page.locator("#type-toggle").click()
    expect(status).to_contain_text("What was kept is safe")


def test_lost_sound_is_told_in_one_notice_the_newest(page: Page, url: str) -> None:
    page.add_init_script(SOUND)
    room = enter(page, url, mode="voice")
    room.ask(0, "What did you build?")
    notices = page.locator("#notices .notice")

    page.evaluate("() => sound.at(-1).tell('connected')")
    room.send("notice", level="warning", code="audio_stopped", text="No sound has come.")
    expect(notices).to_have_text(["No sound has come.Dismiss"])
    page.evaluate("() => sound.at(-1).tell('disconnected')")
    expect(notices).to_have_count(1)
    expect(notices).to_contain_text("You can’t be heard for now")
    room.send("notice", level="warning", code="peer_failed", text="It could not be made.")
    expect(notices).to_have_count(1)
    expect(notices).to_contain_text("could not be made")

    page.evaluate("() => sound.at(-1).tell('connected')")
    expect(notices).to_have_count(0)


def test_what_was_not_heard_is_told_until_the_answer_is_kept(page: Page, url: str) -> None:
    room = enter(page, url, mode="voice")
    room.ask(0, "What did you build?")
    notice = page.locator("#notices [data-code=not_heard]")

    room.send("notice", level="warning", code="audio_stopped", text="No sound has come.")
    room.send("notice", level="warning", code="not_heard", text="Say that part again.")
    expect(notice).to_be_visible()
    expect(page.locator("#notices [data-code=audio_stopped]")).to_have_count(0)

    room.send("answer_kept", turn=0, text="A shop.", joined=False, forced=False)
    expect(notice).to_have_count(0)
