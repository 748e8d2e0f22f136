"""What the camera saw is told of the answer that was spoken meanwhile, and of no other."""

import asyncio

import numpy as np

from interviews.analysis.judgement import FramingNote
from interviews.interviewer.port import Move, MoveKind
from interviews.live import facts
from interviews.live.camera import Camera
from interviews.live.state import State

DARK, LIGHT = np.full((240, 320), 10, np.uint8), np.full((240, 320), 150, np.uint8)


class Watched:
    """A camera, and the clock that it goes by."""

    def __init__(self) -> None:
        self.at_ms = 0
        self.camera = Camera(lambda: self.at_ms)

    async def sees(self, frame: np.ndarray, at_ms: int) -> None:
        self.at_ms = at_ms
        self.camera.see(frame)
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})


async def test_what_was_seen_before_an_answer_is_not_told_of_it() -> None:
    watched = Watched()
    for at_ms in (2_000, 4_000, 6_000):  # while something was typed, or the interviewer spoke
        await watched.sees(DARK, at_ms)
    for at_ms in (8_000, 10_000):
        await watched.sees(LIGHT, at_ms)

    assert watched.camera.note(7_500, 11_000) == FramingNote(samples=2, out_of_frame=2)


async def test_what_was_seen_after_an_answer_is_kept_for_its_next_part() -> None:
    watched = Watched()
    await watched.sees(LIGHT, 2_000)
    await watched.sees(DARK, 4_000)

    assert watched.camera.note(1_000, 3_000) == FramingNote(samples=1, out_of_frame=1)
    assert watched.camera.note(3_500, 5_000) == FramingNote(samples=1, out_of_frame=1, dark=1)
    assert watched.camera.note(3_500, 5_000) is None


async def test_of_very_much_that_was_seen_the_newest_is_kept(monkeypatch) -> None:
    monkeypatch.setattr("interviews.live.camera.VIEWS_AT_MOST", 2)
    watched = Watched()
    for at_ms in (1_000, 2_000, 3_000):
        await watched.sees(LIGHT, at_ms)

    assert watched.camera.note(0, 2_500) == FramingNote(samples=1, out_of_frame=1)


def test_parts_of_an_answer_are_seen_together() -> None:
    state = State()
    state.apply(facts.Said(at_ms=1, turn=0, move=Move(kind=MoveKind.OPEN)))

    for note in (FramingNote(samples=10, at_edge=4), FramingNote(samples=2, at_edge=1, dark=2)):
        state.apply(facts.FramingSeen(at_ms=2, turn=0, note=note))

    assert state.turns[0].framing == FramingNote(samples=12, at_edge=5, dark=2)
