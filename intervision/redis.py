"""Connections to Redis: one pool a process for blocking code, one a running loop for async code."""

import asyncio
from functools import cache
from weakref import WeakKeyDictionary

from django.conf import settings
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

_by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, "AsyncRedis"] = WeakKeyDictionary()


@cache
def blocking() -> "Redis":
    return Redis.from_url(settings.REDIS_URL)


def for_loop() -> "AsyncRedis":
    """Return the running loop's client. A client is bound to the loop that it first ran in."""
    loop = asyncio.get_running_loop()
    if loop not in _by_loop:
        _by_loop[loop] = AsyncRedis.from_url(settings.REDIS_URL)
    return _by_loop[loop]
