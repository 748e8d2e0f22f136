"""The words that carry meaning: split, written out, stemmed, and weighed by how rare they are in the bank."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from intervision import stemming

from ...bank.schema import Question, read_bank
from ...transcript import bare
from . import glossary

_SPLIT = re.compile(r"[\s/\-–—_]+")
FUNCTION_WORDS = frozenset(
    """
    a about after all also am an and another any are as at be because been before being both but by can could
    did do does doing done down each either even every few for from get gets getting give go goes going
    gonna got had has have having he her here him his how i i'd i'll i'm i've if in into is isn't it
    it's its itself just keep kind know let let's like lot made make makes making many may maybe me
    might mean more most much must my need needs no not nothing now of off oh on once one only or other
    our out over own part put quite really right said same say says see she should so some something
    sort still stuff such sure take tell than that that's the their them then there there's these they
    they'd they're thing things think this those though through to too under until up us use used uses
    using very wanna want was way we we'd we'll we're we've well went were what what's when where which
    while who why will with without would yeah yes you you'd you'll you're you've your yourself okay ok
    actually basically um uh er hmm mhm ah obviously probably pretty anyway guess usually always never
    """.split()  # noqa: SIM905 - as a list it would take a screen
)


def stem(word: str) -> str:
    return stemming.stem(word.removesuffix("'s"))


def word_parts(text: str) -> list[str]:
    """Return the bare words of a text; hyphens and slashes part words."""
    return [part for piece in _SPLIT.split(text) if (part := bare(piece))]


def stems(words: Iterable[str]) -> list[str]:
    """Return the stems of the words that carry meaning, abbreviations written out, in order."""
    return [stem(word) for word, _ in glossary.expand(list(words)) if word not in FUNCTION_WORDS]


def stems_of(text: str) -> list[str]:
    return stems(word_parts(text))


def placed_stems(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield (stem, index of the word it came from) for the words that carry meaning."""
    parts: list[str] = []
    origin: list[int] = []
    for index, word in enumerate(words):
        for part in word_parts(word):
            parts.append(part)
            origin.append(index)
    for word, at in glossary.expand(parts):
        if word not in FUNCTION_WORDS:
            yield stem(word), origin[at]


class Rarity:
    """Inverse document frequency over texts; an unseen stem counts as seen once."""

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for document in documents:
            counts.update(set(document))
            total += 1
        self._weights = {word: math.log((total + 1) / (count + 0.5)) for word, count in counts.items()}
        self._unseen = math.log((total + 1) / 1.5) if total else 1.0

    def of(self, word: str) -> float:
        return max(0.1, self._weights.get(word, self._unseen))

    def total(self, words: Iterable[str]) -> float:
        return sum(self.of(word) for word in words)


@cache
def bank_rarity() -> Rarity:
    """Return idf over the key points of the whole bank: one document a key point."""
    return Rarity(documents_of(read_bank()))


def documents_of(questions: Iterable[Question]) -> Iterator[list[str]]:
    for question in questions:
        for point in question.key_points:
            yield stems_of(" ".join((point.point, *point.paraphrases, *point.partial)))
