"""Brings the sources that the settings list, the shipped boards and the schedules into the database.

What operators changed stays: a source's switch after the first load, an edited board, a changed schedule.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml
from django.db import transaction
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from intervision.columns import fitted

from .models import Board, Source
from .sources.port import About, JobSource
from .sources.registry import sources
from .supply import lacking

BOARDS_FILE = Path(__file__).with_name("boards.yaml")
EXPIRE_TASK = "jobs: expire"


class ShippedBoard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An employer's board of the shipped list."""

    employer: str
    source: str
    token: str
    domain: str = ""


class Loaded(NamedTuple):
    sources: int
    boards: int
    schedules: int


def load(*, path: Path = BOARDS_FILE, known: Mapping[str, JobSource] | None = None) -> Loaded:
    """Add what is missing and bring up to date what nobody edited. Safe to run at every start."""
    implementations = known or sources()
    with transaction.atomic():
        rows = {name: _source(implementation.about) for name, implementation in implementations.items()}
        boards = sum(_feeds(rows[name], made.about) for name, made in implementations.items())
        boards += sum(
            _board(rows[shipped.source], shipped) for shipped in read_boards(path) if shipped.source in rows
        )
        schedules = sum(_schedule(made.about) for made in implementations.values()) + _expiry_schedule()
    return Loaded(len(rows), boards, schedules)


def read_boards(path: Path = BOARDS_FILE) -> list[ShippedBoard]:
    """Return the shipped list. Raises msgspec.ValidationError with the place of what is wrong."""
    raw: object = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = [
        {"source": source, **row}
        for source, listed in msgspec.convert(raw, dict[str, list[dict[str, str]]]).items()
        for row in listed
    ]
    return msgspec.convert(rows, list[ShippedBoard])


def _source(about: About) -> Source:
    declared = {
        "label": about.label,
        "verified": about.verified,
        "terms_url": about.terms_url,
        "attribution_text": about.attribution.text,
        "attribution_url": about.attribution.url,
        "attribution_rel": about.attribution.rel,
    }
    row, _ = Source.objects.update_or_create(
        name=about.name, defaults=declared, create_defaults=declared | {"enabled": about.default_on}
    )
    if missing := lacking(row, about):
        row.problem = fitted(missing, 450)
        row.save(update_fields=["problem"])
    return row


def _feeds(source: Source, about: About) -> int:
    """Add the feeds that a source has of its own."""
    made = 0
    for token in about.boards or ():
        _, created = Board.objects.get_or_create(source=source, token=token, defaults={"shipped": True})
        made += created
    return made


def _board(source: Source, shipped: ShippedBoard) -> int:
    fields = {"employer_name": shipped.employer, "domain": shipped.domain}
    # SQL Server's collation takes "Acme" and "acme" for the same token.
    row = Board.objects.filter(source=source, token__iexact=shipped.token).first()
    if row is None:
        Board.objects.create(source=source, token=shipped.token, shipped=True, **fields)
        return 1
    if not row.edited:
        Board.objects.filter(pk=row.pk).update(**fields)
    return 0


def _schedule(about: About) -> int:
    every, _ = IntervalSchedule.objects.get_or_create(
        every=max(1, int(about.every_hours * 60)), period=IntervalSchedule.MINUTES
    )
    _, created = PeriodicTask.objects.get_or_create(
        name=f"jobs: pull {about.name}",
        defaults={
            "task": "jobs.tasks.pull_source",
            "interval": every,
            "args": msgspec.json.encode([about.name]).decode(),
            "description": f"Pulls {about.label}. Change how often here; switch it on and off at the source.",
        },
    )
    return int(created)


def _expiry_schedule() -> int:
    every, _ = IntervalSchedule.objects.get_or_create(every=60, period=IntervalSchedule.MINUTES)
    _, created = PeriodicTask.objects.get_or_create(
        name=EXPIRE_TASK, defaults={"task": "jobs.tasks.expire", "interval": every}
    )
    return int(created)
