"""Logos that terms of sources demand beside their listings. Operators upload them; none is shipped."""

from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

MOST_BYTES = 200_000
_BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


def media_type(file: "IO[bytes] | File[bytes]") -> str:
    """Return the media type that a picture's first bytes tell; empty for others. SVG may hold scripts."""
    file.seek(0)
    begin = file.read(12)
    file.seek(0)
    if begin[:4] == b"RIFF" and begin[8:] == b"WEBP":
        return "image/webp"
    return next((name for bytes_, name in _BEGINNINGS.items() if begin.startswith(bytes_)), "")


def check_logo(file: "File[bytes]") -> None:
    """Raise ValidationError for a file that is no small picture."""
    if file.size > MOST_BYTES:
        raise ValidationError(_("A logo can be at most 200 kB. Please use a smaller picture."))
    if not media_type(file):
        raise ValidationError(_("This is not a PNG, JPEG, GIF or WebP picture."))
