"""Ads without a certain opening: talent pools, spontaneous applications, requisitions that stay up for good.

A line at the end of an ad ("not for you? Join our talent community") is not what is meant: in the text only a
sentence counts that says so of this ad.
"""

import re

_NOUN = r"(?:position|role|opening|vacancy|job|requisition|posting)"
_FUTURE = r"future (?:opportunit\w+|openings?|roles?|positions?|vacanc\w+|hir\w+|needs?)\b"
# Of people who look after a pool, and of a product or team that is called so, one is wanted now.
_TALENT_POOL = (
    r"talent[ -](?:pool|community|network|pipeline|bank)\b(?! (?:manager|lead|partner|director|specialist|"
    r"coordinator|recruiter|sourcer|consultant|owner|product|platform|team|operations)\b)"
)
_IN_TITLE = re.compile(
    rf"(?<!\bhead of )(?<!\bdirector of )\b{_TALENT_POOL}|\b{_FUTURE}|"
    r"\bgeneral interest\b|\b(?:general|open) application\b(?! [a-z])|"
    r"\b(?:speculative|spontaneous|unsolicited) application\b|"
    # "Evergreen, CO" is a town, "Evergreen Health" an employer.
    rf"\bexpressions? of interest\b|\bevergreen\b(?= {_NOUN}\b| *[-–:|)\]]| *$)|^pipeline(?= [-–:])|"
    r"\binitiativbewerbung\b|\bcandidatures? spontanées?\b|\bspontanansökan\b|\bcandidatura espontánea\b|"
    r"\bopen sollicitatie\b",
    re.IGNORECASE,
)
# What is said has this ad for its subject: at the foot of real ones stands "If this is not an open position
# that suits you" and "Ist keine offene Stelle für dich dabei?".
_THIS = rf"(?<!\bif )\b(?:this|it)(?: (?:{_NOUN}|ad|advert|listing))?(?: is|['’]s)"
_IN_TEXT = re.compile(
    rf"{_THIS} not (?:currently )?an? (?:open|active|current|live) {_NOUN}\b(?! (?:that|which|for you)\b)|"
    rf"{_THIS} not (?:for|tied to) an? (?:open|active|current|specific) {_NOUN}\b|"
    rf"{_THIS} an evergreen {_NOUN}\b|^evergreen {_NOUN}\b|"
    rf"{_THIS} (?:for|part of|to join) (?:(?:a|an|our|the) )?(?:{_TALENT_POOL}|{_FUTURE}|pipeline\b(?! \w))|"
    r"\b(?:dies\w*(?: \w+)? ist|handelt es sich|es handelt sich)\b[^.?!\n]{0,20} keine (?:konkrete|aktuelle|"
    r"offene) (?:stelle\w*|vakanz|position|ausschreibung)\b",
    re.IGNORECASE | re.MULTILINE,
)
# One of these stands in each of them: plain words are found far faster than a pattern.
_MARKS = (
    " not a",
    " not currently a",
    " not for a",
    " not tied to a",
    "evergreen ",
    " is for ",
    " is part of ",
    " is to join ",
    " keine ",
)
_BEFORE, _AFTER = 60, 60  # characters around a mark in which the rest would stand


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
