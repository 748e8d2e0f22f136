"""What the job pages rest on: which sources are on, what they lack, and how fresh they are."""

from datetime import datetime, timedelta

import msgspec
from django.utils.translation import gettext as _
from django_celery_beat.models import PeriodicTask

from .models import Job, Source
from .sources.port import About
from .sources.registry import missing_keys, sources

# A source that has not been healthy for so many of its own rounds is stale.
_ROUNDS_LATE = 3


class Supply(msgspec.Struct, frozen=True):
    """Sources that are on, when they were last read, and when they are next."""

    on: int = 0
    failing: tuple[str, ...] = ()
    off: int = 0
    incomplete: tuple[str, ...] = ()
    last_healthy_at: datetime | None = None
    next_at: datetime | None = None
    due: bool = False  # the next pull could begin at this moment
    any_jobs: bool = False

    @property
    def all_failing(self) -> bool:
        """No source that is on could be read for a while: everything listed is as old as that."""
        return bool(self.failing) and len(self.failing) == self.on


def lacking(row: Source, about: About) -> str:
    """Return what a source needs before it may be pulled, in a sentence for operators; empty if nothing."""
    needs = []
    if keys := missing_keys(about):
        needs.append(_("Set %(keys)s.") % {"keys": ", ".join(keys)})
    if about.attribution.needs_logo and not row.logo:
        needs.append(_("Upload its logo here: its terms require it beside each listing."))
    return " ".join(needs)


def supply(*, now: datetime) -> Supply:
    """Return how the sources stand at this moment, in three queries."""
    rows = list(Source.objects.all())
    known = sources()
    on = [row for row in rows if row.enabled and row.name in known]
    incomplete = [row for row in on if lacking(row, known[row.name].about)]
    running = [row for row in on if row not in incomplete]
    due = []
    failing = []
    rounds = _rounds()
    for row in running:
        every = rounds.get(row.name, timedelta(hours=known[row.name].about.every_hours))
        due.append(max(now, row.last_run_at + every) if row.last_run_at else now)
        if row.failures and (row.last_healthy_at is None or now - row.last_healthy_at > every * _ROUNDS_LATE):
            failing.append(row.label or row.name)
    healthy = [row.last_healthy_at for row in running if row.last_healthy_at]
    return Supply(
        on=len(running),
        failing=tuple(failing),
        off=len(rows) - len(on),
        incomplete=tuple(row.label or row.name for row in incomplete),
        last_healthy_at=max(healthy, default=None),
        next_at=min(due, default=None),
        due=bool(due) and min(due) <= now,
        any_jobs=Job.objects.open().exists(),
    )


def _rounds() -> dict[str, timedelta]:
    """Return how often each source is pulled, as operators set it in the schedule."""
    tasks = PeriodicTask.objects.filter(task="jobs.tasks.pull_source", interval__isnull=False)
    return {
        name: task.interval.schedule.run_every
        for task in tasks.select_related("interval")
        for name in msgspec.json.decode(task.args)[:1]
    }
