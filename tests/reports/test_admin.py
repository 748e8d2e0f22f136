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


def test_one_that_can_not_be_read_keeps_no_other_from_being_built_again(desk, alice, bob, monkeypatch):
    whole = sessions.past_interview(alice, seed=3, questions=1)
    broken = sessions.past_interview(bob, seed=4, questions=1)
    broken.turns.exclude(question=None).update(question={"slug": "of an older release"})
    rows = [
        Report.objects.create(interview=row, candidate=row.candidate, state="failed", attempts=4)
        for row in (broken, whole)
    ]
    queued = []
    monkeypatch.setattr("reports.tasks.build.delay", lambda *, interview_id: queued.append(interview_id))
    chosen = {"action": "build_again", "_selected_action": [str(row.pk) for row in rows]}

    page = desk.post(LIST, chosen, follow=True)

    assert queued == [str(whole.pk)]
    told = {message.level_tag: str(message) for message in page.context["messages"]}
    assert told["success"] == "1 report is being built again."
    assert told["error"].startswith(f"{rows[0]}: ")
    rows[0].refresh_from_db()
    assert rows[0].state == "failed"
