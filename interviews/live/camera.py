"""What the camera is used for: framing and light, looked at every two seconds; no picture is kept."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from typing import Any

from intervision.priorities import BESIDE

from ..analysis import framing
from ..analysis.judgement import FramingNote

logger = logging.getLogger(__name__)
VIEWS_AT_MOST = 600  # twenty minutes; past that the oldest are forgotten


class Camera:
    def __init__(self, now_ms: Callable[[], int]) -> None:
        self._now_ms = now_ms
        self._views: deque[tuple[int, framing.View]] = deque()  # each with when it was taken
        self._looking: asyncio.Task[None] | None = None

    def see(self, frame: Any) -> None:
        """Look at a grey picture, unless the last one is still being looked at."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(frame))

    async def _look(self, frame: Any) -> None:
        taken_ms = self._now_ms()
        try:
            view = await asyncio.get_running_loop().run_in_executor(BESIDE, framing.look, frame)
        except Exception:
            logger.exception("a picture could not be looked at")
            return
        if len(self._views) == VIEWS_AT_MOST:
            self._views.popleft()
        self._views.append((taken_ms, view))

    def note(self, start_ms: int, end_ms: int) -> FramingNote | None:
        """Return what was seen in this time, None when nothing was, and forget it and all before it."""
        views = []
        while self._views and self._views[0][0] <= end_ms:
            taken_ms, view = self._views.popleft()
            if taken_ms >= start_ms:
                views.append(view)
        return framing.note(views) if views else None

    def close(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
