"""The API's rate holds; with Redis away, the API answers all the same."""

import pytest
from rest_framework.throttling import SimpleRateThrottle

from intervision.accounts.models import ApiToken

NOBODY_LISTENS = "redis://127.0.0.1:1"
REPORTS = "/api/v1/reports/"


@pytest.fixture
def call(client, alice):
    _row, token = ApiToken.issue(user=alice, name="tests")
    return lambda: client.get(REPORTS, headers={"Authorization": f"Bearer {token}"})


def test_calls_are_let_through_while_redis_is_away(call, settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": NOBODY_LISTENS}}

    assert call().status_code == 200


def test_more_calls_than_the_rate_are_refused(call, monkeypatch):
    monkeypatch.setitem(SimpleRateThrottle.THROTTLE_RATES, "user", "2/min")

    assert [call().status_code for _ in range(3)] == [200, 200, 429]
