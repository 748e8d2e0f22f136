"""What a token's use costs the database."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intervision.accounts.models import ApiToken, User


@pytest.mark.parametrize(
    ("before", "written"),
    [(None, True), (timedelta(seconds=5), False), (timedelta(minutes=2), True)],
)
def test_a_tokens_use_is_written_down_once_a_minute(
    client: Client, alice: User, before: timedelta | None, written: bool
) -> None:
    row, token = ApiToken.issue(user=alice, name="script")
    was = timezone.now() - before if before else None
    ApiToken.objects.update(last_used_at=was)

    response = client.get("/api/v1/interviews/", headers={"Authorization": f"Bearer {token}"})

    row.refresh_from_db()
    assert response.status_code == 200
    assert (row.last_used_at != was) is written
