"""A recording comes in chunks while its interview runs.

They are kept as they came until a file is made of them (joining.py), so a crash at any point loses none.
"""

from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Case, F, IntegerField, Sum, When
from django.utils.translation import gettext as _

from intervision.columns import fitted

from ..enums import RecordingState
from ..models import Interview, Recording

MAX_CHUNK_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
MAX_CHUNKS = 3_600
# A page that is loaded again begins another recording.
MAX_RECORDINGS = 30
# Of an interview's recordings together: twice its planned length at 2.5 Mbit/s, four times what is asked for
# (room/recorder.js), for there are browsers that don't listen.
MAX_BYTES_A_MINUTE = 2 * 60 * 2_500_000 // 8
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


def delete_chunks(recording: Recording) -> None:
    for number in range(recording.chunks):
        default_storage.delete(chunk_name(recording.pk, number))
