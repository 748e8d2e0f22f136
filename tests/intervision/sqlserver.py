"""SQL Server without a server: mssql-django itself makes what it would be sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models.sql.compiler import SQLCompiler


class Answers:
    """The cursor of a database whose every answer is the same row, or none."""

    def __init__(self, row: tuple[object, ...] | None) -> None:
        self._row = row

    def __enter__(self) -> "Answers":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def execute(self, *_: object) -> "Answers":
        return self

    def fetchone(self) -> tuple[object, ...] | None:
        return self._row

    def fetchall(self) -> list[tuple[object, ...]]:
        return [] if self._row is None else [self._row]


@contextmanager
def sqlserver(row: tuple[object, ...] | None = None) -> Iterator[Any]:
    """A connection to nothing, by name 'sqlserver'; what is asked of it is answered with `row`."""
    connections.databases["sqlserver"] = connections.databases["default"] | {
        "ENGINE": "mssql",
        "NAME": "intervision",
        "OPTIONS": {"python_driver": "mssql_python"},
    }
    connection = connections["sqlserver"]
    # What it would ask a server at its first query.
    known = {"sql_server_version": 2022, "to_azure_sql_db": False, "_ranges": {}}
    connection.__dict__ |= known | {"cursor": lambda: Answers(row)}
    try:
        yield connection
    finally:
        del connections["sqlserver"], connections.databases["sqlserver"]


@contextmanager
def asked_of_sqlserver() -> Iterator[list[tuple[str, tuple[object, ...]]]]:
    """Note each SELECT that is made meanwhile, with its parameters, as SQL Server would be sent it."""
    noted: list[tuple[str, tuple[object, ...]]] = []
    execute = SQLCompiler.execute_sql
    with sqlserver(("SQL_Latin1_General_CP1_CI_AS",)) as server:

        def note(compiler: SQLCompiler, *arguments: Any, **named: Any) -> Any:
            if type(compiler) is SQLCompiler:
                try:
                    sql, params = compiler.query.clone().get_compiler(connection=server).as_sql()
                    noted.append((sql, tuple(params)))
                except EmptyResultSet:
                    pass
            return execute(compiler, *arguments, **named)

        SQLCompiler.execute_sql = note  # type: ignore[method-assign]
        try:
            yield noted
        finally:
            SQLCompiler.execute_sql = execute  # type: ignore[method-assign]
