"""Train what finds ums and uhs in the states of Whisper's encoder: filled_pauses_weights.npz.

    python -m tests.benchmarks.train_filled_pauses [--voices slt,awb,rms] [--out FILE] [--held-out VOICE]

Sentences of `answers/training` are spoken with flite, faster and slower, higher and lower, some in noise.
Sounds are set into them, with and without pauses around, and drawn out to up to three times their length;
flite tells when each was spoken. With `--held-out` nothing is written: it prints what is found in a voice
that was not learned from.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import parselmouth
from sklearn.neural_network import MLPClassifier

from interviews.speech import filled_pauses
from interviews.speech.whisper import FULL_WINDOW_S, WhisperTranscriber
from interviews.transcript import SOUNDS, bare

ANSWERS = Path(__file__).with_name("answers") / "training"
PITCHES = {"slt": 170, "awb": 130, "rms": 100, "kal16": 105}  # Hz, of flite's voices
# How each is written for flite, and how many sounds it makes of it.
SPELLINGS = (("um", 2), ("uh", 1), ("umm", 2), ("er", 1), ("erm", 2), ("ah", 1))
CLIPS = 420
WORDS = (35, 45, 55)  # in a clip, at least
WITHOUT = 0.25  # of the clips have no sounds
OTHER_FRAMES = 120_000  # that are learned from
RATE = 16_000


@dataclass(frozen=True)
class Clip:
    voice: str
    states: np.ndarray  # (frames, 384)
    kinds: np.ndarray  # of each frame, an index of KINDS


def sentences() -> list[str]:
    """Return sentences without sounds of their own."""
    found = []
    for path in sorted(ANSWERS.glob("*.jsonl")):
        for line in path.read_text().splitlines():
            found += re.split(r"(?<=[.?!])\s+", json.loads(line).get("text", ""))
    return [
        one
        for one in found
        if 5 <= len(one.split()) <= 30 and not any(bare(word) in SOUNDS for word in one.split())
    ]


def clips(voices: list[str], folder: Path) -> Iterator[Clip]:
    chance = random.Random(11)
    transcriber = WhisperTranscriber()
    known = sentences()
    for _ in range(CLIPS):
        words: list[str] = []
        sounds: list[tuple[int, str, int]] = []  # before how many words, how written, of how many segments
        plain = chance.random() < WITHOUT
        while len(words) < chance.choice(WORDS):
            sentence = chance.choice(known).split()
            places = [] if plain else sorted(chance.sample(range(len(sentence)), chance.choice((0, 1, 1, 2))))
            for at, word in enumerate(sentence):
                if at in places:
                    written, segments = chance.choice(SPELLINGS)
                    if words and chance.random() < 0.5 and words[-1][-1].isalnum():
                        words[-1] += ","
                    sounds.append((len(words), written, segments))
                    words.append(written + ("," if chance.random() < 0.5 else ""))
                words.append(word)
        yield spoken(chance.choice(voices), words, sounds, chance, transcriber, folder)


def spoken(voice, words, sounds, chance, transcriber, folder) -> Clip:
    path = folder / "clip.wav"
    setting = [
        *("--setf", f"duration_stretch={chance.choice((0.85, 0.95, 1, 1, 1.1, 1.25))}"),
        *("--setf", f"int_f0_target_mean={PITCHES[voice] * chance.uniform(0.85, 1.2):.0f}"),
    ]
    segments = [
        (name, float(end))
        for part in flite(voice, *setting, "-psdur", "-t", " ".join(words), "-o", str(path)).split()
        for name, _, end in [part.rpartition(":")]
    ]
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.float32)
    voiced = [at for at, (name, _) in enumerate(segments) if name != "pau"]
    parts, marks, done = [], [], 0
    for before, written, count in sounds:
        first = len(
            flite(voice, "-ps", "-t", " ".join(words[:before]), "-o", "none").replace("pau", "").split()
        )
        start = segments[voiced[first] - 1][1] if voiced[first] else 0
        begin, end = int(start * RATE), int(segments[voiced[first + count - 1]][1] * RATE)
        parts += [samples[done:begin], drawn_out(samples[begin:end], chance.choice((1, 1.3, 1.8, 2.5, 3.2)))]
        length = sum(map(len, parts))
        marks.append((length - len(parts[-1]), length, "um" if "m" in written else "uh"))
        done = end
    whole = np.concatenate([*parts, samples[done:]]) * 10 ** (chance.uniform(-20, 0) / 20)
    if chance.random() < 0.5:
        hiss = np.random.default_rng(len(whole)).standard_normal(len(whole))
        whole = whole + hiss * whole.std() * 10 ** (-chance.uniform(15, 35) / 20)
    whole = np.clip(whole, -32768, 32767).astype(np.int16)[: FULL_WINDOW_S * RATE]
    states = transcriber.states(whole)
    kinds = np.zeros(len(states), np.int8)
    for begin, end, kind in marks:
        first, last = (round(edge / RATE * filled_pauses.FRAMES_PER_S) for edge in (begin, end))
        kinds[first : max(first + 1, last)] = filled_pauses.KINDS.index(kind)
    return Clip(voice, states, kinds)


def flite(voice: str, *arguments: str) -> str:
    command = ["flite", "-voice", voice, *arguments]
    return subprocess.run(command, check=True, timeout=60, capture_output=True, text=True).stdout


def drawn_out(samples: np.ndarray, factor: float) -> np.ndarray:
    """Return the sound at its pitch and `factor` times as long (PSOLA)."""
    if factor == 1 or len(samples) < RATE // 20:  # too short to have a pitch
        return samples
    sound = parselmouth.Sound(samples.astype(np.float64), RATE)
    longer = parselmouth.praat.call(sound, "Lengthen (overlap-add)", 60, 400, factor)
    return np.asarray(longer.values[0], np.float32)


def fitted(learned: list[Clip]) -> dict[str, np.ndarray]:
    states = np.concatenate([clip.states for clip in learned])
    mean, scale = states.mean(axis=0), states.std(axis=0)
    chance = np.random.default_rng(0)
    kept = OTHER_FRAMES / sum((clip.kinds == 0).sum() for clip in learned)
    rows, kinds = [], []
    for clip in learned:
        chosen = np.flatnonzero((clip.kinds > 0) | (chance.random(len(clip.kinds)) < kept))
        rows.append(filled_pauses.neighbourhoods((clip.states - mean) / scale)[chosen].astype(np.float32))
        kinds.append(clip.kinds[chosen])
    net = MLPClassifier((32,), alpha=1e-3, batch_size=256, max_iter=6, random_state=0)
    net.fit(np.concatenate(rows), np.concatenate(kinds))
    (inner, outer), (inner_bias, outer_bias) = net.coefs_, net.intercepts_
    return {
        "mean": mean, "scale": scale, "inner": inner, "inner_bias": inner_bias,
        "outer": outer, "outer_bias": outer_bias,
    }  # fmt: skip


def report(tested: list[Clip]) -> None:
    """Print how many of the sounds are found, and what else is taken for one."""
    there = found = wrong = 0
    for clip in tested:
        edges = np.flatnonzero(np.diff(np.concatenate([[0], (clip.kinds > 0).astype(int), [0]]))).reshape(
            -1, 2
        )
        heard = filled_pauses.find(clip.states)
        there += len(edges)
        found += sum(
            any(one.first < last + 5 and one.last > first - 5 for one in heard) for first, last in edges
        )
        wrong += sum(
            not any(one.first < last + 5 and one.last > first - 5 for first, last in edges) for one in heard
        )
    minutes = sum(len(clip.states) for clip in tested) / filled_pauses.FRAMES_PER_S / 60
    print(f"{found} of {there} sounds found; {wrong} others in {minutes:.0f} minutes")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voices", default=",".join(PITCHES))
    parser.add_argument("--held-out", choices=list(PITCHES))
    parser.add_argument("--out", type=Path, default=filled_pauses.FILE)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        made = list(clips(options.voices.split(","), Path(folder)))
    weights = fitted([clip for clip in made if clip.voice != options.held_out])
    if options.held_out:
        filled_pauses._weights = lambda: weights  # type: ignore[assignment]
        report([clip for clip in made if clip.voice == options.held_out])
    else:
        np.savez_compressed(options.out, **{name: one.astype(np.float16) for name, one in weights.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
