"""A candidate's correction of what was heard: kept at once, and judged again by a task."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from asgiref.sync import async_to_sync
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.providers import provider

from . import events
from .analysis.content.added import made_by
from .analysis.delivery import measuring
from .analysis.judgement import ContentJudgement, DeliveryMeasures
from .analysis.local import LocalAnalyst
from .analysis.port import Analyst, AnalystFailed, Answer
from .bank.schema import Question
from .costs import budget
from .costs.rows import count_usage
from .costs.usage import Usage, UsageSink
from .enums import AnswerMode
from .interviewer.sequence import ENDING
from .interviewer.understanding.in_passing import adds_to_an_earlier_answer
from .models import Interview, Turn
from .transcript import Word, realign

logger = logging.getLogger(__name__)

# A judgement takes a minute at most, and a worker that died with it is noticed after five.
LOST_AFTER = timedelta(minutes=10)
# What kills its worker each time is not tried for ever; an outage over a weekend is survived.
GIVEN_UP_AFTER = timedelta(days=3)


class CannotCorrect(Exception):
    """There is no such answer to correct; the message says why."""


def correct_answer(*, interview_id: UUID, candidate_id: UUID, turn: int, text: str) -> None:
    """Replace an answer's transcript by the candidate's own correction, for `judge_again`.

    Raises CannotCorrect when there is no such answer.
    """
    row = (
        Turn.objects.select_related("interview")
        .filter(interview_id=interview_id, interview__candidate_id=candidate_id, number=turn)
        .first()
    )
    if row is None or not row.interview.is_over or row.skipped:
        raise CannotCorrect(
            _("This answer can’t be corrected: it is not part of a finished interview of yours.")
        )
    words = tuple(Word(*word) for word in row.words)
    start = row.answer_start_ms or row.said_ms
    corrected = realign(text, words, start_ms=start, end_ms=row.answer_end_ms or start)
    now = timezone.now()
    kept = Turn.objects.filter(pk=row.pk, corrected_at=row.corrected_at).update(
        heard_as=row.heard_as or {"words": row.words},
        words=[[word.text, word.start_ms, word.end_ms, word.confidence] for word in corrected],
        answer=" ".join(word.text for word in corrected),
        corrected_at=now,
        judgement_asked_at=now,
    )
    if not kept:  # it was corrected once more meanwhile, or has gone
        correct_answer(interview_id=interview_id, candidate_id=candidate_id, turn=turn, text=text)


def judge_again(interview_id: UUID, number: int) -> None:
    """Run both passes over the corrected words and tell the other apps. May run twice without harm.

    Words that were corrected once more meanwhile are left to the run that their correction asked for.
    """
    turn = Turn.objects.select_related("interview").filter(interview_id=interview_id, number=number).first()
    if turn is None:
        return
    words = tuple(Word(*word) for word in turn.words)
    typed = turn.mode == AnswerMode.TYPING
    judged = {"delivery": msgspec.to_builtins(_measured_again(turn, words, typed=typed))}
    question = msgspec.convert(turn.question, Question | None)
    if question is not None:
        answer = Answer(
            text=turn.answer,
            # Its candidate has looked at every word: none is guessed any more.
            words=tuple(Word(word.text, word.start_ms, word.end_ms) for word in words),
            typed=typed,
            code=turn.code,
            language=turn.interview.language,
            asked=turn.said,
            follow_up_to=_earlier_answers(turn),
        )
        judgement = _judged_again(turn.interview, answer, question)
        if turn.kind in ENDING or adds_to_an_earlier_answer(
            turn.answer
        ):  # it was added to the question, and leaves nothing out
            judgement = made_by(judgement, answer.words)
        judged["content"] = msgspec.to_builtins(judgement)
    unchanged = Turn.objects.filter(pk=turn.pk, corrected_at=turn.corrected_at)
    if not unchanged.update(**judged):
        return
    if events.tell(events.answer_corrected, interview_id=interview_id, turn=number):
        unchanged.update(judgement_asked_at=None)


def requeue_lost(*, now: datetime) -> list[tuple[UUID, int]]:
    """Return the interviews and numbers of corrected answers whose judgement is to be queued again."""
    lost = Turn.objects.filter(
        judgement_asked_at__lte=now - LOST_AFTER, corrected_at__gt=now - GIVEN_UP_AFTER
    )
    found = list(lost.order_by("judgement_asked_at").values_list("pk", "interview_id", "number")[:200])
    # What is queued now is not queued again before it has had its time.
    lost.filter(pk__in=[pk for pk, _interview, _number in found]).update(judgement_asked_at=now)
    return [(interview_id, number) for _pk, interview_id, number in found]


def _earlier_answers(turn: Turn) -> tuple[str, ...]:
    rows = Turn.objects.filter(interview_id=turn.interview_id, question_slug=turn.question_slug)
    rows = rows.filter(number__lt=turn.number, skipped=False).order_by("number")
    return tuple(answer for answer in rows.values_list("answer", flat=True) if answer)


def _judged_again(interview: Interview, answer: Answer, question: Question) -> ContentJudgement:
    """Ask the chosen analyst and count what that cost; the local one when it fails or may not be asked."""
    analyst = provider("analyst")
    used: list[Usage] = []
    try:
        if analyst.remote:
            budget.check(interview.candidate_id)
        judgement = async_to_sync(_judged_by)(analyst, answer, question, used.append)
    except (budget.BudgetSpent, AnalystFailed):
        judgement = LocalAnalyst().judge_now(answer, question)
    except Exception:  # a fault in an adapter, or in what a server sent: it would cost as much each time
        logger.exception("The analyst %s crashed", analyst.name)
        judgement = LocalAnalyst().judge_now(answer, question)
    finally:
        for each in used:
            count_usage(
                interview_id=interview.pk,
                purpose=each.purpose,
                model=each.model,
                tokens_in=each.tokens_in,
                tokens_out=each.tokens_out,
            )
    return judgement


async def _judged_by(
    analyst: Analyst, answer: Answer, question: Question, usage: UsageSink
) -> ContentJudgement:
    try:
        return await analyst.judge(answer, question, usage=usage)
    finally:
        # Connections belong to the loop that they were made in, and this one ends here.
        if (close := getattr(analyst, "close", None)) is not None:
            await close()


def _measured_again(turn: Turn, words: tuple[Word, ...], *, typed: bool) -> DeliveryMeasures:
    before = msgspec.convert(turn.delivery, DeliveryMeasures | None)
    # A pace without sounds: the words were not verbatim, and no correction brings the ums back.
    verbatim = before is None or before.words_per_minute is None or before.fillers_per_minute is not None
    return measuring.measure(
        words=words,
        speech=tuple((start, end) for start, end in turn.speech),
        asked_ms=turn.said_ms,
        typed=typed,
        samples=None,
        from_audio=verbatim and bool(turn.speech),
        language=turn.interview.language,
        excused=tuple((start, end) for start, end in turn.excused),
    )
