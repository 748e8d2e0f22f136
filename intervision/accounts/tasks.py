"""What beat does about people who don't come back."""

from celery import shared_task
from django.core.management import call_command

from . import guests


@shared_task(acks_late=True)
def delete_idle_guests() -> None:
    guests.delete_idle()


@shared_task(acks_late=True)
def clear_sessions() -> None:
    call_command("clearsessions")
