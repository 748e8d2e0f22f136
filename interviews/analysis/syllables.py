"""Syllables: in words by their letters, in audio as nuclei (peaks of loudness that are voiced)."""

import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import parselmouth

from ..transcript import bare

SAMPLE_RATE = 16_000
_VOWELS = re.compile(r"[aeiouy]+")
_SPELLED = re.compile(r"^[a-z]?(?:[bcdfghjklmnpqrstvwxz]{2,5}s?)$")
_DIP_DB = 2.0
_BELOW_MAX_DB = 25.0


@lru_cache(maxsize=20_000)
def in_word(text: str) -> int:
    """Return how many syllables a word has: vowel groups but a silent e, abbreviations by letters."""
    word = bare(text)
    if not word:
        return 0
    if word.isdigit():
        return max(1, min(2 * len(word), 9))
    plain = re.sub(r"[^a-z]", "", word)
    if not plain:
        return 1
    if (len(plain) <= 5 and not _VOWELS.search(plain)) or (
        _SPELLED.match(plain) and text.strip(".,;:!?").isupper()
    ):
        return len(plain)
    count = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee", "ie", "ye", "oe")) and count > 1:
        count -= 1
    if (
        plain.endswith(("es", "ed"))
        and count > 1
        and not re.search(r"(?:[sxz]|ch|sh|ce|ge)es$|[td]ed$", plain)
    ):
        count -= 1
    count += len(re.findall(r"(?:ia|io(?!n)|eo|iu)(?=[a-z])", plain))
    return max(1, count)


def nuclei(samples: npt.NDArray[np.int16]) -> npt.NDArray[np.float64]:
    """Return the times, in seconds, of the syllable nuclei in mono 16 kHz audio.

    Peaks of intensity within 25 dB of the loudest that fall at least 2 dB before the next and are
    voiced, after de Jong & Wempe (2009), Behavior Research Methods 41(2).
    """
    if len(samples) < SAMPLE_RATE // 5:
        return np.zeros(0)
    sound = parselmouth.Sound(samples.astype(np.float64) / 32768.0, SAMPLE_RATE)
    intensity = sound.to_intensity(minimum_pitch=50.0)
    level = np.asarray(intensity.values[0], dtype=np.float64)
    times = np.asarray(intensity.xs(), dtype=np.float64)
    if len(level) < 3:
        return np.zeros(0)
    threshold = max(float(np.quantile(level, 0.99)) - _BELOW_MAX_DB, float(level.min()))
    inner = (level[1:-1] > level[:-2]) & (level[1:-1] >= level[2:]) & (level[1:-1] > threshold)
    peaks = np.flatnonzero(inner) + 1
    kept: list[int] = []
    for position, peak in enumerate(peaks):
        following = peaks[position + 1] if position + 1 < len(peaks) else len(level) - 1
        if level[peak] - level[peak : following + 1].min() >= _DIP_DB:
            kept.append(int(peak))
    pitch = sound.to_pitch_ac(time_step=0.02, pitch_floor=50.0, pitch_ceiling=500.0, voicing_threshold=0.3)
    voiced = pitch.selected_array["frequency"]
    pitch_times = np.asarray(pitch.xs())
    if not kept or not len(voiced):
        return np.zeros(0)
    at = np.clip(np.searchsorted(pitch_times, times[kept]), 0, len(voiced) - 1)
    found: npt.NDArray[np.float64] = times[kept][voiced[at] > 0]
    return found
