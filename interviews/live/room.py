"""The room: one owner of one live interview in this process, with its conversation and its peer connection.

It stays for a while after its page has gone (page.py), and lets go when another process takes over. Whatever
it lets go of, it first writes down what was heard.
"""

import asyncio
import contextlib
import logging
import os
import socket
import time
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from redis.exceptions import RedisError

from intervision.owned_tasks import OwnedTasks
from intervision.providers import provider
from intervision.redis import for_loop

from ..analysis.local import LocalAnalyst
from ..enums import EndReason
from ..interviewer.local import LocalInterviewer
from ..interviewer.port import Interviewer
from ..speech.endpointing import SoundAndWords
from ..speech.listener import Listener
from ..speech.port import (
    AudioBack,
    AudioLost,
    AudioMissing,
    HearingFailed,
    ListenerEvent,
    NothingHeard,
    SilenceHeard,
    Voice,
)
from ..speech.speaker import make_speaker
from . import facts, messages, notices, opening
from .budgeted import Budgeted, BudgetedVoice
from .camera import Camera
from .conversation import Conversation
from .flush import flush_patiently
from .inbox import Event, Inbox
from .line import Line
from .page import GRACE_S, Page, Send
from .passes import Passes
from .record import LEASE_MS, Record, RecordBroken, StaleOwner
from .welcome import welcome

logger = logging.getLogger(__name__)

# How often it looks whether code waits to be kept.
CODE_WAITS_S = 1
# The longest rehearsal is planned at 45 minutes. A page that writes by itself would go on for ever.
LONGEST_MS = 4 * 3_600_000
# They come though nobody takes part.
NO_SIGN_OF_LIFE = (
    *(messages.Heard, SilenceHeard, NothingHeard),
    *(AudioLost, AudioMissing, AudioBack, HearingFailed),
)
# An owner that was replaced this late had left the interview alone, and not only let go of it.
AWAY_MS = 60_000


