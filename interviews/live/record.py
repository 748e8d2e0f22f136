"""The record of one live interview in Redis: the only live truth.

Keys of an interview: `stream` holds the events in order, `head` what they come to but for the turns, `owner`
who may append. One script appends, so that an event, the head that it changes and the check of the owner's
epoch are one step.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError, ResponseError
from redis.exceptions import TimeoutError as RedisTimeoutError

from .facts import AnyEvent, decode_event, encode_event
from .state import Head, State, decode_head, encode_head

LEASE_MS = 15_000
MAX_EVENT_BYTES = 512 * 1024
LIVE = "iv:live"  # a sorted set: interview id -> when its record was last touched, unix seconds

# KEYS owner stream head live; ARGV epoch sequence event now id head.
# A repeat of the last sequence number, after a lost reply, writes nothing.
_APPEND = """
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
  return redis.error_reply('STALE a newer owner has it')
end
if redis.call('HGET', KEYS[1], 'sequence') == ARGV[2] then return 1 end
redis.call('XADD', KEYS[2], '*', 'e', ARGV[3])
redis.call('SET', KEYS[3], ARGV[6])
redis.call('HSET', KEYS[1], 'sequence', ARGV[2])
redis.call('ZADD', KEYS[4], ARGV[4], ARGV[5])
return 1
"""

# KEYS owner live; ARGV who now_ms lease_ms id polite. Returns the new epoch, raised by every takeover; who is
# polite ('1') gets 0 while somebody's lease is running.
_TAKE = """
local held = tonumber(redis.call('HGET', KEYS[1], 'until') or 0) > tonumber(ARGV[2])
if held and ARGV[5] == '1' then return 0 end
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('HSET', KEYS[1], 'who', ARGV[1], 'until', ARGV[2] + ARGV[3], 'sequence', 0)
redis.call('ZADD', KEYS[2], math.floor(ARGV[2] / 1000), ARGV[4])
return epoch
"""

# KEYS owner; ARGV epoch now_ms lease_ms. Returns 1 while still the owner.
_RENEW = """
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'until', ARGV[2] + ARGV[3])
return 1
"""

# KEYS owner; ARGV epoch. Gives the lease back, so that the next one need not wait for it.
_RELEASE = """
if redis.call('HGET', KEYS[1], 'epoch') == ARGV[1] then redis.call('HSET', KEYS[1], 'until', 0) end
return 1
"""


# redis-py types every reply as anything that Redis could say; these are what it does say here.
Fields = dict[bytes, bytes]
Rows = list[tuple[bytes, Fields]]


class StaleOwner(Exception):
    """A newer owner has taken the interview over: stop, and write nothing more."""


class RecordBroken(Exception):
    """An event could not be written, so the state is ahead of the stream: only a new owner may go on."""


class EventTooLarge(ValueError):
    """An event over MAX_EVENT_BYTES; nothing was written."""


@dataclass(frozen=True, slots=True)
class Keys:
    owner: str
    stream: str
    head: str
    wanted: str  # stands while another process waits to become the owner

    @classmethod
    def of(cls, interview_id: UUID | str) -> "Keys":
        return cls(*(f"iv:{interview_id}:{part}" for part in ("owner", "stream", "head", "wanted")))


class Record:
    """One owner's handle on a record: append with its epoch, and a State that is kept current."""

    def __init__(self, redis: "AsyncRedis", interview_id: UUID | str, who: str) -> None:
        self.interview_id = str(interview_id)
        self.who = who
        self.epoch = 0
        self.state = State()
        self.broken = False
        self._sequence = 0
        self._one_at_a_time = asyncio.Lock()
        self._redis = redis
        self._keys = Keys.of(interview_id)
        self._append = redis.register_script(_APPEND)
        self._take = redis.register_script(_TAKE)
        self._renew = redis.register_script(_RENEW)
        self._release = redis.register_script(_RELEASE)

    async def take_over(self) -> State:
        """Become the owner, whoever was, and return the state as the record has it."""
        now = int(time.time() * 1000)
        self.epoch = int(
            await self._take(
                keys=[self._keys.owner, LIVE], args=[self.who, now, LEASE_MS, self.interview_id, 0]
            )
        )
        self.state = await self.rebuild()
        return self.state

    async def append(self, event: AnyEvent) -> None:
        """Append an event. Raises StaleOwner, EventTooLarge and RecordBroken; then nothing was written."""
        payload = encode_event(event)
        if len(payload) > MAX_EVENT_BYTES:
            raise EventTooLarge(f"an event of {len(payload)} bytes is over {MAX_EVENT_BYTES}")
        # Shielded: a caller that is cancelled midway must not leave the state ahead of the stream.
        await asyncio.shield(self._append_whole(event, payload))

    async def _append_whole(self, event: AnyEvent, payload: bytes) -> None:
        async with self._one_at_a_time:
            if self.broken:
                raise RecordBroken(self.interview_id)
            self._sequence += 1
            self.state.apply(event)
            head = encode_head(self.state.head)
            arguments = [self.epoch, self._sequence, payload, int(time.time()), self.interview_id, head]
            try:
                await self._send(arguments)
            except RedisError as error:
                self.broken = True
                raise RecordBroken(self.interview_id) from error

    async def _send(self, arguments: list[Any]) -> None:
        """Run the append script, again and again while Redis is away: the state already holds the event."""
        keys = [self._keys.owner, self._keys.stream, self._keys.head, LIVE]
        for wait_s in (0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8, None):
            try:
                await self._append(keys=keys, args=arguments)
                return
            except ResponseError as error:
                if "STALE" in str(error):
                    raise StaleOwner(self.interview_id) from error
                if "LOADING" not in str(error) or wait_s is None:
                    raise
            except (RedisConnectionError, RedisTimeoutError):
                if wait_s is None:
                    raise
            await asyncio.sleep(wait_s)
        raise AssertionError("the last wait is None")

    async def head(self) -> Head:
        """Read the head that the append script keeps current."""
        return _head(await self._redis.get(self._keys.head))

    async def renew(self) -> bool:
        """Keep the lease; False when somebody else has taken over."""
        now = int(time.time() * 1000)
        return bool(await self._renew(keys=[self._keys.owner], args=[self.epoch, now, LEASE_MS]))

    async def is_wanted(self) -> bool:
        """Whether another process waits for this owner to let go."""
        return bool(await self._redis.exists(self._keys.wanted))

    async def release(self) -> None:
        await self._release(keys=[self._keys.owner], args=[self.epoch])

    async def events(self) -> AsyncIterator[AnyEvent]:
        """Yield all that happened, oldest first."""
        start = "-"
        while rows := cast(Rows, await self._redis.xrange(self._keys.stream, min=start, count=500)):
            for _, fields in rows:
                yield decode_event(fields[b"e"])
            start = f"({rows[-1][0].decode()}"

    async def rebuild(self) -> State:
        """Fold the whole stream: what a new owner starts from."""
        state = State()
        async for event in self.events():
            state.apply(event)
        return state


