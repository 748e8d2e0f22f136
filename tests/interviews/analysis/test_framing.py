"""Where the face is and how light the picture is, on drawn faces."""

import cv2
import numpy as np
import pytest

from interviews.analysis.camera_help import camera_help
from interviews.analysis.framing import View, look, note


def drawn(*, x: int = 320, y: int = 220, size: int = 90, light: float = 1.0) -> np.ndarray:
    """Draw a plain face on gray, 640 by 480."""
    frame = np.full((480, 640), 150, np.uint8)
    cv2.ellipse(frame, (x, y + 2 * size), (int(1.6 * size), size), 0, 0, 360, 90, -1)
    cv2.ellipse(frame, (x, y), (int(0.78 * size), size), 0, 0, 360, 205, -1)
    cv2.ellipse(frame, (x, y - int(0.62 * size)), (int(0.8 * size), size // 2), 0, 180, 360, 50, -1)
    for side in (-1, 1):
        eye = (x + side * int(0.33 * size), y - int(0.2 * size))
        cv2.ellipse(frame, eye, (int(0.2 * size), int(0.1 * size)), 0, 0, 360, 110, -1)
        cv2.circle(frame, eye, int(0.08 * size), 20, -1)
        brow = (eye[0], y - int(0.38 * size))
        cv2.ellipse(frame, brow, (int(0.24 * size), int(0.06 * size)), 0, 0, 360, 60, -1)
    cv2.ellipse(frame, (x, y + int(0.12 * size)), (int(0.09 * size), int(0.22 * size)), 0, 0, 360, 225, -1)
    cv2.ellipse(frame, (x, y + int(0.28 * size)), (int(0.14 * size), int(0.06 * size)), 0, 0, 180, 120, -1)
    cv2.ellipse(frame, (x, y + int(0.52 * size)), (int(0.3 * size), int(0.09 * size)), 0, 0, 360, 90, -1)
    return (cv2.GaussianBlur(frame, (9, 9), 0) * light).astype(np.uint8)


def test_a_face_in_the_middle_is_fine():
    assert look(drawn()) == View(face=True)


@pytest.mark.parametrize("place", [{"x": 60}, {"x": 600}, {"y": 75}])
def test_a_face_at_the_edge_is_seen_there(place):
    assert look(drawn(**place)) == View(face=True, at_edge=True)


def test_a_dark_picture_is_dark():
    assert look(drawn(light=0.2)).dark


@pytest.mark.parametrize(
    "frame",
    [
        np.zeros((480, 640), np.uint8),
        np.full((480, 640), 160, np.uint8),
        np.random.default_rng(0).integers(0, 255, (480, 640), dtype=np.uint8),
        np.zeros((2, 2), np.uint8),
        np.zeros((0, 0), np.uint8),
    ],
)
def test_no_face_is_found_where_there_is_none(frame):
    assert not look(frame).face


def test_frames_become_counts_and_counts_become_help():
    views = [View(face=True)] * 4 + [View(face=True, at_edge=True)] * 6

    counted = note(views)

    assert (counted.samples, counted.out_of_frame, counted.at_edge, counted.dark) == (10, 0, 6, 0)
    assert camera_help(counted).startswith("Your face was at the very edge for most of the answer")


def test_what_happened_once_or_in_few_samples_is_not_said():
    assert camera_help(note([View(face=True)] * 9 + [View(face=False)])) == ""
    assert camera_help(note([View(face=False)] * 3)) == ""
