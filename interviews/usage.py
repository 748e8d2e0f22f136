"""What models were used for, summed up by day for operators."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import QuerySet, Sum

from .models import ModelUsage

DAYS = 30


@dataclass(slots=True)
class DayTotal:
    """Calls and tokens of one model on one day (UTC). `cost` is in the currency of settings.MODEL_PRICES."""

    day: date
    model: str
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


def totals(rows: QuerySet[ModelUsage], *, now: datetime | None = None, days: int = DAYS) -> list[DayTotal]:
    """Return the last days' totals per day and model, the newest and dearest first.

    Days are made here, not by the database: SQL Server and SQLite cut them differently.
    """
    today = (now or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0)
    recent = rows.filter(at__gte=today - timedelta(days=days - 1)).order_by()
    found: dict[tuple[date, str], DayTotal] = {}
    for row in recent.values("at", "model").annotate(
        n=Sum("calls"), into=Sum("tokens_in"), out=Sum("tokens_out"), cost=Sum("cost_millionths")
    ):
        day = row["at"].astimezone(UTC).date()
        total = found.setdefault((day, row["model"]), DayTotal(day, row["model"]))
        total.calls += row["n"]
        total.tokens_in += row["into"]
        total.tokens_out += row["out"]
        total.cost += row["cost"] / 1_000_000
    return sorted(found.values(), key=lambda total: (-total.day.toordinal(), -total.cost, total.model))
