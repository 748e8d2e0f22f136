from datetime import UTC, date, datetime

import pytest

from jobs.sources.moments import last_day, read_deadline, read_moment


@pytest.mark.parametrize(
    "value", ["1899-12-30", "0001-01-01T00:00:00Z", -86_400, "9999-12-31", 1, "Thu, 01 Jan 1970 00:00:00 GMT"]
)
def test_a_date_that_no_listing_has_is_none(value):
    assert read_moment(value) is None
    assert read_deadline(value) is None


@pytest.mark.parametrize("value", ["2026-11-20", "2026-11-20T00:00:00", "2026-11-20 00:00"])
def test_a_last_day_lasts_until_it_is_over_everywhere(value):
    deadline = read_deadline(value)

    assert deadline == datetime(2026, 11, 21, 11, 59, 59, tzinfo=UTC)
    assert last_day(deadline) == date(2026, 11, 20)


@pytest.mark.parametrize("value", ["2026-11-20T17:00:00Z", "2026-11-20T00:00:00Z", 1_795_132_800])
def test_a_deadline_with_its_time_is_that_moment(value):
    deadline = read_deadline(value)

    assert deadline == read_moment(value)
    assert last_day(deadline) == date(2026, 11, 20)
