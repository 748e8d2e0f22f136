"""How alike texts of the bank are, by their words: what its lint measures with."""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from interviews.content_words import words


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
