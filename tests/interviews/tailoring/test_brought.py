"""A CV and a job that a candidate brings: read, shown for correction, brought again, and not kept."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from interviews import privacy, tasks
from interviews.bank.loader import load_bank
from interviews.forms import MAX_DOCUMENT_BYTES
from interviews.models import Interview
from interviews.tailoring import brought, reading
from intervision import settings as production
from intervision.accounts.models import User
from tests.interviews.choices import CHOICES

CV = """Ada Example
2019 to 2024: backend engineer. I moved a monolith to Kafka and wrote Python and PostgreSQL.
"""


JOB = """Job title: Backend Engineer
Company: Acme GmbH

You look after our services in a small team. We want Redis and Python.
"""


@pytest.fixture(autouse=True)
def bank(db: None) -> None:
    load_bank()


def test_brought_cv_is_read_shown_for_correction_and_not_kept(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/rehearse/", CHOICES | {"cv_text": CV, "job_text": "We want Redis and Python."})

    interview = Interview.objects.get()
    assert answer.headers["Location"] == f"/interviews/{interview.pk}/brought/"
    assert {"python", "postgresql"} <= set(interview.tailoring["skills"])
    assert "redis" in interview.tailoring["wanted"]
    assert not list(Path(settings.MEDIA_ROOT).glob(f"brought/{interview.pk}/*"))
    client.post(f"/interviews/{interview.pk}/brought/", {"skills": ["python"], "wanted": ["redis"]})
    interview.refresh_from_db()
    assert interview.tailoring["skills"] == ["python"]


@pytest.mark.parametrize(
    ("job_text", "heading"),
    [("", "What you added could not be used"), ("We want Redis and Python.", "What was found")],
)
def test_what_could_not_be_read_can_be_brought_again(
    client: Client, django_capture_on_commit_callbacks: Any, job_text: str, heading: str
) -> None:
    picture = SimpleUploadedFile("cv.png", b"\x89PNG\r\n\x1a\n" + bytes(2_000))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/rehearse/", CHOICES | {"cv": picture, "job_text": job_text})

    page = client.get(answer.headers["Location"]).content.decode()

    assert heading in page
    assert "neither a PDF" in page
    assert f'action="{answer.headers["Location"]}again/"' in page
    assert ("Untick anything that is wrong" in page) == bool(job_text)
    assert ("Continue without it" in page) == (not job_text)


def test_job_that_was_understood_counts_as_found_beside_a_cv_that_was_not(
    client: Client, alice: User
) -> None:
    client.force_login(alice)
    found = {"problem": "The file is damaged.", "job_title": "Backend Engineer", "employer": "Acme"}
    interview = Interview.objects.create(candidate=alice, domain="backend", seniority="mid", tailoring=found)

    page = client.get(f"/interviews/{interview.pk}/brought/").content.decode()

    assert "What was found in what you added" in page and "Backend Engineer" in page
    assert "could not be used" not in page and "Continue without it" not in page
    assert "Untick anything that is wrong" not in page


@pytest.mark.parametrize(
    ("tailoring", "title"),
    [
        ({"reading": True}, "Reading what you added"),
        ({"problem": "The file is damaged."}, "What you added could not be used"),
        ({"problem": "", "skills": ["python"]}, "What was found in what you added"),
    ],
)
def test_page_of_what_was_brought_has_its_heading_for_a_title(
    client: Client, alice: User, tailoring: dict[str, object], title: str
) -> None:
    client.force_login(alice)
    planned = Interview.objects.create(
        candidate=alice, domain="backend", seniority="mid", tailoring=tailoring
    )

    page = client.get(f"/interviews/{planned.pk}/brought/").content.decode()

    assert re.findall(r"<title>\s*([^<]*?)\s*·", page) == [title]
    assert re.findall(r"<h1>\s*([^<]*?)\s*</h1>", page) == [title]


@pytest.fixture
def unread(client: Client, alice: User) -> Interview:
    """Alice's interview, whose CV could not be read and whose job description could."""
    client.force_login(alice)
    chosen = CHOICES | {"minutes": "25", "manner": "coaching", "mode": "typing", "keep_recording": "on"}
    picture = SimpleUploadedFile("cv.png", b"\x89PNG\r\n\x1a\n" + bytes(2_000))
    client.post("/rehearse/", chosen | {"cv": picture, "job_text": JOB})
    brought.read(Interview.objects.get().pk)
    return Interview.objects.get()


