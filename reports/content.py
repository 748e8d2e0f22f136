"""The parts of a report beside its claims: coverage, notes on degraded passages, question by question."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from interviews.history import InterviewRecord, TurnRecord, Verdict

from . import coaching
from .asked import FOLLOW_UP, Asked, answers_of, asked_questions, attempts
from .findings import GAP, Finding
from .models import Claim, Evidence, QuestionReview, Report
from .moments import anchored
from .writer.local import point_in_sentence
from .writer.port import Prose

# Under this there is too little to say more than a few lines.
FEW_WORDS = 60
FEW_ANSWERS = 2
MOST_TO_SHARPEN = 2
MOST_TIMED_NOTES = 30

Note = dict[str, Any]  # at_ms, which is None for the whole interview, and text


def code_not_judged() -> str:
    return _("The code was not judged; this letter goes by what was said.")


def is_thin(record: InterviewRecord) -> bool:
    """Return whether too little was said on the questions for more than a short letter."""
    attempted = [turn for turn in answers_of(record) if attempts(turn)]
    return len(attempted) < FEW_ANSWERS or sum(len(turn.words) for turn in attempted) < FEW_WORDS


def coverage(record: InterviewRecord) -> dict[str, Any]:
    """Return what the report rests on, told apart from what it says: silence is not weakness."""
    asked = asked_questions(record)
    answered = [item for item in asked if item.answered]
    attempted = [item for item in asked if any(attempts(turn) for turn in item.answered)]
    delivery = coaching.overview(record)
    return {
        "asked": len(asked),
        "answered": len(answered),
        "attempted": len(attempted),
        "all_heard": bool(answered) and all(_all_heard(item) for item in answered),
        "follow_ups": sum(_follow_ups(item) for item in asked),
        "skipped": [
            item.question.ask
            for item in asked
            if not item.answered and any(turn.skipped for turn in item.turns)
        ],
        "unanswered": [
            item.question.ask
            for item in asked
            if not item.answered and not any(turn.skipped for turn in item.turns)
        ],
        "not_reached": len(record.not_reached),
        "typed": sum(turn.typed for turn in answers_of(record)),
        "spoken": sum(not turn.typed for turn in record.answered),
        "delivery_measured": delivery.measured,
        "delivery_not_measured": delivery.not_measured,
        "words_per_minute": round(delivery.words_per_minute) if delivery.words_per_minute else None,
        "sounds_per_minute": round(delivery.sounds_per_minute, 1)
        if delivery.sounds_per_minute is not None
        else None,
        "long_pauses": delivery.long_pauses,
        "words": sum(len(turn.words) for turn in record.answered),
        "duration_ms": record.duration_ms,
        "end_reason": record.end_reason,
        "practised": record.planned_for,
    }


def _follow_ups(asked: Asked) -> int:
    """Return how many follow-ups were answered, at once or after asking back."""
    asking = {turn.number: turn.kind for turn in map(asked.asking, asked.answered)}
    return sum(kind == FOLLOW_UP for kind in asking.values())


def _all_heard(asked: Asked) -> bool:
    heard = {
        point.key_point
        for turn in asked.answered
        for point in (turn.content.points if turn.content else ())
        if point.verdict is Verdict.HEARD
    }
    return heard >= {point.slug for point in asked.question.key_points}


def camera(record: InterviewRecord) -> dict[str, list[int]]:
    """Return what helps to be seen well, each with when the answers began that it is about."""
    found: dict[str, list[int]] = {}
    for turn in record.turns:
        if turn.camera_help:
            found.setdefault(turn.camera_help, []).append(_begun_ms(turn))
    return found


def notes(record: InterviewRecord, note: str) -> list[Note]:
    """Return where the interview or its passes went wrong: in order, then what has no time."""
    answers = answers_of(record)
    found = [*_degraded(record), *_code(answers), *_unjudged(answers), *_unmeasured(answers)]
    merged: dict[tuple[str, int], Note] = {}
    for item in sorted((item for item in found if item["at_ms"] is not None), key=lambda item: item["at_ms"]):
        merged.setdefault((item["text"], item["at_ms"] // 60_000), item)
    untimed = [item for item in found if item["at_ms"] is None]
    if note:
        untimed.append({"at_ms": None, "text": note})
    return [*list(merged.values())[:MOST_TIMED_NOTES], *untimed]


def _degraded(record: InterviewRecord) -> list[Note]:
    parts = {
        "interviewer": _("The language model did not answer, and the built-in interviewer took over."),
        "analyst": _("The answer was judged by the built-in analyst, as the language model was not there."),
        "hearing": _("Your words were hard to make out here; please check the transcript."),
        "delivery": _("How this answer was spoken could not be measured."),
    }
    return [{"at_ms": item.at_ms, "text": parts.get(item.part, item.reason)} for item in record.degraded]


def _code(answers: Sequence[TurnRecord]) -> list[Note]:
    coded = [turn for turn in answers if turn.code.strip()]
    return _noted([(turn, code_not_judged()) for turn in coded], of=len(coded))


def _unjudged(answers: Sequence[TurnRecord]) -> list[Note]:
    judged = [(turn, turn.content) for turn in answers if turn.content is not None]
    # Of an answer beside code, what can't be told may stand in the code, which has a note of its own.
    judged = [(turn, content) for turn, content in judged if not (turn.code.strip() and content.points)]
    found = [
        (turn, content.note.rstrip("."))
        for turn, content in judged
        if content.note and all(point.verdict is Verdict.CANNOT_TELL for point in content.points)
    ]
    return _noted(
        found,
        of=len(judged),
        one=_("This answer was not judged: %s."),
        all_of_them=_("Answers were not judged: %s."),
    )


def _unmeasured(answers: Sequence[TurnRecord]) -> list[Note]:
    # Nobody misses the pace of a few words.
    spoken = [turn for turn in answers if turn.delivery and not turn.typed and not turn.delivery.is_short]
    found = []
    for turn in spoken:
        if turn.delivery and (text := turn.delivery.note):
            if turn.delivery.words_per_minute is None:
                text = _("Delivery was not measured: %s.") % text.rstrip(".")
            found.append((turn, text))
    return _noted(found, of=len(spoken))


def _noted(
    found: Sequence[tuple[TurnRecord, str]], *, of: int, one: str = "%s", all_of_them: str = "%s"
) -> list[Note]:
    """Return a note for each answer with its time; where all of them have one, what they share is said
    once, without a time."""
    times = Counter(text for _turn, text in found)
    shared = [text for text, count in times.items() if count > 1] if len(found) == of else []
    return [
        *({"at_ms": _begun_ms(turn), "text": one % text} for turn, text in found if text not in shared),
        *({"at_ms": None, "text": all_of_them % text} for text in shared),
    ]


def _begun_ms(turn: TurnRecord) -> int:
    return turn.said_ms if turn.answer_start_ms is None else turn.answer_start_ms


def reviews(
    report: Report, record: InterviewRecord, written: Sequence[Finding], stronger: dict[str, str]
) -> list[QuestionReview]:
    """Return a row for each question that was asked."""
    rows = []
    for asked in asked_questions(record):
        first = asked.turns[0]
        open_points = [
            point_in_sentence(item.point)
            for item in written
            if item.kind == GAP and item.question == asked.question.slug
        ]
        attempted = any(attempts(turn) for turn in asked.answered)
        rows.append(
            QuestionReview(
                report=report,
                order=asked.nth,
                question_slug=asked.question.slug,
                asked=asked.question.ask,
                asked_ms=first.said_ms,
                turns=[turn.number for turn in asked.turns],
                stronger=stronger.get(asked.question.slug, "") if attempted else "",
                still_open=open_points[:MOST_TO_SHARPEN],
                expert=asked.question.stronger_answer,
            )
        )
    return rows


def frame(prose: Prose, parts: tuple[str, ...], claims: Iterable[Claim]) -> str:
    """Return opening or closing as far as its claims stand, its references as [claim's id#number]."""
    rows = {claim.key: claim for claim in claims}
    return " ".join(
        anchored(draft.text, str(rows[draft.about].pk))
        for part in parts
        for draft in prose.drafts
        if draft.part == part and draft.about in rows
    )


def quotes_of(claims: Iterable[Claim]) -> dict[str, Evidence]:
    """Return the evidence by the reference that opening and closing use."""
    return {f"{claim.pk}#{item.number}": item for claim in claims for item in claim.evidence.all()}
