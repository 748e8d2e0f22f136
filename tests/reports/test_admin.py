"""How operators find a report, and what the database does for their list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Report

from . import sessions

pytestmark = pytest.mark.django_db

LIST = "/operators/reports/report/"


@pytest.fixture
def desk(client, operator):
    client.force_login(operator)
    return client


@pytest.mark.parametrize("named", ["pk", "interview_id"])
@pytest.mark.parametrize("written", [str, lambda key: key.hex, lambda key: str(key)[:8]])
def test_a_report_is_found_by_its_own_id_and_by_its_interview_s(desk, alice, bob, named, written):
    wanted = Report.objects.create(interview=sessions.new_interview(alice), candidate=alice, state="failed")
    Report.objects.create(interview=sessions.new_interview(bob), candidate=bob, state="failed")

    found = desk.get(LIST, {"q": written(getattr(wanted, named))}).context["cl"].result_list

    assert [report.pk for report in found] == [wanted.pk]


def test_the_list_cuts_no_dates_in_the_database(desk, alice):
    Report.objects.create(interview=sessions.new_interview(alice), candidate=alice)

    with CaptureQueriesContext(connection) as queries:
        desk.get(LIST)

    assert not [query["sql"] for query in queries if "trunc" in query["sql"]]
