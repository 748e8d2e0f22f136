"""Reparanda: words that a speaker gives up and says anew ('the bank of, no, the river').

Two small logistic models over hashed features (tagger_weights.npz): where a repair begins, and, given that,
where the words begin that it takes back. Trained by tests/benchmarks/train_tagger.py on Disfl-QA (Gupta et
al. 2021), CC BY 4.0; see tagger_weights.LICENSE. A plain repeat needs no model.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ...transcript import SOUNDS, bare
from .repeats import repeats
from .restarts import restarts

FILE = Path(__file__).with_name("tagger_weights.npz")
BUCKETS = 1 << 17
FARTHEST = 22  # words from the start of what is taken back to the repair
_MAX_ROUNDS = 3  # repairs looked for in one sentence
_SECOND = 0.6
_WH = frozenset(("what", "which", "who", "whom", "whose", "where", "when", "why", "how"))
_CLOSED = frozenset(
    """a an the this that these those of in on at by for from to with into about as is are was were be
    been do does did
    has have had can could will would should may might i you he she it we they and or but if not no""".split()  # noqa: SIM905
)
_CUES = tuple(
    sorted(
        (
            tuple(cue.split())
            for cue in """
            no|no no|no wait|wait no|wait|oh wait|no sorry|sorry no|sorry|i'm sorry
            i am sorry|no i'm sorry|i mean|no i mean|no i meant|i meant|or|or rather|rather
            or no|or wait|or uh|or um|or er|er|uh|um|no um|no uh|actually|no actually
            or actually|well|well actually|no wow|no hold on|hold on|scratch that
            scratch that i mean|no make that|make that|or make that|or no make that|oops
            whoops|excuse me|pardon me|pardon|let me rephrase|i should say|i want to say
            no not that|no not this|not that|no instead|instead|no rather|oh no|no oh|ah no
            hmm no|umm no|uhh no|no i want to know|no i meant to say|no wait a minute
            wait a minute|wait a second|no let me see|let me see|my mistake|my bad|no my bad
            correction|you know|that is|no it was|i think""".replace("\n", "|").split("|")
        ),
        key=len,
        reverse=True,
    )
)
_CUE_SET = {cue for cue in _CUES if cue}
_LONGEST_CUE = max(map(len, _CUE_SET))


@dataclass(frozen=True, slots=True)
class Weights:
    onset: npt.NDArray[np.float32]
    onset_bias: float
    start: npt.NDArray[np.float32]
    start_bias: float


def reparanda(texts: Sequence[str], *, least: float = 0.85) -> list[tuple[int, int]]:
    """Return (first, last) word indexes of what was given up, without the words of the correction
    ('no', 'I mean').

    `least` is how sure, 0 to 1, the model must be of a repair.
    """
    found = [(first, last) for first, last, _ in repeats(texts)]
    taken = {at for first, last in found for at in range(first, last + 1)}
    for first, last, again in restarts(texts):
        if taken.isdisjoint(range(first, again)):
            found.append((first, last))
            taken.update(range(first, again))
    for first, last in sentences(texts):
        inside = [at for at in range(first, last + 1) if at not in taken]
        for begin, cue, repair in repairs([texts[at] for at in inside], least=least):
            if cue > begin and _is_repair([texts[at] for at in inside], begin, cue, repair):
                found.append((inside[begin], inside[cue - 1]))
    return sorted(found)


def given_up(texts: Sequence[str], *, least: float = 0.04) -> set[int]:
    """Return the indexes of what a fluent version leaves out: sounds, what was given up, corrections."""
    out = {at for at, text in enumerate(texts) if bare(text) in SOUNDS}
    for first, last, repair in repeats(texts):
        out.update(range(first, max(last + 1, repair)))
    for begin, _, repair in repairs(texts, least=least):
        out.update(range(begin, repair))
    return out


def repairs(texts: Sequence[str], *, least: float) -> list[tuple[int, int, int]]:
    """Return (begin, cue, repair): given up from begin on, corrected from cue on, said anew at repair."""
    weights = _weights()
    left = list(range(len(texts)))
    found: list[tuple[int, int, int]] = []
    for number in range(_MAX_ROUNDS):
        words = [bare(texts[at]) for at in left]
        raw = [texts[at] for at in left]
        chances = [
            _chance(weights.onset, weights.onset_bias, onset_features(words, raw, at))
            for at in range(1, len(words))
        ]
        # One repair in a sentence is common, a second is not.
        if not chances or max(chances) < (least if number == 0 else max(least, _SECOND)):
            break
        repair = int(np.argmax(chances)) + 1
        cue = repair - cue_length(words, repair)
        begins = list(range(max(0, repair - FARTHEST), repair))
        scores = [
            _chance(weights.start, weights.start_bias, start_features(words, raw, at, cue, repair))
            for at in begins
        ]
        begin = begins[int(np.argmax(scores))]
        found.append((left[begin], left[max(begin, cue)], left[repair]))
        left = left[:begin] + left[repair:]
    return found


def sentences(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of the sentences, cut at 40 words where the recogniser wrote no marks."""
    first = 0
    for at, text in enumerate(texts):
        if text.rstrip().endswith((".", "?", "!")) or at - first >= 40 or at == len(texts) - 1:
            yield first, at
            first = at + 1


