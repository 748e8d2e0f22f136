"""A page of the API's lists has a bound, whatever is asked for."""

import pytest

from intervision.accounts.models import ApiToken
from intervision.paging import Pages
from tests.reports import sessions
from tests.reports.cast import built

MORE_THAN_A_DATABASE_COUNTS = "9" * 20


@pytest.mark.parametrize("path", ["interviews", "reports", "jobs/saved"])
@pytest.mark.parametrize("asked", ["limit", "offset"])
def test_a_page_or_offset_that_no_database_counts_to_is_answered(client, alice, path, asked):
    built(sessions.past_interview(alice, seed=3, questions=2))
    _row, token = ApiToken.issue(user=alice, name="tests")

    answer = client.get(
        f"/api/v1/{path}/?{asked}={MORE_THAN_A_DATABASE_COUNTS}", headers={"Authorization": f"Bearer {token}"}
    )

    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["interviews", "reports"])
def test_pages_are_as_long_as_the_most_that_is_given_out(client, alice, path, monkeypatch):
    monkeypatch.setattr(Pages, "max_limit", 1)
    for seed in (3, 4):
        built(sessions.past_interview(alice, seed=seed, questions=2))
    _row, token = ApiToken.issue(user=alice, name="tests")

    page = client.get(f"/api/v1/{path}/?limit=2", headers={"Authorization": f"Bearer {token}"}).json()

    assert (page["count"], len(page["results"])) == (2, 1)
