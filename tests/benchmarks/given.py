"""What a benchmark is given to measure with: sound, words and rows of anybody's folder."""

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.int16]
NO_JSON = (ValueError, RecursionError)  # what json.loads raises, the second for what is nested too deeply


class Unusable(SystemExit):
    """Nothing can be measured with this: ends the benchmark with the one line that says why."""


def folder(path: Path) -> Path:
    """Return the folder. Raises Unusable where there is none."""
    if not path.is_dir():
        raise Unusable(f"{path}: there is no such folder.")
    return path


def shared(path: Path | None, part: str) -> Path | None:
    """Return the folder that was named, or else that part of ../shared/data, which a checkout may be without:
    None then. Raises Unusable where a named folder is missing.
    """
    if path is not None:
        return folder(path)
    beside = Path("../shared/data") / part
    if beside.is_dir():
        return beside
    print(f"What {beside} holds was not measured: there is no such folder.")
    return None


def recordings(path: Path) -> list[Path]:
    """Return the WAV files of a folder, by name. Raises Unusable where there are none."""
    found = sorted(file for file in folder(path).iterdir() if file.suffix.lower() == ".wav")
    if not found:
        raise Unusable(f"{path}: no WAV file in it.")
    return found


def sound(path: Path, rate: int = 16_000) -> Samples:
    """Return a recording as mono int16, whatever its rate, channels and coding. Raises Unusable."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    try:
        with av.open(str(path)) as file:
            decoded = file.decode(audio=0) if file.streams.audio else ()
            frames = [made for frame in decoded for made in resampler.resample(frame)]
        frames += resampler.resample(None) if frames else []
    except (av.FFmpegError, OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise Unusable(f"{path}: no sound that can be read ({why}).") from problem
    parts = [frame.to_ndarray()[0] for frame in frames]
    if not sum(map(len, parts)):
        raise Unusable(f"{path}: there is no sound in it.")
    return np.concatenate(parts)


def text(path: Path) -> str:
    """Return a text file, in UTF-8 or with the mark that UTF-16 begins with. Raises Unusable."""
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        return data.decode(coding)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as problem:
        raise Unusable(f"{path}: no text that can be read ({problem}).") from problem


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSONL file, gzipped or not. Raises Unusable with the line that is none."""
    found = []
    for number, line in enumerate(text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except NO_JSON as problem:
            raise Unusable(f"{path}, line {number}: no JSON ({problem}).") from problem
        if not isinstance(row, dict):
            raise Unusable(f"{path}, line {number}: no object with keys.")
        found.append(row)
    return found


def ends_ms(recording: Path) -> list[int]:
    """Return the last moments of speech of each answer, from {"end_ms": [...]} in the JSON file beside the
    recording; none where nobody marked any. Raises Unusable.
    """
    beside = recording.with_suffix(".json")
    if not beside.exists():
        return []
    try:
        marks = json.loads(text(beside))["end_ms"]
        return sorted(int(mark) for mark in (marks if isinstance(marks, list) else [marks]))
    except (*NO_JSON, KeyError, TypeError, OverflowError) as problem:
        raise Unusable(f'{beside}: {{"end_ms": [milliseconds, ...]}} is wanted.') from problem
