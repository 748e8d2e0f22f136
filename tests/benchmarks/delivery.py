"""Fillers, repairs and pace against marked speech.

    python -m tests.benchmarks.delivery --data ../shared/data/disfluency --speech ../shared/data/speech
    [--recordings DIR]

`--recordings` takes WAV files with a .txt of the verbatim words beside each, um and uh too. Without it,
recordings are made with flite where that is installed: sentences of the bank's answers with sounds set into
them at known places. `false_fillers_per_min` counts sounds that were heard and not said, and in read speech
filler phrases too.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from interviews.analysis.delivery import disfluency, measuring, tagger  # noqa: E402
from interviews.analysis.delivery.repeats import repeats  # noqa: E402
from interviews.bank.schema import read_bank  # noqa: E402
from interviews.speech.whisper import WhisperTranscriber  # noqa: E402
from interviews.transcript import SOUNDS, bare  # noqa: E402
from tests.benchmarks import disfl_qa, given  # noqa: E402
from tests.benchmarks.figures import interval, last_line  # noqa: E402

RATE = 16_000
READ_SPEECH = {
    "jfk": (
        "and so my fellow americans ask not what your country can do for you ask what you can do for "
        "your country"
    ),
    "libri1088": (
        "as you know and as i have given you proof i have the greatest admiration in the world for "
        "one whose work for"
        " humanity has won such universal recognition i hope that we shall both forget this unhappy "
        "morning and that"
        " you will give me an opportunity of rendering to you in person"
    ),
    "ls2412_0": (
        "if the reader will excuse me i will say nothing of my antecedents nor of the circumstances "
        "which led me to"
        " leave my native country the narrative would be tedious to him and painful to myself"
    ),
}
MADE = 12  # recordings made with the synthesiser


@dataclass(frozen=True)
class Recording:
    name: str
    samples: np.ndarray
    words: list[str]  # verbatim

    @property
    def fillers(self) -> Counter:
        return Counter(_family(word) for word in self.words if word in SOUNDS)

    @property
    def spoken(self) -> int:
        return sum(word not in SOUNDS for word in self.words)


def token_f1(path: Path) -> tuple[float, tuple[float, float], float]:
    """Return F1 over the words that a fluent version leaves out, its interval, and that of plain rules."""
    counts, rules = [], []
    for spoken, written in disfl_qa.read(path):
        truth = {at for at, out in enumerate(disfl_qa.labels(spoken, written)) if out}
        counts.append(_hits(truth, tagger.given_up(spoken)))
        sounds = {at for at, word in enumerate(spoken) if bare(word) in SOUNDS}
        repeated = {at for first, last, _ in repeats(spoken) for at in range(first, last + 1)}
        rules.append(_hits(truth, sounds | repeated))
    table, ruled = np.array(counts), np.array(rules)
    groups = [str(number) for number in range(len(table))]
    return _f1(table), interval(groups, lambda rows: _f1(table[rows])), _f1(ruled)


def _hits(truth: set[int], found: set[int]) -> tuple[int, int, int]:
    return len(truth & found), len(found - truth), len(truth - found)


def _f1(table: np.ndarray) -> float:
    right, wrong, missed = table.sum(axis=0)
    return float(2 * right / max(1, 2 * right + wrong + missed))


def _family(word: str) -> str:
    """Um and uhm are one sound, uh and er another: recognisers spell them as they like."""
    return "um" if "m" in word else "uh"


def recordings_in(folder: Path) -> list[Recording]:
    """Return the recordings whose words are written beside them. Raises given.Unusable where none are."""
    found, bare_ones = [], []
    for path in given.recordings(folder):
        beside = path.with_suffix(".txt")
        if not beside.exists():
            bare_ones.append(path.name)
            continue
        words = [part for word in given.text(beside).replace("-", " ").split() if (part := bare(word))]
        found.append(Recording(path.stem, given.sound(path), words))
    if not found:
        raise given.Unusable(f"{folder}: no WAV file has a .txt with its words beside it.")
    if bare_ones:
        print(f"Passed over, as no .txt with their words is beside them: {', '.join(bare_ones)}")
    return found


def made_recordings(folder: Path) -> list[Recording]:
    """Speak answers with sounds at known places."""
    if not shutil.which("flite"):
        return []
    chance = random.Random(4)
    bank = read_bank()
    for number in range(MADE):
        sentences = bank[number * len(bank) // MADE].stronger_answer.replace("\n", " ").split(". ")[:5]
        spoken: list[str] = []
        for sentence in sentences:
            words = sentence.split()
            if number % 3 and len(words) > 6:
                words.insert(chance.randint(2, len(words) - 2), chance.choice(("um,", "uh,")))
            spoken += words
            spoken[-1] = spoken[-1].rstrip(".,") + "."
        text = " ".join(spoken)
        path = folder / f"made{number}.wav"
        subprocess.run(["flite", "-voice", "slt", "-t", text, "-o", str(path)], check=True, timeout=60)
        path.with_suffix(".txt").write_text(text)
    return recordings_in(folder)


def speech_runs(samples: np.ndarray) -> tuple[tuple[int, int], ...]:
    """Return runs of speech in milliseconds by loudness: frames of 20 ms within 35 dB of the loudest."""
    size = RATE // 50
    if len(samples) < size:
        return ()
    frames = samples[: len(samples) // size * size].astype(np.float64).reshape(-1, size)
    level = 20 * np.log10(np.sqrt((frames**2).mean(axis=1)) + 1e-3)
    loud = level > max(np.quantile(level, 0.98) - 35, 20)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(int), [0]])))
    runs: list[tuple[int, int]] = []
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        begin, end = int(start) * 20, int(stop) * 20
        if runs and begin - runs[-1][1] < 250:
            runs[-1] = (runs[-1][0], end)
        elif end - begin >= 60:
            runs.append((begin, end))
    return tuple(runs)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder with disfl_qa_dev.json.gz")
    parser.add_argument("--speech", type=Path, help="a folder of WAV files, some of them read speech")
    parser.add_argument("--recordings", type=Path)
    options = parser.parse_args(arguments)
    marked = recordings_in(options.recordings) if options.recordings else []
    speech = given.shared(options.speech, "speech")
    numbers: dict[str, object] = {}
    pairs = given.shared(options.data, "disfluency")
    if pairs is not None and not (dev := pairs / "disfl_qa_dev.json.gz").exists():
        raise given.Unusable(f"{pairs}: no disfl_qa_dev.json.gz in it.")
    if pairs is not None:
        f1, (low, high), rules = token_f1(dev)
        print(
            f"Disfl-QA dev, words left out: F1 {f1:.3f} [{low:.3f}, {high:.3f}]; sounds and repeats "
            f"alone {rules:.3f}"
        )
        numbers["token_f1"] = f1
    if not options.recordings:
        with tempfile.TemporaryDirectory() as made:
            marked = made_recordings(Path(made))
        marked += recordings_in(speech) if speech and any(speech.glob("*.txt")) else []
    numbers |= hearing(marked, clean_speech(speech) if speech else [])
    last_line(numbers)
    return 0


def clean_speech(folder: Path) -> list[Recording]:
    found = []
    for name, text in READ_SPEECH.items():
        path = folder / f"{name}.wav"
        if path.exists():
            found.append(Recording(name, given.sound(path), text.split()))
    return found


def hearing(marked: list[Recording], clean: list[Recording]) -> dict[str, object]:
    transcriber = WhisperTranscriber()
    right = found_all = true_all = 0
    errors: list[float] = []
    unmeasured = 0
    false, minutes = 0, 0.0
    for number, recording in enumerate([*marked, *clean]):
        words = transcriber.verbatim(recording.samples, language="en")
        runs = speech_runs(recording.samples)
        measures = measuring.measure(
            words=words, speech=runs, asked_ms=0, typed=False, samples=recording.samples, from_audio=True
        )
        heard = Counter(
            _family(bare(word))
            for one in measures.disfluencies
            if one.kind == disfluency.FILLED_PAUSE
            for word in one.span.quote.split()
        )
        right += sum((heard & recording.fillers).values())
        found_all += sum(heard.values())
        true_all += sum(recording.fillers.values())
        false += sum((heard - recording.fillers).values())
        minutes += len(recording.samples) / RATE / 60
        if number >= len(marked):
            false += sum(one.kind == disfluency.LEXICAL for one in measures.disfluencies)
        if runs and recording.spoken and measures.words_per_minute is not None:
            truth = recording.spoken / ((runs[-1][1] - runs[0][0]) / 60_000)
            errors.append(100 * abs(measures.words_per_minute - truth) / truth)
        else:
            unmeasured += 1
        print(
            f"  {recording.name:18} fillers {sum(recording.fillers.values())} heard {sum(heard.values())},"
            f" words {recording.spoken} heard {measures.words}  {measures.note}"
        )
    return {
        "filler_recall": right / true_all if true_all else float("nan"),
        "filler_precision": right / found_all if found_all else float("nan"),
        "wpm_error_pct": float(np.median(errors)) if errors else float("nan"),
        "wpm_error_worst_pct": max(errors, default=float("nan")),
        "false_fillers_per_min": false / minutes if minutes else float("nan"),
        "recordings": len(marked) + len(clean),
        "not_measured": unmeasured,
    }


if __name__ == "__main__":
    sys.exit(main())
