"""How many of a candidate's three true gaps an interview finds, by the order of its questions.

    python -m tests.benchmarks.sequence [--candidates 2000] [--seed 1]

A simulated candidate has 12 skills, three of which are gaps, and is asked 8 questions that touch up to three
skills each. The scorer draws, for each skill that a question touches, a normal deviate whose mean is two
standard deviations higher when the skill is a gap (d' = 2), and says 'not heard' above the middle between
the means, 'heard' below. What is known beforehand correlates .4 with the truth. None of these figures stands
in, or is read from, interviews/interviewer/.

Three orders are compared on the same candidates, the same pool and the same noise (what the scorer hears
about a skill in a question does not depend on when it is asked):
  adaptive  the real sequence.next_move, asked for one move after the other, with a warm first question, no
            kind twice in a row where it can be helped, and the rest of its manners; the closing question,
            which is chosen for comfort, would come after these eight
  fixed     a covering order: greedily the question that touches most of the least touched skills
  random    eight questions by lot
Follow-ups of the adaptive order are answered with nothing new, so that no order gets more evidence. The three
weakest skills are then named by the same estimate from prior and verdicts for all three orders.
"""

import argparse
import json
import math
import os
import random
import statistics
from collections import Counter
from dataclasses import dataclass

import django

from interviews.analysis.judgement import ContentJudgement, PointJudgement, Verdict
from interviews.bank.schema import FollowUps, KeyPoint, Question
from interviews.enums import QuestionKind, Seniority

SKILLS, GAPS, QUESTIONS, POOL = 12, 3, 8, 40
D_PRIME, CORRELATION = 2.0, 0.4
MINUTES = 45


@dataclass(frozen=True)
class World:
    """One candidate: the truth, what is known beforehand, the pool, and what the scorer would hear."""

    gaps: frozenset[str]
    prior: dict[str, float]  # 0 to 1
    pool: tuple[Question, ...]
    heard: dict[tuple[str, str], float]  # (question, skill) -> deviate
    seed: int


def world(seed: int) -> World:
    rng = random.Random(seed)
    skills = [f"skill-{number}" for number in range(SKILLS)]
    gaps = frozenset(rng.sample(skills, GAPS))
    share = GAPS / SKILLS
    spread = math.sqrt(share * (1 - share))
    prior, heard = {}, {}
    for skill in skills:
        truth = ((skill in gaps) - share) / spread
        known = CORRELATION * truth + math.sqrt(1 - CORRELATION**2) * rng.gauss(0, 1)
        prior[skill] = statistics.NormalDist().cdf(known)
    pool = tuple(_question(number, rng, skills) for number in range(POOL))
    for question in pool:
        for skill in question.skills:
            heard[question.slug, skill] = rng.gauss(0, 1) + (D_PRIME if skill in gaps else 0.0)
    return World(gaps, prior, pool, heard, seed)


def _question(number: int, rng: random.Random, skills: list[str]) -> Question:
    touched = tuple(rng.sample(skills, rng.choice((1, 2, 3))))
    points = tuple(
        KeyPoint(
            slug=skill, point=skill, weight=2, skill=skill, paraphrases=(), partial=(), probe=f"{skill}?"
        )
        for skill in touched
    )
    return Question(
        slug=f"question-{number}",
        kind=rng.choice([kind for kind in QuestionKind if kind is not QuestionKind.EXPERIENCE]),
        levels=(Seniority.MID,),
        skills=touched,
        minutes=4,
        ask="?",
        key_points=points,
        follow_ups=FollowUps(strong="?", vague="?"),
        stronger_answer="-",
    )


def verdicts(of: World, question: Question) -> ContentJudgement:
    """Say what the scorer says: heard or not heard, by a criterion halfway between the two means."""
    points = tuple(
        PointJudgement(
            key_point=skill,
            verdict=Verdict.NOT_HEARD if of.heard[question.slug, skill] > D_PRIME / 2 else Verdict.HEARD,
        )
        for skill in question.skills
    )
    return ContentJudgement(points=points)


