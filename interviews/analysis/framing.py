"""Framing and light of the camera's picture; camera_help.py says it. No picture outlives `look`.

Nothing but the place of a face and the brightness is taken: no expression, no gaze, nobody's identity.
"""

import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import cv2
import msgspec
import numpy as np
import numpy.typing as npt

from .judgement import FramingNote

_WIDTH = 320  # pixels that a frame is shrunk to before a face is looked for
_LEAST_FACE = 0.12  # of the picture's height
_EDGE = 0.04  # of the picture's width and height
_DARK = 55.0  # mean brightness, 0 to 255
_DARK_FACE = 60.0

Gray = npt.NDArray[np.uint8]


class View(msgspec.Struct, frozen=True):
    """What one frame showed."""

    face: bool
    at_edge: bool = False
    dark: bool = False


def look(frame: Gray) -> View:
    """Look at one gray frame, shape (height, width). No picture counts as dark, without a face."""
    if frame.ndim != 2 or min(frame.shape) < 16:
        return View(face=False, dark=True)
    height = max(16, round(frame.shape[0] * _WIDTH / frame.shape[1]))
    small: Gray = np.asarray(cv2.resize(frame, (_WIDTH, height), interpolation=cv2.INTER_AREA), np.uint8)
    brightness = float(small.mean())
    face = _largest_face(np.asarray(cv2.equalizeHist(small), np.uint8))
    if face is None:
        return View(face=False, dark=brightness < _DARK)
    left, top, width, tall = face
    at_edge = (
        left < _EDGE * _WIDTH
        or top < _EDGE * height
        or left + width > (1 - _EDGE) * _WIDTH
        or top + tall > (1 - _EDGE) * height
    )
    on_face = float(small[top : top + tall, left : left + width].mean())
    return View(face=True, at_edge=at_edge, dark=brightness < _DARK or on_face < _DARK_FACE)


def note(views: Iterable[View]) -> FramingNote:
    """Count what the frames of one answer showed."""
    seen = list(views)
    return FramingNote(
        samples=len(seen),
        out_of_frame=sum(not view.face for view in seen),
        at_edge=sum(view.at_edge for view in seen),
        dark=sum(view.dark for view in seen),
    )


_ONE_AT_A_TIME = threading.Lock()


def _largest_face(gray: Gray) -> tuple[int, int, int, int] | None:
    """Return the largest face as (left, top, width, height) in pixels."""
    # A face that the picture cuts off is found once there is something around it.
    border = gray.shape[1] // 8
    gray = np.pad(gray, border, mode="edge")
    least = max(24, int(_LEAST_FACE * gray.shape[0]))
    with _ONE_AT_A_TIME:  # a cascade keeps its work in itself
        found = _cascade().detectMultiScale(gray, scaleFactor=1.1, minNeighbors=4, minSize=(least, least))
    if not len(found):
        return None
    left, top, width, tall = max(found, key=lambda box: int(box[2]) * int(box[3]))
    return max(0, int(left) - border), max(0, int(top) - border), int(width), int(tall)


@cache
def _cascade() -> cv2.CascadeClassifier:
    """Return OpenCV's own detector of frontal faces (Viola & Jones 2001; Lienhart & Maydt 2002)."""
    cv2.setNumThreads(1)
    folder = Path(cv2.__file__).parent / "data"
    return cv2.CascadeClassifier(str(folder / "haarcascade_frontalface_default.xml"))
