"""What becomes of a kept connection when SQL Server has restarted: mssql-django's own code, no server."""

from pathlib import Path
from typing import Any

import mssql_python
import pytest
from django.db.utils import ConnectionHandler

from intervision.database import chosen

pytestmark = pytest.mark.django_db

OPENED: list["Line"] = []


class Line:
    """A connection of the driver; when it is cut, whatever is asked fails as the driver tells of it."""

    autocommit = True

    def __init__(self) -> None:
        self.cut = False
        OPENED.append(self)

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def cursor(self) -> "Line":
        return self

    def execute(self, *_: object) -> "Line":
        if self.cut:
            raise mssql_python.OperationalError("Communication link failure", "08S01")
        return self

    def fetchone(self) -> tuple[int]:
        return (1,)

    def nextset(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The database as the settings name it, with lines in place of a network."""
    for name, value in {"HOST": "db", "USER": "iv", "PASSWORD": "secret"}.items():
        monkeypatch.setenv(f"DATABASE_{name}", value)
    database = ConnectionHandler({"default": chosen(tmp_path)})["default"]
    database.Database = mssql_python
    database.__dict__ |= {"sql_server_version": 2022, "to_azure_sql_db": False}
    monkeypatch.setattr(database, "get_new_connection", lambda _: Line())
    monkeypatch.setattr(database, "init_connection_state", lambda: None)
    monkeypatch.setattr(database, "_use_python_driver", True)
    OPENED.clear()
    return database


def ask(database: Any) -> None:
    """Ask as a request does, and as beat does each time that it looks at the schedule."""
    database.close_if_unusable_or_obsolete()
    database.cursor().execute("SELECT 1")


def test_the_first_request_after_a_restart_is_answered(database: Any) -> None:
    ask(database)
    OPENED[0].cut = True

    ask(database)

    assert len(OPENED) == 2


def test_a_sound_connection_is_kept(database: Any) -> None:
    for _ in range(3):
        ask(database)

    assert len(OPENED) == 1
