"""Syllables: in English words by their letters, in audio as nuclei (peaks of loudness that are voiced)."""

import re
import unicodedata
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import parselmouth

from ...transcript import bare

SAMPLE_RATE = 16_000
_VOWELS = re.compile(r"[aeiouy]+")
_SPELLED = re.compile(r"^[a-z]?(?:[bcdfghjklmnpqrstvwxz]{2,5}s?)$")
_PIECES = re.compile(
    r"(?P<fraction>(?<=\d)\.\d+)|(?P<number>\d+(?:,\d{3})*)|(?P<sign>%)"
    r"|(?P<ending>(?<=\d)(?:st|nd|rd|th|s)\b)|(?P<letters>[^\W\d_]+)"
)
_TO_NINETEEN = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # zero, one, two ...
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)  # twenty, thirty ...
_HUNDRED = _THOUSAND = _PERCENT = 2  # and a million, a billion
_LONGEST_NUMBER = 12  # digits; longer ones are read digit by digit
_DIP_DB = 2.0
_BELOW_MAX_DB = 25.0


@lru_cache(maxsize=20_000)
def in_word(text: str) -> int:
    """Return how many syllables an English word has: vowel groups but a silent e, abbreviations by letters,
    numbers as they are read out."""
    word = bare(text)
    if not word:
        return 0
    capitals = text.strip(".,;:!?").isupper()
    if not any(character.isdecimal() for character in word):
        return _in_letters(word, capitals=capitals)
    count = 0
    for piece in _PIECES.finditer(word):
        part = piece.group()
        match piece.lastgroup:
            case "fraction":
                count += 1 + _digit_by_digit(part[1:])
            case "number":
                count += _in_number(part.replace(",", ""))
            case "sign":
                count += _PERCENT
            case "letters":
                count += _in_letters(part, capitals=capitals)
    return max(1, count)


def _in_number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER or (digits.startswith("0") and len(digits) > 1):
        return _digit_by_digit(digits)
    number = int(digits)
    if 1_100 <= number < 2_000 or 2_010 <= number < 2_100:  # as a year: nineteen ninety
        return _below_thousand(number // 100) + (_below_thousand(number % 100) or _HUNDRED)
    count = 0
    for power in (3, 2, 1, 0):
        group = number // 1_000**power % 1_000
        count += _below_thousand(group) + (_THOUSAND if group and power else 0)
    return count or _TO_NINETEEN[0]


def _below_thousand(number: int) -> int:
    hundreds, rest = divmod(number, 100)
    count = _TO_NINETEEN[hundreds] + _HUNDRED if hundreds else 0
    if rest < 20:
        return count + (_TO_NINETEEN[rest] if rest else 0)
    return count + _TENS[rest // 10] + (_TO_NINETEEN[rest % 10] if rest % 10 else 0)


def _digit_by_digit(digits: str) -> int:
    return sum(_TO_NINETEEN[int(digit)] for digit in digits)


def _in_letters(word: str, *, capitals: bool) -> int:
    letters = unicodedata.normalize("NFKD", word)
    plain = re.sub(r"[^a-z]", "", letters)
    if not plain:
        return 1
    if (len(plain) <= 5 and not _VOWELS.search(plain)) or (_SPELLED.match(plain) and capitals):
        return len(plain)
    count = len(_VOWELS.findall(plain))
    if letters.endswith("e") and not plain.endswith(("le", "ee", "ie", "ye", "oe")) and count > 1:
        count -= 1
    if plain.endswith(("es", "ed")) and count > 1 and not re.search(r"(?:[sxzcg]|ch|sh)es$|[td]ed$", plain):
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
