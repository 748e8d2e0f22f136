"""What tests of the job market share: a server that answers as sources do, and a client without waiting."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as DjangoClient

from interviews.bank.loader import forget_questions, load_bank
from intervision import redis
from intervision.accounts.models import User
from jobs.index import generations
from jobs.sources.client import Client, Patience
from jobs.sources.pace import Pace
from jobs.sources.port import Feed, JobSource, Page
from jobs.sources.registry import sources
from tests.fakes.job_sources import JobServer, job_server
from tests.jobs.openings import NOW, a_job, a_source
from tests.reports import sessions


@pytest.fixture(autouse=True)
def own_questions() -> None:
    """No test reads questions that another one loaded."""
    forget_questions()


@pytest.fixture
def bank(db: None) -> None:
    """The shipped questions, in the database."""
    load_bank()


@pytest.fixture
def server() -> Iterator[JobServer]:
    with job_server() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """The seconds that a client would have slept for its pace."""
    return []


@pytest.fixture
def make_client(waits: list[float]) -> Callable[..., Client]:
    def make(**options: object) -> Client:
        pace = Pace(redis=redis.blocking(), source="tests", per_minute=60_000_000, sleep=waits.append)
        patience = Patience(attempts=2, first_wait_s=0.001, longest_wait_s=0.01)
        return Client(**({"pace": pace, "agent": "tests", "patience": patience} | options))  # type: ignore[arg-type]

    redis.blocking().delete("jobs:pace:tests")
    return make


@pytest.fixture
def client_(make_client: Callable[..., Client]) -> Iterator[Client]:
    with make_client() as client:
        yield client


FEEDS = {"jobtech": "apaJ_2ja_LuF", "adzuna": "gb", "themuse": "Software Engineering", "usajobs": "2210"}


@pytest.fixture
def source_at(server: JobServer, settings: Any) -> Callable[[str], tuple[JobSource, Feed]]:
    """Return a source that asks the local server, and a feed of it."""
    settings.ADZUNA_APP_ID, settings.ADZUNA_APP_KEY = "id", "key"
    settings.USAJOBS_EMAIL, settings.USAJOBS_KEY = "ops@example.org", "key"

    def make(name: str) -> tuple[JobSource, Feed]:
        made = type(sources()[name])(base_url=server.base_url(name))
        if name in ("rss", "jsonld"):
            return made, Feed(f"{server.base_url(name)}/feed")
        return made, Feed(FEEDS.get(name, "acme"), "Acme" if made.about.boards is None else "")

    return make


def fetched(source: JobSource, feed: Feed, client: Client, cursor: str = "") -> list[Page]:
    return list(source.fetch(feed, cursor=cursor, client=client))


@pytest.fixture(autouse=True)
def index_folder(settings: Any, tmp_path: Path) -> Path:
    """A folder of its own for each test's index."""
    settings.JOBS_INDEX_DIR = tmp_path / "index"
    return tmp_path / "index"


@pytest.fixture
def indexed(index_folder: Path) -> Callable[[], int]:
    """Return what builds the index from the database."""
    return lambda: generations.rebuild(now=lambda: NOW)


@pytest.fixture
def rehearsed(alice: User) -> User:
    """Alice, with two backend interviews in which she made most points."""
    for days, seed in ((20, 3), (6, 5)):
        sessions.past_interview(alice, seed=seed, skill=0.75, started_at=NOW - timedelta(days=days))
    return alice


@pytest.fixture
def reader(client: DjangoClient, rehearsed: User) -> DjangoClient:
    client.force_login(rehearsed)
    return client


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages look at the clock; jobs of the tests are written as of NOW."""
    for module in ("views", "api", "panel"):
        monkeypatch.setattr(f"jobs.{module}.timezone.now", lambda: NOW)


@pytest.fixture
def market(db: None, indexed: Callable[[], int]) -> None:
    """Four open jobs and a closed one, in the index."""
    a_job("Backend Engineer", must=("python:Python",), places=(("Berlin", "DE"),), days=1)
    a_job("Senior Data Engineer", must=("kubernetes:Kubernetes",), places=(("Paris", "FR"),), days=5)
    a_job(
        "Frontend Developer", employer="Zenith Robotics", places=(("Berlin", "DE"), ("Lyon", "FR")), days=20,
        workplace="remote", applicant_scope="worldwide", salary_min=50_000, salary_currency="EUR",
        salary_period="YEAR", salary_basis="stated", source=a_source("lever"),
    )  # fmt: skip
    a_job("Nurse", days=50, workplace="remote", salary_min=1, salary_basis="predicted", places=())
    a_job("Closed Engineer", status="closed")
    indexed()
