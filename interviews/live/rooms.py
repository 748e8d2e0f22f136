"""Which rooms are open in this process: entering one, handing it over, closing all."""

import asyncio
import logging
import time
from weakref import WeakValueDictionary

from channels.layers import get_channel_layer

from intervision.redis import for_loop

from . import facts, opening
from .record import Keys
from .room import Room

logger = logging.getLogger(__name__)

# How long a new owner waits for the old one to write down what was heard and let go.
HANDOVER_S = 4
# How long a process that stops waits for its rooms; whoever stops it gives it more (machine.py, compose).
STOP_S = 30

open_rooms: dict[str, Room] = {}
_doors: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


def handover_group(interview_id: str) -> str:
    return f"interview.{interview_id}"


async def enter(plan: facts.Plan, bank: opening.Bank) -> tuple[Room, bool]:
    """Return the room of this interview in this process and whether it was opened just now."""
    door = _doors.setdefault(plan.interview_id, asyncio.Lock())
    async with door:
        if (room := open_rooms.get(plan.interview_id)) is not None and not room.closed:
            await room.conversation.writing.keep()  # the page that comes shows it
            if not room.closed:
                return room, False
        await _ask_for_handover(plan.interview_id)
        room = Room(plan, bank, on_closed=_forget)
        await room.open()
        open_rooms[plan.interview_id] = room
        return room, True


def _forget(room: Room) -> None:
    if open_rooms.get(room.interview_id) is room:  # while it closed, another may have been opened
        del open_rooms[room.interview_id]


async def _ask_for_handover(interview_id: str) -> None:
    """Ask an owner in another process to write down what it heard and let go; don't wait for a dead one."""
    redis = for_loop()
    keys = Keys.of(interview_id)

    async def is_owned() -> bool:
        return int(await redis.hget(keys.owner, "until") or 0) > time.time() * 1000

    if not await is_owned():
        return
    # A room with a page hears it by the layer; one that waits for its page looks.
    await redis.set(keys.wanted, 1, ex=HANDOVER_S)
    await get_channel_layer().group_send(handover_group(interview_id), {"type": "room.handover"})
    for _ in range(HANDOVER_S * 20):
        await asyncio.sleep(0.05)
        if not await is_owned():
            break
    await redis.delete(keys.wanted)


async def close_all() -> None:
    """Let go of every interview of this process, which is about to stop; each is written down first."""
    try:
        async with asyncio.timeout(STOP_S):
            while rooms := list(open_rooms.values()):
                for gone in await asyncio.gather(*(room.leave() for room in rooms), return_exceptions=True):
                    if isinstance(gone, Exception):
                        logger.error("a room could not be closed", exc_info=gone)
    except TimeoutError:
        logger.error("%s interviews were not let go of in time; their records stay", len(open_rooms))
