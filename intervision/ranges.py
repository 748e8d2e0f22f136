"""Stored files over HTTP, whole or the range that a player asks for."""

import re
from collections.abc import AsyncIterator, Iterator
from functools import partial

from asgiref.sync import sync_to_async
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

BLOCK = 256 * 1024
# A player asks for all that is left and reads a little of it: the rest would wait in the server's memory.
# It asks for more by itself where it gets less than it asked for (RFC 9110, 15.3.7).
LONGEST_RANGE = 8 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Blocks(StreamingHttpResponse):
    """A file that goes out block by block; an ASGI server would be given all of it at once otherwise."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        next_block = sync_to_async(partial(next, iter(self), None))
        while (block := await next_block()) is not None:
            yield block


def stored_file(name: str, *, content_type: str, range_header: str, cache_control: str) -> HttpResponseBase:
    """Return `file_response` of a file that may have gone meanwhile; raises Http404 then."""
    if not name or not default_storage.exists(name):
        raise Http404(_("This recording does not exist, or no longer does."))
    response = file_response(
        name, size=default_storage.size(name), content_type=content_type, range_header=range_header
    )
    response.headers["Cache-Control"] = cache_control
    return response


def file_response(name: str, *, size: int, content_type: str, range_header: str) -> HttpResponseBase:
    """Return a file of the default storage, or the beginning of the single range that is asked for.

    416 for a range that holds nothing; the whole file for what is not one range.
    """
    match = _RANGE.fullmatch(range_header.strip())
    first, last = match.groups() if match else ("", "")
    ranged = bool(first or last)
    start, end = 0, size - 1
    if ranged:
        start = int(first) if first else max(0, size - int(last))
        end = min(end, int(last) if first and last else end, start + LONGEST_RANGE - 1)
        if start > end:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = Blocks(_blocks(name, start, end), status=206 if ranged else 200, content_type=content_type)
    response.headers["Content-Length"] = str(end - start + 1)
    response.headers["Accept-Ranges"] = "bytes"
    if ranged:
        response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


def _blocks(name: str, start: int, end: int) -> Iterator[bytes]:
    with default_storage.open(name) as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
