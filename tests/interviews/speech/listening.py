"""A listener for tests, with ears that hear what the test wants and a sentence to speak to it."""

from typing import Any

import numpy as np

from interviews.speech.endpointing import Decision, Evidence
from interviews.speech.port import SAMPLE_RATE, Heard, TranscriberFailed
from interviews.transcript import Word
from tests.benchmarks.voices import speak, trimmed
from tests.interviews.speech.simulation import Simulation


class Scribe:
    """Hears a word for every half second of speech."""

    name = "scribe"
    remote = False

    def __init__(self, *, fails: bool = False, text: str | None = None) -> None:
        self.fails, self.text = fails, text
        self.asked: list[float] = []

    def fast(self, samples: np.ndarray, *, language: str) -> Heard:
        self.asked.append(len(samples) / SAMPLE_RATE)
        if self.fails:
            raise TranscriberFailed("it is broken")
        if self.text is not None:
            return Heard(self.text)
        text = ("word " * max(1, len(samples) // 8_000)).strip().capitalize() + "."
        return Heard(text, closed=0.95)

    def verbatim(self, samples: np.ndarray, *, language: str, about: str = "") -> tuple[Word, ...]:
        return ()


class Turn:
    """A turn model that is always this sure."""

    def __init__(self, *sure: float) -> None:
        self.sure = list(sure)

    def finished(self, samples: np.ndarray) -> float:
        return self.sure.pop(0) if len(self.sure) > 1 else self.sure[0]


LONG = "We would split the service by team, so that everybody can deploy on their own whenever they like."
SPEECH = trimmed(speak(LONG))
SPEECH_MS = len(SPEECH) * 1_000 // SAMPLE_RATE


def listening(
    sure: float = 0.97, *, transcriber: Any = None, waiting: bool = True, cost_ms: int = 100
) -> Simulation:
    simulation = Simulation(transcriber or Scribe(), turn_model=Turn(sure), cost_ms=cost_ms)
    if waiting:
        simulation.listener.expect_answer(question=None)
    simulation.pause(1_000)
    return simulation


class Quick:
    """Ends every turn at once, and keeps what it was told."""

    ask_ms = (96,)

    def __init__(self) -> None:
        self.seen: list[Evidence] = []

    def decide(self, evidence: Evidence) -> Decision:
        self.seen.append(evidence)
        return Decision(200, forced=False)
