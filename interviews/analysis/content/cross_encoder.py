"""A key point and what was said of it, read together, word beside word: was it made, or turned round?

MiniLM reads both at once (a cross-encoder; Nogueira and Cho 2019), its first layers with small changes that
were learned for it (tests/benchmarks/train_cross_encoder.py): the product of two thin matrices is added to
each of its own (LoRA, Hu et al. 2021). The vectors that it makes of a text alone (embedding.py) hardly tell
'sleep saves power' from 'sleep drains the battery'.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper
from tokenizers import Tokenizer

from intervision import embedding
from intervision.embedding import Floats, Ids

FILE = Path(__file__).with_name("cross_encoder_weights.npz")
NAMES = ("read_heard", "read_touched", "read_contrary")  # made in full, at least in part, turned round
TOUCHED = NAMES.index("read_touched")
MAX_TOKENS = 120  # of a point and what was said, together
LAYERS = 4  # of six: the others would cost more than they tell
CACHED_PAIRS = 1_000
Pair = tuple[str, str]


def log_odds(pairs: Sequence[Pair]) -> Floats:
    """Return of each (key point, words said) the log odds of NAMES, shape (pairs, 3). Thread-safe.

    What was read lately costs nothing, so a growing answer costs what is new.
    """
    with _lock:
        known = {pair: _known[pair] for pair in pairs if pair in _known}
        for pair in known:
            _known.move_to_end(pair)
    new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
    if new:
        known |= dict(zip(new, _run(new), strict=True))
        with _lock:
            _known.update(known)
            while len(_known) > CACHED_PAIRS:
                _known.popitem(last=False)
    return np.array([known[pair] for pair in pairs], np.float32).reshape(-1, len(NAMES))


def forget() -> None:
    """Drop what is kept of the pairs read lately."""
    with _lock:
        _known.clear()


_known: OrderedDict[Pair, Floats] = OrderedDict()
_lock = threading.Lock()
_loading = threading.Lock()


def _run(pairs: Sequence[Pair]) -> Floats:
    prepare()
    session, head, bias = _reader()
    found = np.zeros((len(pairs), len(NAMES)), np.float32)
    for numbers, fed in embedding.in_batches([tokenizer().encode(*pair) for pair in pairs]):
        states: Floats = session.run(None, fed)[0]
        mask, types = fed["attention_mask"], fed["token_type_ids"]
        point, said = _mean(states, mask * (types == 0)), _mean(states, mask * (types == 1))
        found[numbers] = (
            np.concatenate([point, said, np.abs(point - said), point * said], axis=1) @ head + bias
        )
    return found


def prepare() -> None:
    """Load what is needed, so that the first answer does not wait for it."""
    with _loading:  # two threads would both load it
        tokenizer()
        _reader()


def _mean(states: Floats, which: Ids) -> Floats:
    total = np.maximum(which.sum(axis=1, keepdims=True), 1)
    found: Floats = np.einsum("pts,pt->ps", states, which.astype(np.float32)) / total.astype(np.float32)
    return found


@cache
def tokenizer() -> Tokenizer:
    """Return what cuts a point and what was said into tokens."""
    cutter = Tokenizer.from_file(str(embedding.tokenizer_file()))
    cutter.enable_truncation(max_length=MAX_TOKENS)  # of the longer of the two first
    cutter.no_padding()
    return cutter


@cache
def _reader() -> tuple[onnxruntime.InferenceSession, Floats, Floats]:
    """Return the changed model, and the (4 * SIZE, 3) head with its bias over its states."""
    with np.load(FILE) as file:
        kept = dict(file)
    model = onnx.load(embedding.model_file())
    own = {tensor.name: tensor for tensor in model.graph.initializer}
    for name in (key.removesuffix(".down") for key in kept if key.endswith(".down")):
        # The package keeps each matrix in int8, with a scale for each column.
        whole, scale = own[f"{name}_q"], own[f"{name}_scale"]
        changed = numpy_helper.to_array(whole) * numpy_helper.to_array(scale) + (
            kept[f"{name}.down"].astype(np.float32) @ kept[f"{name}.up"].astype(np.float32)
        )
        steps = np.abs(changed).max(axis=0, keepdims=True) / 127
        whole.CopyFrom(numpy_helper.from_array(np.rint(changed / steps).astype(np.int8), whole.name))
        scale.CopyFrom(numpy_helper.from_array(steps.astype(np.float32), scale.name))
    last = f"layer_norm_{2 * LAYERS}"
    ends = next(at for at, node in enumerate(model.graph.node) if last in node.output)
    del model.graph.node[ends + 1 :]
    model.graph.output[0].name = last
    return embedding.session(model.SerializeToString()), kept["head"], kept["bias"]
