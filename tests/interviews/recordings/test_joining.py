"""Chunks become one playable file, whatever comes in between."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError

from interviews import events, tasks
from interviews.enums import RecordingState
from interviews.models import Interview, Recording
from interviews.recordings import chunks, joining
from tests.interviews.recordings.recorded import SECONDS, a_webm, an_mp4, send, started


@pytest.mark.parametrize(
    ("recorded", "mime_type"), [(a_webm, "audio/webm;codecs=opus"), (an_mp4, "audio/mp4")]
)
def test_chunks_become_one_file_that_plays_from_any_byte(
    page: Client, interview: Interview, recorded: Callable[[], bytes], mime_type: str
) -> None:
    whole = recorded()
    recording_id = started(page, interview, mime_type=mime_type)
    cut = len(whole) // 3
    for number, start in enumerate(range(0, len(whole), cut)):
        assert send(page, recording_id, number, whole[start : start + cut]) == 204

    page.post(f"/recordings/{recording_id}/finish/")

    recording = Recording.objects.get(pk=recording_id)
    assert recording.state == RecordingState.READY
    assert recording.duration_ms == pytest.approx(SECONDS * 1000, abs=100)
    assert recording.offset_ms == 1500
    part = page.get(f"/recordings/{recording_id}/", headers={"range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.headers["Content-Type"] == mime_type
    assert part.headers["Content-Range"] == f"bytes 10-19/{recording.size_bytes}"
    assert len(part.getvalue()) == 10
    assert not default_storage.exists(chunks.chunk_name(recording.pk, 0))


def test_recording_is_closed_once_its_chunks_no_longer_come(
    page: Client,
    interview: Interview,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    whole = a_webm()
    recording_id = started(page, interview)
    send(page, recording_id, 0, whole[:2000])
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(tasks.close_recording, "apply_async", lambda **options: asked.append(options))

    with django_capture_on_commit_callbacks(execute=True):
        events.interview_finished.send(sender=Interview, interview_id=interview.pk)
    assert send(page, recording_id, 1, whole[2000:]) == 204  # over a slow line
    tasks.close_recording(**asked[0]["kwargs"])

    assert Recording.objects.get(pk=recording_id).state == RecordingState.RECEIVING
    tasks.close_recording(**asked[1]["kwargs"])
    assert Recording.objects.get(pk=recording_id).duration_ms == pytest.approx(SECONDS * 1000, abs=100)
    assert [options["countdown"] for options in asked] == [60, 60]


@pytest.mark.parametrize(
    "data", [b"this is no recording", a_webm(first_s=30 * 24 * 3600)], ids=["no recording", "a month long"]
)
def test_damaged_recording_fails_and_says_so(page: Client, interview: Interview, data: bytes) -> None:
    recording_id = started(page, interview)
    send(page, recording_id, 0, data)

    page.post(f"/recordings/{recording_id}/finish/")

    recording = Recording.objects.get(pk=recording_id)
    assert recording.state == RecordingState.FAILED
    assert recording.problem


def test_recording_that_another_run_has_finished_stays_ready(
    page: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording_id = started(page, interview)
    send(page, recording_id, 0, a_webm())
    join = joining._join_chunks

    def join_too_late(recording: Recording, path: Path) -> int:
        monkeypatch.setattr(joining, "_join_chunks", join)
        joining.remux(recording.pk)
        return join(recording, path)

    monkeypatch.setattr(joining, "_join_chunks", join_too_late)

    joining.remux(UUID(recording_id))

    recording = Recording.objects.get(pk=recording_id)
    assert (recording.state, recording.problem) == (RecordingState.READY, "")


def test_chunk_that_comes_while_the_file_is_made_is_in_the_file(
    page: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = a_webm()
    recording_id = started(page, interview)
    send(page, recording_id, 0, whole[:5000])
    copy = joining.copy_streams

    def copy_while_a_chunk_comes(source: Path, target: Path) -> int:
        monkeypatch.setattr(joining, "copy_streams", copy)
        assert send(page, recording_id, 1, whole[5000:]) == 204
        return copy(source, target)

    monkeypatch.setattr(joining, "copy_streams", copy_while_a_chunk_comes)

    tasks.remux_recording(recording_id=recording_id)

    recording = Recording.objects.get(pk=recording_id)
    assert recording.duration_ms == pytest.approx(SECONDS * 1000, abs=100)
    assert not default_storage.exists(chunks.chunk_name(UUID(recording_id), 1))


def test_recording_that_could_not_be_queued_is_made_into_a_file_later(
    page: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording_id = started(page, interview)
    send(page, recording_id, 0, a_webm())

    def away(**_about: Any) -> None:
        raise OperationalError("the broker does not answer")

    with monkeypatch.context() as broken:
        broken.setattr(tasks.remux_recording, "delay", away)
        assert page.post(f"/recordings/{recording_id}/finish/").status_code == 204
    tasks.remux_left()
    assert Recording.objects.get(pk=recording_id).state == RecordingState.RECEIVING, "it may still go on"

    Interview.objects.update(state="finished", last_seen_at=timezone.now() - timedelta(minutes=20))
    tasks.remux_left()

    assert Recording.objects.get(pk=recording_id).state == RecordingState.READY