def adaptive(of: World) -> list[Question]:
    """Ask the real sequence what to do next until it has asked eight questions."""
    from interviews.interviewer.port import Exchange, MoveKind
    from interviews.interviewer.sequence import SequencePlan, next_move

    plan = SequencePlan(
        domain="backend", seniority="mid", length_ms=MINUTES * 60_000, standing=of.prior, seed=of.seed
    )
    exchanges: list[Exchange] = []
    asked: list[Question] = []
    while len(asked) < QUESTIONS or exchanges[-1].kind is MoveKind.FOLLOW_UP:
        elapsed_ms = len(asked) * 4 * 60_000
        move = next_move(plan=plan, exchanges=exchanges, bank=of.pool, elapsed_ms=elapsed_ms)
        if move.question is None or len(exchanges) > 60:
            break
        if move.kind is not MoveKind.FOLLOW_UP:
            if len(asked) == QUESTIONS:
                break
            asked.append(move.question)
        exchanges.append(
            Exchange(
                kind=move.kind,
                said="?",
                answer="word " * 60,
                question=move.question,
                key_point=move.key_point,
                content=None if move.kind is MoveKind.FOLLOW_UP else verdicts(of, move.question),
            )
        )
    return asked


def fixed(of: World) -> list[Question]:
    """A covering order, the same whatever is answered."""
    touched: Counter[str] = Counter()
    asked: list[Question] = []
    for _ in range(QUESTIONS):
        left = [question for question in of.pool if question not in asked]
        best = max(left, key=lambda q: (sum(0.25 ** touched[s] for s in q.skills), -int(q.slug[9:])))
        touched.update(best.skills)
        asked.append(best)
    return asked


def by_lot(of: World) -> list[Question]:
    return random.Random(of.seed + 1_000_003).sample(of.pool, QUESTIONS)


def found(of: World, asked: list[Question]) -> float:
    """Return the share of the true gaps among the three skills that look weakest."""
    from interviews.interviewer.belief import beliefs
    from interviews.interviewer.port import Exchange, MoveKind
    from interviews.tailoring.tailoring import Tailoring

    exchanges = [
        Exchange(kind=MoveKind.QUESTION, said="?", answer="", question=q, content=verdicts(of, q))
        for q in asked
    ]
    odds = beliefs(of.prior, tailoring=Tailoring(), standing=of.prior, exchanges=exchanges)
    weakest = sorted(odds, key=lambda skill: -odds[skill])[:GAPS]
    return len(of.gaps & set(weakest)) / GAPS


def interval(values: list[float], *, rng: random.Random, times: int = 1_000) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean."""
    means = sorted(statistics.fmean(rng.choices(values, k=len(values))) for _ in range(times))
    return means[int(times * 0.025)], means[int(times * 0.975)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--candidates", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    orders = {"adaptive": adaptive, "fixed": fixed, "random": by_lot}
    recalls: dict[str, list[float]] = {name: [] for name in orders}
    touches: dict[str, list[int]] = {name: [] for name in orders}
    for number in range(options.candidates):
        of = world(options.seed * 1_000_000 + number)
        for name, order in orders.items():
            asked = order(of)
            assert len(asked) == len({q.slug for q in asked}) == QUESTIONS, (name, len(asked))
            recalls[name].append(found(of, asked))
            touches[name].append(sum(len(q.skills) for q in asked))
    rng = random.Random(options.seed)
    print(f"{'order':<10}{'recall of 3':>12}   {'95 % interval':<16}{'skills touched':>15}")
    for name, values in recalls.items():
        low, high = interval(values, rng=rng)
        mean_touches = statistics.fmean(touches[name])
        print(
            f"{name:<10}{statistics.fmean(values):>12.3f}   {low:.3f} to {high:.3f}   {mean_touches:>12.1f}"
        )
    gains = [a - f for a, f in zip(recalls["adaptive"], recalls["fixed"], strict=True)]
    low, high = interval(gains, rng=rng)
    print(f"adaptive over fixed, paired: {statistics.fmean(gains):+.3f} ({low:+.3f} to {high:+.3f})")
    result = {f"recall_{name}": round(statistics.fmean(values), 4) for name, values in recalls.items()}
    result |= {
        "gain": round(statistics.fmean(gains), 4),
        "gain_low": round(low, 4),
        "gain_high": round(high, 4),
    }
    print(json.dumps(result | {"candidates": options.candidates}))


if __name__ == "__main__":
    main()
