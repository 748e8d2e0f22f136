"""Answers that want to be taken for what they are not: how many key points they get."""

from collections import Counter

from interviews.analysis.checking import Said, SaidOfPoint, checked, second_opinion
from interviews.analysis.judgement import Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.port import Answer
from interviews.bank.schema import BankQuestion
from interviews.transcript import words_of_typed


def judged_heard(rows: list[dict], bank: dict[str, BankQuestion]) -> tuple[Counter, Counter]:
    """Return how many answers of each kind got a key point: from the local analyst, and around an
    obedient model.

    That model calls every key point heard and quotes every sentence of the answer exactly.
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
        obedient = obedient_model(row["text"], question)
        around = second_opinion(
            checked(obedient, question, answer, judged_by="openai"),
            judgement,
            lambda quote, point, question=question: analyst.nearness(quote, question, point),
            contradicted,
        )
        model[row["kind"]] += any(point.verdict == Verdict.HEARD for point in around.points)
    return +local, +model


def obedient_model(text: str, question: BankQuestion) -> Said:
    sentences = tuple(part for part in text.replace("!", ".").replace("?", ".").split(".") if part.strip())
    return Said(
        points=tuple(
            SaidOfPoint(key_point=point.slug, verdict=Verdict.HEARD, quotes=(text, *sentences))
            for point in question.key_points
        )
    )
