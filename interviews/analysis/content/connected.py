"""Whether words hang together, as speech does and a writer's notes do, or are terms thrown together."""

from collections.abc import Sequence

from . import fluency, terms

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
# A terse answer may have neither: 'A middle task keeps the logger from giving it back.' Of 504 lists of terms
# none has as many function words, and those that are joined by 'the' and 'of' have more marks.
_TERSE = 32  # words around, at most
_LEAST_SPEECH = 0.25  # share of function words
_MOST_MARKS = 0.34  # a word
_MARKS = (",", ".", ";", ":", "!", "?")
# What puts things into a relation. Not 'of', 'and' and 'the', which join any two terms.
_RELATING = frozenset(
    """
    in on by with after before from per for so if when until behind over under not no never only than via
    through to as then once without between into while unless except rather instead because or up down out
    """.split()  # noqa: SIM905
)
# What a step of notes begins with: '1 add the column'. None that names a thing as often ('index').
_DOING = frozenset(
    """
    add allow ask assign avoid build bump catch check choose clean collect compare compute count create
    decide define delete deny detect disable drain drop enable encrypt enforce expose find fix give
    insert invalidate isolate keep let look make mark measure merge migrate mock move notify open pass
    pick publish pull push put raise read rebuild reduce reject remove rename replace replay reproduce
    reset restart restore reuse revert revoke rotate run save see send serve show skip split start stop
    store swap switch take tell try tune turn update use validate verify wait walk wrap write
    """.split()  # noqa: SIM905
)
_STEP_MARKS = (".", ";", ":", ")")
_BULLETS = frozenset(("-", "*", "•", "->", "=>", "+"))
_RELATING_MARKS = frozenset(("->", "=>", "=", "!=", "+", ">", "<", "w/", "w/o", "vs", "vs.", "/", "&"))
_LEAST_RELATING = (
    0.11  # share of them in what is around; whole, all of 30 notes of engineers have more, of 34 lists none
)
# How well words follow each other that are a sentence without any of these: 'A retry carries the same id.' Of
# 34 lists none does as well.
_FLUENT = 0.25


class Connection:
    """How the words of an answer hang together. `typed`: it was written, and may be notes."""

    def __init__(self, words: Sequence[str], *, typed: bool = False) -> None:
        self._said = [" ".join(terms.word_parts(word)) for word in words]
        self._relates = [_relates(word) for word in words]
        self._marked = [word.endswith(_MARKS) for word in words]
        if typed:
            before = (".", *words)
            self._relates = [
                relates or _begins_step(mark, word)
                for relates, mark, word in zip(self._relates, before, words, strict=False)
            ]
        self._typed = typed
        self._steps = fluency.bank_fluency().steps(self._said)

    def are_notes(self, first: int, last: int) -> bool:
        """Tell whether the words around a run are terse notes: hardly a verb, but relations."""
        return self._typed and self._are_related(first, last)

    def are_speech(self, first: int, last: int) -> bool:
        """Tell whether the words around a run are sentences and follow each other as in speech."""
        if not fluency.flows(self._steps, first, last):
            return False
        around = [word for word in self._said[max(0, first - _AROUND) : last + 1 + _AROUND] if word]
        return (
            len(around) < _LONG_ENOUGH_TO_TELL
            or sum(word in _VERBAL for word in around) >= _LEAST_VERBAL * len(around)
            or self._are_related(first, last)
            or self._is_terse(first, last)
            or fluency.flow(self._steps, first, last) >= _FLUENT
        )

    def _is_terse(self, first: int, last: int) -> bool:
        around = slice(max(0, first - _AROUND), last + 1 + _AROUND)
        said = [word for word in self._said[around] if word]
        if not 0 < len(said) <= _TERSE or sum(self._marked[around]) > _MOST_MARKS * len(said):
            return False
        function_words = sum(not terms.FUNCTION_WORDS.isdisjoint(word.split()) for word in said)
        return function_words >= _LEAST_SPEECH * len(said)

    def _are_related(self, first: int, last: int) -> bool:
        around = self._relates[max(0, first - _AROUND) : last + 1 + _AROUND]
        return sum(around) >= _LEAST_RELATING * max(len(around), 1) > 0

    @property
    def is_nowhere(self) -> bool:
        """Tell whether no words of the answer hang together."""
        places = range(0, len(self._said), _AROUND // 4)
        return not any(self.are_notes(at, at) or self.are_speech(at, at) for at in places)


def _relates(word: str) -> bool:
    """Tell whether a written word puts things into a relation; 'Scope:' does."""
    return word in _RELATING_MARKS or word.endswith(":") or not _RELATING.isdisjoint(terms.word_parts(word))


def _begins_step(before: str, word: str) -> bool:
    """Tell whether a written word says what to do: after a number, a bullet or the end of what was before."""
    opens = before in _BULLETS or before.endswith(_STEP_MARKS) or before.isdigit()
    return opens and word.lower().rstrip(".,;:") in _DOING
