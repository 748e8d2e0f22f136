"""The skills that a listing names, and whether it requires them or would like them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count

import msgspec
from msgspec.structs import replace

from intervision.skills import Vocabulary

from .choices import parts

_MUST_HEADING = re.compile(
    r"require|qualif|must[- ]have|what you (?:bring|need|have)|you (?:have|bring|are)\b|"
    r"your (?:profile|skills|"
    r"experience|background)|who you are|about you|we(?:'re|"
    r" are) looking for|skills|"
    r"experience|dein profil|ihr profil|das bringst du|was du mitbringst|anforderung|votre profil|tu perfil|"
    r"what it takes|you might be|ideal candidate|essential|minimum|kvalifik|krav|^you$|"
    r"what we (?:ask|expect)\b",
    re.IGNORECASE,
)
# Said of the reader or of what is sought, though words of other headings ("we are", "you will") are in it.
_SURE_MUST_HEADING = re.compile(
    r"what you(?:'ll| will) (?:bring|need)\b|wh(?:at|o) we(?:'re| are) looking for|"
    r"what we need from you\b|who(?:'d| would) be (?:great|good|right)\b|"
    r"\byou(?:'ll| will| might| may)\b.{0,20}\b(?:great|good|perfect|strong|thrive)\b.*\bif\b",
    re.IGNORECASE,
)
_NICE_HEADING = re.compile(
    r"nice[- ]to[- ]have|bonus|preferred|plus(?:es)?\b|desir|good to have|great to have|extra credit|"
    r"even better|"
    r"stand out|wünschenswert|von vorteil|optional|advantage|ideally|pluspunkte|meriterande|"
    r"would be nice|we(?:'d| would) (?:love|like)\b(?! you to\b)",
    re.IGNORECASE,
)
_OTHER_HEADING = re.compile(
    r"respons|what you(?:'ll| will)(?: be)? do|you(?:'ll| will)\b|your (?:role|tasks|mission|impact|"
    r"day)|the role|"
    r"about (?:the|us|our|this)|duties|benefit|perks|offer|we are\b|why|our (?:stack|tech|team|mission)|"
    r"aufgaben|"
    r"tech(?:nology)? stack|the team|who we|how we|day[- ]to[- ]day|missions?\b|das erwartet|wir bieten|"
    r"process",
    re.IGNORECASE,
)
_NICE_LINE = re.compile(
    r"nice to have|(?:is|are|as|be|considered) (?:a|an)?\s?(?:big |strong |huge |definite )?(?:plus|"
    r"bonus|advantage)|"
    r"\ba plus\b|\bpreferred\b|preferably|\bideally\b|desirable|\b(?:is|are) nice\b|"
    r"not (?:required|needed|necessary|a must)\b|von vorteil|wünschenswert|"
    r"idealerweise|"
    r"un plus\b|beneficial|good to have|\bbonus\b|would be (?:great|nice|good|helpful)\b",
    re.IGNORECASE,
)
_MUST_LINE = re.compile(
    r"\bmust(?:[- ]have)?\b|\brequired\b|\bmandatory\b|\bessential\b|zwingend|erforderlich|you need\b|"
    r"\byou(?:['’]ll| will) need\b(?! to\b)|\bminimum of\b|\d\+? ?(?:\+|or more)? years|"
    r"(?:strong|deep|solid|proven|extensive|significant|hands[- ]on|expert|excellent|"
    r"advanced|good) (?:\w+ ){0,3}?(?:experience|knowledge|understanding|skills|command|proficiency|"
    r"background)|"
    r"proficien|fluen(?:t|cy) in|sehr gute|fundierte|mehrjährige|experience (?:with|of|in|using|building|"
    r"working)|erfahrung (?:mit|in)\b",
    re.IGNORECASE,
)
# "No on-call", "we don't use Java": right before a skill, it says that the job does without.
_WITHOUT = re.compile(
    r"(?:\b(?:no|without|never|kein(?:e|en)?|ohne|sans|pas de)|"
    r"(?:\bnot|n['’]t)(?: (?:use|do|have|need|run|write))?)"
    r"(?: (?:any|an?|prior|previous|more))? $",
    re.IGNORECASE,
)
# The end of a sentence, but not "e.g. " or "z. B. "; "You know C. " ends one.
_STOP = re.compile(r"(?<!\b[a-zB])(?<!\bincl)(?<!\bmin)(?<!\bmax)[.!?;]\s")
_BEFORE = 30  # characters before a skill in which that would stand
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+", re.IGNORECASE)
_STRENGTH = {"must": 2, "nice": 1, "": 0}
_PEOPLE = "behavioural-skills"
_MOST = 60  # an ad that names more is a list of everything, and its tail says little


class SkillNeed(msgspec.Struct, frozen=True, gc=False):
    """A skill: text[start:end] names it (the title's text if `in_title`); `need` is must, nice or empty.

    Of the skills that share a number in `either` one is enough; 0: it is asked for by itself.
    """

    slug: str
    need: str
    start: int
    end: int
    in_title: bool = False
    either: int = 0


def read_needs(*, title: str, text: str, vocabulary: Vocabulary) -> list[SkillNeed]:
    """Return the skills that a listing names, each once with its strongest need, in the order of the text."""
    named = parts(title, vocabulary.find(title), vocabulary)
    asked = [
        [SkillNeed(one.slug, "must", one.start, one.end, in_title=True) for one in part] for part in named
    ]
    # "https" in a link asks for no HTTP. Blanks in its place keep where the other words stand.
    bare = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    mentions = vocabulary.find(bare)
    if mentions:
        lines = _lines(text)
        line = 0
        for part in parts(bare, mentions, vocabulary):
            start = part[0].start
            if _WITHOUT.search(text, max(0, start - _BEFORE), start):
                continue
            while line + 1 < len(lines) and lines[line + 1][0] <= start:
                line += 1
            line_start, words, section = lines[line]
            need = _need(words, section)
            if need == "nice" != section and not _NICE_LINE.search(_sentence(words, start - line_start)):
                need = _need(_NICE_LINE.sub(" ", words), section)
            asked.append([SkillNeed(one.slug, need, one.start, one.end) for one in part])
    told = [need for need in _settled(asked) if need.need or not _of_people(need.slug, vocabulary)]
    if any(not need.need for need in told) and all(need.in_title for need in told if need.need == "must"):
        # No heading says what is required: the title asks for no more than the rest of the ad does.
        told = [replace(need, need="") if need.need == "must" else need for need in told]
    return sorted(told, key=lambda need: (not need.in_title, need.start))[:_MOST]


def section_at(text: str, at: int) -> str:
    """Return the need of the last heading above the line of a place."""
    return _lines(text[: text.rfind("\n", 0, at) + 1])[-1][2]


def _of_people(slug: str, vocabulary: Vocabulary) -> bool:
    """Tell whether it is of working with people, in every field.

    Where an ad only names such a skill it asks for nothing: "fast decision-making", "a culture of ownership".
    """
    known, people = vocabulary.get(slug), vocabulary.get(_PEOPLE)
    if known is None or people is None or known.domains != people.domains:
        return False
    return slug == _PEOPLE or people in vocabulary.ancestors(slug)


def _settled(asked: Sequence[Sequence[SkillNeed]]) -> Iterable[SkillNeed]:
    """Return each skill once, by the part of the ad that asks for it most; choices that share one are one.

    A choice with a skill that is required by itself is none: the others of it are only named.
    """
    settled: dict[str, SkillNeed] = {}
    only_named: list[SkillNeed] = []
    titled = {need.slug: need for part in asked for need in part if need.in_title}
    numbers = count(1)
    for part in sorted(asked, key=_firmest_first):
        need = part[0].need
        known = [settled[one.slug] for one in part if one.slug in settled]
        rest = list({one.slug: one for one in reversed(part) if one.slug not in settled}.values())
        if need == "must" and len(part) > 1 and any(one.need == need and not one.either for one in known):
            only_named += rest
            continue
        either = next((one.either for one in known if one.either and one.need == need), 0)
        if not either and len(rest) > 1:
            either = next(numbers)
        for one in rest:
            settled[one.slug] = replace(titled.get(one.slug, one), need=need, either=either)
    for one in only_named:
        settled.setdefault(one.slug, replace(one, need=""))
    return settled.values()


def _firmest_first(part: Sequence[SkillNeed]) -> tuple[int, bool]:
    """Order parts of an ad: what is required by itself, required choices, then what is wanted less."""
    need = part[0].need
    return -_STRENGTH[need], need == "must" and len(part) > 1


def _lines(text: str) -> list[tuple[int, str, str]]:
    """Return each line with its start and the need of the heading that it stands under."""
    lines: list[tuple[int, str, str]] = []
    start, section = 0, ""
    for line in text.split("\n"):
        bare = line.strip("*-•· :#")
        if bare and len(bare) < 75 and bare[-1] not in ".;," and line[0] not in "*-•·":
            section = _section(bare, section)
        lines.append((start, line, section))
        start += len(line) + 1
    return lines


@lru_cache(maxsize=10_000)
def _section(heading: str, before: str) -> str:
    """Return the need that a heading announces; a short line that is no heading leaves it as it was."""
    heading = heading.replace("’", "'")
    if _NICE_HEADING.search(heading):
        return "nice"
    if _SURE_MUST_HEADING.search(heading):
        return "must"
    if _OTHER_HEADING.search(heading):
        return ""
    return "must" if _MUST_HEADING.search(heading) else before


def _sentence(line: str, at: int) -> str:
    """Return the sentence around a place: "Go required. Rust is a plus." says so of Rust alone."""
    ends = [match.end() for match in _STOP.finditer(line)]
    first = bisect_right(ends, at)
    return line[ends[first - 1] if first else 0 : ends[first] if first < len(ends) else len(line)]


@lru_cache(maxsize=10_000)
def _need(line: str, section: str) -> str:
    if _NICE_LINE.search(line):
        return "nice"
    if section:
        return section
    return "must" if _MUST_LINE.search(line) else ""
