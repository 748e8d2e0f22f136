"""What an answer brought in by itself and is worth following: a tool that was chosen and could be another.

An attack, a protocol or a habit is no choice, and who says what must not be used has chosen nothing.
"""

import re

from intervision.skills import vocabulary

from ..analysis.judgement import ContentJudgement
from ..bank.schema import Question
from ..content_words import words

_SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…](?=\w)[^.!?…]+)*")
_CLAUSE = re.compile(r"[,;:—–]|\b(?:and|but|because|since|while|so|which|where)\b", re.IGNORECASE)
# A choosing verb, and not far behind it what was chosen: 'keep the features ready in something like'.
_CHOOSES = re.compile(
    r"\b(?:us(?:e|ed|ing)|tak(?:e|ing)|took|pick(?:ed)?|choose|chose|reach(?:ed)? for|put|keep|kept|stored?|"
    r"buil[dt]|run|ran|deploy(?:ed)?|write|wrote|(?:go|went|start|started) with|moved?|"
    r"migrated?|switch(?:ed)?|add(?:ed)?|introduced?|set up|send|sent|publish(?:ed)?)\b"
    r"(?:\s+[\w'-]+){0,6}?\s*$",
    re.IGNORECASE,
)
_NOT_CHOSEN = re.compile(
    r"n't\b|\b(?:not|never|without|instead of|rather than|no longer|avoid\w*|could|might|"
    r"they|he|she|nobody|people)\b|\b(?:by|of|from|than|for|about|unlike)(?:\s+(?:a|an|the|our))?\s*$",
    re.IGNORECASE,
)


def threads(answer: str, question: Question, content: ContentJudgement | None = None) -> list[str]:
    """Return the names, as they were said, of the tools that the answer chose by itself.

    What was said of a point leaves nothing open to follow.
    """
    asked = {mention.slug for mention in vocabulary().find(question.ask)} | set(question.skills)
    known = asked | {parent.slug for slug in asked for parent in vocabulary().ancestors(slug)}
    relied_on = [" ".join(words(quote)) for quote in (content.quotes if content else ())]
    chosen: dict[str, str] = {}
    for sentence in _SENTENCE.findall(answer.replace("’", "'")):
        plain = " ".join(words(sentence))
        if any(quote in plain or plain in quote for quote in relied_on):
            continue
        for mention in vocabulary().find(sentence):
            skill = vocabulary().get(mention.slug)
            if skill and skill.tool and skill.slug not in known and _is_chosen(sentence[: mention.start]):
                chosen[skill.slug] = mention.text
    return list(chosen.values())


def _is_chosen(before: str) -> bool:
    """Tell whether what leads up to a name in its clause chooses it."""
    clause = _CLAUSE.split(before)[-1]
    return _CHOOSES.search(clause) is not None and _NOT_CHOSEN.search(clause) is None
