"""Pages that a test opens: the socket of the room over the real ASGI application."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from interviews.live import messages
from interviews.models import Interview
from intervision.accounts.models import User
from intervision.asgi import application


def session_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key


def planned(user: User, **fields: Any) -> Interview:
    defaults = {"domain": "backend", "seniority": "mid", "mode": "typing", "minutes": 10}
    return Interview.objects.create(candidate=user, **{**defaults, **fields})


class Tab:
    """One page's end of the socket."""

    def __init__(self, communicator: WebsocketCommunicator) -> None:
        self.socket = communicator
        self.inbox: list[dict[str, Any]] = []
        self.closed: int | None = None

    async def send(self, **message: Any) -> None:
        await self.socket.send_to(text_data=messages.encode(message).decode())

    async def until(self, kind: str, timeout_s: float = 15, **fields: Any) -> dict[str, Any]:
        """Read until a message of this kind comes; other messages stay in the inbox."""
        deadline = asyncio.get_running_loop().time() + timeout_s
        while (left := deadline - asyncio.get_running_loop().time()) > 0:
            event = await self.socket.receive_output(timeout=left)
            if event["type"] == "websocket.close":
                self.closed = event["code"]
                raise ConnectionError(f"closed with {event['code']} before {kind}")
            message: dict[str, Any] = msgspec.json.decode(event["text"])
            self.inbox.append(message)
            if message["type"] == kind and all(message.get(name) == value for name, value in fields.items()):
                return message
        raise TimeoutError(kind)

    async def until_closed(self) -> int:
        while True:
            event = await self.socket.receive_output(timeout=10)
            if event["type"] == "websocket.close":
                return int(event["code"])
            self.inbox.append(msgspec.json.decode(event["text"]))


@asynccontextmanager
async def tab(interview_id: Any, user: User | None) -> AsyncIterator[Tab]:
    headers = [(b"origin", b"http://localhost"), (b"host", b"localhost")]
    if user is not None:
        key = await sync_to_async(session_of)(user)
        headers.append((b"cookie", f"sessionid={key}".encode()))
    communicator = WebsocketCommunicator(application, f"/ws/interviews/{interview_id}/", headers)
    connected, _ = await communicator.connect()
    assert connected
    try:
        yield Tab(communicator)
    finally:
        await communicator.disconnect()


async def entered(page: Tab) -> dict[str, Any]:
    await page.send(type="join")
    welcome = await page.until("welcome")
    await page.until("said")
    return welcome


async def until_true(true: Callable[[], bool]) -> None:
    for _ in range(100):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not come true")


@asynccontextmanager
async def in_the_room(alice: User) -> AsyncIterator[tuple[Interview, Any]]:
    """Yield a planned interview and the page that has entered its room."""
    interview = await sync_to_async(planned)(alice)
    async with tab(interview.pk, alice) as page:
        await entered(page)
        yield interview, page
