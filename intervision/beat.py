"""The clock of what runs by itself: its schedule stands in the database, for operators to change."""

from typing import Any

from celery import Celery
from django.db.models import QuerySet
from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler, ModelEntry


class Entry(ModelEntry):  # type: ignore[misc]
    """A row of schedule.py, brought into the database where it is missing."""

    @classmethod
    def from_entry(cls, name: str, app: Celery | None = None, **entry: Any) -> "Entry":
        # The original puts back what an operator changed, each time that beat starts.
        fields = cls._unpack_fields(**entry)
        row, _ = PeriodicTask.objects.update_or_create(
            name=name, defaults={"task": fields["task"]}, create_defaults=fields
        )
        return cls(row, app=app)


class Scheduler(DatabaseScheduler):  # type: ignore[misc]
    """Reads every schedule that is on. There are a few dozen, and each of them knows when it is due."""

    Entry = Entry

    def enabled_models_qs(self) -> QuerySet[PeriodicTask]:
        # The original leaves out what is not due for hours, by a cast of crontab's hours, of which "*" is no
        # number. SQL Server may cast before it has filtered, as Oracle does (celery/django-celery-beat#1054).
        on: QuerySet[PeriodicTask] = PeriodicTask.objects.enabled()
        return on
