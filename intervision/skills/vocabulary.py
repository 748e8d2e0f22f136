"""The one list of skills that questions, gaps, CVs and job ads share, read from skills.yaml."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import msgspec
import yaml

from intervision.skills.mentions import Finder, SkillMention, spelling_key

SKILLS_FILE = Path(__file__).with_name("skills.yaml")

_Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_Text = Annotated[str, msgspec.Meta(pattern=r"\S")]


class Skill(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One skill: how it is called, how people write it, and what it is a part of."""

    slug: _Slug
    name: _Text
    proper: bool = False  # its first word is a name
    the: bool = False  # it takes an article in a sentence
    tool: bool = False  # a product, a library or a framework: one chooses it, and could have taken another
    aliases: tuple[_Text, ...] = ()
    exact: tuple[_Text, ...] = ()
    parents: tuple[_Slug, ...] = ()
    domains: tuple[_Slug, ...] = ()

    @property
    def in_sentence(self) -> str:
        """The name as it stands inside a sentence: 'load balancing', but 'SQL' and 'the event loop'."""
        if self.the:
            return f"the {self.name[:1].lower()}{self.name[1:]}"
        if self.proper or any(letter.isupper() for letter in self.name[1:]):
            return self.name
        return self.name[:1].lower() + self.name[1:]

    @property
    def loose(self) -> tuple[str, ...]:
        """The spellings that are found in any case: without the name if `exact` guards it."""
        return self.aliases if self.exact else (self.name, *self.aliases)


class VocabularyError(Exception):
    """The list of skills is wrong. Correct skills.yaml as `problems` says; a retry can't help."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Vocabulary:
    """All skills, by slug, by domain and by how they are written."""

    def __init__(self, skills: Iterable[Skill]) -> None:
        """Take the skills, which must be sound among themselves; raise VocabularyError else."""
        listed = tuple(skills)
        self._skills = {skill.slug: skill for skill in listed}
        problems = [*_slug_problems(listed), *_parent_problems(self._skills), *_spelling_problems(listed)]
        if problems:
            raise VocabularyError(problems)
        self._finder = Finder((skill.slug, skill.loose, skill.exact) for skill in listed)

    def __iter__(self) -> Iterator[Skill]:
        return iter(self._skills.values())

    def __len__(self) -> int:
        return len(self._skills)

    def __contains__(self, slug: object) -> bool:
        return slug in self._skills

    def get(self, slug: str) -> Skill | None:
        """Return the skill of that slug, or None."""
        return self._skills.get(slug)

    def ancestors(self, slug: str) -> tuple[Skill, ...]:
        """Return all broader skills, the nearest first, each once; none for an unknown slug."""
        found: dict[str, Skill] = {}
        level = [slug] if slug in self._skills else []
        while level:
            level = [parent for child in level for parent in self._skills[child].parents]
            level = [parent for parent in dict.fromkeys(level) if parent not in found]
            found.update((parent, self._skills[parent]) for parent in level)
        return tuple(found.values())

    def find(self, text: str) -> list[SkillMention]:
        """Find the skills that a text names, from left to right, the longest spelling first, no overlaps."""
        return self._finder.find(text)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of skills.yaml, read once a process."""
    return read_vocabulary(SKILLS_FILE)


def read_vocabulary(path: Path) -> Vocabulary:
    """Read a list of skills; raise VocabularyError with everything that is wrong in it."""
    try:
        raw: object = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
    except yaml.YAMLError as error:
        raise VocabularyError(
            [f"{path.name} can't be read as YAML: {' '.join(str(error).split())}"]
        ) from error
    if not isinstance(raw, list):
        raise VocabularyError([f"{path.name} must be a list of skills, each beginning with '- slug:'"])
    skills: list[Skill] = []
    problems: list[str] = []
    for number, item in enumerate(raw, start=1):
        try:
            skills.append(msgspec.convert(item, Skill))
        except msgspec.ValidationError as error:
            name = item.get("slug") if isinstance(item, dict) else None
            problems.append(f"skill '{name or f'number {number}'}': {error}")
    if problems:
        raise VocabularyError(problems)
    return Vocabulary(skills)


def _slug_problems(skills: tuple[Skill, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for skill in skills:
        if skill.slug in seen:
            yield f"skill '{skill.slug}' stands in the list twice; take one out"
        seen.add(skill.slug)


def _parent_problems(skills: dict[str, Skill]) -> Iterator[str]:
    for skill in skills.values():
        for parent in skill.parents:
            if parent not in skills:
                yield f"skill '{skill.slug}' has the unknown parent '{parent}'; correct it or add that skill"
    done: set[str] = set()
    for slug in skills:
        ring = _ring_from(slug, skills, [], done)
        if ring:
            yield f"skills are their own ancestors: {' > '.join(ring)}; take out one of these parents"
            return


def _ring_from(slug: str, skills: dict[str, Skill], path: list[str], done: set[str]) -> list[str]:
    """Return the first ring of parents that is reached from here, or an empty list."""
    if slug in path:
        return [*path[path.index(slug) :], slug]
    if slug in done or slug not in skills:
        return []
    for parent in skills[slug].parents:
        ring = _ring_from(parent, skills, [*path, slug], done)
        if ring:
            return ring
    done.add(slug)
    return []


def _spelling_problems(skills: tuple[Skill, ...]) -> Iterator[str]:
    owner: dict[tuple[str, ...], str] = {}
    for skill in skills:
        loose = [(spelling_key(text.lower()), text) for text in skill.loose]
        exact = [(("exact", *spelling_key(text)), text) for text in skill.exact]
        for key, text in [*loose, *exact]:
            if not spelling_key(text):
                yield f"skill '{skill.slug}': '{text}' can't be found; begin it with a letter or digit"
            other = owner.setdefault(key, skill.slug)
            if other != skill.slug:
                yield f"'{text}' is claimed by the skills '{other}' and '{skill.slug}'; leave it to one"


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
