"""The WebSocket between a page and its room: reads a message, hands it on, writes what comes back."""

import asyncio
import contextlib
import logging
import time
from collections import deque
from typing import Any
from uuid import UUID

import msgspec
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.utils import translation
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from intervision.owned_tasks import OwnedTasks

from ..speech.peer import PeerError
from . import messages, notices, rooms
from .language import language_of
from .opening import CannotEnter, open_interview
from .room import Room

logger = logging.getLogger(__name__)

# Close codes of our own, which the page tells apart (static/js/room/connection.js).
UNKNOWN, OVER, TAKEN_OVER, NOT_NOW = 4004, 4010, 4001, 4503
OUTBOX_SIZE = 2_000


class InterviewConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room: Room | None = None
        self._tasks = OwnedTasks("a page's connection")

    async def connect(self) -> None:
        self.interview_id = str(self.scope["url_route"]["kwargs"]["interview_id"])
        self._arrivals: deque[float] = deque(maxlen=messages.MAX_MESSAGES_PER_10_S)
        self._outbox: asyncio.Queue[messages.ToPage | int] = asyncio.Queue(OUTBOX_SIZE)
        self._joining: asyncio.Task[Any] | None = None
        # The tasks of this connection, and the room that it opens, inherit the language.
        translation.activate(language_of(self.scope))
        await self.accept()
        await self.channel_layer.group_add(rooms.handover_group(self.interview_id), self.channel_name)
        self._tasks.start(self._write())

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await super().__call__(scope, receive, send)
        except RedisError as error:
            logger.warning(
                "a page of interview %s is sent away and comes again: %s", self.interview_id, error
            )
            await self.send(text_data=messages.encode(notices.NOT_NOW).decode())
            await self.close(NOT_NOW)
        finally:
            self._gone()  # a channel layer that fails ends the connection without `disconnect`

    def _gone(self) -> None:
        if self.room is not None:
            self.room.detach(self.tell)
        self._tasks.cancel()

    async def disconnect(self, code: int) -> None:
        self._gone()
        with contextlib.suppress(RedisError):  # the group forgets it in time
            await self.channel_layer.group_discard(rooms.handover_group(self.interview_id), self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        data = (text_data or "").encode() or bytes_data or b""
        if len(data) > messages.MAX_MESSAGE_BYTES:
            self.tell(
                messages.Error(code="too_large", text=_("That was too long to send. Nothing was changed."))
            )
            return
        if self._too_many():
            self.tell(
                messages.Error(code="too_fast", text=_("Too many messages at once; please wait a moment."))
            )
            return
        try:
            message = messages.decode(data)
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
            self.tell(messages.Error(code="malformed", text=_("A message was not understood: %s") % error))
            return
        self._dispatch(message)

    def _dispatch(self, message: messages.FromPage) -> None:
        match message:
            case messages.Join():
                if self._joining is None or self._joining.done():
                    self._joining = self._tasks.start(self._join())
            case messages.Ping(sent=sent):
                elapsed = self.room.now_ms() if self.room is not None else 0
                self.tell(messages.Pong(sent=sent, elapsed_ms=elapsed))
            case _ if self.room is None:
                self.tell(messages.Error(code="not_joined", text=_("Join the interview first.")))
            case messages.Offer(sdp=sdp):
                self._tasks.start(self._offer(sdp))
            case messages.Candidate():
                self._tasks.start(self._candidate(message))
            case _:
                if not self.room.take(message):
                    self.tell(
                        messages.Error(code="busy", text=_("The room is busy; please send that again."))
                    )

    async def _join(self) -> None:
        user = self.scope.get("user")
        user_id: UUID | None = user.pk if user is not None and user.is_authenticated else None
        try:
            plan, bank = await database_sync_to_async(open_interview)(UUID(self.interview_id), user_id)
            self.room, is_new = await rooms.enter(plan, bank)
        except CannotEnter as error:
            self.tell(messages.Error(code=error.code, text=str(error)))
            self._close_after_all(OVER if error.code == "over" else UNKNOWN)
            return
        except Exception:
            logger.exception("interview %s cannot be opened now", self.interview_id)
            self.tell(notices.NOT_NOW)
            self._close_after_all(NOT_NOW)
            return
        self.room.attach(self.tell)
        self.tell(self.room.welcome())
        if bank.budget_note:
            self.tell(messages.Notice(level="info", code="budget", text=bank.budget_note))
        if is_new:
            self.room.begin()
        else:
            self.room.go_on()

    async def _offer(self, sdp: str) -> None:
        assert self.room is not None
        try:
            self.tell(messages.Answer(sdp=await self.room.line.connect(sdp)))
        except PeerError as error:
            self.tell(messages.Error(code=error.code, text=str(error)))

    async def _candidate(self, message: messages.Candidate) -> None:
        assert self.room is not None
        try:
            await self.room.line.add_candidate(message.candidate, message.sdp_mid, message.sdp_mline_index)
        except PeerError as error:
            self.tell(messages.Error(code=error.code, text=str(error)))

    async def room_handover(self, event: dict[str, Any]) -> None:
        """Another process wants this interview: let go, once everything that was heard is written down."""
        if self.room is not None:
            self.room.give_way()

    # --- writing ---------------------------------------------------------------------------------------

    def tell(self, message: messages.ToPage) -> None:
        """Queue a message for the page. A page that does not read is cut off; it may join again."""
        try:
            self._outbox.put_nowait(message)
        except asyncio.QueueFull:
            self._tasks.start(self.close(NOT_NOW))
            return
        if message is notices.TAKEN_OVER:
            self._close_after_all(TAKEN_OVER)
        elif message is notices.TRY_AGAIN:
            self._close_after_all(NOT_NOW)

    def _close_after_all(self, code: int) -> None:
        try:
            self._outbox.put_nowait(code)
        except asyncio.QueueFull:
            self._tasks.start(self.close(code))

    async def _write(self) -> None:
        while True:
            message = await self._outbox.get()
            if isinstance(message, int):
                await self.close(message)
                return
            await self.send(text_data=messages.encode(message).decode())

    def _too_many(self) -> bool:
        now = time.monotonic()
        self._arrivals.append(now)
        return len(self._arrivals) == self._arrivals.maxlen and now - self._arrivals[0] < 10
