"""The page that waits for a report: when it takes long, and when the report was given up."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from intervision.accounts.models import User
from reports import build
from reports.models import Report, ReportState

from . import sessions


@pytest.fixture
def asked_for(alice: User, client: Client) -> UUID:
    interview = sessions.past_interview(alice, seed=3, questions=1)
    build.request_build(interview.pk)
    client.force_login(alice)
    return interview.pk


def test_a_page_that_waits_for_a_report_that_was_given_up_goes_where_that_is_told(
    client: Client, asked_for: UUID
) -> None:
    Report.objects.update(state=ReportState.FAILED)

    answer = client.get(f"/reports/{asked_for}/progress/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == f"/reports/{asked_for}/"
    assert "Back to your rehearsals" in client.get(f"/reports/{asked_for}/").content.decode()


@pytest.mark.parametrize(("silent_s", "told"), [(10, False), (100, True)])
def test_who_waits_for_long_is_told_that_it_takes_longer(
    client: Client, asked_for: UUID, silent_s: int, told: bool
) -> None:
    Report.objects.update(heartbeat_at=timezone.now() - timedelta(seconds=silent_s))

    html = client.get(f"/reports/{asked_for}/progress/").content.decode()

    assert ("longer than usual" in html) is told
