import io
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from interviews.models import Interview, Recording, Turn
from intervision.accounts.models import ApiToken, User


@pytest.fixture(autouse=True)
def nothing_throttled() -> None:
    cache.clear()


@pytest.fixture
def token(alice: User) -> dict[str, str]:
    """The header of Alice's token."""
    return {"Authorization": f"Bearer {ApiToken.issue(user=alice, name='script')[1]}"}


def interview_of(user: User, *, turns: int = 0, recordings: int = 0, **fields: Any) -> Interview:
    defaults = {"domain": "backend", "seniority": "senior", "state": "finished"}
    interview = Interview.objects.create(candidate=user, **(defaults | fields))
    for number in range(turns):
        Turn.objects.create(
            interview=interview,
            number=number,
            kind="question",
            said="What is an index?",
            said_ms=1000 * number,
            answer="A sorted copy.",
            words=[["A", 10, 20, 0.9], ["sorted", 20, 60, 0.8], ["copy.", 60, 90]],
        )
    for _ in range(recordings):
        Recording.objects.create(interview=interview, mime_type="audio/webm", state="ready", duration_ms=5000)
    return interview


def test_nobody_reads_without_a_token(client: Client, db: None) -> None:
    response = client.get("/api/v1/interviews/")

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert "Authorization: Bearer iv_" in response.json()["detail"]


def test_an_address_that_the_api_does_not_have_is_answered_to_a_program(client: Client, db: None) -> None:
    unknown = client.get("/api/v1/interview/")
    without_slash = client.get("/api/v1/interviews")

    assert (unknown.status_code, unknown.headers["Content-Type"]) == (404, "application/json")
    assert "/api/v1/docs/" in unknown.json()["detail"]
    assert without_slash.headers["Location"] == "/api/v1/interviews/"
    assert "There is nothing here." in client.get("/nowhere/").content.decode()


@pytest.mark.parametrize("header", ["Bearer iv_unknown", "Bearer ", "Bearer  a b"])
def test_an_unknown_token_is_refused(client: Client, db: None, header: str) -> None:
    response = client.get("/api/v1/interviews/", headers={"Authorization": header})

    assert response.status_code == 401
    assert "account page" in response.json()["detail"]


def test_the_token_of_somebody_locked_out_is_refused(
    client: Client, alice: User, token: dict[str, str]
) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)

    assert client.get("/api/v1/interviews/", headers=token).status_code == 401


def test_the_list_has_ones_own_interviews_newest_first(
    client: Client, alice: User, bob: User, token: dict[str, str]
) -> None:
    old = interview_of(alice, created_at=datetime(2026, 1, 1, tzinfo=UTC))
    new = interview_of(alice, created_at=datetime(2026, 2, 1, tzinfo=UTC))
    interview_of(bob)

    page = client.get("/api/v1/interviews/", headers=token).json()

    assert page["count"] == 2
    assert [row["id"] for row in page["results"]] == [str(new.pk), str(old.pk)]


def test_the_list_is_narrowed_by_state_field_and_time(
    client: Client, alice: User, token: dict[str, str]
) -> None:
    interview_of(alice, domain="frontend", created_at=datetime(2026, 2, 1, tzinfo=UTC))
    wanted = interview_of(alice, created_at=datetime(2026, 2, 1, tzinfo=UTC))
    interview_of(alice, created_at=datetime(2026, 1, 1, tzinfo=UTC))
    interview_of(alice, state="planned", created_at=datetime(2026, 2, 1, tzinfo=UTC))

    query = "?state=finished&domain=backend&since=2026-01-15T00:00:00Z"
    page = client.get("/api/v1/interviews/" + query, headers=token).json()

    assert [row["id"] for row in page["results"]] == [str(wanted.pk)]


@pytest.mark.parametrize("moment", ["yesterday", "2026-11-01T00:00:00+01:00"])  # its + is sent as a blank
def test_a_moment_that_can_not_be_read_is_answered_with_how_to_write_it(
    client: Client, token: dict[str, str], moment: str
) -> None:
    response = client.get(f"/api/v1/interviews/?since={moment}", headers=token)

    assert response.status_code == 400
    assert response.json() == {"since": ["Write it in UTC, as 2026-11-30T09:00:00Z."]}


def test_a_page_is_bounded_whatever_is_asked(client: Client, alice: User, token: dict[str, str]) -> None:
    Interview.objects.bulk_create(
        [Interview(candidate=alice, domain="backend", seniority="mid") for _ in range(205)]
    )

    page = client.get("/api/v1/interviews/?limit=100000", headers=token).json()

    assert (page["count"], len(page["results"])) == (205, 200)


@pytest.mark.parametrize("path", ["", "transcript/", "recordings/"])
def test_somebody_elses_interview_is_not_found(
    client: Client, bob: User, token: dict[str, str], path: str
) -> None:
    theirs = interview_of(bob, turns=1, recordings=1)

    assert client.get(f"/api/v1/interviews/{theirs.pk}/{path}", headers=token).status_code == 404


