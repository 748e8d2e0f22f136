"""What to take up from an answer: a clause to hand back in the second person.

An interviewer who listens refers to what was said. Without a language model that must rest on the very words,
so clauses are chosen that stand by themselves (clauses.py), and none is better than a clumsy one.
"""

from collections import Counter
from functools import lru_cache

from ..analysis.judgement import ContentJudgement
from ..bank.schema import Question
from ..content_words import content_words, words
from .clauses import LOOSE, SUBJECT, clauses
from .second_person import to_you


def clause_to_echo(
    answer: str, *, question: Question | None, content: ContentJudgement | None, said: str
) -> str:
    """Return a clause of the answer as it goes after 'You said', in the second person, or ''.

    `said` is all that the interviewer has said: what was handed back once is not handed back again.
    """
    about = _about(question) if question else frozenset()
    relied_on = content_words(" ".join(content.quotes if content else ()))
    told = said.casefold()
    best, best_worth = "", 1.9
    for clause in clauses(answer):
        shifted = to_you(clause)
        if shifted.casefold() in told or (about and not content_words(clause) & (about | relied_on)):
            continue
        worth = _worth(clause, about, relied_on)
        if worth > best_worth:
            best, best_worth = shifted, worth
    return best


def _worth(clause: str, about: frozenset[str], relied_on: frozenset[str]) -> float:
    said = words(clause)
    carried = content_words(clause)
    loose = sum(word in LOOSE for word in said)
    own = 1.0 if SUBJECT.match(clause) else 0.3
    length = 1 - abs(len(said) - 8) / 8
    return (
        0.5 * min(4, len(carried))
        + 0.7 * len(carried & about)
        + 0.5 * len(carried & relied_on)
        + own
        + length
        - 0.9 * loose
    )


@lru_cache(maxsize=128)
def _about(question: Question) -> frozenset[str]:
    """Return the stems that this question's points are about: of their texts, and of two ways of saying them.

    A word of one way alone is often only of the story that it tells.
    """
    ways = Counter(
        stem for point in question.key_points for text in point.paraphrases for stem in content_words(text)
    )
    said = content_words(" ".join(point.point for point in question.key_points))
    return said | {stem for stem, count in ways.items() if count > 1}
