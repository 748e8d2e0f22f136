"""The rules that keep models, migrations and queries working on SQL Server, held without a server."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
OURS = ("accounts", "interviews", "reports", "jobs")
LONGEST_INDEXED = 450  # characters: an index key holds 900 bytes, a character two
MODELS = [
    model for label in OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)
]
SOURCES = sorted(
    path
    for app in ("intervision", "interviews", "reports", "jobs")
    for path in (ROOT / app).rglob("*.py")
    if "__pycache__" not in path.parts
)

per_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


def indexed_names(model: type[models.Model]) -> set[str]:
    """Return the names of the fields that stand in an index or in a unique constraint."""
    names = {field.name for field in model._meta.local_concrete_fields if field.db_index or field.unique}
    for index in model._meta.indexes:
        names |= {name for name, _ in index.fields_orders}
    for constraint in model._meta.constraints:
        names |= set(getattr(constraint, "fields", ()))
    return names | {name for group in model._meta.unique_together for name in group}


@per_model
def test_what_is_indexed_fits_into_an_index(model: type[models.Model]) -> None:
    for name in indexed_names(model):
        field = model._meta.get_field(name)
        assert not isinstance(field, models.TextField | models.JSONField), name
        if isinstance(field, models.CharField):
            assert field.max_length is not None and field.max_length <= LONGEST_INDEXED, name


@per_model
def test_unique_constraints_name_columns_and_no_expressions(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            assert constraint.fields, constraint.name
            assert not constraint.expressions, constraint.name
    for index in model._meta.indexes:
        assert not index.expressions, index.name


@per_model
def test_json_is_an_object_an_array_or_null(model: type[models.Model]) -> None:
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.JSONField):
            assert field.null or field.default in (list, dict, models.NOT_PROVIDED), field.name


@per_model
def test_there_are_no_durations(model: type[models.Model]) -> None:
    assert not [
        field.name for field in model._meta.local_concrete_fields if isinstance(field, models.DurationField)
    ]


@per_model
def test_rows_that_are_ours_have_uuids(model: type[models.Model]) -> None:
    if not model._meta.auto_created:
        assert isinstance(model._meta.pk, models.UUIDField)


def calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield path, node


def test_no_query_asks_what_sql_server_can_not_do() -> None:
    found = []
    for path, node in calls():
        assert isinstance(node.func, ast.Attribute)
        where = f"{path.relative_to(ROOT)}:{node.lineno}"
        keywords = {keyword.arg for keyword in node.keywords}
        if node.func.attr == "bulk_create" and keywords & {"ignore_conflicts", "update_conflicts"}:
            found.append(f"{where}: bulk_create with {keywords}")
        if node.func.attr == "select_for_update" and "of" in keywords:
            found.append(f"{where}: select_for_update(of=)")
        if node.func.attr == "distinct" and node.args and _is_query(node):
            found.append(f"{where}: distinct() on columns")
        if node.func.attr in ("raw", "extra") and _is_query(node):
            found.append(f"{where}: {node.func.attr}()")
        for keyword in node.keywords:
            last = (keyword.arg or "").split("__")[-1] if "__" in (keyword.arg or "") else ""
            if last in ("has_key", "has_keys", "has_any_keys", "contained_by", "regex", "iregex", "date"):
                found.append(f"{where}: the lookup {keyword.arg}")
    assert not found, "\n".join(found)


def _is_query(node: ast.Call) -> bool:
    """Whether the call hangs on a manager or on another queryset method."""
    assert isinstance(node.func, ast.Attribute)
    chain = ast.unparse(node.func.value)
    return any(part in chain for part in ("objects", "_base_manager", "filter(", "queryset", "exclude("))


def test_dates_are_cut_in_python_and_not_by_the_database() -> None:
    names = {
        "TruncDate",
        "TruncDay",
        "TruncMonth",
        "TruncWeek",
        "ExtractHour",
        "ExtractDay",
        "RawSQL",
        "RunSQL",
    }
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and names & {alias.name for alias in node.names}:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not found
