"""What a file of the question bank holds, and how it is read. docs/question-bank.md explains each field.

What is stored, with a turn, in a live record or in a row, stays as it was when it was asked, and is read by
every later release: past a field that is no more. So a new field needs a default, and no value is taken away
from those that a field may have. What somebody writes is read by as_written, which refuses unknown fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import msgspec
import yaml

from interviews.columns import CODE_LANGUAGE_LENGTH, SLUG_LENGTH
from interviews.enums import Domain, QuestionKind, Seniority, Strand

BANK_FOLDER = Path(__file__).parent

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=SLUG_LENGTH)]
Text = Annotated[str, msgspec.Meta(pattern=r"\S")]
CodeLanguage = Annotated[str, msgspec.Meta(pattern=r"\S", max_length=CODE_LANGUAGE_LENGTH)]
Weight = Annotated[int, msgspec.Meta(ge=1, le=3)]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=15)]


class Misconception(msgspec.Struct, frozen=True):
    """A known wrong belief: how it sounds, in other words as well, and what it tells of the understanding."""

    says: Text
    reveals: Text
    ways: tuple[Text, ...] = ()


class KeyPoint(msgspec.Struct, frozen=True):
    """One thing that an answer can contain or leave out."""

    slug: Slug
    point: Text
    weight: Weight
    skill: Slug
    paraphrases: tuple[Text, ...]
    partial: tuple[Text, ...]
    probe: Text
    misconceptions: tuple[Misconception, ...] = ()


class FollowUps(msgspec.Struct, frozen=True):
    """What to ask next after a strong answer, and after a vague one."""

    strong: Text
    vague: Text


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question of the bank."""

    slug: Slug
    kind: QuestionKind
    levels: tuple[Seniority, ...]
    skills: tuple[Slug, ...]
    minutes: Minutes
    ask: Text
    key_points: tuple[KeyPoint, ...]
    follow_ups: FollowUps
    stronger_answer: Text
    strands: tuple[Strand, ...] = ()
    code: CodeLanguage | None = None


class BankQuestion(Question, frozen=True, kw_only=True):
    """A question together with the domain whose file it stands in."""

    domain: Domain


class DomainFile(msgspec.Struct, frozen=True):
    """One file of the bank."""

    domain: Domain
    questions: tuple[Question, ...]


class _WrittenMisconception(Misconception, frozen=True, forbid_unknown_fields=True):
    pass


class _WrittenKeyPoint(KeyPoint, frozen=True, forbid_unknown_fields=True):
    misconceptions: tuple[_WrittenMisconception, ...] = ()


class _WrittenFollowUps(FollowUps, frozen=True, forbid_unknown_fields=True):
    pass


class _WrittenQuestion(Question, frozen=True, forbid_unknown_fields=True, kw_only=True):
    key_points: tuple[_WrittenKeyPoint, ...]
    follow_ups: _WrittenFollowUps


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a file from being read; `question` is '' where the whole file is meant."""

    file: str
    question: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, question '{self.question}'" if self.question else self.file
        return f"{where}: {self.message}"


class BankError(Exception):
    """The bank can't be read. Correct what `problems` names in the files; nothing else will help."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read_domain(path: Path) -> DomainFile:
    """Read one file of the bank; raise BankError with everything that is wrong in it."""
    parsed, problems = parse_domain(path)
    if problems or parsed is None:
        raise BankError(problems)
    return parsed


def read_bank(folder: Path | None = None) -> list[BankQuestion]:
    """Read all files of the folder, in order of name; raise BankError with everything that is wrong.

    The shipped bank, read where no folder is named, is parsed once a process: that takes half a second.
    """
    return list(_shipped()) if folder is None else _read(folder)


@cache
def _shipped() -> tuple[BankQuestion, ...]:
    return tuple(_read(BANK_FOLDER))


def _read(folder: Path) -> list[BankQuestion]:
    questions: list[BankQuestion] = []
    problems: list[Problem] = []
    file_of: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        parsed, found = parse_domain(path)
        problems += found
        for question in parsed.questions if parsed else ():
            if question.slug in file_of:
                where = file_of[question.slug]
                problems.append(Problem(path.name, question.slug, f"{where} has this slug too; rename one"))
            file_of[question.slug] = path.name
            if parsed:
                questions.append(BankQuestion(domain=parsed.domain, **_fields(question)))
    if problems:
        raise BankError(problems)
    return questions


def parse_domain(path: Path) -> tuple[DomainFile | None, list[Problem]]:
    """Read what can be read of a file, and say what can't; None if not even the domain is known."""
    try:
        raw: object = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return None, [Problem(path.name, "", f"can't be read as YAML: {_one_line(error)}")]
    if not isinstance(raw, dict) or not isinstance(raw.get("questions"), list):
        return None, [Problem(path.name, "", "must have two keys, 'domain' and 'questions' (a list)")]
    problems = [
        Problem(path.name, "", f"has the unknown key '{key}'; only 'domain' and 'questions' may stand here")
        for key in raw.keys() - {"domain", "questions"}
    ]
    if raw.get("domain") != path.stem or raw["domain"] not in Domain.values:
        known = ", ".join(Domain.values)
        message = f"'domain' is {raw.get('domain')!r}; it must repeat the file's name and be one of {known}"
        return None, [*problems, Problem(path.name, "", message)]
    questions: list[Question] = []
    for number, item in enumerate(raw["questions"], start=1):
        named = isinstance(item, Mapping) and isinstance(item.get("slug"), str)
        name = item["slug"] if named else f"number {number}"
        try:
            questions.append(as_written(item))
        except msgspec.ValidationError as error:
            problems.append(Problem(path.name, name, _advice(str(error))))
    return DomainFile(Domain(raw["domain"]), tuple(questions)), problems


def as_written(raw: object) -> Question:
    """Return a question that somebody wrote. Raises msgspec.ValidationError, for a field unknown here too."""
    msgspec.convert(raw, _WrittenQuestion)
    return msgspec.convert(raw, Question)


def _fields(question: Question) -> dict[str, Any]:
    return {name: getattr(question, name) for name in question.__struct_fields__}


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _advice(message: str) -> str:
    """Add to a message of msgspec what its author is to do about it."""
    for sign, advice in _ADVICE:
        if sign in message:
            return f"{message}; {advice}"
    return message


_ADVICE = (
    ("Expected `str`, got `object`", "put the text in quotes, as ': ' in it makes YAML read a key"),
    ("Expected `str`, got", "put the value in quotes"),
    ("Expected `array`", "write a list, with '- ' before each item or in brackets"),
    ("missing required field", "add the field"),
    ("unknown field", "correct the name or take the field out (docs/question-bank.md lists all)"),
    ("regex '\\\\S'", "write the text"),
    ("matching regex", "write a slug in kebab-case (lower-case letters, digits and single hyphens)"),
    ("$.kind", "write one of " + ", ".join(QuestionKind.values)),
    ("$.levels", "write some of " + ", ".join(Seniority.values)),
    ("$.strands", "write some of " + ", ".join(Strand.values)),
    ("of length <=", "write it shorter"),
    (".weight", "write 3 (central), 2 (expected) or 1 (bonus)"),
    (".minutes", "write whole minutes, from 1 to 15"),
)
