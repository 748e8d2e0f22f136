"""How one answer came across: rates, pauses and disfluencies, each with its moments. Coaching, never
monitoring.

Norms, for whoever turns the measures into words (per minute): conversational speakers say 146 / 178 / 216
words (10th percentile, median, 90th) and um or uh 2.2 / 5.3 / 10.1 times, and pause longer than a second 0
/ 1 / 2.7 times (Switchboard, 99 people). Five fillers a minute did no harm with listeners, twelve did
(Laske & DiGennaro Reed 2024). Silences from 250 ms on are pauses (Goldman-Eisler 1968; De Jong & Bosker
2013).
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec
import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from ...transcript import Word, bare
from ..judgement import DeliveryMeasures, Disfluency, Pause
from . import disfluency, syllables

PAUSE_MS = 250
EXCUSED_MS = 1_000  # a silence from here on may be excused; shorter ones belong to speech, whatever one does
QUIET_FILLERS, MANY_FILLERS = 5.0, 12.0  # a minute
SLOW_WPM, FAST_WPM = 100.0, 175.0  # between them nothing is said of pace
_UNSURE = 0.45  # median confidence of the words below which the recogniser is not believed
_UNSURE_SHARE = 0.4  # share of words below _UNSURE from which it is not believed either
_NUCLEI_RATIO = (
    0.55,
    1.75,
)  # syllables of the words to nuclei of the audio; outside, words are lost or invented
_JOINING = frozenset(["and", "but", "so", "because", "then", "or"])
_OPENERS = _JOINING | {"since", "although", "while", "which", "if", "when", "unless", "that"}
# A pause that was asked for breaks no clause off: 'let me think about that for a moment'.
_ANNOUNCED = re.compile(
    r"\b(?:let me (?:think|see|recall)|(?:give me|just|need|take) (?:a|one) (?:moment|second|minute|sec))\b"
)
_ANNOUNCED_WITHIN = 8  # words before the pause


class Baseline(msgspec.Struct, frozen=True):
    """What is usual for one speaker: medians over their answers; None where too little was measured."""

    answers: int
    words_per_minute: float | None = None
    articulation_rate: float | None = None
    fillers_per_minute: float | None = None
    lexical_fillers_per_minute: float | None = None
    trailed_off: int = 0  # answers


def measure(
    *,
    words: Sequence[Word],
    speech: Sequence[tuple[int, int]],
    asked_ms: int,
    typed: bool,
    samples: npt.NDArray[np.int16] | None = None,
    from_audio: bool = True,
    language: str = "en",
    excused: Sequence[tuple[int, int]] = (),
) -> DeliveryMeasures:
    """Measure one answer.

    `words` and `speech` (runs of speech that the VAD found, as (start_ms, end_ms)) count from the
    interview's start, and so does `asked_ms`, the moment when the question had been asked. `samples` is
    the answer's audio, mono 16 kHz, or None. `from_audio` False means that `words` are not verbatim:
    fillers were not written down. A silence that meets one of the `excused` times, as (start_ms, end_ms), is
    no pause and no time of the answer: code was written, or the interviewer spoke. What can't be known is
    None, and `note` says why.
    """
    in_english = language.startswith("en")
    # 'um' and 'er' are words elsewhere.
    sounds = disfluency.sounds([word.text for word in words]) if in_english else []
    said = [word for at, word in enumerate(words) if at not in sounds]
    spoken = [word for word in said if bare(word.text)]
    if typed:
        return DeliveryMeasures(
            words=len(spoken),
            speech_ms=0,
            total_ms=0,
            note=_("Typed: pace, pauses and fillers are not measured."),
        )
    runs = _runs(speech, words)
    if not runs or not spoken:
        return DeliveryMeasures(
            words=len(spoken),
            speech_ms=sum(end - start for start, end in runs),
            total_ms=runs[-1][1] - runs[0][0] if runs else 0,
            note=_("No words were heard, so nothing was measured."),
        )
    speech_ms = sum(end - start for start, end in runs)
    free = _excused(runs, excused)
    total_ms = runs[-1][1] - runs[0][0] - sum(end - start for start, end in free)
    pauses = tuple(pause for pause in _pauses(runs, said) if (pause.start_ms, pause.end_ms) not in free)
    first_word_ms = runs[0][0] - asked_ms if runs[0][0] >= asked_ms else None
    measured = DeliveryMeasures(
        words=len(spoken), speech_ms=speech_ms, total_ms=total_ms, first_word_ms=first_word_ms, pauses=pauses
    )
    if _is_unsure(said):
        return msgspec.structs.replace(
            measured, note=_("Parts were hard to make out, so pace and fillers are not measured.")
        )
    notes: list[str] = []
    found: tuple[Disfluency, ...] = ()
    if not in_english:
        notes.append(_("Fillers are only known in English."))
    else:
        found = disfluency.disfluencies(words)
        if not from_audio:
            found = tuple(one for one in found if one.kind != disfluency.FILLED_PAUSE)
            notes.append(
                _("The exact words could not be taken from the audio, so sounds such as um are not counted.")
            )
    measured = msgspec.structs.replace(measured, disfluencies=found)
    if measured.is_short:
        notes.append(_("Too short for a rate."))
        return msgspec.structs.replace(measured, note=" ".join(notes))
    minutes = total_ms / 60_000
    # What other languages write says nothing to these rules of how it sounds.
    counted = sum(syllables.in_word(word.text) for word in words) if in_english else None
    if counted is not None and samples is not None and not _agree(counted, samples):
        notes.append(
            _("The words and the sound of this answer do not agree, so pace and fillers are not measured.")
        )
        return msgspec.structs.replace(measured, disfluencies=(), note=" ".join(notes))
    kinds = [one.kind for one in found]
    return msgspec.structs.replace(
        measured,
        words_per_minute=len(spoken) / minutes,
        syllables_per_minute=None if counted is None else counted / minutes,
        articulation_rate=None if counted is None else counted / (speech_ms / 1_000),
        fillers_per_minute=kinds.count(disfluency.FILLED_PAUSE) / minutes
        if from_audio and in_english
        else None,
        lexical_fillers_per_minute=kinds.count(disfluency.LEXICAL) / minutes if in_english else None,
        note=" ".join(notes),
    )


def baseline(measures: Sequence[DeliveryMeasures]) -> Baseline:
    """Return what is usual for the speaker of these answers; from two measured answers on."""

    def middle(name: str) -> float | None:
        values = [value for one in measures if (value := getattr(one, name)) is not None]
        return float(median(values)) if len(values) >= 2 else None

    return Baseline(
        answers=len(measures),
        words_per_minute=middle("words_per_minute"),
        articulation_rate=middle("articulation_rate"),
        fillers_per_minute=middle("fillers_per_minute"),
        lexical_fillers_per_minute=middle("lexical_fillers_per_minute"),
        trailed_off=sum(trails_off(one) for one in measures),
    )


def trails_off(measures: DeliveryMeasures) -> bool:
    return any(one.kind == disfluency.TRAILING for one in measures.disfluencies)


def _runs(speech: Sequence[tuple[int, int]], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the runs of speech in order, joined where they touch; without a VAD, from the words' times."""
    given = sorted((start, end) for start, end in speech if end > start)
    if not given:
        given = sorted((word.start_ms, word.end_ms) for word in words if word.end_ms > word.start_ms)
    runs: list[tuple[int, int]] = []
    for start, end in given:
        if runs and start - runs[-1][1] < PAUSE_MS:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    return runs


