"""Ads without a certain opening: talent pools, spontaneous applications, requisitions that stay up for good.

A line at the end of an ad ("not for you? Join our talent community") is not what is meant: in the text only a
sentence counts that says so of this ad.
"""

import re

_IN_TITLE = re.compile(
    r"\btalent[ -](?:pool|community|network|pipeline|bank)\b(?! (?:manager|lead|partner|director))|"
    r"\bfuture (?:opportunit\w+|openings?|roles?|positions?|hiring|needs?)\b|"
    r"\bgeneral (?:interest|application)\b|\b(?:open|speculative|spontaneous|unsolicited) application\b|"
    r"\bexpressions? of interest\b|\bevergreen\b|^pipeline(?= [-–:])|\binitiativbewerbung\b|"
    r"\bcandidatures? spontanées?\b|\bspontanansökan\b|\bcandidatura espontánea\b|"
    r"\bopen sollicitatie\b",
    re.IGNORECASE,
)
_NOUN = r"(?:position|role|opening|vacancy|job|requisition|posting)"
_IN_TEXT = re.compile(
    rf"\bnot (?:for )?an? (?:open|active|current|specific|live) {_NOUN}\b|"
    rf"\bevergreen {_NOUN}\b|"
    rf"\bthis (?:{_NOUN}|ad|listing) is (?:for|part of|to join) (?:(?:a|an|our|the) )?"
    r"(?:talent (?:pool|community|network|pipeline)|future\b|pipeline\b)|"
    r"\bkeine (?:konkrete|aktuelle|offene) (?:stelle|vakanz|position|ausschreibung)\b",
    re.IGNORECASE,
)
# One of these stands in each of them: plain words are found far faster than a pattern.
_MARKS = ("not a", "not for a", "evergreen ", " is for ", " is part of ", " is to join ", "keine ")
_BEFORE, _AFTER = 20, 60  # characters around a mark in which the rest would stand


def pool_words(*, title: str, text: str) -> str:
    """Return the words by which an ad says that it may stand for no opening, or nothing."""
    found = _IN_TITLE.search(title) or _said_in(text)
    return " ".join(found[0].split()) if found else ""


def _said_in(text: str) -> re.Match[str] | None:
    lowered = text.lower()
    for mark in _MARKS:
        at = lowered.find(mark)
        while at >= 0:
            if found := _IN_TEXT.search(text, max(0, at - _BEFORE), at + _AFTER):
                return found
            at = lowered.find(mark, at + 1)
    return None
