"""What a candidate says to the interviewer about the talk itself: how it goes, that it was said, what for."""

import re

_FEEDBACK = re.compile(
    r"\bhow (?:am i|are we|i'm|i am|did i|have i been|was i|i did|i was)"
    r"(?: (?:doing|do|done|going|performing|perform))?"
    r"(?= (?:so far|on|in|with|at|until|today)\b|\s*[?.!,]|$)|"
    r"\bhow (?:is|was|are) my (?:answers?|performance|interview)(?: so far)?\s*[?.!]|"
    r"\b(?:did|do|would|will) i (?:pass|fail|do (?:well|okay|ok|all right))\b|"
    r"\bwhat (?:should|can|could) i (?:do )?(?:to )?(?:improve|do better|work on)\b|"
    r"\b(?:can|could|would|will) you (?:please )?(?:give me|share) (?:some |any |a bit of |your )?feedback\b|"
    r"\bhow would you (?:rate|score|grade) (?:me|my)\b|"
    r"\bwas my (?:last )?answer (?:right|correct|wrong|good|bad|okay|ok)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:i(?:'ve| have| had|'d)?|i think i(?:'ve)?) (?:just |already )*"
    r"(?:said|told you|answered|covered|mentioned|explained|described)"
    r"(?: (?:it|that|this|all that|all of that|that one|this one))?"
    r"(?: (?:already|before|earlier|just now|a (?:minute|moment) ago))\b|"
    r"\bi(?:'ve| have)? (?:just|already) (?:said|told you|answered|covered|mentioned|explained|described) "
    r"(?:it|that|this)\b|"
    r"\bthat(?:'s| is| was) (?:exactly )?what i (?:just |already )?(?:said|told you|described|explained)\b|"
    r"\b(?:you(?:'ve| have)? (?:already |just )?asked (?:me )?(?:that|this)(?: already| before)?)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\bwhy (?:would|do|does|did|should|are|is) (?:you|we|they|anyone|anybody|one|the (?:company|team))\b"
    r"[^.?!]*\?",
    re.IGNORECASE,
)
FEEDBACK_WORDS = 40
SAID_WORDS = 25
WHY_WORDS = 35


def asks_for_feedback(said: str, words: int) -> bool:
    """Tell whether the candidate wants to know how they are doing; `words` counts those of the turn."""
    return words <= FEEDBACK_WORDS and _FEEDBACK.search(said) is not None


def was_said_before(said: str, words: int) -> bool:
    """Tell whether the candidate remarks that they have answered this, and says little else."""
    return words <= SAID_WORDS and _SAID.search(said) is not None


def pushes_back(said: str, words: int) -> bool:
    """Tell whether the candidate doubts what is asked for ('Why would you want one system at all?').

    Who gives the reason as well asks it of themselves.
    """
    return words <= WHY_WORDS and _WHY.search(said) is not None and "because" not in said.casefold()
