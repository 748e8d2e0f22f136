"""What a field's questions name: words that its answers are likely to hold, and hard to hear unprepared."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from intervision.skills.vocabulary import vocabulary

from .schema import Question

# More of them push each other out: whisper looks back 223 parts of words.
MOST = 32


def names_in(questions: Iterable[Question]) -> tuple[str, ...]:
    """Return the skills that most of the questions name, as they mostly spell them, the commonest first.

    Those of all questions together: they are no hint to what any one of them wants to hear.
    """
    named: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for question in questions:
        found = [
            mention.text
            for point in question.key_points
            for text in (point.point, *point.paraphrases)
            for mention in vocabulary().find(text)
        ]
        named.update(dict.fromkeys(map(_key, found)).keys())
        for name in found:
            spellings[_key(name)][name] += 1
    return tuple(spellings[key].most_common(1)[0][0] for key, _ in named.most_common(MOST))


def _key(name: str) -> str:
    """Return what a name and its plural have in common."""
    return name.casefold().rstrip("s")
