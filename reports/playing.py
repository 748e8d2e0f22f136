"""Serve a recording to somebody who was given a link, whole or in the range that a player asks for."""

from django.core.files.storage import default_storage
from django.http import Http404
from django.http.response import HttpResponseBase

from interviews.history import RecordingRecord
from intervision.ranges import file_response


def response(recording: RecordingRecord, *, range_header: str) -> HttpResponseBase:
    """Return the recording's bytes; 404 when its file is gone."""
    if not recording.file or not default_storage.exists(recording.file):
        raise Http404
    answer = file_response(
        recording.file,
        size=default_storage.size(recording.file),
        content_type=recording.mime_type,
        range_header=range_header,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
