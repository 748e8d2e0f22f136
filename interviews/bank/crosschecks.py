"""Rules of the bank that compare questions with one another, across files."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from interviews.bank.finding import FiledQuestion, Finding
from interviews.bank.likeness import first_of_each_stretch, overlap, runs, stem_likeness
from interviews.bank.schema import Question
from interviews.content_words import content_words

RUN_WORDS = 6
RUN_QUESTIONS = 3
# Tuned on the first 179 questions: the four pairs that ask the same come out above, all others stay below.
ASK_LIKENESS = 80.0
ASK_OVERLAP = 0.6
POINTS_OVERLAP = 0.55
SUM_OF_OVERLAPS = 0.85


def shared_slugs(bank: Sequence[FiledQuestion]) -> Iterator[Finding]:
    """Report questions that have the slug of an earlier one."""
    first: dict[str, FiledQuestion] = {}
    for filed in bank:
        other = first.setdefault(filed.question.slug, filed)
        if other is not filed:
            yield filed.finding("slug", f"{other.file} has a question of this slug too; rename one")


def same_questions(bank: Sequence[FiledQuestion]) -> Iterator[Finding]:
    """Report, at both, every two questions that ask the same or look for the same points."""
    asked = [content_words(filed.question.ask) for filed in bank]
    wanted = [content_words(" ".join(p.point for p in filed.question.key_points)) for filed in bank]
    told = [content_words(" ".join(_answers(filed.question))) for filed in bank]
    for one, other in combinations(range(len(bank)), 2):
        shared = overlap(asked[one], asked[other])
        if shared >= ASK_OVERLAP and stem_likeness(asked[one], asked[other]) >= ASK_LIKENESS:
            what = f"asks the same ({shared:.0%} of the content words)"
        elif (points := overlap(wanted[one], wanted[other])) >= POINTS_OVERLAP:
            what = f"looks for the same points ({points:.0%} of the content words)"
        elif shared + (heard := overlap(told[one], told[other])) >= SUM_OF_OVERLAPS:
            what = f"asks for nearly the same ({shared:.0%} of the asking, {heard:.0%} of the answers)"
        else:
            continue
        for here, there in ((bank[one], bank[other]), (bank[other], bank[one])):
            yield here.finding("same-question", f"{what} as {there.where}; change or drop one")


def repeated_runs(bank: Sequence[FiledQuestion]) -> Iterator[Finding]:
    """Report, at each, the runs of six words that stand in three questions, or three stronger answers."""
    answers = [[filed.question.stronger_answer] for filed in bank]
    common = _common_runs(answers)
    yield from _repeated(bank, answers, common, "answer-phrase")
    texts = [list(_texts(filed.question)) for filed in bank]
    others = {run: numbers for run, numbers in _common_runs(texts).items() if run not in common}
    yield from _repeated(bank, texts, others, "six-word-run")


def shared_paraphrase_runs(bank: Sequence[FiledQuestion]) -> Iterator[Finding]:
    """Report, at the later one, the runs of six words that stand in paraphrases of different points."""
    first: dict[str, tuple[FiledQuestion, str]] = {}
    for filed in bank:
        for point in filed.question.key_points:
            found: list[str] = []
            for paraphrase in point.paraphrases:
                for run in runs(paraphrase, RUN_WORDS):
                    holder = first.setdefault(run, (filed, point.slug))
                    if holder != (filed, point.slug):
                        found.append(run)
            for run in first_of_each_stretch(dict.fromkeys(found)):
                other, other_point = first[run]
                message = f"point '{point.slug}': '{run}' also stands at {other.where}, point '{other_point}'"
                yield filed.finding("paraphrase-run", f"{message}; say one differently")


def _common_runs(texts: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """Return the runs that stand in the texts of three questions or more, with the questions' numbers."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, parts in enumerate(texts):
        for run in dict.fromkeys(run for part in parts for run in runs(part, RUN_WORDS)):
            holders[run].append(number)
    return {run: numbers for run, numbers in holders.items() if len(numbers) >= RUN_QUESTIONS}


def _repeated(
    bank: Sequence[FiledQuestion], texts: Sequence[Sequence[str]], common: dict[str, list[int]], rule: str
) -> Iterator[Finding]:
    for number, filed in enumerate(bank):
        found = (run for part in texts[number] for run in runs(part, RUN_WORDS) if run in common)
        for run in first_of_each_stretch(dict.fromkeys(found)):
            others = ", ".join(bank[other].where for other in common[run] if other != number)
            yield filed.finding(rule, f"'{run}' also stands in {others}; say it differently")


def _answers(question: Question) -> Iterator[str]:
    for point in question.key_points:
        yield from (point.point, *point.paraphrases)


def _texts(question: Question) -> Iterator[str]:
    yield from (question.ask, question.follow_ups.strong, question.follow_ups.vague, question.stronger_answer)
    for point in question.key_points:
        yield from (point.point, point.probe, *point.paraphrases, *point.partial)
        for misconception in point.misconceptions:
            yield from (misconception.says, misconception.reveals, *misconception.ways)
