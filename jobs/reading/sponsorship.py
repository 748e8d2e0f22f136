"""Whether an ad says that the employer helps with permission to work: in a sentence about sponsoring."""

import re

import msgspec

from .sentences import cut, sentence_at

_VISA = r"(?:visas?|work permits?|blue card|sponsor\w*)"
_REFUSES = re.compile(
    rf"\b(?:unable|not able|can ?not|can['’]t|do(?:es)? not|don['’]t|doesn['’]t|are not|aren['’]t|won['’]t|"
    rf"will not|not|without)\b[^.;\n]{{0,60}}\b{_VISA}|"
    # "No degree required, and we sponsor visas" refuses nothing; nor does "No visa?".
    rf"\bno\b(?:(?!(?:[,:–—-]|\band|\bbut) ?(?:and |but )?(?:we|our)\b)[^.;\n]){{0,60}}\b{_VISA}(?!\W*\?)|"
    rf"\b{_VISA}\b[^.;\n]{{0,40}}\b(?:not|un)[ -]?"
    r"(?:available|offered|provided|possible|able)\b|\bsponsorship: no(?:ne)?\W*$|"
    # Who needs a permit is not meant: "US citizens only".
    r"\bmust be (?:an? )?(?:(?!with\b|for\b|to\b)[\w.]+ ){0,3}?citizens?\b|"
    r"\bmust (?:hold|have) (?:[\w.]+ )?citizenship\b|"
    r"\bcitizenship (?:is )?(?:required|mandatory)\b|"
    r"\bcitizens?(?: (?:and|or|&|/) prs?)? only(?=\W*(?:$|[.,;)]))|"
    r"\bcitizens? or (?:a )?(?:green[- ]card|permanent resident)|"
    r"\bgreen[- ]card (?:holders? )?or (?:[\w.]+ )?citizens?\b",
    re.IGNORECASE,
)
_HELPS = re.compile(
    rf"\bwe\b[^.;\n]{{0,30}}\b(?:sponsor|support|help|offer|provide|assist)\b[^.;\n]{{0,50}}\b{_VISA}|"
    r"\bwe (?:\w+ ){0,2}sponsor\b|\blicen[sc]ed (?:visa )?sponsor\b|"
    r"\b(?:visas?|work permits?|blue card|sponsorship)\b[^.;\n]{0,40}\b(?:available|offered|provided|"
    r"possible|support|supported|assistance|included)\b|\bsponsorship\b[^.;\n]{0,40}\bwelcome\b|"
    r"\brelocation\b[^.;\n]{0,30}(?:,|\band|&) visa (?:sponsorship|support)\W*$|"
    r"^\W*visa sponsorship\W*(?:yes\W*)?$",
    re.IGNORECASE | re.MULTILINE,
)
# One of these stands in each sentence that is meant: plain words are found far faster than a pattern.
_MARKS = ("visa", "sponsor", "work permit", "blue card", "citizen")
# Of events and of roles, not of people who come to work; or said of what nobody is asked or is to mind.
_OTHER = re.compile(
    r"\bsponsor(?:ed|s)? (?:by|events?|meetups?|research)\b|\b(?:trial|study|project|executive) sponsors?\b|"
    r"\bvisa (?:inc|card|network|status)\b|n['’]t hesitate\b|\bno need\b|"
    r"\bno (?:visas?|work permits?) (?:is |are )?(?:needed|required|necessary)\b|\bcitizenship status\b|"
    r"\bwithout regard\b|\bregardless\b|\bdiscriminat|"
    r"\byou (?:do not|don['’]t|will not|won['’]t) need a visa",
    re.I,
)
# "We don't just sponsor visas" says that they do, as does "No problem: we sponsor".
_NO_REFUSAL = re.compile(
    r"(?:\bnot|n['’]t) (?:just|only|merely) |"
    r"(?:\b(?:do )?not|\bno|n['’]t)(?: be)?(?: an?)? (?:worr\w+|matter|problem|issue)",
    re.I,
)


class Sponsorship(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`helps` is yes, no, or empty where the ad says nothing or both; `words` are its sentence."""

    helps: str = ""
    words: str = ""


def read_sponsorship(text: str) -> Sponsorship:
    """Return what an ad says of permission to work."""
    lowered = text.lower()
    found: dict[str, str] = {}
    for mark in _MARKS:
        at = lowered.find(mark)
        while at >= 0:
            sentence = sentence_at(text, at)
            if not _OTHER.search(sentence):
                said = _NO_REFUSAL.sub(" ", sentence)
                if _REFUSES.search(said):
                    found.setdefault("no", sentence)
                elif _HELPS.search(said):
                    found.setdefault("yes", sentence)
            at = lowered.find(mark, at + len(mark))
    if len(found) != 1:
        return Sponsorship()
    [(helps, words)] = found.items()
    return Sponsorship(helps, cut(words))
