"""Hold the question bank to its rules: python -m interviews.bank.lint [file ...]

With files, the rules about one file look at those, and the rules about the whole bank report what touches
them. Needs no Django settings.
"""

import argparse
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, groupby
from pathlib import Path

from rapidfuzz import fuzz, process

from interviews.bank.crosschecks import repeated_runs, same_questions, shared_paraphrase_runs, shared_slugs
from interviews.bank.finding import FiledQuestion, Finding
from interviews.bank.likeness import order_likeness, overlap
from interviews.bank.schema import BANK_FOLDER, DomainFile, KeyPoint, parse_domain
from interviews.content_words import content_words, words
from interviews.enums import Seniority, Strand
from intervision.skills import vocabulary

DOMAIN_QUESTIONS = 18
LEVEL_QUESTIONS = 6
STRAND_QUESTIONS = 2
POINTS = range(4, 7)
SKILLS = range(1, 4)
ASK_WORDS = range(15, 61)
ANSWER_WORDS = range(180, 301)
PARAPHRASES = 3
PARAPHRASE_WORDS = 7
# Above either, two paraphrases differ in word order or in a word or two, not in how they say it.
COPY_LIKENESS = 80.0
COPY_OVERLAP = 0.8
_MARKUP = ("`", "**", "\n", "](", " - ", "1.", "#")
# Said before every deeper question it is worth nothing, and the answer may not have been good.
_PRAISE = re.compile(r"(?:good|nice|great|right|fine|exactly|well done)[.,!] ", re.IGNORECASE)


def lint_folder(
    folder: Path = BANK_FOLDER, files: Sequence[str] = (), *, skills: Collection[str] | None = None
) -> list[Finding]:
    """Hold all files of a folder, or the named ones and what they share with the rest, to all rules."""
    parsed = [(path.name, *parse_domain(path)) for path in sorted(folder.glob("*.yaml"))]
    asked_for = set(files) or {name for name, _, _ in parsed}
    findings = [
        Finding(name, "", "file", f"there is no such file in {folder}; correct its name")
        for name in sorted(asked_for - {name for name, _, _ in parsed})
    ]
    bank: list[FiledQuestion] = []
    for name, domain_file, problems in parsed:
        bank += [FiledQuestion(name, question) for question in (domain_file.questions if domain_file else ())]
        if name in asked_for:
            findings += [Finding(p.file, p.question, "schema", p.message) for p in problems]
            if domain_file:
                findings += lint_file(name, domain_file, skills=skills)
    findings += [finding for finding in lint_bank(bank) if finding.file in asked_for]
    return sorted(findings, key=lambda finding: finding.file)


def lint_file(name: str, domain_file: DomainFile, *, skills: Collection[str] | None = None) -> list[Finding]:
    """Hold one file to the rules that need no other. `skills` are the known slugs (None: the vocabulary)."""
    known = [skill.slug for skill in vocabulary()] if skills is None else skills
    findings = list(_domain_rules(name, domain_file))
    for question in domain_file.questions:
        filed = FiledQuestion(name, question)
        findings += _question_rules(filed, known)
        for point in question.key_points:
            findings += _point_rules(filed, point)
    return findings


def lint_bank(bank: Sequence[FiledQuestion]) -> list[Finding]:
    """Hold all questions together to the rules that compare them."""
    rules = (shared_slugs, same_questions, repeated_runs, shared_paraphrase_runs)
    return [finding for rule in rules for finding in rule(bank)]


def _domain_rules(name: str, domain_file: DomainFile) -> Iterator[Finding]:
    count = len(domain_file.questions)
    if count < DOMAIN_QUESTIONS:
        yield Finding(
            name, "", "questions", f"has {count} questions; a domain has at least {DOMAIN_QUESTIONS}"
        )
    for level in Seniority:
        fitting = sum(level in question.levels for question in domain_file.questions)
        if fitting < LEVEL_QUESTIONS:
            message = (
                f"{fitting} questions fit '{level.value}'; {LEVEL_QUESTIONS} must: widen levels or write more"
            )
            yield Finding(name, "", "level", message)
    for strand in Strand:
        fitting = sum(strand in question.strands for question in domain_file.questions)
        if fitting < STRAND_QUESTIONS:
            message = f"{fitting} questions of the strand '{strand.value}'; {STRAND_QUESTIONS} are needed"
            yield Finding(name, "", "strand", message)


