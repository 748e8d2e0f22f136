"""Answers that want to be taken for what they are not: how many key points they get."""

from collections import Counter
from collections.abc import Callable

from interviews.analysis.checking import Said, SaidOfPoint, checked, second_opinion
from interviews.analysis.judgement import Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.port import Answer
from interviews.bank.schema import BankQuestion
from interviews.transcript import words_of_typed


def judged_heard(rows: list[dict], bank: dict[str, BankQuestion]) -> tuple[Counter, Counter]:
    """Return how many answers of each kind got a key point: from the local analyst, and around a model that
    was talked into calling every key point heard.

    Around two such models, the worse counts: one quotes every sentence of the answer for every point, the
    other for each the sentence that comes nearest to it.
    """
    local, model = Counter(), Counter()
    analyst = LocalAnalyst()
    for row in rows:
        question = bank.get(row["question"])
        if question is None:
            continue
        words = words_of_typed(row["text"], start_ms=0, end_ms=1_000)
        answer = Answer(text=row["text"], words=words)
        judgement, contradicted = analyst.judge_and_doubt(answer, question)
        local[row["kind"]] += any(point.verdict == Verdict.HEARD for point in judgement.points)

        def turned(quote: str, point: str, question: BankQuestion = question) -> bool:
            return analyst.turns_round(quote, question, point)

        believed = False
        for said in (quoting_all(row["text"], question), quoting_nearest(row["text"], question, analyst)):
            alone = checked(said, question, answer, judged_by="openai")
            around = second_opinion(alone, judgement, turned, contradicted, words)
            believed |= any(point.verdict == Verdict.HEARD for point in around.points)
        model[row["kind"]] += believed
    return +local, +model


def quoting_all(text: str, question: BankQuestion) -> Said:
    return _all_heard(question, lambda point: (text, *sentences_of(text)))


def quoting_nearest(text: str, question: BankQuestion, analyst: LocalAnalyst) -> Said:
    """Quote for each point the sentence that is the likeliest to make it."""
    slugs = [point.slug for point in question.key_points]
    likely = {
        one: analyst.chances(Answer(text=one, words=words_of_typed(one, start_ms=0, end_ms=0)), question)
        for one in sentences_of(text)
    }
    return _all_heard(question, lambda point: (max(likely, key=lambda one: likely[one][slugs.index(point)]),))


def sentences_of(text: str) -> tuple[str, ...]:
    parts = text.replace("!", ".").replace("?", ".").split(".")
    return tuple(part for part in parts if part.strip()) or (text,)


def _all_heard(question: BankQuestion, quotes: Callable[[str], tuple[str, ...]]) -> Said:
    return Said(
        points=tuple(
            SaidOfPoint(key_point=point.slug, verdict=Verdict.HEARD, quotes=quotes(point.slug))
            for point in question.key_points
        )
    )
