"""The tasks of the job market: they take names and ids, and may run twice without harm."""

from celery import shared_task
from django.utils import timezone

from . import expiry, pull


@shared_task(acks_late=True)
def pull_source(name: str, *, asked: bool = False) -> str:
    """Pull one source; one that is off or running already is left alone."""
    try:
        return str(pull.pull(name, asked=asked).state)
    except pull.NotPulled as reason:
        return str(reason)


@shared_task(acks_late=True)
def expire() -> None:
    expiry.expire(now=timezone.now())
