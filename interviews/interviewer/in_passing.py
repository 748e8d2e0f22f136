"""What an answer asks of the interviewer at its end: a word in passing, or it was asked of nobody."""

import re

from .remarks import before_asking_how_it_goes

_BEGINS = r"(?:^|[.!?…,]\s+)\W*(?:(?:or|so|and|but) )?"
_ENDS = r"[^.!?]*\?\W*$"
# 'Do you mean the cost side or how it works inside?' at the end of an answer that went on without a reply.
_WHAT_IS_WANTED = re.compile(
    rf"{_BEGINS}(?:do you (?:mean|want)|would you (?:also |rather |still )?(?:want|like) me to|"
    r"(?:did|does) (?:that|this) (?:answer|help|make sense)|"
    r"is (?:that|this) (?:what you|enough|okay|ok|fine)|"
    r"would (?:that|this) be (?:enough|okay|ok|fine)|(?:should|shall) i (?:go|say|add|explain|continue))\b"
    rf"{_ENDS}|"
    r"\bare we still (?:on|at|with|talking about|discussing) (?:the|that|this)\b[^.!?]*\?",
    re.IGNORECASE,
)
_WHETHER_RIGHT = re.compile(
    rf"{_BEGINS}(?:(?:is|was) (?:that|this|it) (?:(?:in |going in )?(?:the )?(?:right|wrong)"
    r"(?: (?:direction|track|idea|answer|way(?: to go)?))?|correct)|"
    r"am i (?:on the right track|in the right direction|right|wrong|off)|"
    r"does (?:that|this) go in the right direction)(?:, [^.!?]*)?\?\W*$",
    re.IGNORECASE,
)


def reply_to(answer: str) -> str:
    """Return the set of phrases that replies to what an answer asks in passing, '' when it asks nothing."""
    said = " ".join(answer.replace("’", "'").split())
    if before_asking_how_it_goes(said) is not None or _WHETHER_RIGHT.search(said):
        return "in_passing_feedback"
    return "in_passing" if _WHAT_IS_WANTED.search(said) else ""
