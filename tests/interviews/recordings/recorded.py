"""A recording as a browser makes it, and the requests that bring it."""

import io
from typing import Any

import av
import numpy as np
from django.test import Client

from interviews.models import Interview

SECONDS = 3


def a_webm(*, first_s: int = 0) -> bytes:
    """Return three seconds of Opus in WebM, as a browser records it; their times begin at `first_s`."""
    return _three_seconds("webm", "libopus", first_s=first_s)


def an_mp4() -> bytes:
    """Return three seconds of AAC in MP4, in fragments as Safari records it."""
    return _three_seconds("mp4", "aac", movflags="frag_keyframe+empty_moov+default_base_moof")


def _three_seconds(kind: str, codec: str, *, first_s: int = 0, **options: str) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format=kind, options=options) as container:
        stream = container.add_stream(codec, rate=48_000, layout="mono")
        tone = (np.sin(np.arange(960) / 20) * 8_000).astype(np.int16).reshape(1, -1)
        for number in range(SECONDS * 50):
            frame = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
            frame.sample_rate, frame.pts = 48_000, first_s * 48_000 + number * 960
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def started(page: Client, interview: Interview, **fields: Any) -> str:
    data = {"mime_type": "audio/webm;codecs=opus", "offset_ms": "1500", "has_video": "false", **fields}
    return str(page.post(f"/interviews/{interview.pk}/recordings/", data).json()["id"])


def send(page: Client, recording_id: str, number: int, data: bytes) -> int:
    url = f"/recordings/{recording_id}/chunks/{number}/"
    return page.post(url, data, content_type="application/octet-stream").status_code
