"""Connections to Redis: one pool a process for blocking code, one a running loop for async code."""

from functools import cache

from django.conf import settings
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from .per_loop import PerLoop

_clients = PerLoop(lambda: AsyncRedis.from_url(settings.REDIS_URL))


@cache
def blocking() -> "Redis":
    return Redis.from_url(settings.REDIS_URL)


def for_loop() -> "AsyncRedis":
    """Return the running loop's client. A client is bound to the loop that it first ran in."""
    return _clients.get()
