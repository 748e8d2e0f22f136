"""How prose says that work is done: from home, from an office, or both in turn."""

import re
from collections.abc import Iterator

_DAYS = (
    r"(?:[1-4]|one|two|three|four|an?|ein(?:en|em)?|zwei|drei|vier|deux|trois|quatre)"
    r"(?:\s?(?:[-–]|to|bis|à|or|oder)\s?(?:[2-4]|two|three|four|zwei|drei|vier))?\s"
)
_WEEK = r"(?:per|a|an|each|every|/) ?week"
_OFFICE = r"(?:the|our|an?) (?:[\w-]+ ){0,3}(?:office|lab|hq|headquarters|studio)s?\b"


def _alone(way: str) -> str:
    """Return a pattern for an item, a label or a sentence that says nothing else: "Work model: hybrid"."""
    label = (
        r"(?:(?:work(?:ing)?[ -](?:model|mode|style|arrangement|set-?up|location)|workplace(?: type)?|"
        r"location|arbeitsmodell|arbeitsort|standort)\s?:|📍)\s*(?:[A-Z][\w. ]{1,25}[(,|/–-]\s*)?"
    )
    where = r"\s?\([^)\n]{2,30}\)|,? ?(?:(?:in|within|from|across) |, |- |– )(?:the )?(?-i:[A-Z])[\w ]{1,25}"
    return (
        rf"(?:^|[.!?] )[^\w(📍]*(?:{label})?(?:(?:fully|100\s?%|full)[ -])?{way}(?:{where})?\)?\s*(?:[.!;]|$)"
    )


