"""One reply of the interviewer, from asking for it to its last word; it may be thrown away at any moment."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any, Protocol

from intervision.owned_tasks import OwnedTasks

from ..costs.usage import UsageSink
from ..interviewer.port import Interviewer, InterviewerFailed, Move, OutOfBudget, Situation

logger = logging.getLogger(__name__)

# A model's reply is a few sentences; what goes on past this is cut.
MAX_CHARACTERS = 2_500
# Tokens that wait for a turn that is not certain yet.
HELD_AT_MOST = 2_000


class Speaker(Protocol):
    """Makes the words audible (speech/speaker.py), or lets the page do it."""

    muted: bool

    @property
    def by_page(self) -> bool:
        """Whether the page speaks the turn that was begun last."""

    def configure(self, *, voice: str, speed: float) -> None: ...

    def begin(self, turn: int) -> None: ...

    def add(self, delta: str) -> None: ...

    async def finished(self) -> None:
        """Return when all that was added has been heard, or can be taken to have been."""

    def stop(self) -> int | None:
        """Fall silent at once; return how many characters were heard, None when only the page knows."""

    def page_heard(self, turn: int, characters: int, *, finished: bool) -> None: ...


class Reply:
    """Asks the interviewer, falls back to the local one, holds the words until somebody takes them."""

    def __init__(
        self,
        interviewer: Interviewer,
        local: Interviewer,
        situation: Callable[[], Awaitable[Situation]],
        *,
        used: UsageSink,
        asked_for: str = "",
        text: str = "",
    ) -> None:
        self.asked_for = asked_for  # the answer so far that this reply was asked for
        self.text = ""  # what has been taken out of it
        self.said_by = "local"
        self.troubles: list[str] = []
        self.out_of_budget = False
        self.failed = False
        self._used = used
        self._interviewer, self._local = interviewer, local
        self._situation_of = situation
        self._ready_text = text  # said as it is, without asking anybody
        self._situation: asyncio.Future[Situation] = asyncio.get_running_loop().create_future()
        self._words: asyncio.Queue[str | None] = asyncio.Queue(HELD_AT_MOST)
        self._tasks = OwnedTasks("a reply")

    def start(self) -> None:
        self._tasks.start(self._fill())

    def deliver(self, delivery: Coroutine[Any, Any, None], *, on_crash: Callable[[], None]) -> None:
        """Run the coroutine that takes this reply's words; it is cancelled with it."""
        task = self._tasks.start(delivery)
        task.add_done_callback(lambda task: None if task.cancelled() or not task.exception() else on_crash())

    async def move(self) -> Move:
        return (await asyncio.shield(self._situation)).move

    async def tokens(self) -> AsyncIterator[str]:
        while (delta := await self._words.get()) is not None:
            self.text += delta
            yield delta

    def cancel(self) -> None:
        self._tasks.cancel()
        self._situation.cancel()

    async def _fill(self) -> None:
        try:
            situation = await self._situation_of()
            self._situation.set_result(situation)
            if self._ready_text:
                await self._words.put(self._ready_text)
            else:
                await self._ask(situation)
        except Exception as error:
            self.failed = True
            if self._situation.done():
                raise
            self._situation.set_exception(error)  # whoever delivers this reply is told
        finally:
            if not asyncio.current_task().cancelling():  # type: ignore[union-attr]
                await self._words.put(None)

    async def _ask(self, situation: Situation) -> None:
        self.said_by = self._interviewer.name
        sent = ""
        try:
            async for delta in self._interviewer.say(situation, usage=self._used):
                sent += delta
                await self._words.put(delta)
                if len(sent) > MAX_CHARACTERS:
                    break
            if sent.strip():
                return
            raise InterviewerFailed("it said nothing")
        except InterviewerFailed as error:
            logger.warning("The interviewer %s failed: %s", self._interviewer.name, error)
            self.troubles.append(f"{self._interviewer.name}: {error}")
            self.out_of_budget = isinstance(error, OutOfBudget)
        except Exception:  # a fault in an adapter, or in what a server sent: the candidate waits all the same
            logger.exception("The interviewer %s crashed", self._interviewer.name)
            self.troubles.append(f"{self._interviewer.name}: a fault in its adapter")
        if "?" in sent:
            return  # the question was out before it broke off
        self.said_by = self._local.name
        if sent:
            await self._words.put(" … Sorry, let me put that again. ")
        async for delta in self._local.say(situation):
            await self._words.put(delta)
