"""What models were used for: a row for each call, and the sums of days for operators."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from intervision.columns import fitted

from ..columns import MODEL_LENGTH
from ..models import Interview, ModelUsage
from . import budget
from .usage import Usage

DAYS = 30


def count_usage(*, interview_id: UUID, purpose: str, model: str, tokens_in: int, tokens_out: int) -> None:
    """Count a paid call that was made for an interview after its end: for operators, and for the budget."""
    candidate_id = Interview.objects.values_list("candidate_id", flat=True).get(pk=interview_id)
    budget.spend(candidate_id, Usage(purpose, model, tokens_in, tokens_out))
    ModelUsage.objects.create(
        interview_id=interview_id,
        user_id=candidate_id,
        purpose=purpose,
        model=fitted(model, MODEL_LENGTH),
        calls=1,
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        cost_millionths=budget.cost_millionths(model, tokens_in, tokens_out),
    )


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

    Summed up here, not by the database: SQL Server and SQLite cut days differently, and mssql-django cuts an
    emoji that was searched for in two where a query groups.
    """
    today = (now or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0)
    recent = rows.filter(at__gte=today - timedelta(days=days - 1)).order_by()
    found: dict[tuple[date, str], DayTotal] = {}
    columns = ("at", "model", "calls", "tokens_in", "tokens_out", "cost_millionths")
    for at, model, calls, into, out, cost in recent.values_list(*columns):
        day = at.astimezone(UTC).date()
        total = found.setdefault((day, model), DayTotal(day, model))
        total.calls += calls
        total.tokens_in += into
        total.tokens_out += out
        total.cost += cost / 1_000_000
    return sorted(found.values(), key=lambda total: (-total.day.toordinal(), -total.cost, total.model))
