"""The small cast that every test may use."""

import subprocess
import tempfile
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ResponseError

from intervision.accounts.models import User
from intervision.valkey import server_command


@pytest.fixture(scope="session", autouse=True)
def valkey() -> Iterator[None]:
    """A real Valkey server for the whole run, without its files being synced: tests are not a power cut."""
    with tempfile.TemporaryDirectory(prefix="intervision-valkey-") as folder:
        command = server_command(port=settings.VALKEY_PORT, folder=folder)
        process = subprocess.Popen([*command, "--appendonly", "no"], stdout=subprocess.DEVNULL)
        client = Redis.from_url(settings.REDIS_URL)
        for _ in range(200):
            try:
                client.ping()
                break
            except (RedisConnectionError, ResponseError):
                time.sleep(0.02)
        client.close()
        yield
        process.terminate()
        process.wait(10)


@pytest.fixture
def alice(db: None) -> User:
    """Somebody with an account."""
    return User.objects.create_user("alice@example.org", "correct horse battery", name="Alice")


@pytest.fixture
def bob(db: None) -> User:
    """Somebody else with an account, who must not see what is Alice's."""
    return User.objects.create_user("bob@example.org", "correct horse battery", name="Bob")


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser("operator@example.org", "correct horse battery")
