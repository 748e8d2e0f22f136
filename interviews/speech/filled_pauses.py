"""Ums and uhs that Whisper heard and did not write.

Its decoder learned from subtitles, which leave them out, but its encoder hears them. A small network finds
them in the encoder's states (tests/benchmarks/train_filled_pauses.py). One counts where the decoder, asked
for it, does not rule it out.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ..transcript import is_sound

Floats = npt.NDArray[np.float32]

FILE = Path(__file__).with_name("filled_pauses_weights.npz")
FRAMES_PER_S = 50  # of the encoder
NEIGHBOURS = (-8, -4, -2, 0, 2, 4, 8)  # frames that are looked at beside each other
KINDS = ("", "uh", "um")  # what the network tells apart, in its order
LEAST_S = 0.08
SURE = 0.9
# The least chance that the decoder gives a sound in its place. In two voices that the network had not learned
# from, 29 of 32 sounds that were left out had more, and three of 16 other places.
POSSIBLE = 1e-4
NEAR_S = 0.6  # a sound that is written this near is the same one
# A sound that is the last: how many frames are looked at, how long it is, and how much silence may follow.
LOOKED_BACK, HELD, SILENT = 60, 6, 20
POSSIBLE_LAST = 1e-3  # as POSSIBLE, of the last sound: a word that fades may sound like one ('country')
BRIDGED = 3  # frames in which the network may lose a sound
WITHIN_S = 0.5  # of a sound is the place between words where it belongs

# (tokens of words, with a sound among them) of each option -> (the probability of each token)
Align = Callable[[Sequence[Sequence[int]]], list[list[float]]]


class FilledPause(NamedTuple):
    """A sound from frame `first` to `last` of the encoder's states, the latter not included."""

    kind: str
    first: int
    last: int
    sureness: float


def find(states: Floats) -> list[FilledPause]:
    """Return the filled pauses in the states of tiny.en's encoder, shape (frames, 384)."""
    likely = _likelihoods(states)
    filled = 1 - likely[:, 0]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (filled > 0.5).astype(int), [0]])))
    runs: list[list[int]] = []
    for first, last in edges.reshape(-1, 2).tolist():
        if runs and first - runs[-1][1] <= BRIDGED:
            runs[-1][1] = last
        else:
            runs.append([first, last])
    return [
        FilledPause(KINDS[1 + int(likely[first:last, 1:].sum(axis=0).argmax())], first, last, sureness)
        for first, last in runs
        if filled[first:last].sum() >= LEAST_S * FRAMES_PER_S
        and (sureness := float(filled[first:last].max())) >= SURE
    ]


def ends_on_one(
    states: Floats, words: Sequence[Sequence[int]], encode: Callable[[str], list[int]], align: Align
) -> bool:
    """Return whether the last that is heard is a filled pause.

    `words` are the tokens of each word that the decoder wrote: the last may stand for the sound ('thumb').
    """
    last = states[-LOOKED_BACK:]
    if not any(one.last - one.first >= HELD and one.last >= len(last) - SILENT for one in find(last)):
        return False
    before = [[token for word in part for token in word] for part in (words[:-1], words)]
    likely = align([[*tokens, *encode(f" {sound}")] for tokens in before for sound in KINDS[1:]])
    places = [len(tokens) for tokens in before for _ in KINDS[1:]]
    return max(row[place] for row, place in zip(likely, places, strict=True)) >= POSSIBLE_LAST


def with_unwritten(
    words: Sequence[dict[str, Any]], states: Floats, encode: Callable[[str], list[int]], align: Align
) -> list[dict[str, Any]]:
    """Return the words, as faster-whisper aligns them, with those filled pauses that the decoder left out."""
    found = list(words)
    for pause in find(states):
        start, end = pause.first / FRAMES_PER_S, pause.last / FRAMES_PER_S
        if any(_is_written(word) and abs(_middle(word) - (start + end) / 2) < NEAR_S for word in found):
            continue
        places = [at for at, word in enumerate(found) if word["word"].startswith(" ")] + [len(found)]
        places = [
            at for at in places if abs(_begins(found, at) - (start + end) / 2) < WITHIN_S + (end - start) / 2
        ]
        places.sort(key=lambda at: min(abs(_begins(found, at) - start), abs(_begins(found, at) - end)))
        if not places[:2]:
            continue
        options = [(at, sound) for at in places[:2] for sound in KINDS[1:]]
        tokens = [token for word in found for token in word["tokens"]]
        lengths = np.cumsum([0, *(len(word["tokens"]) for word in found)])
        likely = align(
            [
                [*tokens[: lengths[at]], *encode(f" {sound}"), *encode(","), *tokens[lengths[at] :]]
                for at, sound in options
            ]
        )
        chances = [row[lengths[at]] for row, (at, _) in zip(likely, options, strict=True)]
        best = int(np.argmax(chances))
        at, _ = options[best]
        if chances[best] >= (POSSIBLE if at < len(found) else POSSIBLE_LAST):
            _put_in(found, at, pause, encode)
    return found


def _put_in(
    words: list[dict[str, Any]], at: int, pause: FilledPause, encode: Callable[[str], list[int]]
) -> None:
    """Put the sound in between the words, which then make room for it."""
    start, end = pause.first / FRAMES_PER_S, pause.last / FRAMES_PER_S
    opens = at == 0 or words[at - 1]["word"].strip()[-1:] in (".", "?", "!")
    text = f" {pause.kind.capitalize() if opens else pause.kind},"
    if at > 0 and words[at - 1]["word"][-1:].isalnum():
        last = words[at - 1]
        last["word"], last["tokens"] = f"{last['word']},", [*last["tokens"], *encode(",")]
    for word in words[:at]:
        word["start"], word["end"] = min(word["start"], start), min(word["end"], start)
    for word in words[at:]:
        word["start"], word["end"] = max(word["start"], end), max(word["end"], end)
    sound = {"word": text, "tokens": encode(text), "start": start, "end": end, "probability": pause.sureness}
    words.insert(at, sound)


def _is_written(word: dict[str, Any]) -> bool:
    return is_sound(word["word"].strip())


def _middle(word: dict[str, Any]) -> float:
    return float(word["start"] + word["end"]) / 2


def _begins(words: Sequence[dict[str, Any]], at: int) -> float:
    """Return when the word at a place begins; behind the last, when that ends."""
    return float(words[at]["start"] if at < len(words) else words[-1]["end"])


def neighbourhoods(states: Floats) -> Floats:
    """Return each frame's states with those of NEIGHBOURS, shape (frames, 384 * neighbours)."""
    rows = np.arange(len(states))[:, np.newaxis] + np.array(NEIGHBOURS)
    beside: Floats = states[np.clip(rows, 0, len(states) - 1)].reshape(len(states), -1)
    return beside


def _likelihoods(states: Floats) -> Floats:
    """Return how likely each frame is of each of KINDS."""
    net = _weights()
    looked_at = neighbourhoods((states - net["mean"]) / net["scale"])
    hidden = np.maximum(looked_at @ net["inner"] + net["inner_bias"], 0)
    scores = hidden @ net["outer"] + net["outer_bias"]
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely: Floats = odds / odds.sum(axis=1, keepdims=True)
    return likely


@cache
def _weights() -> dict[str, Floats]:
    with np.load(FILE) as file:
        return {name: file[name].astype(np.float32) for name in file.files}
