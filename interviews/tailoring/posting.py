"""What a job description says of the position: its title, who offers it, and the skills it wants."""

import re

from intervision.skills import vocabulary

WANTED_AT_MOST = 30
_ROLE = (
    r"(?:engineer|developer|architect|scientist|analyst|administrator|programmer|tester|consultant|specialist|"
    r"technologist|devops|sre|lead|designer|intern|researcher)"
)
# Names: a capital or a digit begins each word, small words may stand between.
_NAME_WORD = r"(?:[A-Z0-9][\w+#.&/-]*|of|and|for|the|&|/|-)"
_LABELLED = re.compile(
    r"^\s*(?:job title|title|position|role|stelle)\s*[:–-]\s*(?P<title>[^\n]{3,90})$",
    re.IGNORECASE | re.MULTILINE,
)
_WANTED = re.compile(
    r"\b(?:looking for|hiring|seeking|searching for|recruiting|join us as|as|role of|position of)"
    r"\s+(?:an?|our|the|your)\s+(?:new |experienced |passionate |talented |skilled |motivated )*"
    r"(?P<title>(?:[\w+#./-]+\s+){0,5}" + _ROLE + r")\b",
    re.IGNORECASE,
)
_EMPLOYER = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^\s*(?i:company|employer|organi[sz]ation)\s*[:–-]\s*(?P<name>[^\n]{2,60})$",
        r"^[^\n]{3,80}\b(?i:" + _ROLE + r")\b[^\n]{0,30}?(?:\s+at\s+|\s+@\s*)(?P<name>[A-Z][^\n,(|]{1,50})",
        r"^\s*About\s+(?!us\b|the\b|this\b|you\b|our\b)(?P<name>[A-Z][^\n:.]{1,40})\s*:?\s*$",
        r"(?:^|[.\n]\s*)(?:At|Join)\s+(?P<name>" + _NAME_WORD + r"(?:\s" + _NAME_WORD + r"){0,3}?)"
        r"\s*(?:,|\bas\b|\band\b)",
        r"(?:^|[.\n]\s*)(?P<name>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,3})"
        r"\s+(?:is|are)\s+(?:looking|hiring|seeking|searching)",
    )
)
_NOT_A_NAME = frozenset({"we", "us", "our team", "our", "the team", "the company", "you", "this", "the role"})
_ROLE_FOUND = re.compile(r"\b" + _ROLE + r"s?\b", re.IGNORECASE)
_ODD = re.compile(
    r"[<>{}`\"“”]|\b(?:ignore|instructions?|prompt|assistant|candidate|score|praise)\b", re.IGNORECASE
)


def wanted_skills(text: str) -> tuple[str, ...]:
    """Return the slugs of the skills that a job description names, the most named first."""
    counts: dict[str, int] = {}
    for mention in vocabulary().find(text):
        counts[mention.slug] = counts.get(mention.slug, 0) + 1
    return tuple(sorted(counts, key=lambda slug: -counts[slug]))[:WANTED_AT_MOST]


def job_title(text: str) -> str:
    """Return the position's title, '' when none can be told."""
    if labelled := _LABELLED.search(text):
        return _title(labelled["title"])
    for line in [line.strip() for line in text.splitlines() if line.strip()][:5]:
        if len(line.split()) <= 10 and _ROLE_FOUND.search(line) and not line.endswith((".", "!", "?")):
            return _title(re.split(r"\s+(?:at|@|in|with|for)\s+|\s*[|,(–—]|\s-\s", line)[0])
    found = _WANTED.search(text)
    return _title(found["title"]) if found else ""


def employer(text: str) -> str:
    """Return who offers the position, '' when it can't be told."""
    for pattern in _EMPLOYER:
        if found := pattern.search(text[:6_000]):
            name = " ".join(found["name"].split()).strip(" -–|,.:")
            short = 1 <= len(name.split()) <= 5 and len(name) <= 50
            if (
                short
                and name.lower() not in _NOT_A_NAME
                and not _ODD.search(name)
                and not _ROLE_FOUND.search(name)
            ):
                return name
    return ""


def _title(text: str) -> str:
    title = " ".join(text.split()).strip(" -–|,.:")
    odd = _ODD.search(title) or not _ROLE_FOUND.search(title) or len(title.split()) > 8 or len(title) > 80
    return "" if odd else title
