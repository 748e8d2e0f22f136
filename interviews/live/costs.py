"""What calls to paid models took, counted in the record whatever became of their words."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from ..interviewer.port import Usage
from . import facts
from .record import Record

logger = logging.getLogger(__name__)


class Costs:
    """Each call is counted in a task of its own, which nobody cancels: a draft that was thrown away has cost
    its tokens too."""

    def __init__(self, record: Record, now_ms: Callable[[], int]) -> None:
        self._record, self._now_ms = record, now_ms
        self._counting: set[asyncio.Task[None]] = set()

    def add(self, usage: Usage, *, spend: Callable[[], Awaitable[None]] | None = None) -> None:
        """Count a call; `spend` takes it off the day's budget first."""
        counting = asyncio.create_task(self._count(usage, spend))
        self._counting.add(counting)
        counting.add_done_callback(self._counting.discard)
        counting.add_done_callback(_log_crash)

    async def settled(self) -> None:
        """Return when every call so far is counted."""
        await asyncio.gather(*self._counting, return_exceptions=True)

    async def _count(self, usage: Usage, spend: Callable[[], Awaitable[None]] | None) -> None:
        if spend is not None:
            await spend()
        await self._record.append(
            facts.UsageCounted(
                at_ms=self._now_ms(),
                purpose=usage.purpose,
                model=usage.model,
                tokens_in=usage.tokens_in,
                tokens_out=usage.tokens_out,
            )
        )


def _log_crash(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        logger.error("A call could not be counted", exc_info=error)