@pytest.mark.parametrize("key", [str(uuid4()), "1", "x" * 300])
def test_an_unknown_interview_is_not_found(client: Client, token: dict[str, str], key: str) -> None:
    assert client.get(f"/api/v1/interviews/{key}/", headers=token).status_code == 404


def test_an_interview_comes_with_its_recordings(client: Client, alice: User, token: dict[str, str]) -> None:
    interview = interview_of(alice, recordings=2)

    row = client.get(f"/api/v1/interviews/{interview.pk}/", headers=token).json()

    assert row["domain"] == "backend"
    assert [recording["duration_ms"] for recording in row["recordings"]] == [5000, 5000]
    assert "file" not in row["recordings"][0]


def test_the_transcript_has_turns_and_words_with_times(
    client: Client, alice: User, token: dict[str, str]
) -> None:
    interview = interview_of(alice, turns=2)

    page = client.get(f"/api/v1/interviews/{interview.pk}/transcript/", headers=token).json()

    assert [turn["number"] for turn in page["results"]] == [0, 1]
    assert page["results"][0]["words"] == [
        {"text": "A", "start_ms": 10, "end_ms": 20, "confidence": 0.9},
        {"text": "sorted", "start_ms": 20, "end_ms": 60, "confidence": 0.8},
        {"text": "copy.", "start_ms": 60, "end_ms": 90, "confidence": 1.0},
    ]


@pytest.mark.parametrize("path", ["", "{id}/", "{id}/transcript/", "{id}/recordings/"])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    client: Client,
    alice: User,
    token: dict[str, str],
    path: str,
    django_assert_num_queries: Any,
) -> None:
    client.get("/api/v1/interviews/", headers=token)  # the token's first use is written down
    counts = []
    for rows in (1, 3):
        for _ in range(rows):
            interview = interview_of(alice, turns=rows, recordings=rows)
        with django_assert_num_queries(50, exact=False) as queries:
            assert (
                client.get(f"/api/v1/interviews/{path.format(id=interview.pk)}", headers=token).status_code
                == 200
            )
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 5


def plan(client: Client, token: dict[str, str], **fields: Any) -> Any:
    body = {"domain": "backend", "seniority": "senior", **fields}
    return client.post(
        "/api/v1/interviews/", json.dumps(body), content_type="application/json", headers=token
    )


def test_a_rehearsal_can_be_planned(client: Client, alice: User, token: dict[str, str]) -> None:
    response = plan(client, token, minutes=25, mode="typing", focus=["sql"])

    assert response.status_code == 201
    interview = Interview.objects.get(pk=UUID(response.json()["id"]))
    assert (interview.candidate, interview.state) == (alice, "planned")
    assert (interview.minutes, interview.mode, interview.focus) == (25, "typing", ["sql"])


def test_no_more_than_a_days_rehearsals_are_planned(
    client: Client, alice: User, token: dict[str, str], settings: Any
) -> None:
    settings.REHEARSALS_A_DAY = 1
    plan(client, token)

    response = plan(client, token)

    assert response.status_code == 400
    assert "allows 1 rehearsal a day" in response.json()[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"domain": "gardening"},
        {"seniority": ""},
        {"minutes": 600},
        {"focus": ["sql"] * 6},
        {"focus": ["no-such-skill"]},
        {"focus": "sql"},
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(
    client: Client, token: dict[str, str], wrong: dict[str, Any]
) -> None:
    response = plan(client, token, **wrong)

    assert response.status_code == 400
    assert set(response.json()) == set(wrong)
    assert not Interview.objects.exists()


def test_interviews_can_not_be_changed_or_deleted(client: Client, alice: User, token: dict[str, str]) -> None:
    path = f"/api/v1/interviews/{interview_of(alice).pk}/"

    assert client.delete(path, headers=token).status_code == 405
    assert client.patch(path, "{}", content_type="application/json", headers=token).status_code == 405


def test_the_schema_says_how_to_ask(client: Client, db: None) -> None:
    schema = client.get("/api/v1/schema/").content.decode()

    assert "Authorization: Bearer iv_" in schema


def test_the_schema_is_whole_and_without_warnings() -> None:
    out = io.StringIO()

    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)

    assert "/api/v1/interviews/{id}/transcript/:" in out.getvalue()


def schema_of(client: Client) -> Any:
    return client.get("/api/v1/schema/?format=json").json()


def test_the_schema_says_of_each_operation_how_it_refuses(client: Client, db: None) -> None:
    schema = schema_of(client)

    for path, operations in schema["paths"].items():
        for operation in operations.values():
            refusals = {"401", "429"} | ({"404"} if "{" in path else set())
            assert refusals <= set(operation["responses"]), path
    planning = schema["paths"]["/api/v1/interviews/"]["post"]["responses"]
    reasons = planning["400"]["content"]["application/json"]["schema"]
    assert reasons == {"$ref": "#/components/schemas/Reasons"}


def test_each_operation_says_in_a_line_what_it_is_for(client: Client, db: None) -> None:
    operations = [one for path in schema_of(client)["paths"].values() for one in path.values()]

    assert all(operation.get("summary") for operation in operations)
