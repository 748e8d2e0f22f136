"""From a job to a rehearsal for it, and its report: what the ad asks for, and how each of it went."""

import pytest
from django.urls import reverse

from interviews.models import Interview
from tests.jobs.openings import a_job
from tests.reports import sessions
from tests.reports.cast import built

pytestmark = pytest.mark.django_db

SLUGS = [question.slug for question in sessions.questions_for("backend", "mid")][:3]
SKILLS = sorted({point.skill for slug in SLUGS for point in sessions.question(slug).key_points})


@pytest.fixture
def job(db):
    return a_job("Backend Engineer, Ledger", employer="Acme", must=(*SKILLS, "erlang:Erlang"))


def report_of(client, row):
    return client.get(reverse("report", args=[row.pk])).content.decode()


def test_report_of_a_rehearsal_for_a_job_says_how_it_went_for_it(client, alice, job):
    client.force_login(alice)
    client.post(reverse("job-practise", args=[job.pk]), {"skill": "erlang"})
    planned = Interview.objects.get(candidate=alice)
    # Held as it was planned; what was said is the bank's.
    row = sessions.past_interview(alice, seed=9, slugs=SLUGS, planned_for=planned.planned_for)
    built(row)

    page = report_of(client, row)
    part = page.partition('id="for-the-job"')[2].partition("</section>")[0]

    assert planned.focus[0] == "erlang" and planned.tailoring["wanted"][-1] == "erlang"
    assert "Backend Engineer, Ledger · Acme" in part
    assert "not asked" in part.partition("Erlang")[2]
    assert ">heard<" in part and "#t=" in part


def test_report_of_another_rehearsal_says_nothing_of_jobs(client, alice, job):
    client.force_login(alice)
    row = sessions.past_interview(alice, seed=9, slugs=SLUGS)
    built(row)

    assert "for-the-job" not in report_of(client, row)


def test_report_stays_when_its_job_has_gone(client, alice, job):
    client.force_login(alice)
    row = sessions.past_interview(alice, seed=9, slugs=SLUGS, planned_for=f"job:{job.pk}")
    built(row)
    job.postings.all().delete()
    job.delete()

    assert "for-the-job" not in report_of(client, row)
