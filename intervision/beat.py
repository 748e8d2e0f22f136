"""The clock of what runs by itself: its schedule stands in the database, for operators to change."""

from django.db.models import QuerySet
from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler


class Scheduler(DatabaseScheduler):  # type: ignore[misc]
    """Reads every schedule that is on. There are a few dozen, and each of them knows when it is due."""

    def enabled_models_qs(self) -> QuerySet[PeriodicTask]:
        # The original leaves out what is not due for hours, by a cast of crontab's hours, of which "*" is no
        # number. SQL Server may cast before it has filtered, as Oracle does (celery/django-celery-beat#1054).
        on: QuerySet[PeriodicTask] = PeriodicTask.objects.enabled()
        return on
