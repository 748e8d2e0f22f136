"""Which of the skills that an ad names stand for one another: of "Python or Go" one is enough."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from intervision.skills import SkillMention, Vocabulary

_OR_WORD = r"(?:and/or|or|und/oder|oder|et/ou|ou|y/o|o|u|e/o|eller|lub)"
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
# "a cloud provider (AWS, GCP)", "any modern framework such as ": of one of its kind they are examples.
_SUCH_AS = re.compile(
    r"\b(?:an?|any|some|another|eine[rmn]?)(?:[ \t\xa0]+[\w.-]+){0,4}[ \t\xa0]"
    r"(?:languages?|frameworks?|library|clouds?|providers?|platforms?|databases?|warehouses?|stores?|brokers?|"
    r"queues?|systems?|tools?|orm|orchestrators?|programmiersprachen?|datenbank)"
    rf"{_BLANK}(?:[(:,]?{_BLANK}(?:such as|like|wie|for example|e\.g\.|z\. ?B\.),?|[(:]){_BLANK}$",
    re.IGNORECASE,
)
_AND_WORD = r"(?:and|und|et|och|y|e|&)"
_AND_LAST = re.compile(rf"{_BLANK},?{_BLANK}{_AND_WORD}{_BLANK}", re.IGNORECASE)
_AND = re.compile(rf"{_BLANK}(?:{_AND_WORD}|with|plus|\+|/|mit|avec|con|med){_BLANK}", re.IGNORECASE)
_SLASH = re.compile(rf"{_BLANK}/{_BLANK}")
# Kinds of which a team has one: "Python/Go" is a choice; "Python/SQL" and "Docker/Kubernetes" go together.
_ONE_DOES = {
    "programming-languages": "language", "functional-programming": "language", "web-frameworks": "server",
    "frontend-frameworks": "page", "cloud-computing": "cloud", "relational-databases": "database",
    "data-warehousing": "warehouse", "message-queues": "queue", "end-to-end-testing": "browser",
    "ci-cd": "build", "deep-learning": "learning",
}  # fmt: skip
_BESIDE_A_LANGUAGE = frozenset({"sql", "type-systems"})
# The end of a line with items below it, and an item.
_BULLETS = "*•·–-"
_HEAD = re.compile(rf"[:g]{_BLANK}\n{{1,2}}(?=[{_BULLETS}] )")  # of "following", too
_ITEM = re.compile(rf"[{_BULLETS}] .*(?:\n|$)")
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
    joints = _joints(text, mentions, vocabulary)
    listed = list(_listed(text, mentions, joints, vocabulary))
    inside = {at for choice in listed for at in choice}
    named = (one for one in _named(text, mentions, joints, vocabulary) if inside.isdisjoint(one))
    yield from sorted([*listed, *named], key=lambda choice: choice.start)


def _joints(text: str, mentions: Sequence[SkillMention], vocabulary: Vocabulary) -> list[str]:
    """Return what joins each mention to the one before: "or", a slash that means it, a comma, or nothing."""
    joints = [""] if mentions else []
    for before, after in pairwise(mentions):
        gap = (text, before.end, after.start)
        if _OR.fullmatch(*gap):
            joints.append("or")
        elif _COMMA.fullmatch(*gap):
            joints.append(",")
        elif _SLASH.fullmatch(*gap) and _kinds(before.slug, vocabulary) & _kinds(after.slug, vocabulary):
            joints.append("/")
        else:
            joints.append("")
    return joints


def _kinds(slug: str, vocabulary: Vocabulary) -> set[str]:
    """Return the kinds that a skill is of, as far as a team has one of them."""
    known = vocabulary.get(slug)
    if known is None or slug in _BESIDE_A_LANGUAGE:
        return set()
    kinds = {_ONE_DOES[parent] for parent in known.parents if parent in _ONE_DOES}
    if slug == "typescript":  # JavaScript is its parent, and what it is named with
        kinds.add("language")
    return {kind for kind in kinds if known.tool or kind == "language"}


def _named(
    text: str, mentions: Sequence[SkillMention], joints: Sequence[str], vocabulary: Vocabulary
) -> Iterator[range]:
    """Yield the choices that a line names: "Python, Go or Rust"."""

    def alike(one: int, other: int) -> bool:
        return _alike(mentions[one].slug, mentions[other].slug, vocabulary)

    taken = 0
    for run in _runs(joints):
        for first, last in _closed(text, mentions, joints, run):
            if first < taken or _pairs(text, mentions[max(0, first - 1) : last + 2], vocabulary):
                continue
            start = first
            if first == last or "or" in joints[first + 1 : last + 1]:
                # Back over commas, to the first that is alike; "Rust, Python/Go" leaves none of Rust.
                while start > max(run.start, taken) and joints[start] == "," and alike(start - 1, last):
                    start -= 1
            # "one of Python, Go and Rust": the last of the list.
            stop = last + 1
            if first == last and stop < len(mentions) and alike(last, stop):
                stop += bool(_AND_LAST.fullmatch(text, mentions[last].end, mentions[stop].start))
            # In "Ruby, Python or JavaScript (Node)" it is one of them with what it comes in.
            while stop < len(mentions) and _is_detail(text, mentions[stop - 1], mentions[stop], vocabulary):
                stop += 1
            start, stop = _with_bases(text, mentions, vocabulary, taken=taken, start=start, stop=stop)
            if len({mention.slug for mention in mentions[start:stop]}) > 1:
                yield range(start, stop)
            taken = stop


def _with_bases(
    text: str, mentions: Sequence[SkillMention], vocabulary: Vocabulary, *, taken: int, start: int, stop: int
) -> tuple[int, int]:
    """Return the choice with what an option at its end builds on: "Vue/Nuxt or React" requires no Vue.

    What all options build on stays out: "JavaScript/React or Vue" requires JavaScript.
    """

    def is_one_option(beside: int, end: int) -> bool:
        left, right = sorted((mentions[beside], mentions[end]), key=lambda one: one.start)
        others = [one.slug for one in mentions[start:stop] if one.slug != mentions[end].slug]
        return (
            bool(others)
            and bool(_SLASH.fullmatch(text, left.end, right.start))
            and (_is_part(left.slug, right.slug, vocabulary) or _is_part(right.slug, left.slug, vocabulary))
            and not any(_is_part(other, mentions[beside].slug, vocabulary) for other in others)
        )

    first = start - 1 if start > taken and is_one_option(start - 1, start) else start
    last = stop + 1 if stop < len(mentions) and is_one_option(stop, stop - 1) else stop
    return first, last


def _runs(joints: Sequence[str]) -> Iterator[range]:
    """Yield runs of mentions with nothing but commas and "or" between them."""
    start = 0
    for at in range(1, len(joints) + 1):
        if at == len(joints) or not joints[at]:
            if at - start > 1:
                yield range(start, at)
            start = at


def _closed(
    text: str, mentions: Sequence[SkillMention], joints: Sequence[str], run: range
) -> Iterator[tuple[int, int]]:
    """Yield what a run joins by "or", as its first and last; or its last, where more would do as well."""
    first = None
    for at in run[1:]:
        if joints[at] != ",":
            first = at - 1 if first is None else first
        elif first is not None:
            yield first, at - 1
            first = None
    last = run[-1]
    if first is not None:
        yield first, last
        return
    before = text[max(0, mentions[run[0]].start - _BEFORE) : mentions[run[0]].start]
    if _OR_SIMILAR.match(text, mentions[last].end) or _ONE_OF.search(before) or _SUCH_AS.search(before):
        yield last, last


def _listed(
    text: str, mentions: Sequence[SkillMention], joints: Sequence[str], vocabulary: Vocabulary
) -> Iterator[range]:
    """Yield the choices whose options are items, below a line such as "one of the following:"."""
    starts = [mention.start for mention in mentions]
    stop = 0
    for head in _HEAD.finditer(text):
        line = text[text.rfind("\n", 0, head.start()) + 1 : head.end()].rstrip()
        first = bisect_left(starts, head.end())
        if first < stop or not _ONE_OF.search(line[-_BEFORE:]):
            continue
        stop, at = first, head.end()
        while item := _ITEM.match(text, at):
            at = item.end()
            options = mentions[stop : bisect_left(starts, at)]
            # Where the line is an item itself, the items of its own list may follow without a mark.
            if (
                line[0] in _BULLETS
                and options
                and not _alike(mentions[first].slug, options[0].slug, vocabulary)
            ):
                break
            if any(
                not joint and not _is_part(option.slug, options[0].slug, vocabulary)
                for option, joint in zip(options[1:], joints[stop + 1 :], strict=False)
            ):
                stop = first  # an item asks for several together
                break
            stop += len(options)
        if len({mention.slug for mention in mentions[first:stop]}) > 1:
            yield range(first, stop)


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


def _is_detail(text: str, option: SkillMention, after: SkillMention, vocabulary: Vocabulary) -> bool:
    """Tell whether what comes after an option stands in brackets and is a part of it."""
    return text[option.end : after.start] == " (" and _is_part(after.slug, option.slug, vocabulary)


def _is_part(one: str, other: str, vocabulary: Vocabulary) -> bool:
    return any(skill.slug == other for skill in vocabulary.ancestors(one))
