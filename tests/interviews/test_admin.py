import re
import time
from typing import Any

import msgspec
import pytest
import yaml
from django.contrib import admin
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interviews.bank.loader import content_of
from interviews.bank.schema import Question
from interviews.live.facts import Ended, Opened, Plan
from interviews.live.record import Keys, append_unowned
from interviews.models import BankQuestion, Interview, ModelUsage, Recording, Turn
from intervision.accounts.models import ApiToken, User
from intervision.redis import blocking

QUESTION = {
    "slug": "what-an-index-is",
    "kind": "concept",
    "levels": ["junior"],
    "skills": ["sql"],
    "minutes": 3,
    "ask": "What does an index cost, and what does it give?",
    "key_points": [
        {
            "slug": "reads-and-writes",
            "point": "Reads get faster, writes slower.",
            "weight": 3,
            "skill": "sql",
            "paraphrases": ["it speeds up reads and slows down writes"],
            "partial": ["it is faster"],
            "probe": "And what about writing?",
        }
    ],
    "follow_ups": {"strong": "When would you drop one?", "vague": "Think of one table."},
    "stronger_answer": "An index is a sorted copy of a column.",
}


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    """The operator's browser."""
    client.force_login(operator)
    return client


@pytest.fixture
def question(db: None) -> BankQuestion:
    content = content_of(msgspec.convert(QUESTION, Question))
    return BankQuestion.objects.create(
        slug="what-an-index-is", domain="databases", kind="concept", ask=QUESTION["ask"], content=content
    )


@pytest.fixture
def interview(alice: User) -> Interview:
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid", state="live")
    Turn.objects.create(
        interview=interview, number=0, kind="question", said="What is an index?", said_ms=61_000
    )
    Recording.objects.create(interview=interview, mime_type="audio/webm", size_bytes=2_500_000)
    ModelUsage.objects.create(
        interview=interview, user=alice, purpose="interviewer", model="m", calls=2, cost_millionths=1_500_000
    )
    return interview


def changelist(model: type) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")  # type: ignore[attr-defined]