def _head(kept: Any) -> Head:
    return decode_head(kept) if kept else Head()


# --- blocking access, for flush and for pages ---------------------------------------------------------


def read_events(redis: "Redis", interview_id: UUID | str) -> list[AnyEvent]:
    """Return all events of a record, oldest first; empty when there is none."""
    rows = cast(Rows, redis.xrange(Keys.of(interview_id).stream))
    return [decode_event(fields[b"e"]) for _, fields in rows]


def fold(events: list[AnyEvent]) -> State:
    state = State()
    for event in events:
        state.apply(event)
    return state


def read_head(redis: "Redis", interview_id: UUID | str) -> Head:
    """Return the head of a record; an empty one when there is none."""
    return _head(redis.get(Keys.of(interview_id).head))


def is_owned(redis: "Redis", interview_id: UUID | str) -> bool:
    """Whether an owner's lease is running."""
    until = redis.hget(Keys.of(interview_id).owner, "until")
    return until is not None and int(until) > int(time.time() * 1000)


def append_unowned(redis: "Redis", interview_id: UUID | str, *events: AnyEvent) -> bool:
    """Append in the place of an owner that has gone; False, and nothing, when another has come meanwhile.

    Taking over first shuts a stalled one out.
    """
    keys = Keys.of(interview_id)
    now = int(time.time() * 1000)
    take, append = redis.register_script(_TAKE), redis.register_script(_APPEND)
    epoch = int(take(keys=[keys.owner, LIVE], args=["flush", now, 0, str(interview_id), 1]))
    if not epoch:
        return False
    state = fold(read_events(redis, interview_id))
    for sequence, event in enumerate(events, start=1):
        state.apply(event)
        append(
            keys=[keys.owner, keys.stream, keys.head, LIVE],
            args=[
                epoch,
                sequence,
                encode_event(event),
                now // 1000,
                str(interview_id),
                encode_head(state.head),
            ],
        )
    return True


def untouched_since(redis: "Redis", unix_seconds: float) -> list[str]:
    """Return ids of live records that nobody has touched since."""
    rows = cast(list[bytes], redis.zrangebyscore(LIVE, "-inf", unix_seconds))
    return [row.decode() for row in rows]


def is_listed(redis: "Redis", interview_id: UUID | str) -> bool:
    """Whether the record is on the list of live ones: nothing has forgotten it yet."""
    return redis.zscore(LIVE, str(interview_id)) is not None


def forget(redis: "Redis", interview_id: UUID | str, *, after_s: int) -> None:
    """Let a flushed record expire, and take it off the list of live ones."""
    keys = Keys.of(interview_id)
    for key in (keys.owner, keys.stream, keys.head):
        redis.expire(key, after_s)
    redis.zrem(LIVE, str(interview_id))
