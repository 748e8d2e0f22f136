"""The one quiet line that may stand below the captions after an answer.

Sounds come before words, and fillers before pace: listeners stay with a speaker up to five fillers a minute
and are lost at twelve (Laske & DiGennaro Reed 2024).
"""

from collections.abc import Callable, Iterator
from enum import Enum

from django.utils.translation import gettext as _

from ..judgement import DeliveryMeasures
from . import disfluency, measuring

APART_MS = 60_000  # the same line never comes twice within a minute
_LEAST_MS = 15_000  # of an answer; less is no ground for advice
_MANY_LONG_PAUSES = 3
_A_FEW, _OFTEN = 3, 5  # times in one answer, from which on it may be said


class Habit(Enum):
    QUIET, A_FEW, OFTEN = range(3)


def line_for(
    measures: DeliveryMeasures,
    *,
    shown: tuple[tuple[int, str], ...],
    now_ms: int,
    usual: measuring.Baseline | None = None,
) -> str | None:
    """Return the one line worth saying now, or None. `shown` holds (at_ms, line) of what was shown so far."""
    if measures.total_ms < _LEAST_MS:
        return None
    recent = {line for at_ms, line in shown if now_ms - at_ms < APART_MS}
    return next((line for line in _lines(measures, usual) if line not in recent), None)


def _lines(measures: DeliveryMeasures, usual: measuring.Baseline | None) -> Iterator[str]:
    sounds = _habit(measures, measures.fillers_per_minute, disfluency.FILLED_PAUSE)
    phrases = _habit(measures, measures.lexical_fillers_per_minute, disfluency.LEXICAL)
    if sounds is Habit.OFTEN:
        yield _("Um and uh came often. A silent pause in their place sounds calm.")
    if phrases is Habit.OFTEN:
        yield _named(
            measures,
            _("“{phrase}” came often. A short pause can stand in its place."),
            _("Small words such as “{phrase}” came often. A short pause can stand in their place."),
        )
    if len(measures.long_pauses) >= _MANY_LONG_PAUSES:
        yield _("Some pauses were long. Saying “let me think for a moment” keeps your listener with you.")
    if (rate := measures.words_per_minute) is not None:
        slowest = measures.words_per_minute_unpaused or rate
        if rate > measuring.FAST_WPM and _departs(rate, usual, lambda value, middle: value > 1.15 * middle):
            yield _("That was quick. A breath after each point gives it room.")
        elif slowest < measuring.SLOW_WPM and _departs(
            slowest, usual, lambda value, middle: value < 0.85 * middle
        ):
            yield (
                _("That was slower than usual. Start with the main point, then the detail.")
                if _is_known(usual)
                else _("A listener may find that slow. Start with the main point, then the detail.")
            )
    if sounds is Habit.A_FEW:
        yield _("A few more ums than most listeners notice. Pausing to think is fine.")
    if phrases is Habit.A_FEW:
        yield _named(
            measures,
            _("“{phrase}” came a few times."),
            _("Small words such as “{phrase}” came a few times."),
        )
    # Once is nothing: everybody is cut short, or stops in the middle, now and then.
    if measuring.trails_off(measures) and usual is not None and usual.trailed_off:
        yield _("This end trailed off too. A last sentence that says your point again closes it.")


def _departs(rate: float, usual: measuring.Baseline | None, is_far: Callable[[float, float], bool]) -> bool:
    """Tell whether the rate departs from the speaker's own; without a baseline, yes."""
    if usual is None or usual.words_per_minute is None:
        return True
    return is_far(rate, usual.words_per_minute)


def _is_known(usual: measuring.Baseline | None) -> bool:
    return usual is not None and usual.words_per_minute is not None


def _habit(measures: DeliveryMeasures, rate: float | None, kind: str) -> Habit:
    """Return how often disfluencies of a kind came: a rate over few seconds rests on their number too."""
    count = sum(one.kind == kind for one in measures.disfluencies)
    if rate is None or rate <= measuring.QUIET_FILLERS or count < _A_FEW:
        return Habit.QUIET
    return Habit.OFTEN if rate >= measuring.MANY_FILLERS and count >= _OFTEN else Habit.A_FEW


def _named(measures: DeliveryMeasures, alone: str, among_others: str) -> str:
    """Return the line with the commonest filler phrase, `alone` where that came several times itself."""
    said = [
        one.span.quote.casefold().strip(" ,.;:?!").replace("i mean", "I mean")
        for one in measures.disfluencies
        if one.kind == disfluency.LEXICAL
    ]
    phrase = max(sorted(set(said)), key=said.count)
    return (alone if said.count(phrase) >= _A_FEW else among_others).format(phrase=phrase)