def _excused(
    runs: Sequence[tuple[int, int]], excused: Sequence[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """Return the silences between the runs that meet an excused time, each as a whole: who has stopped typing
    reads what stands there before they speak."""
    return frozenset(
        (before[1], after[0])
        for before, after in pairwise(runs)
        if after[0] - before[1] >= EXCUSED_MS
        and any(start < after[0] and end > before[1] for start, end in excused)
    )


def _agree(counted: int, samples: npt.NDArray[np.int16]) -> bool:
    heard = len(syllables.nuclei(samples))
    return heard > 0 and _NUCLEI_RATIO[0] <= counted / heard <= _NUCLEI_RATIO[1]


def _pauses(runs: Sequence[tuple[int, int]], said: Sequence[Word]) -> tuple[Pause, ...]:
    return tuple(
        Pause(before[1], after[0], inside_clause=_inside_clause((before[1] + after[0]) // 2, said))
        for before, after in pairwise(runs)
        if after[0] - before[1] >= PAUSE_MS
    )


def _inside_clause(moment_ms: int, said: Sequence[Word]) -> bool:
    """Tell whether the words around the moment belong to one clause: no mark before, no opener after or word
    that joins clauses before ('and [pause] then'), and no time to think asked for."""
    before = [word for word in said if (word.start_ms + word.end_ms) // 2 <= moment_ms]
    after = said[len(before) :]
    if not before or not after:
        return False
    return (
        not before[-1].text.rstrip().endswith((".", "?", "!", ",", ";", ":", "…"))
        and bare(after[0].text) not in _OPENERS
        and bare(before[-1].text) not in _JOINING
        and not _ANNOUNCED.search(" ".join(bare(word.text) for word in before[-_ANNOUNCED_WITHIN:]))
    )


def _is_unsure(said: Sequence[Word]) -> bool:
    confidences = [word.confidence for word in said]
    if not confidences:
        return True
    low = sum(value < _UNSURE for value in confidences)
    return median(confidences) < _UNSURE or low / len(confidences) >= _UNSURE_SHARE
