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
# "at least one of the following languages: " before the first of a list, but not "one of our teams: ".
_ONE_OF = re.compile(
    r"\b(?:(?:any|one)(?: or more)? (?:of|from)|either|eine[rmns]? (?:der|von|dieser)|(?:l['’])?une? des|"
    r"en av)"
    r"(?:(?:[ \t\xa0]+(?!(?:our|your|their|my|its|unser\w*|nos|most|best)\b)[\w-]+){1,5}"
    rf"(?:{_BLANK}[:(]|(?<=following))|{_BLANK}:)?{_BLANK}$",
    re.IGNORECASE,
)
_AND_WORD = r"(?:and|und|et|och|y|e|&)"
_AND_LAST = re.compile(rf"{_BLANK},?{_BLANK}{_AND_WORD}{_BLANK}", re.IGNORECASE)
_AND = re.compile(rf"{_BLANK}(?:{_AND_WORD}|with|plus|\+|mit|avec|con|med){_BLANK}", re.IGNORECASE)
_BEFORE = 80  # characters in which "one of the following" would stand


def parts(text: str, mentions: Sequence[SkillMention], vocabulary: Vocabulary) -> list[list[SkillMention]]:
    """Return the mentions in order: each by itself, or together with those of which the text asks for one.

    A comma is part of a choice only between skills of a kind: "Python, AWS or GCP" leaves none of Python.
    """
    found: list[list[SkillMention]] = []
    taken = 0
    for choice in _choices(text, mentions, vocabulary):
        found += [[mention] for mention in mentions[taken : choice.start]]
        found.append(list(mentions[choice.start : choice.stop]))
        taken = choice.stop
    return found + [[mention] for mention in mentions[taken:]]


def _choices(text: str, mentions: Sequence[SkillMention], vocabulary: Vocabulary) -> Iterator[range]:
    """Yield runs of mentions (their indexes) of which the text asks for one, in order, without overlaps."""

    def alike(one: int, other: int) -> bool:
        return _alike(mentions[one].slug, mentions[other].slug, vocabulary)

    taken = 0
    for run in _runs(text, mentions):
        for first, last in _closed(text, mentions, run):
            if first < taken or _pairs(text, mentions[max(0, first - 1) : last + 2], vocabulary):
                continue
            # Back over commas, to the first that is alike.
            start = first
            while (
                start > max(run.start, taken)
                and _COMMA.fullmatch(text, mentions[start - 1].end, mentions[start].start)
                and alike(start - 1, last)
            ):
                start -= 1
            # "one of Python, Go and Rust": the last of the list.
            stop = last + 1
            if first == last and stop < len(mentions) and alike(last, stop):
                stop += bool(_AND_LAST.fullmatch(text, mentions[last].end, mentions[stop].start))
            if len({mention.slug for mention in mentions[start:stop]}) > 1:
                yield range(start, stop)
            taken = stop


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
    elif _OR_SIMILAR.match(text, mentions[last].end) or _ONE_OF.search(
        text[max(0, mentions[run[0]].start - _BEFORE) : mentions[run[0]].start]
    ):
        yield last, last


def _alike(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell whether two skills are of a kind: both languages, both clouds."""
    kinds = {skill.slug for skill in vocabulary.ancestors(one)}
    return any(skill.slug in kinds for skill in vocabulary.ancestors(other))


def _pairs(text: str, around: Sequence[SkillMention], vocabulary: Vocabulary) -> bool:
    """Tell whether the choice is between pairs: "Python and Django or Java and Spring"."""
    if len(around) != 4:
        return False
    ends = (around[:2], around[2:])
    return all(_AND.fullmatch(text, one.end, other.start) for one, other in ends) and any(
        _is_part(one.slug, other.slug, vocabulary) or _is_part(other.slug, one.slug, vocabulary)
        for one, other in ends
    )


def _is_part(one: str, other: str, vocabulary: Vocabulary) -> bool:
    return any(skill.slug == other for skill in vocabulary.ancestors(one))
