"""HTTP for recordings: chunks in while the interview runs, ranges out for the report."""

import logging
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from kombu.exceptions import OperationalError as QueueIsAway

from intervision.accounts.models import User
from intervision.local_paths import posted_next
from intervision.ranges import stored_file

from . import privacy, tasks
from .enums import RecordingState
from .models import Interview, Recording
from .recordings import chunks, deleting
from .recordings.chunks import ChunkRefused

logger = logging.getLogger(__name__)


def _refused(error: ChunkRefused) -> JsonResponse:
    return JsonResponse({"error": str(error)}, status=error.status)


@login_required
@require_POST
def start(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    interview = get_object_or_404(Interview.objects.of(request.user.pk), pk=interview_id)
    try:
        recording = chunks.start(
            interview=interview,
            mime_type=request.POST.get("mime_type", ""),
            offset_ms=int(request.POST.get("offset_ms", "0")),
            has_video=request.POST.get("has_video") == "true",
        )
    except ChunkRefused as error:
        return _refused(error)
    except ValueError:
        return JsonResponse({"error": _("offset_ms is a whole number of milliseconds.")}, status=422)
    return JsonResponse({"id": str(recording.pk)}, status=201)


def _own_recording(request: HttpRequest, recording_id: UUID) -> Recording:
    return get_object_or_404(
        Recording.objects.select_related("interview"),
        pk=recording_id,
        interview__candidate_id=request.user.pk,
    )


@login_required
@require_POST
def chunk(request: HttpRequest, recording_id: UUID, number: int) -> HttpResponse:
    recording = _own_recording(request, recording_id)
    if int(request.headers.get("Content-Length") or 0) > chunks.MAX_CHUNK_BYTES:
        return _refused(ChunkRefused(_("This part is too large."), 413))
    try:
        chunks.add_chunk(recording, number=number, data=request.body)
    except ChunkRefused as error:
        return _refused(error)
    return HttpResponse(status=204)


@login_required
@require_POST
def finish(request: HttpRequest, recording_id: UUID) -> HttpResponse:
    recording = _own_recording(request, recording_id)
    try:
        tasks.remux_recording.delay(recording_id=str(recording.pk))
    except QueueIsAway:
        logger.exception("recording %s is left to the next run of tasks.remux_left", recording.pk)
    return HttpResponse(status=204)


@login_required
@require_POST
def delete(request: HttpRequest, recording_id: UUID) -> HttpResponse:
    deleting.delete(_own_recording(request, recording_id))
    return redirect(posted_next(request, default=reverse("account")))


@login_required
def delete_all(request: HttpRequest) -> HttpResponse:
    """Ask, and delete once the answer is yes."""
    assert isinstance(request.user, User)
    if request.method != "POST":
        facts = privacy.facts(request.user)
        if not facts["recordings"]:
            return redirect("account")
        return render(request, "interviews/delete_recordings.html", facts)
    count = privacy.erase_recordings(request.user)
    messages.success(
        request,
        ngettext("%(count)d recording was deleted.", "%(count)d recordings were deleted.", count)
        % {"count": count},
    )
    return redirect("account")


@login_required
@require_GET
def play(request: HttpRequest, recording_id: UUID) -> HttpResponseBase:
    """Serve a recording to its candidate, whole or the range that the player asks for."""
    recording = _own_recording(request, recording_id)
    return stored_file(
        recording.file.name if recording.state == RecordingState.READY else "",
        content_type=recording.mime_type,
        range_header=request.headers.get("Range", ""),
        cache_control="private, max-age=600",
    )
