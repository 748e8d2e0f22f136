"""After an interview the chunks of a recording are remuxed into one file that plays."""

import logging
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import av
from av.error import FFmpegError
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from .. import events
from ..enums import InterviewState, RecordingState
from ..models import Recording
from .chunks import LONGEST_MS, chunk_name, delete_chunks

logger = logging.getLogger(__name__)

# An ended interview's recording that has got no chunk for so long gets none any more (room/recorder.js).
STILL_S = 60
# After an interview's end all of its recordings should have become files; a page uploads for five minutes.
LEFT_AFTER = timedelta(minutes=15)
# What kills its worker each time is not tried for ever.
GIVEN_UP_AFTER = timedelta(days=3)


def receiving(interview_id: UUID) -> list[tuple[UUID, int]]:
    """Return the ids of an interview's recordings that still get chunks, and how many these have."""
    rows = Recording.objects.filter(interview_id=interview_id, state=RecordingState.RECEIVING)
    return list(rows.values_list("pk", "chunks"))


def close(recording_id: UUID, *, seen: int) -> int | None:
    """Remux a recording that still has the `seen` chunks that it had STILL_S ago.

    Returns None; the number of chunks where more have come: look again after STILL_S.
    """
    rows = Recording.objects.filter(pk=recording_id, state=RecordingState.RECEIVING)
    chunks = rows.values_list("chunks", flat=True).first() or 0
    return chunks if chunks > seen else remux(recording_id)


def left_behind(*, now: datetime) -> list[UUID]:
    """Return recordings of ended interviews that no file was made of: the queue or the storage was away."""
    rows = Recording.objects.filter(
        state=RecordingState.RECEIVING,
        created_at__gt=now - GIVEN_UP_AFTER,
        interview__state=InterviewState.FINISHED,
        interview__last_seen_at__lte=now - LEFT_AFTER,
    )
    return list(rows.order_by("created_at").values_list("pk", flat=True)[:200])


def remux(recording_id: UUID) -> int | None:
    """Join the chunks into one playable file with a duration. May run twice without harm.

    Returns None; the number of chunks where more have come meanwhile: look again (`close`) after STILL_S.
    """
    receiving = Recording.objects.filter(pk=recording_id, state=RecordingState.RECEIVING)
    recording = receiving.first()
    if recording is None:
        return None
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
        return None
    if name:
        default_storage.delete(name)
    return recording.chunks if receiving.exists() else None


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
