"""Recordings: chunks come from the browser while the interview runs, and are remuxed into one file after it.

Chunks are kept as they came until the file is ready, so a crash at any point loses none of them.
"""

import logging
import shutil
import tempfile
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import av
from av.error import FFmpegError
from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Case, F, IntegerField, Sum, When
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as QueueIsAway

from intervision.columns import fitted

from . import events
from .enums import InterviewState, RecordingState
from .models import Interview, Recording

logger = logging.getLogger(__name__)

MAX_CHUNK_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
MAX_CHUNKS = 3_600
# A page that is loaded again begins another recording.
MAX_RECORDINGS = 30
# Of an interview's recordings together: twice its planned length at 2.5 Mbit/s, four times what is asked for
# (room/recorder.js), for there are browsers that don't listen.
MAX_BYTES_A_MINUTE = 2 * 60 * 2_500_000 // 8
# An ended interview's recording that has got no chunk for so long gets none any more (room/recorder.js).
STILL_S = 60
# After an interview's end all of its recordings should have become files; a page uploads for five minutes.
LEFT_AFTER = timedelta(minutes=15)
# What kills its worker each time is not tried for ever.
GIVEN_UP_AFTER = timedelta(days=3)
GB = 1_000_000_000
# A day: beyond any interview, and well within what a column holds.
LONGEST_MS = 24 * 3600 * 1000
MIME_TYPES = ("audio/webm", "video/webm", "audio/mp4", "video/mp4", "audio/ogg")


