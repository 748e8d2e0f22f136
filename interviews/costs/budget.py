"""What paid models may cost in a day (UTC), per user and for the site.

Counted in Redis while interviews run, in millionths of the currency that settings.MODEL_PRICES is in. A
counter that is not there (a new day, or a Redis without its data) begins with what the database knows.
"""

import logging
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

from channels.db import database_sync_to_async
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Sum
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from intervision.redis import blocking, for_loop

from ..models import ModelUsage
from .usage import Usage

logger = logging.getLogger(__name__)

KEPT_S = 48 * 3600
MILLION = 1_000_000


class BudgetSpent(Exception):
    """No more paid calls today. `whose` is user or site; the message is for the person."""

    def __init__(self, whose: str) -> None:
        if whose == "user":
            message = _(
                "You have used up today’s share of the language model. The interview goes on with the "
                "local interviewer; the model is back tomorrow."
            )
        else:
            message = _(
                "This site has used up today’s share of the language model. The interview goes on with "
                "the local interviewer; the model is back tomorrow."
            )
        super().__init__(message)
        self.whose = whose


def cost_millionths(model: str, tokens_in: int, tokens_out: int) -> int:
    """Return what a call cost, in millionths; a model without a price counts as the dearest one."""
    known = settings.MODEL_PRICES
    prices = [known[model]] if model in known else known.values()
    return max((round(tokens_in * into + tokens_out * out) for into, out in prices), default=0)


def check(user_id: UUID, *, now: datetime | None = None) -> None:
    """Raise BudgetSpent when today's budget of the user or the site is used up. Blocking.

    Where neither Redis nor the database can say what was spent, the call is let through.
    """
    keys = _keys(user_id, _day(now))
    try:
        found = cast("list[bytes | None]", blocking().mget(keys))
        spent = [
            int(value) if value is not None else _begin(key, user_id if n == 0 else None, now)
            for n, (key, value) in enumerate(zip(keys, found, strict=True))
        ]
    except (RedisError, DatabaseError):
        logger.exception("The budget can't be read; calls are let through")
        return
    _judge(spent)


def may_spend(candidate_id: UUID) -> bool:
    """Tell whether today's budget of the candidate and of the site still allows paid calls."""
    try:
        check(candidate_id)
    except BudgetSpent:
        return False
    return True


async def acheck(user_id: UUID) -> None:
    """Raise BudgetSpent as `check` does, from a task that lives as long as an interview."""
    # A thread of its own keeps its database connection for good, also when it broke long ago.
    await database_sync_to_async(check)(user_id)


def spend(user_id: UUID, usage: Usage, *, now: datetime | None = None) -> None:
    """Count a call, before its row is written: a counter that begins here takes in all rows. Blocking."""
    cost = cost_millionths(usage.model, usage.tokens_in, usage.tokens_out)
    redis = blocking()
    try:
        for key, whose in zip(_keys(user_id, _day(now)), (user_id, None), strict=True):
            if not redis.exists(key):
                _begin(key, whose, now)
            redis.incrby(key, cost)
    except (RedisError, DatabaseError):
        logger.exception("A call could not be counted")


async def aspend(user_id: UUID, usage: Usage) -> None:
    """Count a call as `spend` does, from a task that lives as long as an interview."""
    await database_sync_to_async(spend)(user_id, usage)


async def check_soon(user_id: UUID) -> None:
    """Raise BudgetSpent as `check` does, with a look at Redis alone where the counters stand."""
    try:
        found = await for_loop().mget(_keys(user_id, _day(None)))
    except RedisError:
        logger.exception("The budget can't be read; the call is let through")
        return
    if None in found:
        await acheck(user_id)
        return
    _judge([int(cast("bytes", value)) for value in found])


def _judge(spent: list[int]) -> None:
    bounds = (settings.DAILY_BUDGET_PER_USER, settings.DAILY_BUDGET_SITE)
    for whose, used, bound in zip(("user", "site"), spent, bounds, strict=True):
        if bound and used >= bound * MILLION:
            raise BudgetSpent(whose)


def _begin(key: str, user_id: UUID | None, now: datetime | None) -> int:
    """Begin a counter with what the database knows of the day, and return it."""
    midnight = _day(now)
    rows = ModelUsage.objects.filter(at__gte=midnight)
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
    known = rows.order_by().aggregate(spent=Sum("cost_millionths"))["spent"] or 0
    blocking().set(key, known, ex=KEPT_S, nx=True)
    value = cast("bytes | None", blocking().get(key))
    return known if value is None else int(value)


def _day(now: datetime | None) -> datetime:
    return (now or datetime.now(UTC)).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _keys(user_id: UUID, day: datetime) -> list[str]:
    return [f"budget:{day:%Y-%m-%d}:user:{user_id}", f"budget:{day:%Y-%m-%d}:site"]
