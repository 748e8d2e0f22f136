"""Past interviews for tests: made from the question bank, with words and times, judgements and measures.

What each answer holds is decided first (heard, partly, a wrong belief, left out), then said in the bank's own
spoken forms, so the judgement of each key point is known and points at the words that were used for it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

import msgspec

from interviews.analysis.judgement import (
    ContentJudgement,
    DeliveryMeasures,
    Disfluency,
    Pause,
    PointJudgement,
    Sign,
    Verdict,
)
from interviews.bank.schema import BankQuestion, Question, read_bank
from interviews.models import Interview, Turn
from interviews.transcript import Word, span, text_of

START = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)
FILLERS = ("um", "uh", "er")
TALK = (
    "So let me think about where I'd start here.",
    "Right, I've had something like this at work.",
    "Okay, there are a few parts to that.",
    "I'd go through it from the outside in.",
    "That's a good one, we argued about it for a week.",
    "Let me take it one step at a time.",
)
SIDE = (
    "We had a small team of {n} people and nobody really owned that service.",
    "Back then the whole thing ran on {n} machines in one rack.",
    "It took us about {n} days until the dashboards looked calm again.",
    "I remember that the ticket had {n} comments before somebody looked at it.",
    "My colleague from the platform side had written {n} pages about it.",
    "On a Friday we saw {n} alerts within an hour and went home late.",
)


@cache
def bank() -> tuple[BankQuestion, ...]:
    return tuple(read_bank())


def questions_for(domain: str, seniority: str) -> list[BankQuestion]:
    return [question for question in bank() if question.domain == domain and seniority in question.levels]


@dataclass
class Speaker:
    """Puts words on the clock."""

    rng: random.Random
    pace: float = 150.0  # words a minute
    fillers: float = 3.0  # a minute
    at_ms: int = 0
    words: list[Word] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    disfluencies: list[tuple[str, int, int]] = field(default_factory=list)

    def say(self, text: str, *, long_pause: bool = False) -> tuple[int, int]:
        """Say a text and return (first, last) of its words."""
        parts = text.split()
        first = len(self.words)
        for index, part in enumerate(parts):
            if index and self.rng.random() < self.fillers / self.pace:
                self._word(self.rng.choice(FILLERS))
                self.disfluencies.append(("filled_pause", len(self.words) - 1, len(self.words) - 1))
            if long_pause and index == len(parts) // 2:
                silence = self.rng.randint(2600, 4200)
                self.pauses.append(Pause(self.at_ms, self.at_ms + silence, inside_clause=True))
                self.at_ms += silence
            self._word(part)
        self.at_ms += self.rng.randint(250, 650)
        return first, len(self.words) - 1

    def _word(self, text: str) -> None:
        length = round(60_000 / self.pace * self.rng.uniform(0.7, 1.1))
        self.words.append(Word(text, self.at_ms, self.at_ms + round(length * 0.9), 0.94))
        self.at_ms += length


def sentence(text: str) -> str:
    text = text.strip()
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def answer_to(
    question: Question,
    *,
    rng: random.Random,
    at_ms: int,
    skill: float,
    pace: float,
    fillers: float,
    points: Sequence[str] | None = None,
    long_pauses: int = 0,
    asides: int = 0,
) -> tuple[Speaker, ContentJudgement]:
    """Return what was said to a question and how it is judged. `skill` is the chance that a point is made,
    `asides` the sentences beside the point after each."""
    speaker = Speaker(rng, pace=pace, fillers=fillers, at_ms=at_ms)
    judged: list[PointJudgement] = []
    depth: list[Sign] = []
    structure: list[Sign] = []
    speaker.say(rng.choice(TALK))
    wanted = [point for point in question.key_points if points is None or point.slug in points]
    pauses = set(rng.sample(range(len(wanted)), min(long_pauses, len(wanted))))
    for index, point in enumerate(wanted):
        roll = rng.random()
        pause = index in pauses
        if roll < skill:
            first, last = speaker.say(sentence(rng.choice(point.paraphrases)), long_pause=pause)
            verdict, certainty, wrong = Verdict.HEARD, rng.uniform(0.7, 0.95), ""
            if rng.random() < 0.6:
                structure.append(Sign("claim", span(speaker.words, first, last)))
        elif roll < skill + (1 - skill) * 0.3:
            first, last = speaker.say(sentence(rng.choice(point.partial)), long_pause=pause)
            verdict, certainty, wrong = Verdict.PARTLY, rng.uniform(0.75, 0.9), ""
        elif roll < skill + (1 - skill) * 0.45 and point.misconceptions:
            belief = rng.choice(point.misconceptions)
            first, last = speaker.say(sentence(belief.says), long_pause=pause)
            verdict, certainty, wrong = Verdict.NOT_HEARD, rng.uniform(0.7, 0.9), belief.reveals
        else:
            judged.append(PointJudgement(point.slug, Verdict.NOT_HEARD, (), rng.uniform(0.86, 0.98)))
            if rng.random() < 0.7:
                first, last = speaker.say(rng.choice(SIDE).format(n=rng.randint(3, 40)), long_pause=pause)
                depth.append(Sign("example", span(speaker.words, first, last)))
            continue
        for _ in range(asides):
            speaker.say(rng.choice(SIDE).format(n=rng.randint(3, 40)))
        run = span(speaker.words, first, last)
        judged.append(PointJudgement(point.slug, verdict, (run,), certainty, misconception=wrong))
    content = ContentJudgement(tuple(judged), depth=tuple(depth), structure=tuple(structure))
    return speaker, content


def measures_of(speaker: Speaker, *, asked_ms: int) -> DeliveryMeasures:
    words = speaker.words
    total = words[-1].end_ms - words[0].start_ms
    silent = sum(pause.end_ms - pause.start_ms for pause in speaker.pauses)
    return DeliveryMeasures(
        words=len(words),
        speech_ms=total - silent,
        total_ms=total,
        first_word_ms=words[0].start_ms - asked_ms,
        words_per_minute=len(words) / (total / 60_000),
        syllables_per_minute=len(words) * 1.5 / (total / 60_000),
        articulation_rate=4.0,
        fillers_per_minute=len(speaker.disfluencies) / (total / 60_000),
        lexical_fillers_per_minute=0.0,
        pauses=tuple(speaker.pauses),
        disfluencies=tuple(
            Disfluency(kind, span(words, first, last)) for kind, first, last in speaker.disfluencies
        ),
    )


def turn_row(
    interview: Interview,
    number: int,
    *,
    kind: str,
    said: str,
    said_ms: int,
    question: Question | None = None,
    key_point: str = "",
    speaker: Speaker | None = None,
    content: ContentJudgement | None = None,
    typed: bool = False,
    skipped: bool = False,
    delivery: DeliveryMeasures | None = None,
) -> Turn:
    words = speaker.words if speaker else []
    return Turn(
        interview=interview,
        number=number,
        kind=kind,
        question_slug=question.slug if question else "",
        question=_plain_question(question) if question else None,
        key_point=key_point,
        said=said,
        said_ms=said_ms,
        mode="typing" if typed else "voice",
        skipped=skipped,
        answer=text_of(words),
        words=msgspec.to_builtins(words),
        speech=[[words[0].start_ms, words[-1].end_ms]] if words else [],
        answer_start_ms=words[0].start_ms if words else None,
        answer_end_ms=words[-1].end_ms if words else None,
        content=msgspec.to_builtins(content) if content else None,
        delivery=msgspec.to_builtins(delivery) if delivery else None,
    )


def _plain_question(question: Question) -> dict[str, object]:
    plain = msgspec.to_builtins(question)
    plain.pop("domain", None)
    return plain


def new_interview(candidate: object, **fields: object) -> Interview:
    """Return a finished interview without turns."""
    values: dict[str, object] = {
        "candidate": candidate,
        "domain": "backend",
        "seniority": "mid",
        "minutes": 25,
        "state": "finished",
        "end_reason": "completed",
        "started_at": START,
        "ended_at": START + timedelta(minutes=25),
        "duration_ms": 25 * 60_000,
    }
    return Interview.objects.create(**(values | fields))


def past_interview(
    candidate: object,
    *,
    seed: int = 1,
    questions: int = 5,
    skill: float = 0.5,
    pace: float = 150.0,
    fillers: float = 3.0,
    long_pauses: int = 0,
    typed: bool = False,
    follow_ups: bool = True,
    slugs: Sequence[str] = (),
    talkative: int = 0,
    **fields: object,
) -> Interview:
    """Return a finished interview with its turns, the same for the same seed."""
    rng = random.Random(seed)
    row = new_interview(candidate, mode="typing" if typed else "voice", **fields)
    pool = questions_for(row.domain, row.seniority)
    chosen = (
        [question for question in bank() if question.slug in slugs]
        if slugs
        else rng.sample(pool, min(questions, len(pool)))
    )
    at_ms = 2000
    turns: list[Turn] = []
    for question in chosen:
        for kind in ("question", "follow_up") if follow_ups else ("question",):
            missing = _missing(turns, question) if kind == "follow_up" else None
            if kind == "follow_up" and missing is None:
                continue
            said = (
                next(p.probe for p in question.key_points if p.slug == missing) if missing else question.ask
            )
            said_ms = at_ms
            speaker, content = answer_to(
                question,
                rng=rng,
                at_ms=said_ms + len(said.split()) * 380 + rng.randint(400, 2500),
                skill=skill,
                pace=pace,
                fillers=0 if typed else fillers,
                points=[missing] if missing else None,
                long_pauses=long_pauses,
                asides=talkative,
            )
            delivery = DeliveryMeasures(words=len(speaker.words), speech_ms=0, total_ms=0, note="typed")
            turns.append(
                turn_row(
                    row,
                    len(turns) + 1,
                    kind="open" if not turns else kind,
                    said=said,
                    said_ms=said_ms,
                    question=question,
                    key_point=missing or "",
                    speaker=speaker,
                    content=content,
                    typed=typed,
                    delivery=delivery if typed else measures_of(speaker, asked_ms=said_ms),
                )
            )
            at_ms = speaker.at_ms + rng.randint(300, 900)
    Turn.objects.bulk_create(turns)
    row.duration_ms = at_ms + 1000
    row.ended_at = row.started_at + timedelta(milliseconds=row.duration_ms)
    row.save()
    return row


def _missing(turns: Sequence[Turn], question: Question) -> str | None:
    last = turns[-1].content if turns else None
    for point in last["points"] if last else ():
        if point["verdict"] != "heard":
            return str(point["key_point"])
    return None


def spoken(text: str, *, at_ms: int, pace: float = 150.0) -> Speaker:
    """Return these very words on the clock."""
    speaker = Speaker(random.Random(1), pace=pace, fillers=0, at_ms=at_ms)
    speaker.say(text)
    return speaker


def question(slug: str) -> BankQuestion:
    return next(question for question in bank() if question.slug == slug)


def judged(question: Question, verdict: Verdict = Verdict.NOT_HEARD) -> ContentJudgement:
    return ContentJudgement(
        tuple(PointJudgement(point.slug, verdict, (), 0.9) for point in question.key_points)
    )


@dataclass
class Said:
    """One turn on a question: how it came about, what was answered, and which points that made. Whatever
    `made` does not name was not heard; a point that was made rests on the first words."""

    kind: str
    answer: str = ""
    made: dict[str, Verdict] = field(default_factory=dict)
    about: str = ""  # the key point that was asked about
    code: str = ""
    said: str = ""  # by the interviewer; else the question itself
    certainty: float = 0.9  # that the other points were not heard


def talk(
    candidate: object, *turns: Said, slug: str = "payment-retried-after-timeout", **fields: object
) -> Interview:
    """Return a finished interview on one question."""
    row = new_interview(candidate, **fields)
    about = question(slug)
    slugs = [point.slug for point in about.key_points]
    rows = []
    for number, turn in enumerate(turns, start=1):
        speaker = spoken(turn.answer, at_ms=number * 60_000) if turn.answer else None
        content = None
        if speaker:
            run = span(speaker.words, 0, min(9, len(speaker.words) - 1))
            content = ContentJudgement(
                tuple(
                    PointJudgement(slug, turn.made[slug], (run,), 0.8)
                    if slug in turn.made
                    else PointJudgement(slug, Verdict.NOT_HEARD, (), turn.certainty)
                    for slug in slugs
                )
            )
        rows.append(
            turn_row(
                row,
                number,
                kind=turn.kind,
                said=turn.said or about.ask,
                said_ms=number * 60_000 - 30_000,
                question=about,
                key_point=turn.about,
                speaker=speaker,
                content=content,
                typed=True,
            )
        )
        rows[-1].code = turn.code
    Turn.objects.bulk_create(rows)
    return row
