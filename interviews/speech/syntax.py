"""Can an English sentence be over after these words? A small linear model of word classes, order and clauses.

Only the words of closed classes are known by name ('which', 'would', 'under'); of all others it sees how they
end ('-ing', '-tion'). Punctuation is not looked at: a recogniser puts a full stop wherever a phrase ends.
Trained by tests/benchmarks/train_syntax.py; syntax_weights.LICENSE says on what.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("syntax_weights.npz")
BUCKETS = 1 << 13
SCALE = 64  # the weights are stored in steps of 1/64
LONGEST = 40  # words of a sentence that are looked at
_START = ("^", "^", "^")
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")
_WORD = re.compile(r"[\w'+#]+")

_CLASSES = {
    "subject": """
        i you we they he she it who there that this these those someone everybody somebody everyone nobody
        anyone people it's that's there's i'm you're we're they're he's she's i've you've we've they've i'd
        you'd we'd they'd i'll you'll we'll they'll
        """,
    "modal": """
        would will can could should might may must shall wouldn't won't can't couldn't shouldn't
        """,
    "be": "is are was were am isn't aren't wasn't weren't",
    "have": "has have had does do did doesn't don't didn't hasn't haven't",
    "participle": "be been being",
    "article": "the a an my your our their its his her every each no some any another",
    "preposition": """
        of to for with from at by into onto between among through during without via per toward towards
        against under upon in on over about across after before
        """,
    "conjunction": "and or but nor",
    "subordinator": """
        if unless although though while because since when whenever where whereas until whether than so once
        as
        """,
    "relative": "which whose whom what how why",
    "adverb": """
        not also just only really very then now always often usually still even too quite never again already
        here actually maybe perhaps
        """,
    "quantity": """
        one two three four five six ten more most less many much few all both several first second third last
        next
        """,
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_ENDINGS = "ing ed ly tion ment ness ity ies ous ive able al er es s".split()  # noqa: SIM905
_FINITE = ("modal", "be", "have")
_OPEN_CLASS = ("-", "other")


def completeness(text: str) -> float:
    """Return the log odds, about -6 to 5, that the last sentence of an English text can be over."""
    words = last_sentence(text)
    if not words:
        return 0.0
    weights, bias = _model()
    return float(weights[features(words)].sum()) + bias


def last_sentence(text: str) -> list[str]:
    """Return the bare words of the last sentence; a part in lower case goes on with the one before it."""
    parts = _SENTENCE_END.split(text.strip())
    sentence = parts.pop()
    while parts and (sentence[:1].islower() or parts[-1].endswith(("...", "…"))):
        sentence = f"{parts.pop()} {sentence}"
    return bare_words(sentence)[-LONGEST:]


def bare_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


def features(words: Sequence[str]) -> list[int]:
    """Return the buckets that are set for the words of a sentence so far (at least one)."""
    kinds = [_class_of(word) for word in words]
    shown = [*_START, *(word if word in _CLASS_OF else kind for word, kind in zip(words, kinds, strict=True))]
    classes = [*_START, *kinds]
    finite, subordinate = _clauses(words, kinds)
    length, quarter = _length(len(words)), min(len(words) // 4, 3)
    found = (
        f"last {shown[-1]}",
        f"last two {shown[-2]} {shown[-1]}",
        f"last three {classes[-3]} {classes[-2]} {shown[-1]}",
        f"classes {classes[-3]} {classes[-2]} {classes[-1]}",
        f"two classes {classes[-2]} {classes[-1]}",
        f"class {classes[-1]}",
        f"mixed {shown[-2]} {classes[-1]}",
        f"first {shown[3]}",
        f"first {shown[3]} {finite} {min(subordinate, 1)}",
        f"first class {kinds[0]} {finite} {subordinate}",
        f"clauses {finite} {subordinate}",
        f"clauses {length} {finite} {subordinate}",
        f"open clauses {finite - subordinate} {quarter}",
        f"length {length}",
    )
    return [crc32(feature.encode()) % BUCKETS for feature in found]


def _class_of(word: str) -> str:
    if name := _CLASS_OF.get(word):
        return name
    if word[0].isdigit():
        return "quantity"
    return next((f"-{end}" for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2), "other")


def _clauses(words: Sequence[str], kinds: Sequence[str]) -> tuple[int, int]:
    """Return the numbers of finite verbs (at most 4) and of openers of subordinate clauses (at most 3)."""
    pairs = zip(words, kinds, strict=True)
    finite = sum(kind in _FINITE or (kind == "subject" and "'" in word) for word, kind in pairs)
    finite += sum(
        before == "subject" and (kind.startswith(_OPEN_CLASS) or kind == "adverb")
        for before, kind in pairwise(kinds)
    )
    subordinate = sum(kind in ("subordinator", "relative") for kind in kinds)
    return min(finite, 4), min(subordinate, 3)


def _length(words: int) -> int:
    return words if words < 6 else 6 + min((words - 6) // 4, 4)


@cache
def _model() -> tuple[npt.NDArray[np.float32], float]:
    with np.load(FILE) as stored:
        return stored["weights"].astype(np.float32) / SCALE, float(stored["bias"])