def change(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize(
    "name", sorted(model._meta.label for model in admin.site._registry if model._meta.app_label != "jobs")
)
def test_every_list_opens_and_can_be_searched(desk: Client, interview: Interview, name: str) -> None:
    model = next(model for model in admin.site._registry if model._meta.label == name)

    assert desk.get(changelist(model)).status_code == 200
    if admin.site._registry[model].search_fields:
        assert desk.get(changelist(model), {"q": "alice"}).status_code == 200


def test_pages_carry_the_sites_own_sheet(desk: Client) -> None:
    assert "css/admin" in desk.get(reverse("admin:index")).text


def test_groups_of_the_index_have_names_of_their_own(desk: Client) -> None:
    groups = [str(app["name"]) for app in desk.get(reverse("admin:index")).context["app_list"]]

    assert len(groups) == len(set(groups))
    assert "API tokens" in desk.get(reverse("admin:index")).text


def test_a_long_question_takes_two_lines_of_the_list(desk: Client, question: BankQuestion) -> None:
    BankQuestion.objects.update(ask="Why " * 100)

    cell = desk.get(changelist(BankQuestion)).text.partition('class="field-ask_"')[2].partition("</td>")[0]

    assert "Why" in cell and len(cell) < 100


@pytest.mark.parametrize("model", [Interview, Turn, Recording, ModelUsage])
def test_a_row_of_a_list_leads_to_its_own_page(desk: Client, interview: Interview, model: Any) -> None:
    row = model.objects.get()

    page = desk.get(changelist(model)).text
    [link] = re.findall(rf'<a href="({change(row)}[^"]*)">([^<]+)</a>', page)

    assert desk.get(link[0]).status_code == 200


def test_every_model_of_interviews_and_accounts_has_its_admin() -> None:
    from django.apps import apps

    for label in ("interviews", "accounts"):
        for model in apps.get_app_config(label).get_models():
            assert model in admin.site._registry, model
            registered = admin.site._registry[model]
            assert registered.list_filter
            assert registered.search_fields


def test_a_person_who_can_not_be_added_leaves_the_focus_on_the_mistake(desk: Client) -> None:
    address = reverse("admin:accounts_user_add")
    fresh = desk.get(address).content.decode()
    hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', fresh)
    typed = {"email": "bob@example.org", "password1": "correct horse", "password2": "incorrect horse"}

    page = desk.post(address, dict(hidden) | typed).content.decode()

    assert re.findall(r'<input[^>]*name="(\w+)"[^>]*\bautofocus\b', page) == ["password2"]


def test_candidates_do_not_get_in(client: Client, alice: User) -> None:
    client.force_login(alice)

    assert client.get(changelist(Interview)).status_code == 302


@pytest.mark.parametrize("model", [Interview, Turn, Recording, ModelUsage, User, ApiToken, BankQuestion])
def test_the_number_of_queries_of_a_list_does_not_grow(
    desk: Client, alice: User, model: type, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for size in (1, 3):
        for number in range(size):
            key = f"{size}-{number}"
            someone = User.objects.create_user(f"{key}@example.org", "correct horse battery")
            interview = Interview.objects.create(candidate=someone, domain="backend", seniority="mid")
            Turn.objects.create(interview=interview, number=0, kind="question", said="Why?", said_ms=1)
            Recording.objects.create(interview=interview, mime_type="audio/webm")
            ModelUsage.objects.create(interview=interview, user=someone, purpose="p", model="m")
            ApiToken.issue(user=someone, name=key)
            BankQuestion.objects.create(slug=key, domain="backend", kind="concept", ask="Why?", content={})
        with django_assert_max_num_queries(20) as queries:
            assert desk.get(changelist(model)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_history_is_read_and_not_edited(desk: Client, interview: Interview) -> None:
    page = desk.get(change(interview))

    assert page.status_code == 200
    assert b"What is an index?" in page.content
    assert b'name="_save"' not in page.content
    assert desk.post(change(interview), {"domain": "frontend"}).status_code == 403
    assert desk.get(reverse("admin:interviews_interview_add")).status_code == 403


def test_usage_is_summed_up_by_day_and_model(desk: Client, interview: Interview, alice: User) -> None:
    ModelUsage.objects.create(user=alice, purpose="analyst", model="m", calls=3, cost_millionths=500_000)

    response = desk.get(changelist(ModelUsage))

    (total,) = response.context["totals"]
    assert (total.day, total.model, total.calls, total.cost) == (timezone.now().date(), "m", 5, 2.0)
    assert response.context["cost"] == 2.0


def test_a_question_is_previewed_as_it_is_used(desk: Client, question: BankQuestion) -> None:
    page = desk.get(change(question)).content.decode()

    assert "it speeds up reads and slows down writes" in page
    assert "And what about writing?" in page
    assert "slug: what-an-index-is" in page


def save(desk: Client, question: BankQuestion, content: str) -> Any:
    return desk.post(change(question), {"domain": "databases", "active": "on", "content": content})


def test_a_question_that_is_edited_is_marked_and_kept_in_step(desk: Client, question: BankQuestion) -> None:
    response = save(
        desk, question, yaml.safe_dump(QUESTION | {"ask": "What is an index for?", "kind": "design"})
    )

    assert response.status_code == 302
    question.refresh_from_db()
    assert (question.ask, question.kind, question.edited) == ("What is an index for?", "design", True)
    assert question.content["ask"] == "What is an index for?"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("slug: [", "be read as YAML"),
        ("just text", "Expected `object`"),
        (yaml.safe_dump({**QUESTION, "minutes": 90}), "$.minutes"),
        (yaml.safe_dump({**QUESTION, "colour": "red"}), "unknown field `colour`"),
        ("", "This field is required"),
    ],
)
def test_a_question_that_can_not_be_used_is_refused_with_what_is_wrong(
    desk: Client, question: BankQuestion, content: str, says: str
) -> None:
    response = save(desk, question, content)

    assert response.status_code == 200
    assert says in response.content.decode().replace("&#x27;", "'")
    question.refresh_from_db()
    assert not question.edited


def test_a_new_question_needs_a_slug_of_its_own(desk: Client, question: BankQuestion) -> None:
    add = reverse("admin:interviews_bankquestion_add")

    taken = desk.post(add, {"domain": "backend", "active": "on", "content": yaml.safe_dump(QUESTION)})
    new = {**QUESTION, "slug": "another"}
    made = desk.post(add, {"domain": "backend", "active": "on", "content": yaml.safe_dump(new)})

    assert "give this one its own" in taken.content.decode()
    assert made.status_code == 302
    assert BankQuestion.objects.get(slug="another").edited


def test_a_row_that_fits_the_schema_no_more_can_still_be_opened(desk: Client, question: BankQuestion) -> None:
    BankQuestion.objects.filter(pk=question.pk).update(content={"slug": "old"})

    assert "until it is corrected" in desk.get(change(question)).content.decode()


def test_questions_are_switched_off_and_on(desk: Client, question: BankQuestion) -> None:
    chosen = {"_selected_action": [str(question.pk)]}

    desk.post(changelist(BankQuestion), {"action": "deactivate", **chosen})
    question.refresh_from_db()
    assert (question.active, question.edited) == (False, True)

    desk.post(changelist(BankQuestion), {"action": "activate", **chosen})
    question.refresh_from_db()
    assert question.active


def test_questions_are_exported(desk: Client, question: BankQuestion) -> None:
    response = desk.post(
        reverse("admin:interviews_bankquestion_export"), {"format": "0", "resource": "0", **_all_fields()}
    )

    assert response.status_code == 200
    assert b"what-an-index-is" in response.content


def _all_fields() -> dict[str, str]:
    return {
        f"questionresource_{name}": "on" for name in ("slug", "domain", "kind", "ask", "content", "active")
    }


def open_record(interview: Interview) -> None:
    plan = Plan(
        interview_id=str(interview.pk),
        candidate_id=str(interview.candidate_id),
        domain="backend",
        seniority="mid",
        minutes=10,
        coaching=False,
        typing=True,
    )
    append_unowned(
        blocking(), interview.pk, Opened(at_ms=0, plan=plan, started_unix_ms=int(time.time() * 1000))
    )


def test_interviews_that_run_now_are_listed_from_redis(desk: Client, interview: Interview) -> None:
    blocking().flushdb()
    open_record(interview)

    page = desk.get(reverse("admin:interviews_interview_live"))

    (row,) = page.context["rows"]
    assert (row.id, row.domain, row.owned, row.ended) == (str(interview.pk), "backend", False, False)
    assert str(interview.pk) in page.content.decode()
    assert "Backend · Mid-level" in page.content.decode()


def test_an_ended_interview_is_written_at_once(desk: Client, interview: Interview) -> None:
    blocking().flushdb()
    open_record(interview)
    append_unowned(blocking(), interview.pk, Ended(at_ms=5000, reason="completed"))

    desk.post(changelist(Interview), {"action": "flush_now", "_selected_action": [str(interview.pk)]})

    interview.refresh_from_db()
    assert (interview.state, interview.end_reason) == ("finished", "completed")


def test_only_the_chosen_abandoned_interviews_are_ended(
    desk: Client, interview: Interview, bob: User
) -> None:
    other = Interview.objects.create(candidate=bob, domain="backend", seniority="mid", state="live")
    blocking().flushdb()
    for row in (interview, other):
        open_record(row)
        blocking().zadd("iv:live", {str(row.pk): time.time() - 120})

    desk.post(changelist(Interview), {"action": "end_abandoned", "_selected_action": [str(interview.pk)]})

    interview.refresh_from_db()
    other.refresh_from_db()
    assert (interview.state, interview.end_reason, other.state) == ("finished", "abandoned", "live")


@pytest.mark.parametrize("action", ["flush_now", "end_abandoned"])
def test_who_ends_nothing_is_told_why(desk: Client, interview: Interview, action: str) -> None:
    blocking().flushdb()
    open_record(interview)  # a moment ago: its candidate may just be reloading

    chosen = {"action": action, "_selected_action": [str(interview.pk)]}
    page = desk.post(changelist(Interview), chosen, follow=True)

    (told,) = page.context["messages"]
    assert told.level_tag == "warning"
    assert str(told).startswith("None of them")


@pytest.mark.parametrize("way", ["one", "many"])
def test_a_person_deleted_by_an_operator_leaves_no_files(
    desk: Client, interview: Interview, alice: User, way: str, django_capture_on_commit_callbacks: Any
) -> None:
    recording = Recording.objects.get()
    recording.file.save("a.webm", ContentFile(b"voice"))
    name = recording.file.name
    open_record(interview)

    with django_capture_on_commit_callbacks(execute=True):
        if way == "one":
            desk.post(reverse("admin:accounts_user_delete", args=[alice.pk]), {"post": "yes"})
        else:
            chosen = {"action": "delete_selected", "_selected_action": [str(alice.pk)], "post": "yes"}
            desk.post(changelist(User), chosen)

    assert not User.objects.filter(pk=alice.pk).exists()
    assert not default_storage.exists(name)
    assert blocking().ttl(Keys.of(interview.pk).stream) != -1  # -1: it would stay for ever


def test_an_interview_that_could_not_be_written_is_not_told_as_none(
    desk: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Any) -> int:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("interviews.live.flush.flush", fails)
    chosen = {"action": "flush_now", "_selected_action": [str(interview.pk)]}

    page = desk.post(changelist(Interview), chosen, follow=True)

    assert [told.level_tag for told in page.context["messages"]] == ["error"]