class Room:
    """Made by rooms.enter; every page of this interview in this process shares it, the newest one speaks.

    `on_closed` is called once, when all is written down and stopped.
    """

    def __init__(self, plan: facts.Plan, bank: opening.Bank, *, on_closed: Callable[["Room"], None]) -> None:
        self.interview_id = plan.interview_id
        self.plan = plan
        self.closed = False
        self._on_closed = on_closed
        self.inbox = Inbox(self._act)
        self._tasks = OwnedTasks("a room")
        self.record = Record(for_loop(), plan.interview_id, f"{socket.gethostname()}:{os.getpid()}")
        self.page = Page(self._tasks, wanted=self.record.is_wanted, let_go=self._nobody_came)
        transcriber, self.voice = provider("transcriber"), self._voice(plan)
        local = LocalAnalyst()
        self.passes = Passes(
            self.record,
            analyst=provider("analyst"),
            local=local,
            transcriber=transcriber,
            names=bank.names,
            send=self.page.tell,
            now_ms=self.now_ms,
        )
        interviewer = self._interviewer(plan)
        self.listener = Listener(
            transcriber=transcriber,
            language=plan.language,
            now_ms=self.now_ms,
            emit=self._take_in,
            about=self._about,
            end_of_turn=SoundAndWords(at_hand=not interviewer.remote),
        )
        self.camera = Camera(self.now_ms)
        self.line = Line(
            outbound=not self.voice.in_browser,
            on_audio=self.listener.feed,
            on_frame=self.camera.see,
            on_lost=self._line_lost,
            on_gone=self._line_gone,
        )
        self.speaker = make_speaker(
            self.voice,
            typing=plan.typing,
            play=self.line.play,
            hush=self.line.hush,
            on_progress=self.line.played_s,
            on_failed=self._voice_failed,
            usage=self.passes.costs.add,
        )
        self.conversation = Conversation(
            self.record,
            bank=bank.questions,
            interviewer=interviewer,
            local=LocalInterviewer(),
            passes=self.passes,
            ears=self.listener,
            speaker=self.speaker,
            send=self.page.tell,
            now_ms=self.now_ms,
            on_end=self._on_end,
            framing=self.camera.note,
        )
        self._started_unix_ms = 0
        self._active_at = time.monotonic()
        self._ending: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None

    def _about(self) -> str:
        current = self.record.state.current
        return self.passes.about(current) if current is not None else ""

    @staticmethod
    def _interviewer(plan: facts.Plan) -> Interviewer:
        """Return who asks: a service only as long as the day's budget lasts."""
        interviewer: Interviewer = provider("interviewer")
        return Budgeted(interviewer, UUID(plan.candidate_id)) if interviewer.remote else interviewer

    @staticmethod
    def _voice(plan: facts.Plan) -> Voice:
        """Return who speaks: a service only as long as the day's budget lasts."""
        voice: Voice = provider("voice")
        return voice if voice.in_browser else BudgetedVoice(voice, UUID(plan.candidate_id))

    # --- pages -----------------------------------------------------------------------------------------

    def attach(self, send: Send) -> None:
        """Give the room to this page; the one before is told that it was taken over."""
        self._active_at = time.monotonic()
        self.page.came(send)

    def detach(self, send: Send) -> None:
        """The page has gone: wait for it to come back, then let go."""
        if self.page.went(send) and not self.closed and self._ending is None:
            self.page.wait()

    def welcome(self) -> messages.Welcome:
        return welcome(
            self.record.state,
            elapsed_ms=self.now_ms(),
            coaching=self.passes.coaching,
            voice=self.voice,
            peer=self.line.connected,
        )

    def take(self, message: messages.FromPage) -> bool:
        """Queue a message of the page; False when the room is too busy to take it, or closed."""
        return not self.closed and self.inbox.said(message)

    # --- the owner's life ------------------------------------------------------------------------------

    def now_ms(self) -> int:
        """Milliseconds since the interview began, by the wall clock, so that every owner agrees."""
        if not self._started_unix_ms:
            return 0
        return max(0, int(time.time() * 1000) - self._started_unix_ms)  # a clock may be set back

    async def open(self) -> None:
        """Take the record over and begin, or go on where it stops. Raises redis errors when it is away."""
        state = await self.record.take_over()
        if state.head.plan is None:
            self._started_unix_ms = int(time.time() * 1000)
            await self.record.append(
                facts.Opened(at_ms=0, plan=self.plan, started_unix_ms=self._started_unix_ms)
            )
        else:
            self.plan = state.plan
            self._started_unix_ms = state.head.started_unix_ms
            away_ms = self.now_ms() - state.head.last_at_ms
            if away_ms >= AWAY_MS and not state.head.ended:
                await self.record.append(facts.CameBack(at_ms=self.now_ms(), away_ms=away_ms))
            await self.conversation.restore()
        self._tasks.start(self._keep_lease())
        self._tasks.start(self._keep_code())
        self._tasks.start(self._work())
        self.page.wait()  # the one that opened it may be gone by now

    def begin(self) -> None:
        """The first page is here: say the first words, or go on where the last owner stopped."""
        self.conversation.begin()

    def go_on(self) -> None:
        """A page has come to an interview that goes on here, or comes to its end."""
        if self._ending is None:
            self.conversation.go_on()
        elif self.record.state.head.ended:
            self._tell_of_end(self.record.state.head.end_reason)

    async def close(self) -> None:
        """Write down what was heard, stop everything, give the lease back. Who repeats it waits as well."""
        if self._closing is None:
            self.closed = True
            self._closing = asyncio.create_task(self._close())
            self._closing.add_done_callback(lambda _: self._on_closed(self))
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        self.page.wait_no_longer()
        try:
            await self.listener.close()
            await self.inbox.worked_off()
            await self.conversation.keep_running()
            await self.passes.drain(longest_s=GRACE_S / 4)
            await self.record.release()
        except StaleOwner:
            logger.info("interview %s has a newer owner", self.interview_id)
        except (RecordBroken, RedisError):
            logger.warning("interview %s is left as its record has it", self.interview_id)
        finally:
            await self.conversation.close()
            self.camera.close()
            await self.line.close()
            self._tasks.cancel()

    def give_way(self) -> None:
        """Let go because another process asks for the interview.

        The room owns this, not the page's connection: that one ends as soon as the page is told.
        """
        if not self.closed:
            self.page.tell(notices.TAKEN_OVER)
            self._tasks.start(self.leave())

    async def leave(self) -> None:
        """Close for another process, or because this one stops; an end that has begun is reached first."""
        if self._ending is not None:
            await asyncio.wait({self._ending})
        await self.close()

    async def _work(self) -> None:
        try:
            await self.inbox.work()
        except StaleOwner:
            self._tasks.start(self._taken_over())
        except Exception:
            logger.exception("interview %s can't go on in this room", self.interview_id)
            self._tasks.start(self._break_off())

    async def _act(self, event: Event) -> None:
        """Act on what was heard or said; nothing in here waits for a model."""
        if not isinstance(event, NO_SIGN_OF_LIFE):
            self._active_at = time.monotonic()
        if isinstance(event, messages.Message):
            await self.conversation.said_by_page(event)
        else:
            await self.conversation.heard(event)

    async def _keep_lease(self) -> None:
        while True:
            await asyncio.sleep(LEASE_MS / 3000)
            if self.record.broken:
                self._tasks.start(self._break_off())
                return
            try:
                renewed = await self.record.renew()
            except RedisError as error:
                logger.warning("the lease of interview %s was not renewed: %s", self.interview_id, error)
                continue
            if not renewed:
                self._tasks.start(self._taken_over())
                return
            self._end_if_left()

    def _end_if_left(self) -> None:
        """End an interview whose page is open though nobody takes part, or that does not end by itself."""
        if time.monotonic() - self._active_at >= settings.ABANDONED_AFTER_MINUTES * 60:
            self._on_end(EndReason.ABANDONED)
        elif self.now_ms() - self.record.state.head.away_ms >= LONGEST_MS:
            self._on_end(EndReason.COMPLETED)

    async def _keep_code(self) -> None:
        """Keep the code that came too fast to be kept at once, should nothing come after it."""
        with contextlib.suppress(StaleOwner, RecordBroken):  # who keeps the lease finds out
            while True:
                await asyncio.sleep(CODE_WAITS_S)
                await self.conversation.writing.keep_due()

    async def _taken_over(self) -> None:
        self.page.tell(notices.TAKEN_OVER)
        await self.close()

    async def _break_off(self) -> None:
        """Leave the record as it is, and let the page join again: its next room is made from the record."""
        self.record.broken = True
        self.page.tell(notices.TRY_AGAIN)
        await self.close()

    async def _nobody_came(self) -> None:
        logger.info("interview %s has no page here, letting go", self.interview_id)
        await self.close()

    def _on_end(self, reason: str) -> None:
        if self._ending is None:
            self._ending = self._tasks.start(self._finish(reason))

    async def _finish(self, reason: str) -> None:
        """Write the end, flush the record into the database, show the candidate the way to the report."""
        self.page.wait_no_longer()
        try:
            await self.listener.close()  # it tells the words that are still being transcribed
            await self.inbox.worked_off()
            await self.conversation.end(reason)
        except StaleOwner:
            await self._taken_over()
            return
        except Exception:
            logger.exception("interview %s could not be ended", self.interview_id)
            await self._break_off()
            return
        self._tell_of_end(reason)
        await self.passes.drain()
        try:
            await self.record.release()
            await flush_patiently(self.interview_id)
        except Exception:
            # The record stays; beat flushes it when the database is back.
            logger.exception("interview %s could not be flushed yet", self.interview_id)
        await self.close()

    def _tell_of_end(self, reason: str) -> None:
        self.page.tell(messages.Finished(reason=reason, url=opening.wrapping_up_url(self.interview_id)))

    # --- ears and mouth --------------------------------------------------------------------------------

    def _take_in(self, event: ListenerEvent) -> None:
        if not self.inbox.heard(event):
            logger.error(
                "interview %s: the inbox is full, an event of the listener is lost", self.interview_id
            )

    def _voice_failed(self, reason: str, start: int) -> None:
        """The voice service failed: the page speaks what is left, and the record says so."""
        current = self.record.state.current
        self.page.tell(messages.SpeakYourself(turn=current.number if current else 0, start=start))
        failed = facts.Degraded(at_ms=self.now_ms(), part="voice", reason=reason[:300])
        self._tasks.start(self.record.append(failed))

    def _line_lost(self) -> None:
        if not self.record.state.head.ended:  # then the page has hung up
            self.listener.microphone_gone()

    def _line_gone(self) -> None:
        if not self.record.state.head.ended:
            self.page.tell(notices.PEER_FAILED)
