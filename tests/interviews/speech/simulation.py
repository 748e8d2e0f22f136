"""Audio time without waiting: a listener fed at full speed, its heavy work delivered when it is due."""

import heapq
import itertools
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from interviews.speech.listener import Listener
from interviews.speech.port import SAMPLE_RATE, ListenerEvent, Samples, SpeechStarted

BLOCK = SAMPLE_RATE // 50


class SimulatedWorkshop:
    """Runs work at once, and delivers it after the time that it took, in audio time. Two workers, as in life.

    `cost_ms` replaces the measured time where a test must not depend on the machine. `known` remembers work
    that was done: two listeners that are compared then pay the same for the same.
    """

    def __init__(
        self, *, cost_ms: int | None = None, known: "dict[Any, tuple[Any, float]] | None" = None
    ) -> None:
        self.now_ms = 0.0
        self._known = known
        self._cost_ms = cost_ms
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._free = {"transcribe": 0.0, "judge": 0.0, "read": 0.0}
        self._ticks: list[list[Any]] = []

    def transcribe(self, work: Callable[[], Any], done: Callable[[Any], None]) -> Callable[[], Any]:
        return self._run("transcribe", work, done)

    def judge(self, work: Callable[[], Any], done: Callable[[Any], None]) -> Callable[[], Any]:
        return self._run("judge", work, done)

    def read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> Callable[[], Any]:
        return self._run("read", work, done)

    def every(self, seconds: float, call: Callable[[], None]) -> Callable[[], Any]:
        tick = [self.now_ms + seconds * 1000, seconds * 1000, call]
        self._ticks.append(tick)
        return lambda: self._ticks.remove(tick)

    def advance(self, to_ms: float) -> None:
        """Deliver what is ready by then."""
        while self._due and self._due[0][0] <= to_ms:
            self.now_ms, _, call = heapq.heappop(self._due)
            call()
        self.now_ms = to_ms
        for tick in self._ticks:
            while tick[0] <= to_ms:
                tick[0] += tick[1]
                tick[2]()

    def _run(self, worker: str, work: Callable[[], Any], done: Callable[[Any], None]) -> Callable[[], Any]:
        result, took = self._do(work)
        ready = self._free[worker] = max(self.now_ms, self._free[worker]) + took
        cancelled: list[bool] = []
        heapq.heappush(self._due, (ready, next(self._order), lambda: None if cancelled else done(result)))
        return lambda: cancelled.append(True)

    def _do(self, work: Callable[[], Any]) -> tuple[Any, float]:
        """Return what came of it and how many milliseconds that took; the same work always takes the same."""
        key = (work.func.__name__, work.args[0].tobytes()) if self._known is not None else None
        if self._known is not None and key in self._known:
            return self._known[key]
        wall, cpu = time.perf_counter(), time.process_time()
        result: Any
        try:
            result = work()
        except Exception as error:
            result = error
        # Other programs lengthen the wall's time, several threads the processor's.
        took = 1000 * min(time.perf_counter() - wall, time.process_time() - cpu)
        if self._cost_ms is not None:
            took = self._cost_ms
        if self._known is not None:
            self._known[key] = result, took
        return result, took


class Simulation:
    """A listener with its clock. `react` may answer its events, as the conversation does."""

    def __init__(
        self,
        transcriber: Any,
        *,
        react: "Callable[[Simulation, ListenerEvent], None] | None" = None,
        cost_ms: int | None = None,
        known: "dict[Any, tuple[Any, float]] | None" = None,
        language: str = "en",
        **options: Any,
    ) -> None:
        self.workshop = SimulatedWorkshop(cost_ms=cost_ms, known=known)
        self.events: list[tuple[int, ListenerEvent]] = []
        self.last_was_real = True  # for a benchmark that knows the real ends
        self._react = react
        self.listener = Listener(
            transcriber,
            language,
            lambda: int(self.workshop.now_ms),
            self._take,
            workshop=self.workshop,
            **options,
        )

    def play(self, samples: Samples, *, pace: float = 1, missing_ms: int | None = None) -> None:
        """Let the listener hear this, 20 ms at a time; at a pace of 0 all of it at once.

        `missing_ms` is what its track lacks before it; None for audio that tells nothing of a track's time.
        """
        for start in range(0, len(samples), BLOCK):
            block = samples[start : start + BLOCK]
            self.workshop.advance(self.workshop.now_ms + pace * len(block) * 1000 / SAMPLE_RATE)
            if missing_ms is None:
                self.listener.feed(block)
            else:
                self.listener.feed(block, missing_ms)
                missing_ms = 0

    def pause(self, ms: int, *, level: int = 4) -> None:
        """Let it hear a quiet room."""
        self.play(room_tone(ms, level=level))

    def away(self, ms: int) -> None:
        """Let time pass without any audio."""
        for _ in range(0, ms, 100):
            self.workshop.advance(self.workshop.now_ms + 100)

    def of(self, kind: type) -> list[Any]:
        return [event for _, event in self.events if isinstance(event, kind)]

    def _take(self, event: ListenerEvent) -> None:
        self.events.append((int(self.workshop.now_ms), event))
        if self._react is not None:
            self._react(self, event)


def join_after_cut(simulation: Simulation, event: ListenerEvent) -> None:
    """React as the conversation does when a candidate goes on after a turn was ended: both parts are one."""
    if isinstance(event, SpeechStarted):
        simulation.listener.continue_answer()


def room_tone(ms: int, *, level: int = 4, seed: int = 7) -> Samples:
    noise = np.random.default_rng(seed).normal(0, level, ms * SAMPLE_RATE // 1000)
    return noise.astype(np.int16)


def read_wav(path: Path) -> Samples:
    """Return a WAV file of any rate and 16 bits as mono at 16 kHz."""
    with wave.open(str(path)) as file:
        rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
        raw = file.readframes(file.getnframes())
    if width != 2:
        raise ValueError(f"{path} has {width * 8} bits a sample; 16 are wanted")
    sound = np.frombuffer(raw, np.int16).reshape(-1, channels).mean(axis=1)
    return resample(sound, rate).astype(np.int16)


def resample(sound: Any, rate: int) -> Any:
    """Return sound at 16 kHz: linear interpolation after a box filter where the rate comes down."""
    if rate == SAMPLE_RATE:
        return sound
    if rate > SAMPLE_RATE:
        width = max(1, round(rate / SAMPLE_RATE))
        sound = np.convolve(sound, np.ones(width) / width, mode="same")
    count = int(len(sound) * SAMPLE_RATE / rate)
    return np.interp(np.arange(count) * rate / SAMPLE_RATE, np.arange(len(sound)), sound)
