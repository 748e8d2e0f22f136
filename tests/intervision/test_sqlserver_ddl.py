"""All of our migrations, turned into T-SQL by mssql-django itself; no server is asked."""

import re

import pytest
from django.db.migrations.loader import MigrationLoader

from .sqlserver import sqlserver

OURS = ("accounts", "interviews", "reports", "jobs")


def sent_for(plan: list[tuple[str, str]], loader: MigrationLoader) -> list[str]:
    """Return what SQL Server would be sent for these migrations."""
    statements: list[str] = []
    # It has no constraints yet: they are asked for before a column is dropped.
    with sqlserver() as connection:
        for key in dict.fromkeys(plan):
            state = loader.project_state(key, at_end=False)
            with connection.schema_editor(collect_sql=True, atomic=False) as editor:
                loader.get_migration(*key).apply(state, editor, collect_sql=True)
            statements += editor.collected_sql
    return statements


@pytest.fixture(scope="module")
def ddl() -> str:
    """What SQL Server would be sent to make our tables."""
    loader = MigrationLoader(None)
    plan = [
        key
        for leaf in loader.graph.leaf_nodes()
        for key in loader.graph.forwards_plan(leaf)
        if key[0] in OURS
    ]
    return "\n".join(sent_for(plan, loader))


@pytest.mark.parametrize(
    "key", [("interviews", "0006_labels_in_plain_words"), ("jobs", "0002_labels_in_plain_words")]
)
def test_other_words_for_labels_leave_the_tables_alone(key: tuple[str, str]) -> None:
    sent = sent_for([key], MigrationLoader(None))

    assert [line for line in sent if not line.startswith("--")] == []


def test_every_model_gets_its_table(ddl: str) -> None:
    from django.apps import apps

    for label in OURS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            assert f"CREATE TABLE [{model._meta.db_table}]" in ddl


def test_uuids_times_and_texts_have_the_types_of_sql_server(ddl: str) -> None:
    assert re.search(r"\[id\] char\(32\) NOT NULL PRIMARY KEY", ddl)
    assert "datetimeoffset" in ddl
    assert "nvarchar(max)" in ddl


def test_a_unique_column_that_may_be_null_is_unique_among_the_others_only(ddl: str) -> None:
    """Guests have no address: plain uniqueness would let SQL Server have one of them."""
    assert re.search(r"CREATE UNIQUE INDEX \[accounts_user_email_\w+\] .*WHERE .*\[email\] IS NOT NULL", ddl)


def test_no_index_is_wider_than_a_key_may_be(ddl: str) -> None:
    widths = {
        (table, column): int(width)
        for table, body in re.findall(r"^CREATE TABLE \[(\w+)\] (.*)$", ddl, re.M)
        for column, width in re.findall(r"\[(\w+)\] nvarchar\((\d+)\)", body)
    }
    assert widths
    for table, columns in re.findall(r"CREATE (?:UNIQUE )?INDEX \S+ ON \[(\w+)\] \(([^)]*)\)", ddl):
        names = re.findall(r"\[(\w+)\]", columns)
        assert sum(2 * widths.get((table, name), 16) for name in names) <= 1700, (table, columns)