class ChunkRefused(Exception):
    """This chunk can't be kept; the message says why. `status` is the HTTP answer to give."""

    def __init__(self, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.status = status


def start(*, interview: Interview, mime_type: str, offset_ms: int, has_video: bool) -> Recording:
    """Return a new recording for an interview whose candidate said yes. Raises ChunkRefused."""
    if not interview.keep_recording:
        raise ChunkRefused(_("Recording is off for this interview; nothing was kept."), 403)
    rows = Recording.objects.filter(interview=interview)
    if interview.is_over or rows.count() >= MAX_RECORDINGS:
        raise ChunkRefused(_("Nothing more can be recorded for this interview; what was kept stays."), 409)
    room = settings.RECORDINGS_GB_PER_USER * GB
    if room and bytes_of(interview.candidate_id) >= room:
        raise ChunkRefused(
            _("Your recordings take up all the space this site allows. Delete some to record again."),
            409,
        )
    if mime_type.split(";")[0].strip() not in MIME_TYPES:
        raise ChunkRefused(_("This kind of recording can’t be kept: %s") % mime_type[:60], 415)
    if not 0 <= offset_ms <= LONGEST_MS:
        raise ChunkRefused(_("offset_ms lies outside of any interview."))
    return Recording.objects.create(
        interview=interview, mime_type=fitted(mime_type, 80), offset_ms=offset_ms, has_video=has_video
    )


def bytes_of(candidate_id: UUID) -> int:
    """Return what a person's recordings take, chunks and files."""
    rows = Recording.objects.filter(interview__candidate_id=candidate_id)
    return rows.aggregate(sum=Sum("size_bytes"))["sum"] or 0


def add_chunk(recording: Recording, *, number: int, data: bytes) -> None:
    """Keep chunk `number` (from 0); a repeat replaces nothing and does no harm. Raises ChunkRefused."""
    if recording.state != RecordingState.RECEIVING:
        raise ChunkRefused(_("This recording is already closed."), 409)
    if not data or len(data) > MAX_CHUNK_BYTES or not 0 <= number < MAX_CHUNKS:
        raise ChunkRefused(_("A part of the recording was empty, too large or out of order."))
    name = chunk_name(recording.pk, number)
    # One that is there already may not be counted yet: the process was killed in between.
    size = 0 if _is_kept(name, data) else _keep_chunk(recording.interview, name, data)
    receiving = Recording.objects.filter(pk=recording.pk, state=RecordingState.RECEIVING)
    chunks = Case(When(chunks__lte=number, then=number + 1), default=F("chunks"), output_field=IntegerField())
    if not receiving.update(size_bytes=F("size_bytes") + size, chunks=chunks):
        # It was deleted or closed meanwhile, and nobody would look for this chunk any more.
        default_storage.delete(name)
        raise ChunkRefused(_("This recording is already closed."), 409)


def _is_kept(name: str, data: bytes) -> bool:
    """Tell whether a chunk is there; remove what a full disk or a killed process left of one."""
    if not default_storage.exists(name):
        return False
    if default_storage.size(name) == len(data):
        return True
    default_storage.delete(name)
    return False


def _keep_chunk(interview: Interview, name: str, data: bytes) -> int:
    """Write a chunk and return its size; 0 when another request has just written it. Raises ChunkRefused."""
    kept = Recording.objects.filter(interview=interview).aggregate(sum=Sum("size_bytes"))["sum"] or 0
    if kept + len(data) > interview.minutes * MAX_BYTES_A_MINUTE:
        raise ChunkRefused(
            _("The recording is larger than an interview of this length can be; what came before is kept."),
            413,
        )
    if (saved_as := default_storage.save(name, ContentFile(data))) != name:
        default_storage.delete(saved_as)
        return 0
    return len(data)


def chunk_name(recording_id: UUID, number: int) -> str:
    return f"chunks/{recording_id}/{number:05d}"


def finish(recording_id: UUID) -> None:
    """Ask for the remux of a recording whose last chunk is there."""
    from .tasks import remux_recording

    try:
        remux_recording.delay(recording_id=str(recording_id))
    except QueueIsAway:
        logger.exception("recording %s is left to the next run of tasks.remux_left", recording_id)


def remux(recording_id: UUID) -> None:
    """Join the chunks into one playable file with a duration. May run twice without harm."""
    receiving = Recording.objects.filter(pk=recording_id, state=RecordingState.RECEIVING)
    recording = receiving.first()
    if recording is None:
        return
    name = ""
    became: dict[str, str | int] = {
        "state": RecordingState.FAILED,
        "problem": _("The recording was empty or damaged."),
    }
    suffix = ".mp4" if "mp4" in recording.mime_type else ".webm"
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / f"whole{suffix}"
        if duration_ms := _join(recording, whole):
            with whole.open("rb") as file:
                name = default_storage.save(f"recordings/{recording_id}{suffix}", File(file))
            size_bytes = whole.stat().st_size
            became = {
                "state": RecordingState.READY,
                "file": name,
                "duration_ms": duration_ms,
                "size_bytes": size_bytes,
            }
    # Another run may have been faster, and a chunk that has come since the row was read is not in the file.
    if receiving.filter(size_bytes=recording.size_bytes).update(**became):
        if name:
            delete_chunks(recording)
            events.tell(events.recording_changed, interview_id=recording.interview_id)
        return
    if name:
        default_storage.delete(name)
    if receiving.exists():
        _close_later(recording_id, recording.chunks)


def _join(recording: Recording, whole: Path) -> int:
    """Make one file of the chunks and return its milliseconds; 0 when they can't be read."""
    raw = whole.with_stem("raw")
    if not _join_chunks(recording, raw):
        return 0
    try:
        return copy_streams(raw, whole)
    except (FFmpegError, ValueError) as error:
        logger.warning("recording %s can't be read: %s", recording.pk, error)
        return 0


def _join_chunks(recording: Recording, path: Path) -> int:
    """Write the chunks one after another, up to the first that is missing, and return how many."""
    found = 0
    with path.open("wb") as out:
        for number in range(recording.chunks):
            name = chunk_name(recording.pk, number)
            if not default_storage.exists(name):
                logger.warning("recording %s lacks chunk %s", recording.pk, number)
                break
            with default_storage.open(name) as chunk:
                shutil.copyfileobj(chunk, out)
            found += 1
    return found


def copy_streams(source: Path, target: Path) -> int:
    """Copy all packets as they are into a new container, which then has a duration; return it in ms.

    Raises FFmpegError, and ValueError for times that are no interview's.
    """
    last_ms = 0.0
    with av.open(str(source)) as before, av.open(str(target), "w") as after:
        pairs = {
            stream.index: after.add_stream_from_template(stream)
            for stream in before.streams
            if stream.type in ("audio", "video")
        }
        for packet in before.demux():
            if packet.dts is None or packet.stream.index not in pairs:
                continue
            if packet.pts is not None and packet.time_base is not None:
                last_ms = max(last_ms, float((packet.pts + (packet.duration or 0)) * packet.time_base) * 1000)
            packet.stream = pairs[packet.stream.index]
            after.mux(packet)
    if last_ms > LONGEST_MS:
        raise ValueError(f"it would last {last_ms:.0f} ms")
    return int(last_ms)


def delete_chunks(recording: Recording) -> None:
    for number in range(recording.chunks):
        default_storage.delete(chunk_name(recording.pk, number))


def delete_bytes(recording: Recording) -> None:
    """Remove a recording's chunks and its file; may run twice without harm."""
    delete_chunks(recording)
    if recording.file:
        default_storage.delete(recording.file.name)


def delete(recording: Recording) -> None:
    """Remove a recording's bytes; its row stays as 'deleted', so that reports say why nothing plays."""
    rows = Recording.objects.filter(pk=recording.pk)
    # First, so that no chunk and no file is added to what is deleted here.
    rows.update(state=RecordingState.DELETED)
    for row in rows:
        delete_bytes(row)
    rows.update(file="", size_bytes=0)
    events.tell(events.recording_changed, interview_id=recording.interview_id)


def delete_expired() -> int:
    """Delete recordings older than settings.RECORDING_RETENTION_DAYS; return how many.

    One that the storage keeps does not keep the others: it is tried again the next time.
    """
    limit = timezone.now() - timedelta(days=settings.RECORDING_RETENTION_DAYS)
    old = Recording.objects.filter(created_at__lt=limit)
    # A deleted one that has a size still has its bytes: the storage was away.
    old = old.exclude(state=RecordingState.DELETED, size_bytes=0)
    deleted = 0
    for recording_id in list(old.order_by("created_at").values_list("pk", flat=True)):
        try:
            delete(Recording.objects.get(pk=recording_id))
        except Recording.DoesNotExist:
            continue  # its interview was deleted meanwhile
        except Exception:
            logger.exception("recording %s could not be deleted yet", recording_id)
        else:
            deleted += 1
    return deleted


def close_all(interview_id: UUID) -> None:
    """Ask for the remux of an ended interview's recordings, once no more chunks arrive."""
    for recording in Recording.objects.filter(interview_id=interview_id, state=RecordingState.RECEIVING):
        transaction.on_commit(partial(_close_later, recording.pk, recording.chunks))


def close(recording_id: UUID, *, seen: int) -> None:
    """Remux a recording that still has the `seen` chunks that it had STILL_S ago; look again later if not."""
    receiving = Recording.objects.filter(pk=recording_id, state=RecordingState.RECEIVING)
    chunks = receiving.values_list("chunks", flat=True).first() or 0
    if chunks > seen:
        _close_later(recording_id, chunks)
    else:
        remux(recording_id)


def left_behind(*, now: datetime) -> list[UUID]:
    """Return recordings of ended interviews that no file was made of: the queue or the storage was away."""
    rows = Recording.objects.filter(
        state=RecordingState.RECEIVING,
        created_at__gt=now - GIVEN_UP_AFTER,
        interview__state=InterviewState.FINISHED,
        interview__last_seen_at__lte=now - LEFT_AFTER,
    )
    return list(rows.order_by("created_at").values_list("pk", flat=True)[:200])


def _close_later(recording_id: UUID, seen: int) -> None:
    from .tasks import close_recording

    close_recording.apply_async(kwargs={"recording_id": str(recording_id), "seen": seen}, countdown=STILL_S)
