"""Which of the skills that an ad names stand for one another: of "Python or Go" one is enough."""

import re
from collections.abc import Iterator, Sequence

from intervision.skills import SkillMention, Vocabulary

_OR_WORD = r"(?:and/or|or|und/oder|oder|et/ou|ou|y/o|o|e/o|eller|lub)"
_BLANK = r"[ \t\xa0]*"
# What stands between two skills, whole.
_OR = re.compile(rf"{_BLANK},?{_BLANK}\(?{_BLANK}{_OR_WORD}[ \t\xa0]+(?:(?:in|with|mit) )?", re.IGNORECASE)
_COMMA = re.compile(rf"{_BLANK},{_BLANK}")
# "Kafka, RabbitMQ or similar": after the last of a list.
_OR_SIMILAR = re.compile(
    rf"{_BLANK},?{_BLANK}\(?{_OR_WORD}[ \t\xa0]+(?:(?:an?|any|some|einer?|eine[mns]|un|une)[ \t\xa0]+)?"
    r"(?:similar|equivalent|comparable|others?\b|another|something|the like|alike|vergleichbar|ähnlich|"
    r"andere|similaire|équivalent|autre|liknande|motsvarande)",
    re.IGNORECASE,
)
# "at least one of the following languages: " before the first of a list.
_ONE_OF = re.compile(
    r"\b(?:(?:any|one)(?: or more)? (?:of|from)|either|eine[rmns]? (?:der|von|dieser)|(?:l['’])?une? des|"
    r"en av)"
    rf"(?:[ \t\xa0]+[\w-]+){{0,5}}{_BLANK}[:(]?{_BLANK}$",
    re.IGNORECASE,
)
_AND_MORE = re.compile(rf"{_BLANK},?{_BLANK}(?:and|und|et|och|y|e|&)\b", re.IGNORECASE)
_BEFORE = 80  # characters in which "one of the following" would stand


def choices(text: str, mentions: Sequence[SkillMention], vocabulary: Vocabulary) -> list[range]:
    """Return runs of mentions (their indexes) of which the text asks for one, in order and without overlaps.

    A comma is part of it only between skills of a kind: "Python, AWS or GCP" leaves no choice of Python.
    """
    found: list[range] = []
    taken = 0
    for run in _runs(text, mentions):
        for first, last in _closed(text, mentions, run):
            # Back over commas, to the first that is alike.
            start = first
            while (
                start > max(run.start, taken)
                and _COMMA.fullmatch(text, mentions[start - 1].end, mentions[start].start)
                and _alike(mentions[start - 1].slug, mentions[last].slug, vocabulary)
            ):
                start -= 1
            if len({mention.slug for mention in mentions[start : last + 1]}) > 1:
                found.append(range(start, last + 1))
            taken = last + 1
    return found


def _runs(text: str, mentions: Sequence[SkillMention]) -> Iterator[range]:
    """Yield runs of mentions with nothing but commas and "or" between them."""
    start = 0
    for at in range(1, len(mentions) + 1):
        if at < len(mentions):
            gap = (text, mentions[at - 1].end, mentions[at].start)
            if _COMMA.fullmatch(*gap) or _OR.fullmatch(*gap):
                continue
        if at - start > 1:
            yield range(start, at)
        start = at


def _closed(text: str, mentions: Sequence[SkillMention], run: range) -> Iterator[tuple[int, int]]:
    """Yield what a run joins by "or", as its first and last; or its last, where more would do as well."""
    first = None
    for at in run[1:]:
        if _OR.fullmatch(text, mentions[at - 1].end, mentions[at].start):
            first = at - 1 if first is None else first
        elif first is not None:
            yield first, at - 1
            first = None
    last = run[-1]
    if first is not None:
        yield first, last
    elif _OR_SIMILAR.match(text, mentions[last].end) or (
        _ONE_OF.search(text[max(0, mentions[run[0]].start - _BEFORE) : mentions[run[0]].start])
        and not _AND_MORE.match(text, mentions[last].end)
    ):
        yield last, last


def _alike(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell whether two skills are of a kind: both languages, both clouds."""
    kinds = {skill.slug for skill in vocabulary.ancestors(one)}
    return any(skill.slug in kinds for skill in vocabulary.ancestors(other))
