"""The inbox of a room: what its ears and its page say is worked off one by one, in the order it came."""

import asyncio
from collections.abc import Awaitable, Callable

from ..speech.port import ListenerEvent
from . import messages

INBOX_SIZE = 500
# A page is asked to send again what finds no place; what was heard can't be heard again.
KEPT_FOR_EARS = 200
# How long the end of an interview, or of its room, waits for what stands here.
WORK_OFF_S = 4

Event = ListenerEvent | messages.FromPage


class Inbox:
    def __init__(self, act: Callable[[Event], Awaitable[None]]) -> None:
        self._act = act
        self._queue: asyncio.Queue[Event] = asyncio.Queue(INBOX_SIZE)
        self._stopped = asyncio.Event()
        self._stopped.set()

    def __len__(self) -> int:
        return self._queue.qsize()

    def said(self, message: messages.FromPage) -> bool:
        """Take what the page says; False when there is no place for it."""
        if len(self) >= INBOX_SIZE - KEPT_FOR_EARS:
            return False
        self._queue.put_nowait(message)
        return True

    def heard(self, event: ListenerEvent) -> bool:
        """Take what the ears say; False when it is lost."""
        try:
            self._queue.put_nowait(event)
        except asyncio.QueueFull:
            return False
        return True

    async def work(self) -> None:
        """Act on what comes, for ever. What `act` raises ends it."""
        self._stopped.clear()
        try:
            while True:
                event = await self._queue.get()
                try:
                    await self._act(event)
                finally:
                    self._queue.task_done()
        finally:
            self._stopped.set()

    async def empty(self) -> None:
        """Return when all that came is acted on."""
        await self._queue.join()

    async def worked_off(self) -> None:
        """Return when all that came is acted on, can't be any more, or takes too long."""
        ends = {asyncio.create_task(self.empty()), asyncio.create_task(self._stopped.wait())}
        await asyncio.wait(ends, timeout=WORK_OFF_S, return_when=asyncio.FIRST_COMPLETED)
        for end in ends:
            end.cancel()
