"""Judging an answer again after its candidate has corrected the transcript."""

from uuid import UUID

import msgspec
from asgiref.sync import async_to_sync

from intervision.providers import provider

from . import events
from .analysis import delivery
from .analysis.judgement import DeliveryMeasures
from .analysis.local import LocalAnalyst
from .analysis.port import AnalystFailed, Answer
from .bank.schema import Question
from .enums import AnswerMode
from .models import Interview, Turn
from .transcript import Word


def judge_again(interview_id: UUID, number: int) -> None:
    """Run both passes over the corrected words and tell the other apps. May run twice without harm."""
    turn = Turn.objects.select_related("interview").filter(interview_id=interview_id, number=number).first()
    if turn is None:
        return
    words = tuple(Word(*word) for word in turn.words)
    typed = turn.mode == AnswerMode.TYPING
    question = msgspec.convert(turn.question, Question | None)
    if question is not None:
        answer = Answer(
            text=turn.answer, words=words, typed=typed, code=turn.code, language=turn.interview.language
        )
        try:
            judgement = async_to_sync(provider("analyst").judge)(answer, question)
        except AnalystFailed:
            judgement = LocalAnalyst().judge_now(answer, question)
        turn.content = msgspec.to_builtins(judgement)
    turn.delivery = msgspec.to_builtins(_measured_again(turn, words, typed=typed))
    turn.save(update_fields=["content", "delivery"])
    events.answer_corrected.send_robust(sender=Interview, interview_id=interview_id, turn=number)


def _measured_again(turn: Turn, words: tuple[Word, ...], *, typed: bool) -> DeliveryMeasures:
    return delivery.measure(
        words=words,
        speech=tuple((start, end) for start, end in turn.speech),
        asked_ms=turn.said_ms,
        typed=typed,
        samples=None,
        from_audio=bool(turn.speech),
    )
