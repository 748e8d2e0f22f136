"""Whether words were surely heard: a recogniser guesses words, but hardly ones that go together.

A clause is held against the bank. A word that the bank does not have, or that goes with neither of its
neighbours there, was likely another one: 'we once head exactly that'. Of 883 true clauses of bench answers
39 % pass (their own question's texts left out), of 43 that Whisper tiny misheard in noise 8.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from intervision.skills import vocabulary

from ..analysis.content import glossary
from ..analysis.content.fluency import bank_fluency
from ..analysis.content.terms import FUNCTION_WORDS
from ..bank.schema import Question, read_bank
from ..content_words import words

_LEAST_STEP = -0.5  # nats: how two words may follow each other that the bank never has side by side
# Of words that the bank does not know. 744 training answers have 0.11 at most, but 16 English ones full of
# products, code or typing errors up to 0.41; three typed in other languages from 0.75. What Whisper tiny.en
# heard of these as English may have less, and is let pass: to be asked for English hurts who spoke it.
_FOREIGN_SHARE = 0.45
_LEAST_TO_TELL = 12  # words
# 'unspvvvvvvvvvv': a recogniser that was at a loss; no '0xffffffff'.
_LOOP = re.compile(r"\b[^\W\d_]*?([^\W\d_])\1{7,}", re.IGNORECASE)
_NUMBER = "0"
_END = re.compile(r"[.!?;:,]+\s")
# A capital amid the clause, where the recogniser began a phrase, or a word without a vowel.
_ODD = re.compile(r"(?<=[a-z] )(?!I\b)[A-Z][\w'-]*|\b[bcdfghjklmnpqrstvwxz]{2,}\b")


def surely_heard(clause: str) -> bool:
    """Tell whether all words of a clause are known, and each goes with a word beside it."""
    if not is_known(clause) or _runs_on(clause):
        return False
    said, neighbours = _words(clause), _usage()[1]
    met = [pair in neighbours for pair in pairwise(said)]
    likely = bank_fluency().steps(said) >= _LEAST_STEP
    return all(one or other for one, other in pairwise(met)) and all(
        beside or flows for beside, flows in zip(met, likely, strict=True)
    )


def is_known(piece: str) -> bool:
    """Tell whether all words of a piece are known, whatever they stand beside."""
    return _usage()[0].issuperset(_words(piece))


def is_no_english(answer: str) -> bool:
    """Tell whether so many words are unknown that much of it was likely said in another language."""
    said = [word for word in _words(answer) if word.isalpha()]
    unknown = sum(word not in _usage()[0] for word in said)
    if _LOOP.search(answer):
        return True
    return len(said) >= _LEAST_TO_TELL and unknown >= _FOREIGN_SHARE * len(said)


def _runs_on(clause: str) -> bool:
    """Tell whether two phrases ran together in a clause, or a word is none."""
    named = {word for mention in vocabulary().find(clause) for word in mention.text.split()}
    return any(match.group() not in named for match in _ODD.finditer(clause))


@cache
def _usage() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return the known words, and which of them stand side by side."""
    known = set(FUNCTION_WORDS)
    neighbours: set[tuple[str, str]] = set()
    for text in _texts():
        for phrase in _END.split(text):
            said = _words(phrase)
            known.update(said)
            neighbours.update(pairwise(said))
    return frozenset(known), frozenset(neighbours)


def _texts() -> Iterator[str]:
    for skill in vocabulary():
        yield from (skill.name, *skill.aliases, *skill.exact)
    for phrases in glossary.phrases().values():
        yield from (" ".join(phrase) for phrase in phrases)
    for question in read_bank():
        yield from _texts_of(question)


def _texts_of(question: Question) -> Iterable[str]:
    yield from (question.ask, question.stronger_answer, question.follow_ups.strong, question.follow_ups.vague)
    for point in question.key_points:
        yield from (point.point, point.probe, *point.paraphrases, *point.partial)
        for belief in point.misconceptions:
            yield from (belief.says, belief.reveals)


def _words(text: str) -> list[str]:
    return [_NUMBER if word.isdigit() else word for word in words(text)]
