"""Serve a recording to somebody who was given a link, whole or in the range that a player asks for."""

import re
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from interviews.history import RecordingRecord

BLOCK = 256 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def response(recording: RecordingRecord, *, range_header: str) -> HttpResponseBase:
    """Return the recording's bytes; 404 when its file is gone."""
    if not recording.file or not default_storage.exists(recording.file):
        raise Http404
    size = default_storage.size(recording.file)
    match = _RANGE.fullmatch(range_header.strip())
    first, last = match.groups() if match else ("", "")
    if not first and not last:
        start, end, partial = 0, size - 1, False
    elif not first:
        start, end, partial = max(0, size - int(last)), size - 1, True
    else:
        start, end, partial = int(first), min(int(last), size - 1) if last else size - 1, True
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    answer = StreamingHttpResponse(
        _blocks(recording.file, start, end), status=206 if partial else 200, content_type=recording.mime_type
    )
    answer.headers["Content-Length"] = str(end - start + 1)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Cache-Control"] = "private, no-store"
    if partial:
        answer.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return answer


def _blocks(name: str, start: int, end: int) -> Iterator[bytes]:
    with default_storage.open(name) as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
