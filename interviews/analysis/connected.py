"""Whether words hang together, as speech does and a writer's notes do, or are terms thrown together."""

from collections.abc import Sequence

from . import fluency

_AROUND = 20  # words on each side
_VERBAL = frozenset(
    """
    i you he she it we they i'd i'll i'm i've it's that's there's you'd you'll you're you've we'd we'll we're
    we've they'd they're is are was were be been am do does did have has had can could will would should
    may might must don't doesn't didn't isn't aren't won't wouldn't can't couldn't because when if which
    who let gets get use make put need want
    """.split()  # noqa: SIM905
)
_LEAST_VERBAL = (
    0.025  # share of such words in what is around a run; speech has 6 % and more, lists of terms none
)
_LONG_ENOUGH_TO_TELL = 12  # words
# What puts things into a relation. Not 'of', 'and' and 'the', which join any two terms.
_RELATING = frozenset(
    """
    in on by with after before from per for so if when until behind over under not no never only than via
    through to as then once without between into while unless except rather instead because or up down out
    """.split()  # noqa: SIM905
)
_LEAST_RELATING = 0.1  # share of them in what is around; notes of engineers have 11 to 26 %, lists 0 to 7


class Connection:
    """How the bare words of an answer hang together. `typed`: it was written, and may be notes."""

    def __init__(self, said: Sequence[str], *, typed: bool = False) -> None:
        self._said = said
        self._typed = typed
        self._steps = fluency.bank_fluency().steps(said)

    def are_notes(self, first: int, last: int) -> bool:
        """Tell whether the words around a run are terse notes: hardly a verb, but relations."""
        around = self._around(first, last)
        return self._typed and _share(around, _RELATING) >= _LEAST_RELATING

    def are_speech(self, first: int, last: int) -> bool:
        """Tell whether the words around a run are sentences and follow each other as in speech."""
        around = self._around(first, last)
        verbal = len(around) < _LONG_ENOUGH_TO_TELL or _share(around, _VERBAL) >= _LEAST_VERBAL
        return verbal and fluency.flows(self._steps, first, last)

    def _around(self, first: int, last: int) -> list[str]:
        return [word for word in self._said[max(0, first - _AROUND) : last + 1 + _AROUND] if word]


def _share(words: Sequence[str], kind: frozenset[str]) -> float:
    return sum(word in kind for word in words) / max(len(words), 1)
