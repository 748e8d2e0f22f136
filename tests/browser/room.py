"""A room for tests of the room's page: it says what the test wants, and keeps what it gets."""

import json
from typing import Any

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.rehearsing import plan

# What the page opened, to see whether it is let go, and to let it end.
KEEP_STREAM = """
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => (window.opened = await open(wanted));
"""
# How many drafts the page keeps for after a reload.
DRAFTS = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('draft')).length"


class Room:
    """Stands in for the server's end of the socket."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.got: list[dict[str, Any]] = []
        self.turns: list[dict[str, Any]] = []
        self.pad: dict[str, str] = {}
        self.captions: list[dict[str, Any]] = []  # as they stand in the record when the page comes back
        self.coaching = False
        self.down = False
        self.silent = False
        self.clock = {"elapsed_ms": 0, "length_ms": 600_000}
        page.route_web_socket(lambda url: "/ws/interviews/" in url, self._opened)

    def _opened(self, socket: WebSocketRoute) -> None:
        if self.down:
            socket.close(code=1011)
            return
        self.socket = socket
        socket.on_message(lambda text: self._take(json.loads(text)))

    def _take(self, message: dict[str, Any]) -> None:
        self.got.append(message)
        if message["type"] == "join" and not self.silent:
            rest = {"pad_code": "", "pad_language": "", **self.pad, "kept": "", "peer": False}
            lists = {"turns": self.turns, "voices": [], "ice_servers": [], "captions": self.captions}
            rest["coaching_lines"] = self.coaching
            self.send("welcome", typing=False, **self.clock, **lists, **rest)
        if message["type"] == "ping":
            self.send("pong", sent=message["sent"], elapsed_ms=self.clock["elapsed_ms"])

    def send(self, message: str, **fields: Any) -> None:
        self.socket.send(json.dumps({"type": message, **fields}))

    def ask_for_code(self, code: str) -> None:
        """Ask for Python in turn 0, and write `code` on the pad."""
        self.ask(0, "Write it.", code="python")
        self.page.locator("#code-pad .ace_content").click()
        self.page.keyboard.insert_text(code)

    def ask(self, turn: int, text: str, *, kind: str = "question", code: str = "") -> None:
        self.send("saying", turn=turn, kind=kind, code=code, by_page=True)
        self.send("token", turn=turn, text=text)
        self.send("said", turn=turn, text=text, by="local")
        expect(self.page.locator("#interviewer-words")).to_have_text(text)

    def all(self, kind: str) -> list[dict[str, Any]]:
        self.page.wait_for_timeout(300)
        return [message for message in self.got if message["type"] == kind]

    def swallow(self) -> None:
        """Nothing that the page sends arrives any more, and the line seems to stand."""
        self.socket.on_message(lambda text: None)

    def break_off(self) -> None:
        """The line breaks, and every new one does until it is not `down` any more."""
        self.down = True
        self.socket.close(code=1011)
        expect(self.page.locator("#connection")).to_have_attribute("data-state", "lost")

    def lose(self) -> None:
        """The line breaks, and the page comes back."""
        joined = len(self.all("join"))
        self.socket.close(code=1011)
        while len(self.all("join")) == joined:
            pass
        expect(self.page.locator("#connection")).to_have_attribute("data-state", "live")


def seen(number: int, said: str, *, answer: str = "", kind: str = "question") -> dict[str, Any]:
    """Return a turn as a page that joins gets it."""
    answered = {"answer": answer, "answered": bool(answer), "skipped": False}
    return {"number": number, "kind": kind, "said": said, **answered}


def enter(
    page: Page,
    url: str,
    *,
    mode: str = "typing",
    record: bool = False,
    camera: bool = False,
    room: Room | None = None,
) -> Room:
    room = room or Room(page)
    plan(page, url, mode=mode, record=record, camera=camera)
    go_in(page)
    return room


def go_in(page: Page) -> None:
    """Press 'Enter' at the gate, where `enter` and every reload lead."""
    page.locator("#enter").click()
    expect(page.locator("#connection")).to_have_attribute("data-state", "live")
