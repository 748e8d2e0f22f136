"""Where listings come from, as pages tell it: credit as sources demand, how fresh it is, what is on."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _
from django_celery_beat.models import PeriodicTask

from .models import Job, Posting, Source
from .sources.port import About
from .sources.registry import missing_keys, sources

# A source that has not been healthy for so many of its own rounds is stale.
_ROUNDS_LATE = 3
_SAYS_VIA = re.compile(r"\b(?:via|by|from)\b", re.IGNORECASE)


class Credit(msgspec.Struct, frozen=True):
    """What must stand beside a listing: words, link, logo and the link's rel."""

    source: str
    text: str
    url: str
    logo: str
    rel: str
    lead: bool  # the words don't say "via" or "by" themselves
    seen_at: datetime
    apply_url: str = ""


def lacking(row: Source, about: About) -> str:
    """Return what a source needs before it may be pulled, in a sentence for operators; empty if nothing."""
    needs = []
    if keys := missing_keys(about):
        needs.append(_("Set %(keys)s.") % {"keys": ", ".join(keys)})
    if about.attribution.needs_logo and not row.logo:
        needs.append(_("Upload its logo here: its terms demand it beside each listing."))
    return " ".join(needs)


class Supply(msgspec.Struct, frozen=True):
    """What the job pages rest on: sources that are on, when they were last read, and when they are next."""

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


def credits_of(postings: Iterable[Posting]) -> list[Credit]:
    """Return one credit a source, the first seen first. Postings come with their source."""
    found: dict[str, Credit] = {}
    for posting in postings:
        source = posting.source
        if source.name not in found:
            text = source.attribution_text or source.label or source.name
            found[source.name] = Credit(
                source=source.label or source.name,
                text=text,
                lead=not _SAYS_VIA.search(text),
                url=web_only(posting.attribution_url or posting.url or source.attribution_url),
                logo=reverse("job-source-logo", args=[source.name]) if source.logo else "",
                rel=_rel(source.attribution_rel),
                seen_at=posting.last_seen,
                apply_url=web_only(posting.apply_url or posting.url),
            )
    return list(found.values())


def web_only(url: str) -> str:
    """Return an address if it is one of the web: a source's data may hold "javascript:"."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def _rel(demanded: str) -> str:
    # "follow" is no link type: it is the absence of nofollow.
    return " ".join(["noopener", *(word for word in demanded.split() if word not in ("follow", "dofollow"))])


def source_labels() -> dict[str, str]:
    return {source.name: source.label or source.name for source in Source.objects.only("name", "label")}


def _rounds() -> dict[str, timedelta]:
    """Return how often each source is pulled, as operators set it in the schedule."""
    tasks = PeriodicTask.objects.filter(task="jobs.tasks.pull_source", interval__isnull=False)
    return {
        name: task.interval.schedule.run_every
        for task in tasks.select_related("interval")
        for name in msgspec.json.decode(task.args)[:1]
    }


def supply(*, now: datetime) -> Supply:
    """Return where jobs come from at this moment, in three queries."""
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