def _question_rules(filed: FiledQuestion, known: Collection[str]) -> Iterator[Finding]:
    question = filed.question
    yield from _outside(filed, "points", "key points", len(question.key_points), POINTS)
    yield from _outside(filed, "skills", "skills", len(question.skills), SKILLS)
    yield from _outside(filed, "ask", "words in 'ask'", len(words(question.ask)), ASK_WORDS)
    answer = len(words(question.stronger_answer))
    yield from _outside(filed, "stronger-answer", "words in 'stronger_answer'", answer, ANSWER_WORDS)
    for skill in question.skills:
        if skill not in known:
            near = ", ".join(_suggestions(skill, known))
            yield filed.finding(
                "skills", f"'{skill}' is not in skills.yaml; choose another ({near}?) or add it"
            )
    if not question.levels:
        yield filed.finding("level", "names no level; say whom one would ask it")
    if question.ask.count("?") > 1:
        yield filed.finding("ask", "asks more than one question; keep one, the rest are follow-ups")
    if any(sign in question.ask.strip() for sign in _MARKUP):
        yield filed.finding("ask", "has markup or a list; it is spoken, so write plain words")
    for text in (
        question.follow_ups.strong,
        question.follow_ups.vague,
        *(p.probe for p in question.key_points),
    ):
        if _PRAISE.match(text):
            yield filed.finding("praise", f"'{text}' begins with praise; begin with what it asks")
    if not any(point.misconceptions for point in question.key_points):
        yield filed.finding("misconceptions", "has none; give at least one of its points a misconception")
    if not any(point.weight == 3 for point in question.key_points):
        yield filed.finding("weight", "no point is central; give the one that matters most the weight 3")
    for slug in _twice(point.slug for point in question.key_points):
        yield filed.finding("slug", f"two points are called '{slug}'; rename one")


def _point_rules(filed: FiledQuestion, point: KeyPoint) -> Iterator[Finding]:
    here = f"point '{point.slug}'"
    if point.skill not in filed.question.skills:
        yield filed.finding("skills", f"{here}: '{point.skill}' is not one of the question's skills")
    if not point.partial:
        yield filed.finding("partial", f"{here}: has no partial answer; write one that comes close")
    if len(point.paraphrases) < PARAPHRASES:
        message = f"{here}: {len(point.paraphrases)} paraphrases; write at least {PARAPHRASES}"
        yield filed.finding("paraphrases", message)
    for text in point.paraphrases:
        if len(words(text)) < PARAPHRASE_WORDS:
            message = f"{here}: '{text}' is shorter than {PARAPHRASE_WORDS} words; write a full thought"
            yield filed.finding("thin-paraphrase", message)
    for one, other in combinations(point.paraphrases, 2):
        if _is_copy(one, other):
            yield filed.finding("near-copy", f"{here}: '{one}' and '{other}' say it in the same words")
    for text in point.paraphrases:
        if _is_copy(text, point.point):
            yield filed.finding(
                "near-copy", f"{here}: '{text}' repeats the point itself; say it as people do"
            )


def _suggestions(unknown: str, known: Collection[str]) -> list[str]:
    """Return the known slugs that are meant perhaps: those the words name, then those written alike."""
    spoken = _spaced(unknown)
    named = [mention.slug for text in (spoken, spoken.upper()) for mention in vocabulary().find(text)]
    alike = process.extract(unknown, known, scorer=fuzz.token_sort_ratio, processor=_spaced, limit=3)
    return list(dict.fromkeys([*(slug for slug in named if slug in known), *(slug for slug, _, _ in alike)]))[
        :4
    ]


def _spaced(slug: str) -> str:
    return slug.replace("-", " ")


def _is_copy(one: str, other: str) -> bool:
    one_words, other_words = content_words(one), content_words(other)
    shared = overlap(one_words, other_words) if min(len(one_words), len(other_words)) >= 3 else 0.0
    return order_likeness(one, other) >= COPY_LIKENESS or shared >= COPY_OVERLAP


def _outside(filed: FiledQuestion, rule: str, what: str, count: int, bounds: range) -> Iterator[Finding]:
    if count not in bounds:
        yield filed.finding(rule, f"{count} {what}; keep to {bounds.start} to {bounds.stop - 1}")


def _twice(slugs: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [slug for slug in slugs if slug in seen or seen.add(slug)]  # type: ignore[func-returns-value]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the findings by file; return 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m interviews.bank.lint", description=__doc__)
    parser.add_argument("file", nargs="*", type=Path, help="files of the bank; all of them if none is named")
    paths: list[Path] = parser.parse_args(arguments).file
    folder = paths[0].parent if paths and paths[0].is_file() else BANK_FOLDER
    names = [path.name if path.suffix else f"{path.name}.yaml" for path in paths]
    findings = lint_folder(folder, names)
    for file, group in groupby(findings, key=lambda finding: finding.file):
        listed = list(group)
        sys.stdout.write("\n".join([f"{file} ({len(listed)})", *map(str, listed)]) + "\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
