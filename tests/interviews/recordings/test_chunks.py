"""Recordings come in chunks, bounded, from nobody else, and each is kept once."""

from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from interviews.enums import RecordingState
from interviews.models import Interview, Recording
from interviews.recordings import chunks, joining
from intervision.accounts.models import User
from tests.interviews.recordings.recorded import a_webm, send, started


@pytest.mark.parametrize("size", [3 * 1024 * 1024, chunks.MAX_CHUNK_BYTES])
def test_large_chunk_is_kept(page: Client, interview: Interview, size: int) -> None:
    recording_id = started(page, interview)

    assert send(page, recording_id, 0, b"x" * size) == 204
    assert send(page, recording_id, 1, b"x" * (chunks.MAX_CHUNK_BYTES + 1)) == 413


def test_chunk_that_comes_twice_is_kept_once(page: Client, interview: Interview) -> None:
    recording_id = started(page, interview)

    assert send(page, recording_id, 0, b"first") == 204
    assert send(page, recording_id, 0, b"other") == 204

    with default_storage.open(chunks.chunk_name(recording_id, 0)) as file:  # type: ignore[arg-type]
        assert file.read() == b"first"


def test_recording_without_consent_is_refused(page: Client, interview: Interview) -> None:
    Interview.objects.update(keep_recording=False)

    answer = page.post(f"/interviews/{interview.pk}/recordings/", {"mime_type": "audio/webm"})

    assert answer.status_code == 403
    assert not Recording.objects.exists()


@pytest.mark.parametrize(("mime_type", "status"), [("text/html", 415), ("", 415), ("audio/webm", 201)])
def test_only_recordings_are_taken(page: Client, interview: Interview, mime_type: str, status: int) -> None:
    answer = page.post(f"/interviews/{interview.pk}/recordings/", {"mime_type": mime_type})

    assert answer.status_code == status


@pytest.mark.parametrize("offset_ms", ["soon", "-1", "86400001", str(2**31), "9" * 5_000])
def test_a_recording_that_begins_in_no_interview_is_refused(
    page: Client, interview: Interview, offset_ms: str
) -> None:
    data = {"mime_type": "audio/webm", "offset_ms": offset_ms}

    response = page.post(f"/interviews/{interview.pk}/recordings/", data)

    assert response.status_code == 422
    assert "offset_ms" in response.json()["error"]
    assert not Recording.objects.exists()


def test_empty_and_oversized_chunks_are_refused(page: Client, interview: Interview) -> None:
    recording_id = started(page, interview)

    assert send(page, recording_id, 0, b"") == 422
    assert send(page, recording_id, chunks.MAX_CHUNKS, b"x") == 422


def test_foreign_recording_is_not_there(
    page: Client, client: Client, interview: Interview, bob: User
) -> None:
    recording_id = started(page, interview)
    other = Client()
    other.force_login(bob)

    assert other.get(f"/recordings/{recording_id}/").status_code == 404
    assert send(other, recording_id, 0, b"x") == 404
    assert (
        other.post(f"/interviews/{interview.pk}/recordings/", {"mime_type": "audio/webm"}).status_code == 404
    )


def test_no_recording_begins_after_the_interview_or_past_a_few(
    page: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "MAX_RECORDINGS", 2)
    begin = f"/interviews/{interview.pk}/recordings/"

    answers = [page.post(begin, {"mime_type": "audio/webm"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert "what was kept stays" in answers[2].json()["error"]

    Recording.objects.all().delete()
    Interview.objects.update(state="finished")
    assert page.post(begin, {"mime_type": "audio/webm"}).status_code == 409


def test_recordings_of_a_person_are_bounded_together(
    page: Client, interview: Interview, alice: User, settings: Any
) -> None:
    settings.RECORDINGS_GB_PER_USER = 50 / chunks.GB
    send(page, started(page, interview), 0, b"x" * 60)
    another = Interview.objects.create(
        candidate=alice, domain="backend", seniority="mid", keep_recording=True
    )

    answer = page.post(f"/interviews/{another.pk}/recordings/", {"mime_type": "audio/webm"})

    assert answer.status_code == 409
    assert "Delete some" in answer.json()["error"]
    page.post("/recordings/delete/")
    assert page.post(f"/interviews/{another.pk}/recordings/", {"mime_type": "audio/webm"}).status_code == 201


def test_recordings_of_an_interview_are_bounded_together(
    page: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "MAX_BYTES_A_MINUTE", 10)  # 100 bytes for ten minutes
    first, second = started(page, interview), started(page, interview)

    assert [send(page, first, 0, b"x" * 40), send(page, second, 0, b"x" * 40)] == [204, 204]
    assert send(page, first, 1, b"x" * 40) == 413
    assert not default_storage.exists(chunks.chunk_name(first, 1))  # type: ignore[arg-type]
    assert send(page, first, 1, b"x" * 20) == 204


def test_chunk_that_was_kept_but_not_counted_is_counted_when_it_comes_again(
    page: Client, interview: Interview
) -> None:
    recording_id = started(page, interview)
    default_storage.save(chunks.chunk_name(UUID(recording_id), 0), ContentFile(a_webm()))  # and kill -9

    assert send(page, recording_id, 0, a_webm()) == 204
    joining.remux(UUID(recording_id))

    assert Recording.objects.get(pk=recording_id).state == RecordingState.READY


@pytest.mark.parametrize("kept", [0, 1_000])
def test_chunk_that_a_full_disk_cut_short_is_whole_when_it_comes_again(
    page: Client, interview: Interview, kept: int
) -> None:
    recording_id = started(page, interview)
    name = chunks.chunk_name(UUID(recording_id), 0)
    default_storage.save(name, ContentFile(a_webm()[:kept]))  # what is left of the first attempt

    assert send(page, recording_id, 0, a_webm()) == 204

    assert default_storage.size(name) == len(a_webm())
    assert Recording.objects.get(pk=recording_id).size_bytes == len(a_webm())


def test_chunk_that_two_requests_bring_at_once_is_kept_once(
    page: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording_id = started(page, interview)
    send(page, recording_id, 0, b"first")
    exists, looked = default_storage.exists, iter([False])
    monkeypatch.setattr(default_storage, "exists", lambda name: next(looked, exists(name)))

    assert send(page, recording_id, 0, b"first") == 204

    assert Recording.objects.get(pk=recording_id).size_bytes == len(b"first")
    _folders, files = default_storage.listdir(f"chunks/{recording_id}")
    assert files == ["00000"]
