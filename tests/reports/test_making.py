"""What is shown while a report is made, and when it could not be."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports import build
from reports.models import Report, ReportState
from reports.writer.openai import OpenAIWriter

from . import sessions
from .cast import built

pytestmark = pytest.mark.django_db


def test_progress_of_making_tells_the_steps_and_then_leads_to_the_report(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=1)
    build.request_build(row.pk)
    client.force_login(alice)
    Report.objects.update(state=ReportState.BUILDING, step="writing")

    working = client.get(f"/reports/{row.pk}/progress/", headers={"HX-Request": "true"})
    Report.objects.update(state=ReportState.WAITING, step="")
    built(row)
    ready = client.get(f"/reports/{row.pk}/progress/", headers={"HX-Request": "true"})

    assert "Writing it down" in working.content.decode()
    assert ready.headers["HX-Redirect"] == f"/reports/{row.pk}/"


def test_progress_before_the_report_is_asked_for_waits(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=1)
    client.force_login(alice)

    response = client.get(f"/reports/{row.pk}/progress/")

    assert response.status_code == 200
    assert "being saved" in response.content.decode()


@pytest.mark.parametrize(
    ("silent_s", "told"),
    [(5, ""), (20, "written without it"), (150, "written without it"), (210, "Nothing is lost")],
)
def test_who_waits_for_a_model_is_told_what_happens_if_it_does_not_answer(
    alice, client, monkeypatch, silent_s, told
):
    row = sessions.past_interview(alice, seed=3, questions=1)
    build.request_build(row.pk)
    Report.objects.update(
        state=ReportState.BUILDING, step="writing", heartbeat_at=timezone.now() - timedelta(seconds=silent_s)
    )
    model = OpenAIWriter(api_key="x", model="fake")
    monkeypatch.setattr("reports.views.provider", lambda name: model)
    client.force_login(alice)

    html = client.get(f"/reports/{row.pk}/progress/", headers={"HX-Request": "true"}).content.decode()

    assert told in html
    assert ("written without it" in html) == (told == "written without it")


def test_a_report_that_was_given_up_says_so_kindly(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=1)
    build.request_build(row.pk)
    Report.objects.update(state=ReportState.FAILED, reason="RuntimeError: the disk is full")
    client.force_login(alice)

    html = client.get(f"/reports/{row.pk}/").content.decode()

    assert "could not be written" in html
    assert "the disk is full" not in html


def test_a_past_interview_without_a_report_gets_one_when_it_is_looked_at(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=2)
    client.force_login(alice)

    assert client.get(f"/reports/{row.pk}/").status_code == 200
    assert Report.objects.get(interview=row).is_readable
