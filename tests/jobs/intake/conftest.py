"""What tests of the intake share: a clock, and pulls from the local server."""

from datetime import UTC, datetime, timedelta

import pytest

from jobs.intake import pull
from jobs.models import Board, Run, Source
from jobs.sources import registry
from tests.jobs.conftest import FEEDS

START = datetime(2026, 11, 1, 6, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pulled(server, make_client, clock, settings):
    """Pull Greenhouse (one response) or Lever (pages) from the local server."""
    settings.JOB_SOURCE_ADDRESSES = {
        path: server.base_url(path.split(".")[2]) for path in settings.JOB_SOURCES
    }
    registry.sources.cache_clear()
    for name in ("greenhouse", "lever", "smartrecruiters", "adzuna", "jobtech"):
        logo = "source-logos/adzuna.png" if name == "adzuna" else ""
        row = Source.objects.create(name=name, label=name.title(), enabled=True, logo=logo)
        Board.objects.create(source=row, token=FEEDS.get(name, "acme"), employer_name="Acme")

    def run(name: str = "greenhouse", **options) -> Run:
        clock.pass_(hours=6)
        return pull.pull(name, now=clock, client=make_client(), **options)

    yield run
    registry.sources.cache_clear()