def cue_length(words: Sequence[str], repair: int) -> int:
    """Return how many words right before `repair` say that something is being corrected."""
    return next(
        (
            size
            for size in range(min(_LONGEST_CUE, repair), 0, -1)
            if tuple(words[repair - size : repair]) in _CUE_SET
        ),
        0,
    )


def onset_features(words: Sequence[str], raw: Sequence[str], at: int) -> list[int]:
    """Return the buckets of the features of a repair that begins at this word."""
    w = _at(words)
    size = cue_length(words, at)
    cue = " ".join(words[at - size : at])
    before = words[max(0, at - size - 12) : at - size]
    seen = w(at) in before
    twice = any(tuple(before[n : n + 2]) == (w(at), w(at + 1)) for n in range(len(before) - 1))
    upper = raw[at][:1].isupper()
    comma = raw[at - 1].rstrip().endswith((",", "-", "…"))
    parts = (
        f"w {w(at)}",
        f"p {w(at - 1)}",
        f"pp {w(at - 2)} {w(at - 1)}",
        f"ppp {w(at - 3)} {w(at - 2)} {w(at - 1)}",
        f"n {w(at + 1)}",
        f"pw {w(at - 1)} {w(at)}",
        f"wn {w(at)} {w(at + 1)}",
        f"ppw {w(at - 2)} {w(at - 1)} {w(at)}",
        f"cue {cue}",
        f"cuesize {size}",
        f"cue upper {cue} {upper}",
        f"cue seen {cue} {seen}",
        f"seen {seen} {size > 0}",
        f"twice {twice}",
        f"cue class {cue} {kind(raw[at], w(at))}",
        f"upper {upper}",
        f"comma {comma} {cue}",
        f"where {min(at, 4)}",
        f"left {min(len(words) - at, 4)}",
        f"cue left {cue} {min(len(words) - at, 4)}",
        f"classes {kind_at(raw, words, at - size - 1)} {cue} {kind(raw[at], w(at))}",
        f"bridge {w(at - size - 1)} {w(at)} {size > 0}",
        f"next cue {cue_length(words, at + 1)} {size}",
        f"later {_later_cue(words, at)} {cue}",
        f"wh {w(at) in _WH} {bool(set(before) & _WH)} {size > 0}",
        f"cue prev {w(at - size - 1)} {cue}",
    )
    return [crc32(part.encode()) % BUCKETS for part in parts]


