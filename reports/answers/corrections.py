"""Where candidates take back what they said: what stood before goes, and what they say instead stands."""

import re

from interviews.history import TAKES_BACK_AT_ONCE, TAKES_BACK_LATER

_MARK = r"[,.;:!…–—-]"
# Said at a sentence's beginning, it takes back the sentence before.
_TAKES_BACK = re.compile(
    r"^(?:(?:hm+|ah|oh|well|um|uh|sorry|actually)\b[,.]? )*"
    rf"(?:(?:let me |i have to )?(?:{TAKES_BACK_AT_ONCE.pattern})(?={_MARK}|$| (?:i|we|it|they|that)\b)"
    rf"|no,? actually\b|no,?(?= (?:that's|it)\b)|that's wrong(?={_MARK}|$)"
    r"|(?:no,? )?i (?:only |just )?meant (?!to\b|well\b)(?:that (?=(?:i|we|you|they|he|she|it|the|an?)\b))?"
    r")[,.;:!…–—-]*\s*",
    re.IGNORECASE,
)
# Inside one it stands between two marks: nobody is corrected by 'there is actually no lock'.
_CORRECTS = re.compile(rf"^.*{_MARK}\s+(?:{TAKES_BACK_AT_ONCE.pattern})\s*{_MARK}+\s+", re.IGNORECASE)
# A clause of its own: nobody is by 'I'd think I was wrong'.
_WAS_WRONG = re.compile(
    rf"(?:^|^.*{_MARK}\s+)(?:(?:hm+|ah|oh|okay|ok|well|yes|so|and|but|then)\b[,.]? )*"
    rf"{TAKES_BACK_LATER.pattern}[^,.;:…–—]*{_MARK}*\s*",
    re.IGNORECASE,
)
_NAMES_IT = re.compile(r"\bi (?:first |just )?said\b(?P<said>[^.?!;:]*?),? but\b", re.IGNORECASE)
_THINKS_ALOUD = re.compile(r"\?$|[,.…] no,|^(?:hm+|ah|oh)[,.…]* no\b", re.IGNORECASE)
_SETS_OUT = (
    r"(?:the|an?|each|every|this|these|those|my|our|your|their|its|some|any|all|both|one|two|three|\d+)"
)
_LEADS_ON = (
    r"(?:at|by|for|from|in|into|of|on|per|to|with|without|over|via|after|before|beside|as|than|that|which|who|"
    r"where|when|if|unless|because|while|since|and|or|but|nor|not|no|across|towards|versus|plus)"
)
_DOES = (
    r"(?:(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should)(?:n't|'t|not)?"
    r"|stays?|goes|comes|keeps?|gets?|fails?|waits?"
    rf"|(?!{_LEADS_ON}\b)\w+(?:s|ed) (?:{_SETS_OUT}|it|them|no|nothing|nobody))\b"
)
# Among the first words of what is a sentence somebody does something, or they name what does it: 'the server
# uses a unique index', but not 'a key stored beside the payment'.
_STATES = re.compile(
    r"^(?:\S+ ){0,3}(?:i|we|you|they|he|she|it|there|one)(?:'\w+)?\s"
    rf"|^(?:{_SETS_OUT} )?(?:(?!(?:{_SETS_OUT}|{_LEADS_ON})\b)[\w'-]+ ){{1,4}}{_DOES}",
    re.IGNORECASE,
)


def takes_back(sentence: str) -> bool:
    """Tell whether somebody takes back here what they said in the sentence before."""
    return _TAKES_BACK.search(_plain(sentence)) is not None


def takes_back_earlier(sentence: str) -> bool:
    """Tell whether somebody takes back here what they said a while ago."""
    return _WAS_WRONG.search(_plain(sentence)) is not None


def named_as_wrong(sentence: str) -> str:
    """Return what of their words somebody names and takes back: 'I said three times, but that is wrong'."""
    found = _NAMES_IT.search(_plain(sentence))
    return found["said"].strip() if found else ""


def thinks_aloud(sentence: str) -> bool:
    """Tell whether a sentence only asks, or turns round within itself: 'that leaves, no, it's fine'."""
    return _THINKS_ALOUD.search(_plain(sentence)) is not None


def corrected(sentence: str, *, story: bool) -> str:
    """Return what a sentence says behind the words with which it takes something back, all of it where it
    doesn't. Who was wrong in a story tells it."""
    rest = sentence.strip()
    for takes in (_TAKES_BACK, _CORRECTS, *(() if story else (_WAS_WRONG,))):
        if (found := takes.search(_plain(rest))) is not None:
            rest = rest[found.end() :]
    return rest


def is_a_sentence(words: str) -> bool:
    """Tell whether what is left of a sentence is one: 'every ten minutes on the replica' isn't."""
    return _STATES.match(_plain(words)) is not None


def _plain(sentence: str) -> str:
    return sentence.strip().replace("’", "'")