_HYBRID = re.compile(
    rf"{_alone('hybrid')}|"
    r"\bhybrid (?:role|position|work(?:ing|place)?(?: model| environment| schedule| arrangement)?|schedule|"
    r"model|set-?up|policy|flexibility)\b|(?:^|[.•*\n] ?)hybrid\b\s?[:(–,](?!.{0,30}\bcloud)|"
    rf"\b{_DAYS}days? (?:{_WEEK} )?(?:in|from|at) {_OFFICE}|"
    rf"\b(?:in|from|at) {_OFFICE} (?:at least |for )?{_DAYS}days? {_WEEK}|"
    rf"\bin[- ]office (?:at least )?{_DAYS}days? {_WEEK}|"
    rf"\b{_DAYS}days? (?:from home\b|at home\b|of (?:remote|mobile|home)\b|(?:remote|mobile) work)|"
    rf"\b(?:mobile|remote|home)[ -]?(?:work(?:ing)?|office) (?:for )?(?:up to )?{_DAYS}days?\b|"
    rf"\bon[- ]?site {_DAYS}days? {_WEEK}|"
    r"\b(?:up to|bis zu|zu) [1-9]\d\s?% (?:remote|telework|home-? ?office|mobil|from home)|"
    rf"\bremote(?:ly)? (?:for )?(?:up to )?{_DAYS}days? {_WEEK}|"
    r"\b(?:not|isn['’]t) (?:a )?(?:fully|100\s?%|completely|entirely)[ -]remote\b|"
    rf"\b{_DAYS}tagen? (?:(?:pro|die|in der|/) ?woche )?(?:im büro|(?:im )?home-? ?office|remote|mobil\b|"
    r"von zu ?hause|vor ort)|\bhybride[nrs]? (?:arbeit|modell)\w*|"
    r"(?<!kein )(?<!keine )\bhome-? ?office[- ]?(?:möglich|anteil|tage|option|regelung)\w*|"
    r"\bmöglichkeit (?:zu|zum|auf|für) home-? ?office|"
    rf"\b{_DAYS}jours? de télétravail|\btélétravail (?:partiel|{_DAYS}jours?)",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    rf"{_alone('remote')}|"
    r"\b(?:this (?:is an?|role is|position is|job is)|we are hiring for an?|the (?:role|position) is) "
    r"(?:\w+[ ,]){0,3}?(?:100\s?%|fully|completely|entirely|permanently)?[ -]?remote\b|"
    r"\b(?:100\s?%|fully|completely) remote (?:role|position|job|work|opportunity|within|in|across|from)\b|"
    r"\bremote (?:role|position) (?:open to|based in|within|in|for)\b|\bwork (?:remotely )?from anywhere\b|"
    r"\b(?:work|hire)(?: \w+)? (?:fully|100\s?%|completely) remote(?:ly)?\b|"
    r"\barbeite\w* (?:zu )?(?:100\s?%|vollständig|komplett) remote\b",
    re.IGNORECASE,
)
_NOT_REMOTE = re.compile(
    r"\b(?:not|no|non|isn['’]t|cannot be|can['’]t be)[ -](?:\w+[ -]){0,4}remote\b|"
    r"\bremote (?:work )?is not\b",
    re.IGNORECASE,
)
_ONSITE = re.compile(
    # No more than that is a step of the interviews as well: "* Phone screen * Onsite".
    rf"(?!\W*on-?site\W*$){_alone('on-?site')}|"
    r"\b(?:this (?:is an?|role is|position is)|the (?:role|position) is) (?:\w+[ ,]){0,2}?"
    r"(?:on[- ]?site|in[- ](?:the )?office|in[- ]person)\b|"
    rf"\b(?:five|six|5|6) days (?:{_WEEK} )?(?:in|at|from) {_OFFICE}|"
    r"(?:^|[\n.!:•*-] ?|\b(?:will be|must|requires? (?:you )?to|expected to|need to|have to) )"
    rf"work(?:ing)? from (?:the )?office\b(?! (?:or|is|not|if|when\w*)\b|{_DAYS})|"
    r"\b(?:fully|100\s?%|strictly) on-?site\b(?! (?!(?:in|at|from|with|role|position|job|work)\b)\w)|"
    rf"\bon-?site (?:at|in) {_OFFICE}|"
    r"\bno remote(?: (?:work(?:ing)?|option|possibility)s?)?(?: (?:possible|available))?(?=[.,;!\n)]|$)|"
    r"\bremote (?:work(?:ing)? |options? )?(?:is|are) not (?:\w+ )?(?:possible|available|offered|an option|"
    r"supported|allowed)\b|"
    r"\b(?:role|position|job) is not (?:a )?remote\b(?![ -](?:first|only|friendly))|"
    r"\b(?:cannot|can['’]t|can not) be done remotely\b|"
    r"\bkeine? (?:home-? ?office|remote)\b|\bausschließlich (?:vor ort|im büro)\b",
    re.IGNORECASE,
)
_IN_ORDER = (("hybrid", _HYBRID), ("onsite", _ONSITE), ("remote", _REMOTE))
# One of these stands in all that the patterns find: plain words are found far faster than a pattern.
_MARKS = (
    "hybrid", "remote", "office", "from anywhere", "on-site", "onsite", "on site", "in-person", "in person",
    " lab", "headquarters", " hq", "studio", "büro", "vor ort", "zu hause", "zuhause", "woche mobil",
    "télétravail", "from home", "at home", "mobile work", "mobil", "telework",
)  # fmt: skip
_AROUND = 120  # characters of its line on either side


def kind_in(text: str) -> tuple[str, str]:
    """Return how work is done by prose, and its words for that; both empty where it does not say."""
    passages = list(_passages(text))
    for kind, pattern in _IN_ORDER:
        found = next((match for passage in passages if (match := pattern.search(passage))), None)
        if found is not None:
            if kind == "remote" and any(map(_NOT_REMOTE.search, passages)):
                return "", ""
            return kind, " ".join(found.group().strip(".•* ").split())
    return "", ""


def _passages(text: str) -> Iterator[str]:
    """Yield what stands around the marks, each part of the text once."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text  # of the few letters that are longer in lower case
    places = set()
    for mark in _MARKS:
        at = lowered.find(mark)
        while at >= 0:
            places.add(at)
            at = lowered.find(mark, at + len(mark))
    done = 0
    for at in sorted(places):
        if at < done:
            continue
        start = max(text.rfind("\n", 0, at) + 1, at - _AROUND)
        end = text.find("\n", at)
        done = min(at + 2 * _AROUND, end if end >= 0 else len(text))
        yield text[start:done]


def denies_remote(title: str) -> bool:
    return bool(_NOT_REMOTE.search(title))