def start_features(words: Sequence[str], raw: Sequence[str], begin: int, cue: int, repair: int) -> list[int]:
    """Return the buckets of the features of words from `begin` on being taken back by a repair."""
    w = _at(words)
    length = max(0, cue - begin)
    out, new = words[begin:cue], words[repair : repair + max(1, length) + 2]
    common = len(set(out) & set(new))
    first, onward = kind_at(raw, words, begin), kind_at(raw, words, repair)
    joined = f"{w(begin - 1)} {w(repair)}"
    parts = (
        f"len {min(length, 12)}",
        f"same {w(begin) == w(repair)}",
        f"same2 {(w(begin), w(begin + 1)) == (w(repair), w(repair + 1))}",
        f"kinds {first} {onward}",
        f"kinds len {first} {onward} {min(length, 5)}",
        f"join {joined}",
        f"joink {kind_at(raw, words, begin - 1)} {onward}",
        f"was {w(begin - 1)} {w(begin)}",
        f"pair {w(begin)} {w(repair)}",
        f"first {begin == 0} {w(repair) in _WH}",
        f"common {min(common, 4)} {min(length, 6)}",
        f"before {w(begin - 1)}",
        f"begin {w(begin)}",
        f"repair {w(repair)} {min(length, 6)}",
        f"beforek {kind_at(raw, words, begin - 1)} {first} {onward}",
        f"prevsame {w(begin - 1) == w(repair)}",
        f"inside {w(repair) in out} {w(begin) == w(repair)}",
        f"end {w(cue - 1)} {w(repair)}",
        f"cue {' '.join(words[cue:repair])} {min(length, 4)}",
        f"cue first {' '.join(words[cue:repair])} {begin == 0} {w(repair) in _WH}",
        f"later same {_same_later(words, begin, cue, repair)} {w(begin) == w(repair)}",
        f"lens {min(length, 8)} {min(len(words) - repair, 8)}",
        f"end kinds {kind_at(raw, words, cue - 1)} {kind_at(raw, words, repair + length - 1)} "
        f"{min(length, 5)}",
        f"wh inside {any(word in _WH for word in out)} {w(repair) in _WH} {w(begin) in _WH}",
        f"cue begin {begin >= cue} {cue < repair}",
        f"joinkw {kind_at(raw, words, begin - 1)} {w(repair)}",
        f"joinwk {w(begin - 1)} {onward}",
        f"next join {w(begin - 1)} {w(repair)} {w(repair + 1)}",
    )
    return [crc32(part.encode()) % BUCKETS for part in parts]


def kind(raw: str, word: str) -> str:
    """Return a coarse word class: a closed-class word is its own, others go by their form."""
    if word in _CLOSED or word in _WH:
        return word
    if word[:1].isdigit():
        return "9"
    return ("A" if raw[:1].isupper() else "a") + next(
        (end for end in ("ing", "ed", "ly", "'s", "tion", "s") if word.endswith(end)), ""
    )


def kind_at(raw: Sequence[str], words: Sequence[str], at: int) -> str:
    return kind(raw[at], words[at]) if 0 <= at < len(words) else "|"


def _same_later(words: Sequence[str], begin: int, cue: int, repair: int) -> bool:
    """Tell whether the word before the start comes again in the repair: then the start lies earlier."""
    return begin > 0 and words[begin - 1] in words[repair : repair + max(1, cue - begin) + 1]


def _later_cue(words: Sequence[str], at: int) -> bool:
    return any(word in {"no", "sorry", "wait", "rather", "mean", "scratch"} for word in words[at : at + 15])


class _at:
    __slots__ = ("_words",)

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def __call__(self, at: int) -> str:
        return self._words[at] if 0 <= at < len(self._words) else "|"


def _chance(weights: npt.NDArray[np.float32], bias: float, buckets: Sequence[int]) -> float:
    return float(1 / (1 + np.exp(-(float(weights[buckets].sum()) + bias))))


def _is_repair(texts: Sequence[str], begin: int, cue: int, repair: int) -> bool:
    """Tell whether an answer's repair shows in more than the model's view: it says so, or says a word again.

    The model learned on questions, where every 'no' corrects; in answers a correction must look like one.
    """
    words = [bare(text) for text in texts]
    out, new = words[begin:cue], words[repair : repair + cue - begin + 2]
    if len(out) > 8:
        return False
    said_so = set(words[cue:repair]) - SOUNDS
    # An 'um' alone corrects nothing, unless a run of words comes again: 'to the primary, uh, to the replica'.
    if not said_so:
        return cue < repair and len(out) > 1 and out[:2] == new[:2]
    again = bool(set(out) & set(new))
    return again or bool(said_so & {"sorry", "wait", "scratch", "rather", "meant", "oops", "correction"})


@cache
def _weights() -> Weights:
    with np.load(FILE) as numbers:
        return Weights(
            numbers["onset"].astype(np.float32) / 16,
            float(numbers["biases"][0]),
            numbers["start"].astype(np.float32) / 16,
            float(numbers["biases"][1]),
        )
