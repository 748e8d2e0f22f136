"""Read the kind of employment and the level that sources state in words of their own."""

import re
from collections.abc import Iterator

from .sentences import cut, sentence_at

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("INTERN", re.compile(
        r"\bintern(?:ship|s)?\b|praktik|werkstudent|working student|stage\b|trainee|apprentic", re.I)),
    ("VOLUNTEER", re.compile(r"volunt|ehrenamt", re.I)),
    ("PER_DIEM", re.compile(r"per[ _-]?diem", re.I)),
    ("TEMPORARY", re.compile(
        r"\btemp(?:orary)?\b|fixed[ _-]?term|seasonal|(?<!un)befristet|visstid|\bcdd\b", re.I)),
    ("CONTRACTOR", re.compile(
        r"(?<!permanent )(?<!employment )contract(?:or)?\b|freelanc|freiberuf|1099|consultan|"
        r"self[- ]employed|\bb2b\b", re.I)),
    ("PART_TIME", re.compile(r"part[ _-]?time|teilzeit|deltid|temps partiel", re.I)),
    ("FULL_TIME", re.compile(
        r"full[ _-]?time|\bfull-? ?(?:or|and|/|&) ?part|vollzeit|\bvoll- (?:oder|und|/)|heltid|"
        r"temps plein", re.I)),
)  # fmt: skip
# Said of half a week, too: full-time only where nothing else is said.
_FOR_GOOD = re.compile(r"permanent|\bregular\b|\bcdi\b|unbefristet|festanstellung", re.IGNORECASE)
# In a title: "(Contract)", "- 6 month contract", "Freelance Developer"; but not "Contract Manager".
_SAID_ASIDE = re.compile(
    r"^(?:freelance|contract(?:or)?(?= \w+ \w)(?!\W+(?:manag|admin|law|counsel|negoti|"
    r"complian|review|life)))\b|"
    r"[(,|–-] ?(?:\d+[ -]months? )?(?:contract(?:or)?|freelanc\w*|freiberuflich|fixed[ -]term|temporary|"
    r"befristet[^)]*)(?: contract)?(?=\)|$)",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"möglich|possible|optional|auch in|ab \d", re.IGNORECASE)
# "(20-30h)", "25 Stunden/Woche", "60–80%", but not "Support 24h" or "(remote 80%)".
_SHARE = re.compile(
    r"(?<![\d.,])(?:(?P<least>\d\d(?:,\d)?)\s?(?:-|–|bis|to)\s?)?(?P<most>\d\d\d?(?:,\d)?)\s?"
    r"(?P<unit>%|h|std\.?|stunden|hours|hrs)(?:\s?(?:/|pro|per|a)\s?(?:week|woche))?\s?(?=[)|,]|$)",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(r"remote|home[ -]?office|travel|reise|bonus", re.IGNORECASE)
_PART = re.compile(r"[(|),]| [-–] ")
_OF_PART_TIME = re.compile("part-time|part time|teilzeit|temps partiel|wochenstunden")
# Refused, or said of other people: "benefits for full-time and part-time employees", "a part-time study".
_NO_OFFER = re.compile(
    r"\b(?:no|not|isn['’]t|can['’]t|without|kein\w*|nicht|pas de)\b|"
    r"part[- ]time (?:employees|staff|workers|colleagues|students|stud(?:y|ies)|degree|mba|contractors)|"
    r"teilzeit(?:kräfte|beschäftigt|studi|mitarbeit)|wochenstunden",
    re.IGNORECASE,
)
_LEVELS = {
    "internship": "intern", "intern": "intern", "student": "intern", "student (college)": "intern",
    "entry level": "junior", "entry-level": "junior", "entry_level": "junior", "junior": "junior",
    "associate": "junior", "graduate": "junior", "entry": "junior", "starter": "junior",
    "mid level": "mid", "mid-level": "mid", "mid": "mid", "midweight": "mid", "mid_level": "mid",
    "intermediate": "mid", "senior level": "senior", "senior": "senior", "senior-level": "senior",
    "lead": "senior",
    "director": "staff", "executive": "staff", "staff": "staff", "principal": "staff", "vp": "staff",
}  # fmt: skip


def read_employment(words: str) -> str:
    """Return schema.org's employmentType, or an empty string; "Full-time, permanent" is full-time."""
    bare = words.replace("FullTime", "full time").replace("PartTime", "part time").replace("_", " ")
    # "Full-time or part-time" says neither.
    found = [kind for kind, pattern in _KINDS if pattern.search(bare)]
    if "FULL_TIME" in found and "PART_TIME" in found:
        return ""
    return found[0] if found else "FULL_TIME" if _FOR_GOOD.search(bare) else ""


def employment_in(title: str) -> str:
    """Return the kind that a title says it is, or an empty string: "(Teilzeit möglich)" leaves it open."""
    if read_employment(title) == "PART_TIME":
        return "" if _POSSIBLE.search(title) else "PART_TIME"
    if said := _SAID_ASIDE.search(title):
        return read_employment(said[0])
    share = _SHARE.search(title)
    if share is None or share[0].replace(" ", "").lower() == "24h":
        return ""
    if share["unit"] == "%" and _OF_SOMETHING_ELSE.search(_PART.split(title[: share.start()])[-1]):
        return ""
    least, most = sorted(
        float((share[name] or share["most"]).replace(",", ".")) for name in ("least", "most")
    )
    few, whole = (10, 35) if share["unit"] != "%" else (20, 100)
    return "PART_TIME" if few <= least and most < whole else ""


def part_time_words(text: str) -> str:
    """Return the first sentence in which an ad speaks of part-time work, for its reader to judge."""
    return next(_of_part_time(text), "")


def part_time_offered(text: str) -> str:
    """Return the first sentence that may offer part-time work, of an ad that is listed as full-time."""
    return next((words for words in _of_part_time(text) if not _NO_OFFER.search(words)), "")


def _of_part_time(text: str) -> Iterator[str]:
    lowered = text.lower()
    for at in sorted(match.start() for match in _OF_PART_TIME.finditer(lowered)):
        if at < len(text):
            yield cut(sentence_at(text, at))


def read_level(words: str) -> str:
    """Return the level that a source states, or an empty string where its word covers several."""
    return _LEVELS.get(words.strip().lower(), "")
