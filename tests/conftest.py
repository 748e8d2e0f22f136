"""The small cast that every test may use."""

import signal
import subprocess
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import DataError, models
from django.db.backends.base.operations import BaseDatabaseOperations
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ResponseError

from intervision.accounts.models import User
from intervision.columns import units
from intervision.valkey import server_command


def pytest_configure() -> None:
    """Have a run that is told to end, as when its time is up, leave as little as after Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def valkey() -> Iterator[None]:
    """A real Valkey server for the whole run, without its files being synced: tests are not a power cut."""
    folder = settings.VAR_DIR / "valkey"
    folder.mkdir()
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


@pytest.fixture(scope="session", autouse=True)
def columns_of_sql_server() -> Iterator[None]:
    """Refuse on SQLite too what SQL Server's columns don't hold: long texts and large numbers."""
    prepare = models.Field.get_db_prep_save

    def held(field: models.Field, value: object, connection: object) -> object:
        prepared = prepare(field, value, connection)
        if isinstance(field, models.CharField | models.FileField) and isinstance(prepared, str):
            if units(prepared) > field.max_length:
                raise DataError(f"{field} holds {field.max_length} and not {prepared!r}")
        elif isinstance(field, models.IntegerField) and isinstance(prepared, int):
            least, most = BaseDatabaseOperations.integer_field_ranges[field.get_internal_type()]
            if not least <= prepared <= most:
                raise DataError(f"{field} holds {least} to {most} and not {prepared}")
        return prepared

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models.Field, "get_db_prep_save", held)
        yield


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
