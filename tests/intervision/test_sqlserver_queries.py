"""What operators' lists and the API ask, made for SQL Server by mssql-django; no server is asked."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from intervision.accounts.models import User

from .sqlserver import asked_of_sqlserver

SEARCHED = [model for model, page in admin.site._registry.items() if page.search_fields]
MOST_PARAMETERS = 2_000  # of 2,100, some of which the driver takes

per_list = pytest.mark.parametrize("model", SEARCHED, ids=lambda model: model._meta.label)


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address_of(model: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@per_list
def test_what_is_searched_stands_in_no_query_that_groups(desk: Client, model: Any) -> None:
    """mssql-django declares each parameter of such a query, and counts an emoji as one unit of its two."""
    with asked_of_sqlserver() as asked:
        page = desk.get(address_of(model), {"q": "100%_[a] 😀"})

    assert page.status_code == 200
    assert any("LIKE" in sql for sql, _ in asked)
    assert not [sql for sql, params in asked if "GROUP BY" in sql and any("😀" in str(p) for p in params)]


@per_list
def test_signs_with_a_meaning_in_a_pattern_are_searched_as_they_are(desk: Client, model: Any) -> None:
    with asked_of_sqlserver() as asked:
        desk.get(address_of(model), {"q": "100%_[a]"})

    patterns = {str(param) for sql, params in asked for param in params if "100" in str(param)}
    # A UUID's digits are compared with a pattern that the server makes of what was typed.
    assert patterns - {"100%_[a]"} <= {"%100[%][_][[]a]%"}


@per_list
def test_each_page_of_a_list_has_an_order_and_few_parameters(desk: Client, model: Any) -> None:
    with asked_of_sqlserver() as asked:
        desk.get(address_of(model), {"q": "a"})

    assert asked
    for sql, params in asked:
        assert "OFFSET" not in sql or "ORDER BY" in sql
        assert len(params) < MOST_PARAMETERS
