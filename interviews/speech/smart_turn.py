"""Does it sound finished? Smart Turn v3.2, an ONNX model that comes inside the package pipecat-ai.

The package is wanted for its model file only: it is found through the package's metadata, never imported.
Window, padding and normalisation are those that the model was trained with (pipecat's
local_smart_turn_v3.py; transformers' WhisperFeatureExtractor with chunk_length=8).
"""

import threading
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from .port import SAMPLE_RATE, Samples

WINDOW_S = 8
WINDOW = WINDOW_S * SAMPLE_RATE
MODEL_FILE = "smart-turn-v3.2-cpu.onnx"
_VARIANCE_FLOOR = np.float32(1e-7)


class TurnModelMissing(Exception):
    """The model file is not installed; the message says what to do. Words and silence still end a turn."""

    retryable = False


class TurnModel(Protocol):
    """Tells how finished a turn sounds, 0 to 1, from its last seconds of audio with the silence after it."""

    def finished(self, samples: Samples) -> float: ...


class SmartTurn:
    """Thread-safe; loads on first use (0.1 s). 40 to 80 ms on one thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def finished(self, samples: Samples) -> float:
        """Return the probability that the turn is complete. Raises TurnModelMissing."""
        with self._lock:
            session, features = self._session, self._features
        window = normalised(samples)
        mel = features(window, padding=0)[np.newaxis].astype(np.float32)
        outputs = session.run(None, {"input_features": mel})
        return float(np.ravel(outputs[0])[0])

    def warm_up(self) -> None:
        self.finished(np.zeros(SAMPLE_RATE, np.int16))

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _features(self) -> Any:
        from faster_whisper.feature_extractor import FeatureExtractor

        return FeatureExtractor(chunk_length=WINDOW_S)


def normalised(samples: Samples) -> npt.NDArray[np.float32]:
    """Return the last eight seconds, silence in front where there are fewer, with mean 0 and variance 1."""
    window = np.zeros(WINDOW, np.float32)
    tail = samples[-WINDOW:]
    window[WINDOW - len(tail) :] = tail.astype(np.float32) / 32768
    scaled: npt.NDArray[np.float32] = (window - window.mean()) / np.sqrt(window.var() + _VARIANCE_FLOOR)
    return scaled


def model_path() -> Path:
    """Return where pipecat-ai keeps the model. Raises TurnModelMissing."""
    try:
        files = metadata.files("pipecat-ai") or []
    except metadata.PackageNotFoundError as error:
        raise TurnModelMissing(
            "The package pipecat-ai is missing; install requirements.txt again."
        ) from error
    for file in files:
        if file.name == MODEL_FILE:
            return Path(str(file.locate()))
    raise TurnModelMissing(f"The installed pipecat-ai holds no {MODEL_FILE}; install requirements.txt again.")
