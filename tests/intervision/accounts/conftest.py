"""What tests of accounts share."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_rate_limits_from_other_tests() -> None:
    cache.clear()
