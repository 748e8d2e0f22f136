"""Recordings are deleted with all of their bytes, whatever comes in between."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from interviews.enums import RecordingState
from interviews.models import Interview, Recording
from interviews.recordings import chunks, deleting, joining
from tests.interviews.recordings.recorded import a_webm, send, started


def test_deleted_recording_leaves_no_bytes(page: Client, interview: Interview) -> None:
    recording_id = started(page, interview)
    send(page, recording_id, 0, a_webm())
    page.post(f"/recordings/{recording_id}/finish/")
    name = Recording.objects.get(pk=recording_id).file.name

    page.post(f"/recordings/{recording_id}/delete/")

    assert not default_storage.exists(name)
    assert page.get(f"/recordings/{recording_id}/").status_code == 404


def test_nothing_is_left_of_a_recording_whose_row_goes(
    page: Client, interview: Interview, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    done, going = started(page, interview), started(page, interview)
    for recording_id in (done, going):
        send(page, recording_id, 0, a_webm())
    page.post(f"/recordings/{done}/finish/")
    name = Recording.objects.get(pk=done).file.name

    with django_capture_on_commit_callbacks(execute=True):
        interview.delete()

    assert not default_storage.exists(name)
    assert not default_storage.exists(chunks.chunk_name(going, 0))  # type: ignore[arg-type]


def test_chunk_of_a_recording_that_is_deleted_meanwhile_is_not_kept(
    page: Client, interview: Interview
) -> None:
    recording_id = started(page, interview)
    seen_before = Recording.objects.get(pk=recording_id)
    page.post(f"/recordings/{recording_id}/delete/")

    with pytest.raises(chunks.ChunkRefused):
        chunks.add_chunk(seen_before, number=0, data=b"late")

    assert not default_storage.exists(chunks.chunk_name(seen_before.pk, 0))


def test_no_chunk_is_taken_while_a_recording_is_deleted(
    page: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording_id = started(page, interview)
    send(page, recording_id, 0, b"first")
    answers = []
    delete_bytes = deleting.delete_bytes

    def delete_while_a_chunk_comes(recording: Recording) -> None:
        delete_bytes(recording)
        answers.append(send(page, recording_id, 1, b"late"))

    monkeypatch.setattr(deleting, "delete_bytes", delete_while_a_chunk_comes)

    deleting.delete(Recording.objects.get(pk=recording_id))

    assert answers == [409]
    assert not default_storage.exists(chunks.chunk_name(UUID(recording_id), 1))


def test_chunk_that_came_since_the_row_was_read_is_deleted_too(page: Client, interview: Interview) -> None:
    recording_id = started(page, interview)
    read_before = Recording.objects.get(pk=recording_id)
    send(page, recording_id, 0, b"late")

    deleting.delete(read_before)

    assert not default_storage.exists(chunks.chunk_name(read_before.pk, 0))


def test_bytes_that_could_not_be_deleted_go_when_they_expire(
    page: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording_id = started(page, interview)
    send(page, recording_id, 0, b"first")
    with monkeypatch.context() as away:
        away.setattr(deleting, "delete_bytes", lambda recording: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            deleting.delete(Recording.objects.get(pk=recording_id))
    Recording.objects.update(created_at=timezone.now() - timedelta(days=1_000))

    assert [deleting.delete_expired(), deleting.delete_expired()] == [1, 0]
    assert not default_storage.exists(chunks.chunk_name(UUID(recording_id), 0))


def test_one_that_the_storage_keeps_does_not_keep_the_others(
    page: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gone = started(page, interview), started(page, interview)
    for recording_id in (kept, gone):
        send(page, recording_id, 0, b"first")
    now = timezone.now()
    Recording.objects.filter(pk=kept).update(created_at=now - timedelta(days=1_001))
    Recording.objects.filter(pk=gone).update(created_at=now - timedelta(days=1_000))
    real = default_storage.delete

    def locked(name: str) -> None:
        if kept in name:
            raise PermissionError(name)
        real(name)

    monkeypatch.setattr(default_storage, "delete", locked)

    assert deleting.delete_expired() == 1
    assert default_storage.exists(chunks.chunk_name(UUID(kept), 0))
    assert not default_storage.exists(chunks.chunk_name(UUID(gone), 0))


def test_a_recording_that_could_not_be_joined_can_be_deleted_on_the_account_page(
    page: Client, interview: Interview
) -> None:
    recording_id = started(page, interview)
    send(page, recording_id, 0, b"no WebM")
    joining.remux(UUID(recording_id))
    assert Recording.objects.get().state == RecordingState.FAILED

    before = page.get("/account/").content.decode()
    page.post("/recordings/delete/")
    after = page.get("/account/").content.decode()

    assert "There is 1 recording." in before
    assert "There are no recordings." in after
    assert not default_storage.exists(chunks.chunk_name(UUID(recording_id), 0))


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/reports/", "/reports/"),
        ("/\\evil.example", "/account/"),
        ("//evil.example", "/account/"),
        ("", "/account/"),
    ],
)
def test_deleting_a_recording_leads_nowhere_else(
    page: Client, interview: Interview, wanted: str, leads_to: str
) -> None:
    answer = page.post(f"/recordings/{started(page, interview)}/delete/", {"next": wanted})

    assert answer.headers["Location"] == leads_to
