"""What candidates say about the talk or about themselves: no part of an answer, and nothing to quote."""

import re

from interviews.history import is_request

_ASIDE = re.compile(
    r"\b(?:sorry|apologi[sz]e)\b"
    # Who corrects themselves says it again.
    r"|\b(?:no,? (?:wait|not)|wait,|scratch that|let me (?:rephrase|start (?:again|over)))"
    r"|\bi(?:'m| am) (?:(?:a bit|a little|quite|so|really|very|just|getting|still) )*"
    r"(?:nervous|stuck|lost|tired|blank|done)\b"
    r"|\bi(?:'m| am) (?:not|no) (?:an? )?(?:[\w-]+ ){0,2}expert\b"
    r"|\b(?:that's|that is) (?:all|it|everything) (?:that )?(?:i|from me)\b"
    r"|\bi(?:'ve| have)? (?:just |already )(?:said|covered|answered|mentioned|explained|told you)\b"
    r"|\bi(?:'ve| have)? (?:said|covered|answered|mentioned) (?:it|that|this) (?:already|before)\b"
    r"|\b(?:that's|that is) what i (?:just )?said\b|\bgiven you my answer\b"
    r"|\b(?:my|your) question\b|\bi asked for\b|\bthis one i know\b|\bcan i ask\b"
    r"|\bwhat i did(?:n't| not) say\b"
    r"|\b(?:can|could|may|shall) (?:we|i|you) (?:please )?(?:stop|finish|end|skip|repeat|go on|move on)\b"
    r"|\b(?:good|great|tough|hard|interesting) (?:question|one)\b"
    r"|\b(?:i'd|i would) (?:rather|prefer to|like to) (?:leave it|go on|move on|stop)\b"
    r"|\blet me (?:just )?(?:think|see|take it)\b|\btalk it through\b|^(?:thanks|thank you)\b",
    re.IGNORECASE,
)
# Inside a sentence that says something else it only goes.
_AS_SAID = re.compile(
    r"(?:^|,?\s+)as i(?:'ve| have)? (?:just |already )?(?:said|mentioned|told you)\b(?: before)?,?\s*",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"^(?:(?:okay|ok|um|uh|er|erm|hmm|ah|oh|right|well|yes|yeah|so)\b[,.]?\s+)+", re.IGNORECASE
)


# Said at a sentence's beginning, it takes back the sentence before.
_TAKES_BACK = re.compile(
    r"^(?:(?:hm+|ah|oh|well|um|uh|sorry|actually)\b[,.]? )*"
    r"(?:no,? (?:wait|sorry|actually|that's|it)|wait,? no|scratch that|i take that back|that's wrong)\b",
    re.IGNORECASE,
)
_THINKS_ALOUD = re.compile(r"\?$|[,.…] no,|^(?:hm+|ah|oh)[,.…]* no\b", re.IGNORECASE)


def takes_back(sentence: str) -> bool:
    """Tell whether somebody takes back here what they said in the sentence before."""
    return _TAKES_BACK.search(sentence.replace("’", "'").strip()) is not None


def thinks_aloud(sentence: str) -> bool:
    """Tell whether a sentence only asks, or turns round within itself: 'that leaves, no, it's fine'."""
    return _THINKS_ALOUD.search(sentence.replace("’", "'").strip()) is not None


def is_aside(sentence: str) -> bool:
    said = sentence.replace("’", "'")
    return is_request(said) or _ASIDE.search(said) is not None


def without_asides(sentence: str) -> str:
    """Return the sentence without 'as I said' and the words with which one starts to speak."""
    return _OPENERS.sub("", _AS_SAID.sub(" ", sentence).strip()).strip()
