"""Words, phrases and likeness of the bank's texts: what its lint measures with."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import snowballstemmer
from rapidfuzz import fuzz

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STEMMER = snowballstemmer.stemmer("english")
_FUNCTION_WORDS = frozenset(
    """
    a about after all also am an and another any are as at back be because been before being both but by can
    could did do does doing down each either every few first for from get gets getting give go goes going
    got had has have having he her here him his how i i'd i'll i'm i've if in into is isn't it it's its
    itself just keep kind know let let's like look lot made make makes making many may me might more most
    much must my need needs never new next no not nothing now of off on once one only or other our out over
    own part put really right said same say says see she should so some something sort still such sure take
    tell than that that's the their them then there there's these they they're thing things think this those
    through time to told too two under until up us use used uses using very want was way we we'd we're well
    went were what what's when where which while who why will with without would you you'd you'll you're
    you've your yourself explain describe walk happen happens actually even
    """.split()  # noqa: SIM905 - as a list it would take a screen
)


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning."""
    return frozenset(_stem(word) for word in words(text) if word not in _FUNCTION_WORDS)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def runs(text: str, length: int) -> Iterator[str]:
    """Yield every run of that many words, joined with spaces."""
    said = words(text)
    for start in range(len(said) - length + 1):
        yield " ".join(said[start : start + length])


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set that the other set has too (the overlap coefficient), 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def stem_likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how alike two sets of stems are as sets of tokens, 0 to 100."""
    return fuzz.token_set_ratio(" ".join(sorted(one)), " ".join(sorted(other)))


def order_likeness(one: str, other: str) -> float:
    """Return how alike two sentences are as sorted tokens, 0 to 100: high means near-copies."""
    return fuzz.token_sort_ratio(" ".join(words(one)), " ".join(words(other)))


def first_of_each_stretch(found: Iterable[str]) -> Iterator[str]:
    """Yield of runs that overlap by all but one word only the first, as they tell of one long run."""
    previous = ""
    for run in found:
        if not previous or previous.split(" ")[1:] != run.split(" ")[:-1]:
            yield run
        previous = run
