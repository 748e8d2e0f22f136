"""What models may cost in a day: counted, bounded, begun from the database, let through without Redis."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.utils import timezone

from interviews.costs.budget import BudgetSpent, check, cost_millionths, spend
from interviews.costs.rows import count_usage
from interviews.costs.usage import Usage
from interviews.models import Interview, ModelUsage
from intervision.redis import blocking

PRICES = {"cheap": [1.0, 2.0], "dear": [10.0, 20.0]}


@pytest.fixture(autouse=True)
def bounds(settings):
    settings.DAILY_BUDGET_PER_USER, settings.DAILY_BUDGET_SITE, settings.MODEL_PRICES = 1.0, 3.0, PRICES
    for key in blocking().scan_iter("budget:*"):
        blocking().delete(key)


def used(tokens: int, model: str = "cheap") -> Usage:
    return Usage(purpose="interviewer", model=model, tokens_in=tokens, tokens_out=0)


def test_price_is_that_of_the_model_and_the_dearest_for_an_unknown_one():
    assert cost_millionths("cheap", 100, 10) == 120
    assert cost_millionths("never heard of", 100, 10) == 1_200


def test_user_is_stopped_when_their_share_is_spent(db):
    me, other = uuid4(), uuid4()
    spend(me, used(999_999))
    check(me)

    spend(me, used(1))

    with pytest.raises(BudgetSpent) as spent:
        check(me)
    assert spent.value.whose == "user"
    assert "local interviewer" in str(spent.value)
    check(other)


def test_site_is_stopped_when_all_together_spent_its_share(db):
    for _ in range(4):
        spend(uuid4(), used(800_000))

    with pytest.raises(BudgetSpent) as spent:
        check(uuid4())

    assert spent.value.whose == "site"


def test_new_day_begins_at_nothing(db):
    me = uuid4()
    spend(me, used(2_000_000))

    check(me, now=datetime.now(UTC) + timedelta(days=1))


def test_no_bound_stops_nobody(db, settings):
    settings.DAILY_BUDGET_PER_USER = settings.DAILY_BUDGET_SITE = 0
    me = uuid4()
    spend(me, used(90_000_000, "dear"))

    check(me)


def test_counter_begins_with_what_the_database_knows_of_the_day(alice):
    for days, cost in ((0, 700_000), (0, 400_000), (1, 9_000_000)):
        ModelUsage.objects.create(
            user=alice, model="cheap", cost_millionths=cost, at=timezone.now() - timedelta(days=days)
        )

    with pytest.raises(BudgetSpent):
        check(alice.pk)


def test_counter_that_was_lost_goes_on_from_the_database(alice):
    ModelUsage.objects.create(user=alice, model="cheap", cost_millionths=900_000)

    spend(alice.pk, used(100_000))

    with pytest.raises(BudgetSpent):
        check(alice.pk)


def test_call_for_another_app_is_counted_once(alice):
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid")

    count_usage(interview_id=interview.pk, purpose="writer", model="cheap", tokens_in=600_000, tokens_out=0)

    check(alice.pk)


def test_calls_are_let_through_without_redis(db, settings, monkeypatch, caplog):
    from redis import Redis

    monkeypatch.setattr("interviews.costs.budget.blocking", lambda: Redis(port=9, socket_connect_timeout=0.1))

    check(uuid4())
    spend(uuid4(), used(1))

    assert "let through" in caplog.text


def test_call_is_let_through_when_the_database_is_away(db, monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError("the server does not answer")

    monkeypatch.setattr(ModelUsage.objects, "filter", away)

    check(uuid4())
