"""Speech made while a test runs, with Debian's flite: Whisper understands its voices nearly exactly."""

import re
import subprocess
import tempfile
import wave
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000
VOICE = "slt"
_PAUSE = re.compile(r"\[(\d+)\]")

Samples = npt.NDArray[np.int16]


@cache
def speak(text: str, *, voice: str = VOICE, stretch: float = 1.0) -> Samples:
    """Return the words as 16 kHz mono int16. `stretch` above 1 speaks slower. Raises if flite is missing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        command = [
            "flite",
            "-voice",
            voice,
            "--setf",
            f"duration_stretch={stretch}",
            "-t",
            text,
            "-o",
            str(path),
        ]
        subprocess.run(command, check=True, timeout=60, capture_output=True)
        with wave.open(str(path)) as file:
            if file.getframerate() != SAMPLE_RATE:
                raise ValueError(f"the voice {voice} speaks at {file.getframerate()} Hz; 16000 is wanted")
            return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def trimmed(samples: Samples, *, level: int = 120, margin_ms: int = 20) -> Samples:
    """Return the speech without the silence around it."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > level)
    if len(loud) == 0:
        return samples[:0]
    margin = margin_ms * SAMPLE_RATE // 1000
    return samples[max(0, loud[0] - margin) : loud[-1] + margin]


def speak_marked(
    text: str,
    *,
    voice: str = VOICE,
    stretch: float = 1.0,
    lead_ms: int = 400,
    tail_ms: int = 0,
    level: int = 5,
) -> tuple[Samples, list[tuple[int, int]], int]:
    """Speak text with pauses marked as [ms]: 'I would index it [900] because it is read often.'

    Return the samples, the pauses inside as (start_ms, end_ms), and where the speech ends in ms. The pauses
    hold a quiet room's noise, as a microphone's would.
    """
    random = np.random.default_rng(len(text))
    parts: list[Samples] = [_room(lead_ms, level, random)]
    pauses: list[tuple[int, int]] = []
    for number, piece in enumerate(_PAUSE.split(text)):
        if number % 2 == 0:
            if piece.strip():
                parts.append(trimmed(speak(piece.strip(), voice=voice, stretch=stretch)))
            continue
        start = _ms(parts)
        parts.append(_room(int(piece), level, random))
        pauses.append((start, start + int(piece)))
    end = _ms(parts)
    parts.append(_room(tail_ms, level, random))
    return np.concatenate(parts), pauses, end


def save(samples: Samples, path: Path) -> None:
    """Write a WAV file that Chromium takes as a microphone."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.tobytes())


def _room(ms: int, level: int, random: np.random.Generator) -> Samples:
    return random.normal(0, level, ms * SAMPLE_RATE // 1000).astype(np.int16)


def _ms(parts: list[Samples]) -> int:
    return sum(map(len, parts)) * 1000 // SAMPLE_RATE
