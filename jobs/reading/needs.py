"""The skills that a listing names, and whether it requires them or would like them."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from intervision.skills import SkillMention, Vocabulary

from .choices import choices

_MUST_HEADING = re.compile(
    r"require|qualif|must[- ]have|what you (?:bring|need|have)|you (?:have|bring|are)\b|"
    r"your (?:profile|skills|"
    r"experience|background)|who you are|about you|we(?:'re|"
    r" are) looking for|skills|"
    r"experience|dein profil|ihr profil|das bringst du|was du mitbringst|anforderung|votre profil|tu perfil|"
    r"what it takes|you might be|ideal candidate|essential|minimum|kvalifik|krav",
    re.IGNORECASE,
)
# Said of the reader or of what is sought, though words of other headings ("we are", "you will") are in it.
_SURE_MUST_HEADING = re.compile(
    r"what you(?:'ll| will) (?:bring|need)\b|wh(?:at|o) we(?:'re| are) looking for", re.IGNORECASE
)
_NICE_HEADING = re.compile(
    r"nice[- ]to[- ]have|bonus|preferred|plus(?:es)?\b|desir|good to have|great to have|extra credit|"
    r"even better|"
    r"stand out|wünschenswert|von vorteil|optional|advantage|ideally|pluspunkte|meriterande|"
    r"would be nice|we'd love",
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
    r"\ba plus\b|\bpreferred\b|preferably|\bideally\b|desirable|not required|von vorteil|wünschenswert|"
    r"idealerweise|"
    r"un plus\b|beneficial|good to have|\bbonus\b",
    re.IGNORECASE,
)
_MUST_LINE = re.compile(
    r"\bmust(?:[- ]have)?\b|\brequired\b|\bmandatory\b|\bessential\b|zwingend|erforderlich|you need\b|"
    r"\bminimum of\b|\d\+? ?(?:\+|or more)? years|(?:strong|deep|solid|proven|extensive|hands[- ]on|"
    r"expert|excellent|"
    r"advanced|good) (?:\w+ ){0,3}?(?:experience|knowledge|understanding|skills|command|proficiency|"
    r"background)|"
    r"proficien|fluen(?:t|cy) in|sehr gute|fundierte|mehrjährige|experience (?:with|in|using|building|"
    r"working)",
    re.IGNORECASE,
)
# "No on-call", "we don't use Java": right before a skill, it says that the job does without.
_WITHOUT = re.compile(
    r"(?:\b(?:no|without|never|kein(?:e|en)?|ohne|sans|pas de)|"
    r"(?:\bnot|n['’]t)(?: (?:use|do|have|need|run|write))?)"
    r"(?: (?:any|an?|prior|previous|more))? $",
    re.IGNORECASE,
)
_BEFORE = 30  # characters before a skill in which that would stand
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+", re.IGNORECASE)
_STRENGTH = {"must": 2, "nice": 1, "": 0}
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
    best: dict[str, SkillNeed] = {}
    groups = _Groups()
    named = vocabulary.find(title)
    either = groups.of(title, named, vocabulary)
    for at, mention in enumerate(named):
        found = SkillNeed(mention.slug, "must", mention.start, mention.end, in_title=True, either=either[at])
        best.setdefault(mention.slug, found)
    # "https" in a link asks for no HTTP. Blanks in its place keep where the other words stand.
    bare = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    mentions = vocabulary.find(bare)
    if mentions:
        lines = _lines(text)
        either = groups.of(bare, mentions, vocabulary)
        line, need, known_line = 0, "", -1
        for at, mention in enumerate(mentions):
            if _WITHOUT.search(text, max(0, mention.start - _BEFORE), mention.start):
                continue
            while line + 1 < len(lines) and lines[line + 1][0] <= mention.start:
                line += 1
            if line != known_line:
                need, known_line = _need(lines[line][1], lines[line][2]), line
            found = SkillNeed(mention.slug, need, mention.start, mention.end, either=either[at])
            best[mention.slug] = _firmer(best.get(mention.slug), found)
    settled = groups.settle(best)
    return sorted(settled.values(), key=lambda need: (not need.in_title, need.start))[:_MOST]


def _firmer(known: SkillNeed | None, found: SkillNeed) -> SkillNeed:
    """Return the mention that asks for more; a title's stays, and what is required by itself is no choice."""
    if known is None:
        return found
    by_itself = known.either and not found.either and found.need == "must"
    if known.in_title:
        return replace(known, either=0) if by_itself else known
    return found if by_itself or _STRENGTH[found.need] > _STRENGTH[known.need] else known


class _Groups:
    """The choices that an ad leaves, numbered; those that share a skill are one."""

    def __init__(self) -> None:
        self._skills: list[set[str]] = []

    def of(self, text: str, mentions: Sequence[SkillMention], vocabulary: Vocabulary) -> list[int]:
        """Return the number of the choice that each mention is part of, 0 for none."""
        numbers = [0] * len(mentions)
        for run in choices(text, mentions, vocabulary):
            skills = {mentions[at].slug for at in run}
            number = next((n for n, known in enumerate(self._skills, 1) if known & skills), 0)
            if number:
                self._skills[number - 1] |= skills
            else:
                self._skills.append(skills)
                number = len(self._skills)
            for at in run:
                numbers[at] = number
        return numbers

    def settle(self, needs: dict[str, SkillNeed]) -> dict[str, SkillNeed]:
        """Return the needs without choices that are none: of skills one of which is required by itself."""
        settled = dict(needs)
        for number, skills in enumerate(self._skills, 1):
            members = [need for need in needs.values() if need.either == number]
            known = [needs[slug] for slug in skills & needs.keys()]
            fixed = any(need.need == "must" and not need.either for need in known)
            if fixed or len(members) == 1:
                for need in members:
                    weaker = "" if fixed and need.need == "must" else need.need
                    settled[need.slug] = replace(need, either=0, need=weaker)
        return settled


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


@lru_cache(maxsize=10_000)
def _need(line: str, section: str) -> str:
    if _NICE_LINE.search(line):
        return "nice"
    if section:
        return section
    return "must" if _MUST_LINE.search(line) else ""
