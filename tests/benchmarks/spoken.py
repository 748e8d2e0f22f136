"""Spoken answers for benchmarks: recordings whose ends are marked, with pauses of 0.6 to 2 s put inside."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from interviews.speech.vad import find_runs
from tests.benchmarks import given, voices

RATE = 16_000
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech"
# Two words and a filler: no answer to anything.
NO_ANSWERS = ("mfa_um", "mfa_uh")
# A breath or a click after the last word is no more of the answer.
SPEECH_AFTER_MS = 500
# Where a pause may be put: a natural gap of at least this length.
GAP_MS = 120


@dataclass(frozen=True)
class SpokenAnswer:
    """`samples` are 16 kHz mono int16; `pauses` lie inside, `end_ms` is the last moment of speech."""

    name: str
    samples: np.ndarray
    pauses: tuple[tuple[int, int], ...]
    end_ms: int


def marked(folder: Path) -> list[SpokenAnswer]:
    """Return the recordings of a folder; those with several marked ends are cut to the first.

    Where nobody marked an end, it is the last moment of speech. Raises given.Unusable.
    """
    answers = []
    for path in given.recordings(folder):
        samples = given.sound(path)
        # Some marks stand at the end of the file, after the last speech: the wait counts from the speech.
        marks = given.ends_ms(path)
        end_ms = speech_end_ms(samples[: marks[0] * RATE // 1000] if marks else samples)
        if not end_ms:
            print(f"Passed over, as nobody speaks in it: {path.name}")
            continue
        cut = samples[: end_ms * RATE // 1000]
        answers.append(SpokenAnswer(path.stem, cut, tuple(long_gaps(cut, 600)), end_ms))
    if not answers:
        raise given.Unusable(f"{folder}: nobody speaks in its recordings.")
    return answers


def speech_runs(samples: np.ndarray) -> list[tuple[int, int]]:
    """Return the runs of speech as (start_ms, end_ms), by the product's own voice activity detector."""
    return [(run.start * 1000 // RATE, run.end * 1000 // RATE) for run in find_runs(samples, join_ms=40)]


def speech_end_ms(samples: np.ndarray) -> int:
    runs = speech_runs(samples)
    return runs[-1][1] if runs else 0


def long_gaps(samples: np.ndarray, least_ms: int) -> Iterator[tuple[int, int]]:
    runs = speech_runs(samples)
    for (_, end), (start, _) in pairwise(runs):
        if start - end >= least_ms:
            yield end, start


def with_pauses(answer: SpokenAnswer, *, seed: int, count: int = 2) -> SpokenAnswer:
    """Return the answer with up to `count` of its natural gaps made 0.6 to 2 s long."""
    random = np.random.default_rng(seed)
    gaps = [
        (start, end)
        for start, end in long_gaps(answer.samples, GAP_MS)
        if end - start < 600 and answer.end_ms - end >= SPEECH_AFTER_MS
    ]
    chosen = sorted(random.permutation(len(gaps))[:count])
    parts, pauses, taken, shift = [], [], 0, 0
    for index in chosen:
        start, end = gaps[index]
        middle = (start + end) // 2 * RATE // 1000
        length_ms = int(random.uniform(600, 2000)) - (end - start)
        room = random.normal(0, 6, length_ms * RATE // 1000).astype(np.int16)
        parts += [answer.samples[taken:middle], room]
        pauses.append((start + shift, end + shift + length_ms))
        taken, shift = middle, shift + length_ms
    parts.append(answer.samples[taken:])
    return SpokenAnswer(f"{answer.name}-{seed}", np.concatenate(parts), tuple(pauses), answer.end_ms + shift)


TEXTS = (
    "I would put an index on the customer column, [900] because almost every query filters by it. That's it.",
    "First I'd look at the slow query log, [700] then I'd explain the plan and see whether it scans "
    "the table. I think that's it.",
    "We had the same problem last year, [1500] and what helped was moving the work into a queue. "
    "That's how I'd do it.",
    "I'd start with a single database. [1200] Only when writes become the bottleneck would I split it.",
)


def own(*, least: int = 20) -> list[SpokenAnswer]:
    """Return answers to measure with: recordings that lie beside the checkout, else a synthesiser's."""
    if SHARED.exists():
        base = [answer for answer in marked(SHARED) if answer.name not in NO_ANSWERS]
        seeds = range(1, 1 + -(-least // len(base)))
        return [with_pauses(answer, seed=seed) for seed in seeds for answer in base]
    made = []
    for number, text in enumerate(TEXTS * -(-least // len(TEXTS))):
        samples, pauses, end_ms = voices.speak_marked(text, stretch=1 + 0.05 * (number // len(TEXTS)))
        made.append(SpokenAnswer(f"made-{number}", samples, tuple(pauses), end_ms))
    return made