def test_cv_is_brought_again_for_the_same_interview_whose_job_stays(
    client: Client, unread: Interview, settings: Any
) -> None:
    settings.REHEARSALS_A_DAY = 1
    page = f"/interviews/{unread.pk}/brought/"

    answer = client.post(f"{page}again/", {"cv": SimpleUploadedFile("cv.txt", CV.encode())})

    assert answer.headers["Location"] == page
    assert "Reading what you added" in client.get(page).content.decode()
    brought.read(unread.pk)
    again = Interview.objects.get()
    assert (again.minutes, again.manner, again.mode, again.keep_recording) == (25, "coaching", "typing", True)
    assert {"python", "postgresql"} <= set(again.tailoring["skills"])
    for key in ("wanted", "job_title", "employer"):
        assert again.tailoring[key] == unread.tailoring[key] != ""
    assert again.tailoring["problem"] == ""
    assert not brought_files(again.pk)


def test_other_job_that_is_brought_with_the_cv_takes_the_place_of_the_first(
    client: Client, unread: Interview
) -> None:
    client.post(f"/interviews/{unread.pk}/brought/again/", {"cv_text": CV, "job_text": "We want Kafka."})
    brought.read(unread.pk)

    again = Interview.objects.get().tailoring
    assert (again["wanted"], again["job_title"], again["employer"]) == (["kafka"], "", "")


