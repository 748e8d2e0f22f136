"""Where the listener's heavy work is done: named threads, so that hearing never blocks the event loop."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from intervision.priorities import BESIDE

from .port import Transcriber

logger = logging.getLogger(__name__)

T = TypeVar("T")

# One thread transcribes for all interviews of the process, in order of arrival, and one asks Smart Turn: the
# two run side by side in a pause, and together they take two cores at most.
TRANSCRIBING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="transcribing")
# A transcriber elsewhere takes no core, and may answer late: that must not deafen the other interviews.
TRANSCRIBING_REMOTELY = ThreadPoolExecutor(max_workers=32, thread_name_prefix="transcribing-remotely")
TURN_TAKING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turn-taking")


class Workshop(Protocol):
    """Runs work elsewhere and calls `done` on the event loop with its result or its error."""

    def transcribe(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> Callable[[], Any]:
        """Start, and return what cancels it as long as it has not begun."""

    def judge(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> Callable[[], Any]: ...

    def read(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> Callable[[], Any]:
        """As the others, behind everything that anybody waits for."""

    def every(self, seconds: float, call: Callable[[], None]) -> Callable[[], Any]:
        """Call again and again; return what stops it."""


class Threads:
    """The workshop of a live interview. Made on the event loop that it reports to."""

    def __init__(self, transcriber: Transcriber) -> None:
        self._transcribing = TRANSCRIBING_REMOTELY if transcriber.remote else TRANSCRIBING

    def transcribe(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> Callable[[], Any]:
        return _run(self._transcribing, work, done)

    def judge(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> Callable[[], Any]:
        return _run(TURN_TAKING, work, done)

    def read(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> Callable[[], Any]:
        return _run(BESIDE, work, done)

    def every(self, seconds: float, call: Callable[[], None]) -> Callable[[], Any]:
        loop = asyncio.get_running_loop()
        handle: asyncio.TimerHandle | None = None

        def again() -> None:
            nonlocal handle
            handle = loop.call_later(seconds, again)
            call()

        handle = loop.call_later(seconds, again)
        return lambda: handle.cancel()


def _run(
    executor: ThreadPoolExecutor, work: Callable[[], T], done: Callable[[T | Exception], None]
) -> Callable[[], Any]:
    loop = asyncio.get_running_loop()

    def report(future: Future[T]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is not None and not isinstance(error, Exception):
            return
        # The loop may be gone when the process stops.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(done, future.result() if error is None else error)

    future = executor.submit(work)
    future.add_done_callback(report)
    return future.cancel
