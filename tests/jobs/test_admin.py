from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from intervision.accounts.models import User
from jobs import catalogue
from jobs.enums import ClosedReason, JobStatus
from jobs.models import Board, Employer, Job, Posting, Run, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_operator(client, operator):
    client.force_login(operator)
    return client


@pytest.fixture
def job(db):
    employer = Employer.objects.create(key="acme", name="Acme")
    return Job.objects.create(
        title="Engineer", normalised_title="engineer", employer=employer, employer_name="Acme",
        status=JobStatus.CLOSED, closed_reason=ClosedReason.GONE,
    )  # fmt: skip


@pytest.mark.parametrize("model", ["source", "board", "run", "employer", "job", "posting"])
def test_lists_open_when_there_are_rows(as_operator, job, model):
    catalogue.load()

    response = as_operator.get(reverse(f"admin:jobs_{model}_changelist"))

    assert response.status_code == 200


def test_source_page_says_which_key_is_missing(as_operator, settings):
    settings.ADZUNA_APP_ID = settings.ADZUNA_APP_KEY = ""
    catalogue.load()
    row = Source.objects.get(name="adzuna")

    response = as_operator.get(reverse("admin:jobs_source_change", args=[row.pk]))

    assert "ADZUNA_APP_KEY" in response.text


def test_reopens_jobs_when_asked(as_operator, job):
    address = reverse("admin:jobs_job_changelist")

    as_operator.post(address, {"action": "reopen", "_selected_action": [str(job.pk)]})

    job.refresh_from_db()
    assert (job.status, job.closed_reason) == (JobStatus.ACTIVE, "")


@pytest.fixture
def as_clerk(client):
    """Somebody who may change jobs, and no more."""
    clerk = User.objects.create_user("clerk@example.org", "correct horse battery", is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(codename__in=["view_job", "change_job"]))
    client.force_login(clerk)
    return client


def test_who_may_change_jobs_closes_them(as_clerk, job):
    Job.objects.update(status=JobStatus.ACTIVE, closed_reason="")

    as_clerk.post(
        reverse("admin:jobs_job_changelist"), {"action": "close", "_selected_action": [str(job.pk)]}
    )

    job.refresh_from_db()
    assert job.status == JobStatus.CLOSED


def test_who_may_only_look_at_jobs_closes_none(as_clerk, job):
    Permission.objects.get(codename="change_job").user_set.clear()

    page = as_clerk.get(reverse("admin:jobs_job_changelist"))

    assert page.status_code == 200
    assert 'value="close"' not in page.text


@pytest.mark.parametrize("model", ["job", "posting"])
def test_what_the_sources_list_is_not_deleted_by_hand(as_operator, job, model):
    source = Source.objects.create(name="lever", label="Lever")
    rows = {"job": job, "posting": Posting.objects.create(source=source, identifier="1", job=job)}

    changelist = as_operator.get(reverse(f"admin:jobs_{model}_changelist"))
    deletion = as_operator.get(reverse(f"admin:jobs_{model}_delete", args=[rows[model].pk]))

    assert "delete_selected" not in changelist.text
    assert deletion.status_code == 403


def test_says_which_jobs_stay_closed_when_asked_to_reopen(as_operator, job):
    Job.objects.filter(pk=job.pk).update(valid_through=timezone.now() - timedelta(days=1))
    address = reverse("admin:jobs_job_changelist")

    response = as_operator.post(address, {"action": "reopen", "_selected_action": [str(job.pk)]}, follow=True)

    job.refresh_from_db()
    assert job.status == JobStatus.CLOSED
    assert "1 job stays closed: its last day to apply has passed." in response.text


def test_warns_when_an_unverified_source_is_switched_on(as_operator):
    catalogue.load()
    row = Source.objects.get(name="himalayas")
    address = reverse("admin:jobs_source_changelist")

    response = as_operator.post(
        address, {"action": "switch_on", "_selected_action": [str(row.pk)]}, follow=True
    )

    row.refresh_from_db()
    assert row.enabled and "Not yet verified" in response.text


@pytest.fixture
def pulls(monkeypatch):
    """The sources whose pull was asked for."""
    asked = []
    monkeypatch.setattr("jobs.tasks.pull_source.delay", asked.append)
    return asked


def test_first_pull_begins_when_a_source_is_ticked(as_operator, pulls, django_capture_on_commit_callbacks):
    catalogue.load()
    row = Source.objects.get(name="himalayas")
    address = reverse("admin:jobs_source_change", args=[row.pk])

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            as_operator.post(address, {"enabled": "on"})

    row.refresh_from_db()
    assert row.enabled
    assert pulls == ["himalayas"]


def test_first_pull_begins_when_sources_are_switched_on(
    as_operator, pulls, django_capture_on_commit_callbacks
):
    catalogue.load()
    rows = Source.objects.filter(name__in=["himalayas", "greenhouse"])
    Source.objects.filter(name="greenhouse").update(enabled=True)

    with django_capture_on_commit_callbacks(execute=True):
        as_operator.post(
            reverse("admin:jobs_source_changelist"),
            {"action": "switch_on", "_selected_action": [str(row.pk) for row in rows]},
        )

    assert pulls == ["himalayas"]


def test_a_source_that_lacks_something_is_not_said_to_be_pulled(as_operator, monkeypatch):
    catalogue.load()
    pulled = []
    monkeypatch.setattr("jobs.tasks.pull_source.delay", lambda name, asked: pulled.append(name))
    rows = Source.objects.filter(name__in=["adzuna", "greenhouse"])

    response = as_operator.post(
        reverse("admin:jobs_source_changelist"),
        {"action": "pull_now", "_selected_action": [str(row.pk) for row in rows]},
        follow=True,
    )

    assert pulled == ["greenhouse"]
    assert "1 source is being pulled." in response.text
    assert "Not pulled: Adzuna. Set ADZUNA_APP_ID, ADZUNA_APP_KEY." in response.text


def test_a_board_that_is_switched_off_is_marked_as_edited_and_said_to_be_off(as_operator):
    catalogue.load()
    board = Board.objects.filter(source__name="lever").first()
    address = reverse("admin:jobs_board_changelist")
    chosen = {"_selected_action": [str(board.pk)]}

    off = as_operator.post(address, {"action": "switch_off", **chosen}, follow=True)
    board.refresh_from_db()
    on = as_operator.post(address, {"action": "switch_on", **chosen}, follow=True)

    assert not board.active and board.edited
    assert "1 board is off." in off.text
    assert "1 board is on." in on.text


def test_list_says_why_a_job_is_closed(as_operator, job):
    page = as_operator.get(reverse("admin:jobs_job_changelist")).text

    assert "Closed: Its source no longer lists it" in page


def test_list_of_runs_says_what_each_brought(as_operator):
    source = Source.objects.create(name="greenhouse", label="Greenhouse")
    Run.objects.create(source=source, rows=30, boards=2, new=4, changed=1, closed=3)

    page = as_operator.get(reverse("admin:jobs_run_changelist")).text

    assert "30 rows of 2 boards" in page
    assert "4 new, 1 changed, 3 closed" in page
