"""How fast a source is called, by all processes together: slots in Redis, handed out one after another."""

import time
from collections.abc import Callable

from redis import Redis

from .errors import Busy

# Takes the next slot: KEYS[1] the moment from which the next call may start, KEYS[2] the calls of the day.
# ARGV: interval in ms, calls a day (0: no bound), the longest wait in ms. Returns ms to wait, or -1, -2.
_TAKE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local free = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
if free - now > tonumber(ARGV[3]) then return {-1, free - now} end
if tonumber(ARGV[2]) > 0 then
  if tonumber(redis.call('GET', KEYS[2]) or 0) >= tonumber(ARGV[2]) then return {-2, 0} end
  redis.call('INCR', KEYS[2])
  redis.call('EXPIRE', KEYS[2], 172800)
end
redis.call('SET', KEYS[1], free + tonumber(ARGV[1]), 'PX', math.max(1000, free - now + tonumber(ARGV[1]) * 2))
return {0, free - now}
"""
_HOLD = """
local clock = redis.call('TIME')
local till = clock[1] * 1000 + math.floor(clock[2] / 1000) + tonumber(ARGV[1])
if till > tonumber(redis.call('GET', KEYS[1]) or 0) then
  redis.call('SET', KEYS[1], till, 'PX', tonumber(ARGV[1]) + 60000)
end
"""


class Pace:
    """The pace of one source."""

    def __init__(
        self,
        *,
        redis: Redis,
        source: str,
        per_minute: float,
        per_day: int | None = None,
        longest_wait_s: float = 120.0,
        sleep: Callable[[float], None] = time.sleep,
        today: Callable[[], str] = lambda: time.strftime("%Y%m%d", time.gmtime()),
    ) -> None:
        self._redis = redis
        self._source = source
        self._interval_ms = int(60_000 / per_minute)
        self._per_day = per_day or 0
        self._longest_ms = int(longest_wait_s * 1000)
        self._sleep = sleep
        self._today = today

    def wait(self) -> None:
        """Wait for the next slot. Raises Busy if the day's calls are used up or it would be too long."""
        keys = (f"jobs:pace:{self._source}", f"jobs:calls:{self._source}:{self._today()}")
        verdict, wait_ms = self._redis.eval(
            _TAKE, 2, *keys, self._interval_ms, self._per_day, self._longest_ms
        )
        if verdict == -2:
            raise Busy(
                f"The {self._per_day} calls that {self._source} allows a day are used up.", wait_s=3600
            )
        if verdict == -1:
            raise Busy(f"{self._source} asked us to wait longer.", wait_s=wait_ms / 1000)
        if wait_ms > 0:
            self._sleep(wait_ms / 1000)

    def hold(self, seconds: float) -> None:
        """Let nobody call this source for so long: it asked for it."""
        self._redis.eval(_HOLD, 1, f"jobs:pace:{self._source}", int(seconds * 1000))
