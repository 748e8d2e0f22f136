"""What the camera is used for: framing and light, looked at every two seconds; no picture is kept."""

import asyncio
import logging
from typing import Any

from ..analysis import framing
from ..analysis.judgement import FramingNote
from .passes import PASSES

logger = logging.getLogger(__name__)
VIEWS_AT_MOST = 600  # twenty minutes of one answer


class Camera:
    def __init__(self) -> None:
        self._views: list[framing.View] = []
        self._looking: asyncio.Task[None] | None = None

    def see(self, frame: Any) -> None:
        """Look at a grey picture, unless the last one is still being looked at."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(frame))

    async def _look(self, frame: Any) -> None:
        try:
            view = await asyncio.get_running_loop().run_in_executor(PASSES, framing.look, frame)
        except Exception:
            logger.exception("a picture could not be looked at")
            return
        if len(self._views) < VIEWS_AT_MOST:
            self._views.append(view)

    def note(self) -> FramingNote | None:
        """Return what was seen since the last note, None when nothing was."""
        views, self._views = self._views, []
        return framing.note(views) if views else None

    def close(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
