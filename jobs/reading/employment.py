"""Read the kind of employment and the level that sources state in words of their own."""

import re

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("INTERN", re.compile(
        r"\bintern(?:ship|s)?\b|praktik|werkstudent|working student|stage\b|trainee|apprentic", re.I)),
    ("VOLUNTEER", re.compile(r"volunt|ehrenamt", re.I)),
    ("PER_DIEM", re.compile(r"per[ _-]?diem", re.I)),
    ("TEMPORARY", re.compile(
        r"\btemp(?:orary)?\b|fixed[ _-]?term|seasonal|(?<!un)befristet|visstid|\bcdd\b", re.I)),
    ("CONTRACTOR", re.compile(
        r"(?<!permanent )(?<!employment )contract(?:or)?\b|freelanc|1099|consultan|self[- ]employed|"
        r"\bb2b\b", re.I)),
    ("PART_TIME", re.compile(r"part[ _-]?time|teilzeit|deltid|temps partiel", re.I)),
    ("FULL_TIME", re.compile(
        r"full[ _-]?time|\bfull-? ?(?:or|and|/|&) ?part|vollzeit|\bvoll- (?:oder|und|/)|heltid|"
        r"temps plein", re.I)),
)  # fmt: skip
# Said of half a week, too: full-time only where nothing else is said.
_FOR_GOOD = re.compile(r"permanent|\bregular\b|\bcdi\b|unbefristet|festanstellung", re.IGNORECASE)
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


def is_part_time(title: str) -> bool:
    """Tell whether a title says that the job is part-time, and nothing else."""
    return read_employment(title) == "PART_TIME"


def read_level(words: str) -> str:
    """Return the level that a source states, or an empty string where its word covers several."""
    return _LEVELS.get(words.strip().lower(), "")
