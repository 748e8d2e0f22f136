"""What calls to paid models took, counted for the day and in the record, whatever became of their words."""

from collections.abc import Callable
from uuid import UUID

from intervision.owned_tasks import OwnedTasks

from ..costs import budget
from ..costs.usage import Usage
from . import facts
from .record import Record


class Costs:
    """Each call is counted in a task of its own, which nobody cancels: a draft that was thrown away has cost
    its tokens too."""

    def __init__(self, record: Record, now_ms: Callable[[], int]) -> None:
        self._record, self._now_ms = record, now_ms
        self._counting = OwnedTasks("the count of costs")

    def add(self, usage: Usage) -> None:
        self._counting.start(self._count(usage))

    async def settled(self) -> None:
        """Return when every call so far is counted."""
        await self._counting.settled()

    async def _count(self, usage: Usage) -> None:
        await budget.aspend(UUID(self._record.state.plan.candidate_id), usage)
        await self._record.append(
            facts.UsageCounted(
                at_ms=self._now_ms(),
                purpose=usage.purpose,
                model=usage.model,
                tokens_in=usage.tokens_in,
                tokens_out=usage.tokens_out,
            )
        )
