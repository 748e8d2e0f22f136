"""In what order operators' lists stand, and what the database does for them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interviews.models import Interview, ModelUsage, Recording, Turn
from intervision.accounts.models import ApiToken, User


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    return client


def listed(desk: Client, model: Any, **asked: str) -> list[Any]:
    """Return the rows of a list as it shows them."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return list(desk.get(address, asked).context["cl"].result_list)


def asked_of_the_database(desk: Client, model: Any, **asked: str) -> str:
    with CaptureQueriesContext(connection) as queries:
        listed(desk, model, **asked)
    return "\n".join(query["sql"] for query in queries)


@pytest.mark.parametrize("model", [ModelUsage, Recording, ApiToken])
def test_the_newest_stands_first(desk: Client, alice: User, model: Any) -> None:
    moments = [timezone.now() - timedelta(days=days) for days in (3, 1, 5, 2, 4)]
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid")
    for number, moment in enumerate(moments):
        if model is ModelUsage:
            ModelUsage.objects.create(user=alice, purpose="p", model="m", at=moment)
        elif model is Recording:
            Recording.objects.create(interview=interview, mime_type="audio/webm", created_at=moment)
        else:
            ApiToken.objects.create(user=alice, name="t", digest=str(number), created_at=moment)

    rows = listed(desk, model)

    shown = [row.at if model is ModelUsage else row.created_at for row in rows]
    assert shown == sorted(moments, reverse=True)


def interviews_with_turns(user: User, *counts: int) -> None:
    for count in counts:
        interview = Interview.objects.create(candidate=user, domain="backend", seniority="mid")
        for number in range(count):
            Turn.objects.create(interview=interview, number=number, kind="open", said="Why?", said_ms=1)


def test_interviews_stand_with_their_turns_and_can_be_sorted_by_them(desk: Client, alice: User) -> None:
    interviews_with_turns(alice, 1, 3, 0)
    turns = next(n for n, column in enumerate(listed_columns(desk), start=0) if column == "turns_")

    rows = listed(desk, Interview, o=f"-{turns}")

    assert [row.turn_count for row in rows] == [3, 1, 0]


def listed_columns(desk: Client) -> list[str]:
    return list(desk.get(reverse("admin:interviews_interview_changelist")).context["cl"].list_display)


def test_the_list_of_interviews_groups_no_rows(desk: Client, alice: User) -> None:
    """Grouping reads all turns of all interviews for a page, and breaks on SQL Server by what is searched."""
    interviews_with_turns(alice, 1)

    assert "GROUP BY" not in asked_of_the_database(desk, Interview, q="alice")


def test_the_list_of_turns_reads_only_what_it_shows(desk: Client, alice: User) -> None:
    interviews_with_turns(alice, 1)

    sql = asked_of_the_database(desk, Turn)

    assert '"interviews_turn"."number"' in sql
    assert not [name for name in ("words", "content", "question") if f'"interviews_turn"."{name}"' in sql]
    assert "DISTINCT" not in sql


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [({"kind": "open"}, [0]), ({"asked_by": "local"}, [0]), ({"asked_by": "model"}, [1]), ({}, [0, 1])],
)
def test_turns_are_narrowed_by_kind_and_by_who_asked(
    desk: Client, alice: User, chosen: dict[str, str], numbers: list[int]
) -> None:
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid")
    for number, (kind, by) in enumerate([("open", "local"), ("follow_up", "openai")]):
        Turn.objects.create(
            interview=interview, number=number, kind=kind, said="Why?", said_ms=1, asked_by=by
        )

    assert [turn.number for turn in listed(desk, Turn, **chosen)] == numbers


def test_a_turns_own_page_reads_it_at_once(
    desk: Client, alice: User, django_assert_max_num_queries: Any
) -> None:
    interviews_with_turns(alice, 1)
    address = reverse("admin:interviews_turn_change", args=[Turn.objects.get().pk])

    with django_assert_max_num_queries(5):
        assert desk.get(address).status_code == 200
