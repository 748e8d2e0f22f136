"""A question, a good answer to it, and what was heard."""

from interviews.analysis.judgement import ContentJudgement, Verdict
from interviews.analysis.port import Answer
from interviews.bank.schema import read_bank
from interviews.transcript import words_of_typed

QUESTION = next(one for one in read_bank() if one.slug == "payment-retried-after-timeout")


GOOD = (
    "Um, so the client sends an idempotency key with each payment, and a repeat with that key is "
    "recognised. The key is"
    " claimed atomically under a unique constraint before the charge is made."
)


def answer_of(text: str, **changes: object) -> Answer:
    return Answer(text=text, words=words_of_typed(text, start_ms=1_000, end_ms=9_000), **changes)


def heard(judgement: ContentJudgement) -> list[str]:
    return [point.key_point for point in judgement.points if point.verdict == Verdict.HEARD]
