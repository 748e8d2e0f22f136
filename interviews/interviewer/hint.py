"""What a hint gives when the point's own probe did not help: one word of how the point is said.

Nothing that the bank calls half right or wrong is a hint, however near it comes: who is stuck takes it for
the answer. Nor is what either side said already.
"""

import re
from functools import cache

from ..analysis.content.terms import bank_rarity, stem, stems_of
from ..bank.schema import KeyPoint, Question, read_bank

LEAST_RARE = 3.5  # nats of idf over the bank's points: 'jitter' and 'tenant' tell something, 'name' does not
LEAST_WAYS = 2  # of saying the point that have the word, its own text among them
RARE_BY_ITSELF = 4.7  # nats from which on the point's own text is enough
SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AMID_A_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]*")
# How good or how much something is tells nothing of what it is.
_OF_DEGREE = frozenset(
    """
    best easy easier extra extreme fully hardest less likely likeliest nasty suitable unpleasant useful
    useless
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
_TURNED_DOWN = re.compile(r"\b(?:instead of|in place of|rather than|without|never|not)\b[^,]*", re.IGNORECASE)


def word_towards(point: KeyPoint, question: Question, *, said: str) -> str:
    """Return the word that tells most of a point and was not named yet, '' when there is none.

    `said`: what either side said about the question.
    """
    beside_it = (*point.partial, *(belief.says for belief in point.misconceptions))
    known = set(stems_of(" ".join((question.ask, point.probe, said, *beside_it))))
    ways = [set(stems_of(way)) for way in (point.point, *point.paraphrases)]

    def worth(word: str) -> tuple[int, float]:
        root = stem(word.casefold())
        return sum(root in way for way in ways), bank_rarity().of(root)

    def helps(word: str) -> bool:
        shared, rare = worth(word)
        tells = rare >= (LEAST_RARE if shared >= LEAST_WAYS else RARE_BY_ITSELF)
        fits = len(word) >= SHORTEST and word.casefold() not in _OF_DEGREE
        return shared > 0 and tells and fits and stem(word.casefold()) not in known

    word = max(filter(helps, _WORD.findall(_TURNED_DOWN.sub("", point.point))), key=worth, default="")
    begins = point.point.startswith(word) and word[1:].islower()
    return word.lower() if begins and word not in _names() else word


@cache
def _names() -> frozenset[str]:
    """Return the words that the bank writes with a capital amid a sentence."""
    points = (point for question in read_bank() for point in question.key_points)
    texts = (text for point in points for text in (point.point, *point.paraphrases))
    return frozenset(name for text in texts for name in _AMID_A_SENTENCE.findall(text))