def test_job_stays_when_the_cv_that_is_brought_again_can_t_be_read_either(
    client: Client, unread: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(f"/interviews/{unread.pk}/brought/again/", {"cv_text": CV})
    monkeypatch.setattr(reading, "read", lambda **_kwargs: 1 / 0)

    brought.read(unread.pk)

    again = Interview.objects.get().tailoring
    assert again["job_title"] == unread.tailoring["job_title"]
    assert "could not be read" in again["problem"]


def test_cv_that_is_brought_again_a_day_later_is_read(client: Client, unread: Interview) -> None:
    Interview.objects.update(created_at=timezone.now() - timedelta(days=1))
    client.post(f"/interviews/{unread.pk}/brought/again/", {"cv_text": CV})

    brought.read(unread.pk)

    assert "python" in Interview.objects.get().tailoring["skills"]


def test_nobody_brings_it_again_for_ever(client: Client, unread: Interview) -> None:
    page = f"/interviews/{unread.pk}/brought/"
    offered = []
    for _ in range(brought.READINGS_AT_MOST):
        offered.append("again/" in client.get(page).content.decode())
        client.post(f"{page}again/", {"cv_text": "Too little."})
        brought.read(unread.pk)

    assert offered == [True, True, False]
    assert not brought_files(unread.pk)
    assert "Continue to the check" in client.get(page).content.decode()


@pytest.mark.parametrize("changed", [{"state": "live"}, {"tailoring": {"problem": "", "skills": ["python"]}}])
def test_nothing_is_brought_again_to_what_has_begun_or_was_read(
    client: Client, unread: Interview, changed: dict[str, object]
) -> None:
    Interview.objects.update(**changed)

    client.post(f"/interviews/{unread.pk}/brought/again/", {"cv_text": CV})

    assert not brought_files(unread.pk)
    assert "again/" not in client.get(f"/interviews/{unread.pk}/brought/").content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"cv_text": " "}, "Choose a file or paste a text first."),
        ({"cv": SimpleUploadedFile("cv.pdf", b"x" * (MAX_DOCUMENT_BYTES + 1))}, "over 2 MB"),
    ],
)
def test_form_that_brings_nothing_comes_back_with_the_focus_on_why(
    client: Client, unread: Interview, sent: dict[str, Any], said: str
) -> None:
    answer = client.post(f"/interviews/{unread.pk}/brought/again/", sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page and page.count("autofocus") == 1
    assert not brought_files(unread.pk)


@pytest.fixture
def waiting(client: Client, alice: User) -> Interview:
    """Alice's interview, whose CV and job description no worker has read yet."""
    client.force_login(alice)
    client.post("/rehearse/", CHOICES | {"cv_text": CV, "job_text": "We want Redis and Python."})
    return Interview.objects.get()


def brought_files(interview_id: UUID) -> list[Path]:
    return list(Path(settings.MEDIA_ROOT).glob(f"brought/{interview_id}/*"))


def test_unread_cv_goes_with_its_interview(
    client: Client, waiting: Interview, django_capture_on_commit_callbacks: Any
) -> None:
    assert len(brought_files(waiting.pk)) == 2

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/interviews/{waiting.pk}/delete/")

    assert not brought_files(waiting.pk)


def test_unread_cv_goes_with_the_account(waiting: Interview, alice: User) -> None:
    privacy.erase(alice)

    assert not brought_files(waiting.pk)


def test_cv_waits_where_it_can_t_be_queued_and_is_read_when_it_can(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    with monkeypatch.context() as away:
        away.setattr(tasks.read_brought, "delay", lambda **_kwargs: 1 / 0)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post("/rehearse/", CHOICES | {"cv_text": CV}).status_code == 302
    Interview.objects.update(brought_asked_at=timezone.now() - brought.LOST_AFTER)

    tasks.requeue_brought()

    interview = Interview.objects.get()
    assert "python" in interview.tailoring["skills"]
    assert interview.brought_asked_at is None
    assert not brought_files(interview.pk)


def test_cv_is_not_queued_beside_a_run_that_may_read_it(waiting: Interview) -> None:
    later = timezone.now() + brought.LOST_AFTER

    assert brought.requeue_lost(now=later - brought.LOST_AFTER / 2) == []
    assert brought.requeue_lost(now=later) == [waiting.pk]
    assert brought.requeue_lost(now=later) == []


def test_cv_that_nobody_has_read_in_time_is_given_up(waiting: Interview) -> None:
    since = timezone.now() - brought.GIVEN_UP_AFTER
    Interview.objects.update(tailoring=waiting.tailoring | {"since": since.isoformat()})

    brought.read(waiting.pk)

    waiting.refresh_from_db()
    assert "skills" not in waiting.tailoring
    assert "could not be read" in waiting.tailoring["problem"]
    assert not brought_files(waiting.pk)


def test_page_says_so_when_reading_the_cv_breaks(
    client: Client, waiting: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "read", lambda **_kwargs: 1 / 0)

    brought.read(waiting.pk)

    page = client.get(f"/interviews/{waiting.pk}/brought/").content.decode()
    assert "could not be read" in page
    assert not brought_files(waiting.pk)


def test_beat_looks_for_cvs_that_were_not_read() -> None:
    assert tasks.requeue_brought.name in {entry["task"] for entry in production.CELERY_BEAT_SCHEDULE.values()}


@pytest.mark.parametrize("tailoring", [None, {}])
def test_cv_is_not_kept_when_its_interview_went_or_was_read_before(
    waiting: Interview, tailoring: dict[str, object] | None
) -> None:
    rows = Interview.objects.filter(pk=waiting.pk)
    if tailoring is None:
        rows.delete()
    else:
        rows.update(tailoring=tailoring)  # a worker was killed before it deleted what it had read

    brought.read(waiting.pk)

    assert not brought_files(waiting.pk)


def test_page_that_waits_for_the_cv_is_left_alone_until_it_is_read(
    client: Client, waiting: Interview
) -> None:
    page = f"/interviews/{waiting.pk}/brought/"
    assert client.get(page, headers={"HX-Request": "true"}).status_code == 204

    brought.read(waiting.pk)

    read = client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "<form" in read
    assert re.search(r"^\s*<title>\s*What was found in what you added\s*· InterVision</title>", read)
