"""Beat's schedule, as it is read from the database."""

import pytest
from celery.utils.imports import symbol_by_name
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

from intervision.celery import app

pytestmark = pytest.mark.django_db


def test_every_schedule_that_is_on_is_read_and_nothing_of_it_is_cast() -> None:
    often, _ = IntervalSchedule.objects.get_or_create(every=60, period=IntervalSchedule.MINUTES)
    hourly = CrontabSchedule.objects.create(minute="5", hour="*")
    daily = CrontabSchedule.objects.create(minute="5", hour="14")
    PeriodicTask.objects.create(name="often", task="x", interval=often)
    PeriodicTask.objects.create(name="hourly", task="x", crontab=hourly)
    PeriodicTask.objects.create(name="daily", task="x", crontab=daily)
    PeriodicTask.objects.create(name="off", task="x", crontab=daily, enabled=False)
    scheduler = symbol_by_name(app.conf.beat_scheduler)(app, lazy=True)

    rows = scheduler.enabled_models_qs()

    assert {row.name for row in rows} == {"often", "hourly", "daily"}
    assert "CAST" not in str(rows.query)


def test_a_time_that_an_operator_changed_stays_when_beat_starts_again() -> None:
    entry = symbol_by_name(app.conf.beat_scheduler).Entry

    def start() -> None:
        for name, fields in app.conf.beat_schedule.items():
            entry.from_entry(name, app=app, **fields)

    start()
    at_nine = CrontabSchedule.objects.create(minute="0", hour="9")
    PeriodicTask.objects.filter(name="send-job-digests").update(crontab=at_nine, task="of.another.version")

    start()

    row = PeriodicTask.objects.get(name="send-job-digests")
    assert row.crontab == at_nine
    assert row.task == "jobs.tasks.send_digests"
    assert PeriodicTask.objects.filter(name__in=app.conf.beat_schedule).count() == len(app.conf.beat_schedule)
