"""Brings the sources that the settings list, the shipped boards and the schedules into the database.

What operators changed stays: a source's switch after the first load, an edited board, a changed schedule.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

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
        boards = _boards(rows, _feeds(implementations) + read_boards(path))
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


def _feeds(implementations: Mapping[str, JobSource]) -> list[ShippedBoard]:
    """Return the feeds that sources have of their own; no employer's."""
    return [
        ShippedBoard(employer="", source=name, token=token)
        for name, made in implementations.items()
        for token in made.about.boards or ()
    ]


def _boards(rows: Mapping[str, Source], listed: list[ShippedBoard]) -> int:
    """Add the boards that are missing, and rename those that nobody edited; return how many were added."""
    known = {
        _key(board.source_id, board.token): board
        for board in Board.objects.filter(source__in=rows.values()).order_by()
    }
    new: list[Board] = []
    for shipped in listed:
        if shipped.source not in rows:
            continue
        source = rows[shipped.source]
        fields = {"employer_name": shipped.employer, "domain": shipped.domain}
        board = known.get(key := _key(source.pk, shipped.token))
        if board is None:
            known[key] = Board(source=source, token=shipped.token, shipped=True, **fields)
            new.append(known[key])
        elif not board.edited and any(getattr(board, name) != value for name, value in fields.items()):
            Board.objects.filter(pk=board.pk, edited=False).update(**fields)
    Board.objects.bulk_create(new)
    return len(new)


def _key(source_id: UUID, token: str) -> tuple[UUID, str]:
    # SQL Server's collation takes "Acme" and "acme " for the same token.
    return source_id, token.strip().lower()


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
