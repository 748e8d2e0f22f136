"""The page of a room: it comes and goes, and the room waits GRACE_S for the next one before it lets go."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

from redis.exceptions import RedisError

from intervision.owned_tasks import OwnedTasks

from . import messages, notices

GRACE_S = 20
# How often a room without a page looks whether another process wants the interview.
ASKED_EVERY_S = 0.25

Send = Callable[[messages.ToPage], None]


class Page:
    """The newest page is the one that is told. `wanted` tells whether another process asks for the room."""

    def __init__(
        self,
        tasks: OwnedTasks,
        *,
        wanted: Callable[[], Awaitable[bool]],
        let_go: Callable[[], Awaitable[None]],
    ) -> None:
        self._tasks, self._wanted, self._let_go = tasks, wanted, let_go
        self._send: Send | None = None
        self._waiting: asyncio.Task[None] | None = None

    def came(self, send: Send) -> None:
        """Tell this page from now on, and the one before that it was taken over."""
        self.tell(notices.TAKEN_OVER)
        self._send = send
        self.wait_no_longer()

    def went(self, send: Send) -> bool:
        """Forget the page; False where another is in its place."""
        if self._send != send:  # a bound method is a new object each time that it is named
            return False
        self._send = None
        return True

    def tell(self, message: messages.ToPage) -> None:
        if self._send is not None:
            self._send(message)

    def wait(self) -> None:
        """Let go if none comes within the grace."""
        if self._waiting is None:
            self._waiting = self._tasks.start(self._wait())

    def wait_no_longer(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    async def _wait(self) -> None:
        """Let go when nobody came, or when another process wants the room: its page may be there."""
        until = time.monotonic() + GRACE_S
        while time.monotonic() < until:
            await asyncio.sleep(min(ASKED_EVERY_S, GRACE_S))
            with contextlib.suppress(RedisError):
                if await self._wanted():
                    break
        self._waiting = None  # to let go cancels what waits
        await self._let_go()
