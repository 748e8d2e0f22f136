"""The tasks of the job market: they take names and ids, and may run twice without harm."""

from typing import Any
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from . import digest
from .index import generations
from .intake import closing, pull
from .matching import nearness


@shared_task(bind=True, acks_late=True)
def pull_source(self: Any, name: str, *, asked: bool = False) -> str:
    """Pull one source; one that is off or running already is left alone."""
    # Redis hands a task out again that runs for longer than its visibility timeout. Where the first one came
    # to its end meanwhile, pulling once more would only be handed out again in its turn.
    again = bool((self.request.delivery_info or {}).get("redelivered"))
    try:
        state = str(pull.pull(name, asked=asked, again=again).state)
    except pull.NotPulled as reason:
        return str(reason)
    # At once, for other pulls may wait in the queue before the task that learns the titles too.
    generations.refresh()
    refresh_index.delay()
    return state


@shared_task(acks_late=True)
def expire() -> None:
    closing.expire(now=timezone.now())


@shared_task(acks_late=True)
def refresh_index() -> int:
    """Bring this node's index up to the database; every node that answers searches may run it at any time."""
    changed = generations.refresh()
    nearness.learn()
    return changed


@shared_task(acks_late=True)
def rebuild_index() -> int:
    """Build this node's index anew: what was deleted from the database leaves it only so."""
    return generations.rebuild()


@shared_task(acks_late=True)
def send_digests(*, after: str = "") -> None:
    """Send mails to a page of those who want them, and ask for the next page."""
    users = digest.wanted_by(after=UUID(after) if after else None)
    for user_id in users:
        send_digest.delay(str(user_id))
    if users:
        send_digests.delay(after=str(users[-1]))


@shared_task(acks_late=True)
def send_digest(user_id: str) -> int:
    return digest.send_to(UUID(user_id), now=timezone.now())
