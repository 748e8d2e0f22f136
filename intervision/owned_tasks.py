"""Tasks that have an owner: kept while they run, logged when they crash, cancelled or waited for together."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

logger = logging.getLogger(__name__)

T = TypeVar("T")


class OwnedTasks:
    """`whose` says in the log who had started the one that crashed."""

    def __init__(self, whose: str) -> None:
        self._whose = whose
        # The event loop itself keeps no task from being collected as garbage.
        self._running: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        return len(self._running)

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    def cancel(self) -> None:
        """Cancel all that run, but not the one that asks for it."""
        for task in self._running - {asyncio.current_task()}:
            task.cancel()

    async def settled(self) -> None:
        """Return when all that run now are through, however they end."""
        await asyncio.gather(*self._running, return_exceptions=True)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("a task of %s crashed", self._whose, exc_info=error)
