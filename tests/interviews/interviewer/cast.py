"""Questions and situations that the tests of the interviewers share."""

from functools import cache

from interviews.analysis.judgement import ContentJudgement, PointJudgement, Verdict
from interviews.bank.schema import Question, read_bank
from interviews.interviewer.port import Exchange, Move, MoveKind, Situation
from interviews.interviewer.sequence import SequencePlan, next_move

ANSWERED = (
    "It grows until the box runs out of memory, so I'd take two heap dumps, compare what has grown, "
    "and follow the references up from the type that grew most until I find who keeps it alive."
)
MINUTE = 60_000
GOOD = (
    "I'd do it this way, and here is why it works, step by step, with an example from the last project. " * 2
)


@cache
def bank(domain: str = "backend") -> tuple[Question, ...]:
    return tuple(question for question in read_bank() if question.domain.value == domain)


def question(slug: str = "payment-retried-after-timeout", domain: str = "backend") -> Question:
    return next(question for question in bank(domain) if question.slug == slug)


def judged(asked: Question, **verdicts: str) -> ContentJudgement:
    """A judgement of all points: `default` for those not named; underscores stand for hyphens."""
    default = verdicts.pop("default", "not_heard")
    return ContentJudgement(
        points=tuple(
            PointJudgement(
                key_point=point.slug,
                verdict=Verdict(verdicts.get(point.slug.replace("-", "_"), default)),
                certainty=0.9,
            )
            for point in asked.key_points
        )
    )


def exchange(kind: str = "question", answer: str = "", **fields) -> Exchange:
    return Exchange(kind=MoveKind(kind), said=fields.pop("said", "…"), answer=answer, **fields)


def opened(answer: str, **fields) -> Exchange:
    """The answer to an interview's first question."""
    return exchange("open", answer, question=question(), said=question().ask, **fields)


def situation(move: Move, *exchanges: Exchange, **fields) -> Situation:
    return Situation(
        domain="backend",
        seniority="mid",
        coaching=fields.pop("coaching", False),
        move=move,
        exchanges=exchanges,
        length_ms=25 * 60_000,
        **fields,
    )


def plan(minutes: int = 25, **fields) -> SequencePlan:
    return SequencePlan(
        domain="backend", seniority=fields.pop("seniority", "mid"), length_ms=minutes * MINUTE, **fields
    )


def after(*exchanges, elapsed: int = 5, **fields):
    return next_move(plan=plan(**fields), exchanges=exchanges, bank=bank(), elapsed_ms=elapsed * MINUTE)


def asked(answer: str = GOOD, **fields):
    about = fields.pop("about", question())
    return exchange("open", answer, question=about, said=about.ask, **fields)
