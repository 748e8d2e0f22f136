"""What is told of the sources: that none is on, when the next pull is, and which ones fail."""

from datetime import timedelta

from django_celery_beat.models import IntervalSchedule, PeriodicTask

from jobs.models import Source
from jobs.supply import supply
from tests.jobs.openings import NOW, a_job, a_source


def test_no_source_on_is_told_to_candidate_and_operator(reader, operator, client):
    candidate = reader.get("/jobs/").content.decode()
    client.force_login(operator)
    owner = client.get("/jobs/").content.decode()

    assert "No job source is switched on here yet" in candidate
    assert "/operators/jobs/source/" not in candidate
    assert "/operators/jobs/source/" in owner


def test_no_jobs_yet_means_waiting_to_a_candidate_and_a_due_pull_to_an_operator(reader, operator, client):
    a_source()

    candidate = reader.get("/jobs/").content.decode()
    client.force_login(operator)
    owner = client.get("/jobs/").content.decode()

    assert "There are no jobs here yet" in candidate
    assert "You don’t need to do anything" in candidate
    assert "pull" not in candidate.split("<main", 1)[1]
    assert "The next pull is due now" in owner


def test_next_pull_follows_the_schedule_of_the_operators(rehearsed):
    source = a_source()
    Source.objects.filter(pk=source.pk).update(last_run_at=NOW)
    every = IntervalSchedule.objects.create(every=90, period="minutes")
    PeriodicTask.objects.create(
        name="pull", task="jobs.tasks.pull_source", args='["greenhouse"]', interval=every
    )

    told = supply(now=NOW)

    assert told.next_at == NOW + timedelta(minutes=90)
    assert not told.due


def test_failing_source_is_told_beside_the_others(reader):
    a_job()
    a_source("lever", last_healthy_at=NOW)
    Source.objects.filter(name="greenhouse").update(failures=4, state="failed")

    page = reader.get("/jobs/").content.decode()

    assert "Not reached recently: Greenhouse" in page
    assert "notice-warning" not in page


def test_it_is_said_first_when_no_source_can_be_reached(reader):
    a_job()
    Source.objects.update(failures=4, state="failed")

    page = reader.get("/jobs/").content.decode()

    assert "notice-warning" in page
    assert "No source could be reached recently: Greenhouse" in page
