"""What the interviewer does next. Pure: what was planned and what was said go in, one move comes out."""

from collections.abc import Sequence

from ..analysis.judgement import UNREAD
from ..bank.schema import Question
from .choice import SequencePlan, choose, fits_time, questions_asked, standing_of
from .follow_up import FOLLOW_UPS_AT_MOST, follow_up
from .port import Exchange, Move, MoveKind
from .surely_heard import is_no_english
from .understanding.asking_back import offers_more
from .understanding.check_in import reply_to_check_in
from .understanding.intent import Intent, breaks_off, intent_of
from .understanding.invited import announces, declines, has_question

__all__ = ["SequencePlan", "next_move", "outline"]

# What the end takes: room for the candidate's questions, and a close.
CLOSING_MS = 75_000
SHORT_CLOSING_MS = 50_000  # of an interview of ten minutes
OVER_TIME_MS = 120_000
CLARIFICATIONS_AT_MOST = 2  # a question
HINTS_AT_MOST = 2  # a question
REPEATS_AT_MOST = 2  # a question
MOMENTS_AT_MOST = 3  # a question, those that were offered included
ANSWERS_AT_MOST = 3  # to questions of the candidate, at the end; the last comes with the close
PROMPTS_AT_MOST = 4  # at the end, to candidates who neither ask nor decline
EARLY_MS = 5 * 60_000  # left beyond what the end takes: worth a word
LEAST_PACE = 0.3  # of the time that the questions were given
LAST = "last"  # the reason of a question after which there is time for no other
BROKE_OFF = "broke_off"  # the reason of a check-in with somebody who stopped in mid-sentence
OFFERED = "offered"  # the reason of a check-in with somebody who offers to say more
FEEDBACK = "feedback"  # the reason of a clarification that answers 'How am I doing?'
NOT_UNDERSTOOD = "not_understood"  # the reason of a clarification that asks for the answer in English
GO_AHEAD = "go_ahead"  # the reason of an invitation that was already made
ANSWER = "answer"  # the reason of a close that answers a question first
THROUGH = "through"  # the reason of an invitation while there is time left, and nothing left to ask
ENDING = (MoveKind.INVITE_QUESTIONS, MoveKind.ANSWER_CANDIDATE, MoveKind.CLOSE)
_NO_MORE = (Intent.WANTS_TO_SKIP, Intent.DOES_NOT_KNOW, Intent.UPSET)


def next_move(
    *, plan: SequencePlan, exchanges: Sequence[Exchange], bank: Sequence[Question], elapsed_ms: int
) -> Move:
    """Return the next move. `exchanges` are oldest first; the last holds the answer to reply to."""
    left_ms = plan.length_ms - elapsed_ms
    if not exchanges:
        question = choose(plan, standing_of(plan, (), bank), bank, left_ms=_room(plan, left_ms))
        return Move(kind=MoveKind.OPEN, question=question)
    last = exchanges[-1]
    if any(exchange.kind in ENDING for exchange in exchanges):
        return _ending(exchanges, left_ms)
    intent = _intent(exchanges)
    if intent is Intent.WANTS_TO_STOP:
        return Move(kind=MoveKind.CLOSE, reason="asked_to_stop")
    if (about_talk := _about_the_talk(plan, exchanges, intent)) is not None:
        return about_talk
    gave_up = last.skipped or intent in (
        Intent.DOES_NOT_KNOW,
        Intent.WANTS_TO_SKIP,
        Intent.UPSET,
        Intent.WANTS_HINT,
        Intent.NOTHING,
    )
    if left_ms < -OVER_TIME_MS:
        return Move(kind=MoveKind.INVITE_QUESTIONS)
    settled = gave_up or intent is Intent.SAID_BEFORE
    if not settled and (move := _stay(plan, exchanges, left_ms)) is not None:
        return move
    standing = standing_of(plan, exchanges, bank)
    room_ms = _room(plan, left_ms)
    question = choose(plan, standing, bank, left_ms=room_ms, ease=gave_up and _gave_up_before(exchanges))
    if question is None:
        through = room_ms >= EARLY_MS and standing.slugs.issuperset(q.slug for q in bank)
        return Move(kind=MoveKind.INVITE_QUESTIONS, reason=THROUGH if through else "")
    # Who answers in half the time that a question is given has time for more than was planned.
    pace = min(1.0, max(LEAST_PACE, (plan.length_ms - left_ms) / max(1, _due_ms(exchanges))))
    after_this_ms = room_ms - question.minutes * 60_000 * pace
    others = [q for q in bank if q.slug not in standing.slugs and q is not question]
    is_last = not any(fits_time(other, round(after_this_ms / pace)) for other in others)
    kind = MoveKind.MOVE_ON if gave_up else MoveKind.QUESTION
    return Move(kind=kind, question=question, reason=LAST if is_last else "")


def outline(plan: SequencePlan, bank: Sequence[Question]) -> list[str]:
    """Return the slugs that an interview of this length would reach if every question took its time."""
    asked: list[Exchange] = []
    elapsed_ms = 0
    while True:
        standing = standing_of(plan, asked, bank)
        question = choose(plan, standing, bank, left_ms=_room(plan, plan.length_ms - elapsed_ms))
        if question is None:
            return [exchange.question.slug for exchange in asked if exchange.question]
        asked.append(Exchange(kind=MoveKind.QUESTION, said="", answer="", question=question))
        elapsed_ms += question.minutes * 60_000


def _intent(exchanges: Sequence[Exchange]) -> Intent:
    last = exchanges[-1]
    if last.skipped:
        return Intent.NOTHING
    if last.code.strip() and not last.answer:
        return Intent.ANSWER
    if last.kind in (MoveKind.CHECK_IN, MoveKind.CLARIFY):
        # A clarification offers nothing ('Does that give you enough?'), nor does a moment that was asked for:
        # then there are words of the candidate right before it.
        asked_for = len(exchanges) >= 2 and bool(exchanges[-2].answer)
        offered = last.kind is MoveKind.CHECK_IN and not asked_for
        if (reply := reply_to_check_in(last.answer, offered=offered)) is not None:
            return reply
    return intent_of(last.answer)


def _gave_up_before(exchanges: Sequence[Exchange]) -> bool:
    """Tell whether the question before the open one was given up as well."""
    moved_on = [e.kind for e in exchanges if e.kind in (MoveKind.QUESTION, MoveKind.MOVE_ON)]
    return bool(moved_on) and moved_on[-1] is MoveKind.MOVE_ON


def _room(plan: SequencePlan, left_ms: int) -> int:
    return left_ms - (CLOSING_MS if plan.length_ms > 15 * 60_000 else SHORT_CLOSING_MS)


def _due_ms(exchanges: Sequence[Exchange]) -> int:
    """Return how long the questions asked so far were to take."""
    asked = {each.question.slug: each.question for each in exchanges if each.question}
    return sum(question.minutes for question in asked.values()) * 60_000


def _about_the_talk(plan: SequencePlan, exchanges: Sequence[Exchange], intent: Intent) -> Move | None:
    """Return the move that answers a request about the question itself, None when there is none to grant."""
    here = about_question(exchanges)
    last = exchanges[-1]
    question = here[-1].question if here else None
    if question is None:
        return None

    def done(kind: MoveKind) -> int:
        return sum(exchange.kind is kind for exchange in here)

    if intent is Intent.ASKS_BACK and done(MoveKind.CLARIFY) < CLARIFICATIONS_AT_MOST:
        return Move(kind=MoveKind.CLARIFY, question=question, key_point=last.key_point)
    if intent is Intent.ASKS_FOR_FEEDBACK and done(MoveKind.CLARIFY) < CLARIFICATIONS_AT_MOST:
        return Move(kind=MoveKind.CLARIFY, question=question, key_point=last.key_point, reason=FEEDBACK)
    if intent is Intent.WANTS_REPEAT and done(MoveKind.REPEAT) < REPEATS_AT_MOST:
        return Move(kind=MoveKind.REPEAT, question=question, key_point=last.key_point)
    if intent is Intent.WANTS_HINT and done(MoveKind.HINT) < HINTS_AT_MOST:
        return Move(kind=MoveKind.HINT, question=question, key_point=last.key_point)
    if intent is Intent.WANTS_MOMENT and done(MoveKind.CHECK_IN) < MOMENTS_AT_MOST:
        return Move(kind=MoveKind.CHECK_IN, question=question, key_point=last.key_point, reason="moment")
    if intent is Intent.ANSWER and _is_unread(plan, last) and not done(MoveKind.CLARIFY):
        return Move(kind=MoveKind.CLARIFY, question=question, key_point=last.key_point, reason=NOT_UNDERSTOOD)
    if intent is Intent.ANSWER and breaks_off(last.answer) and last.kind is not MoveKind.CHECK_IN:
        return Move(kind=MoveKind.CHECK_IN, question=question, key_point=last.key_point, reason=BROKE_OFF)
    return None


def _is_unread(plan: SequencePlan, exchange: Exchange) -> bool:
    if not plan.language.startswith("en"):  # a model talks it, and nothing here knows its words
        return False
    unread = exchange.content is not None and exchange.content.note == UNREAD
    return (unread or is_no_english(exchange.answer)) and not exchange.code.strip()


def about_question(exchanges: Sequence[Exchange]) -> list[Exchange]:
    """Return the exchanges about the question that is open, oldest first."""
    slug = next((e.question.slug for e in reversed(exchanges) if e.question is not None), None)
    return [e for e in exchanges if e.question is not None and e.question.slug == slug]


def _stay(plan: SequencePlan, exchanges: Sequence[Exchange], left_ms: int) -> Move | None:
    """Return the follow-up to the open question, None when it is time to go on."""
    here = about_question(exchanges)
    if not here or left_ms < (CLOSING_MS if plan.length_ms > 15 * 60_000 else SHORT_CLOSING_MS):
        return None
    behind = plan.length_ms - left_ms > _due_ms(exchanges) * 1.15 + 60_000
    checked_in = any(exchange.kind is MoveKind.CHECK_IN for exchange in here)
    if offers_more(here[-1].answer) and not (behind or checked_in):
        key_point = here[-1].key_point
        return Move(kind=MoveKind.CHECK_IN, question=here[-1].question, key_point=key_point, reason=OFFERED)
    at_most = 1 if behind or plan.length_ms <= 15 * 60_000 else FOLLOW_UPS_AT_MOST
    recent = [e for e in exchanges if e.kind is MoveKind.FOLLOW_UP and not e.key_point]
    thread_open = not recent or questions_asked(exchanges) % 2 == 0
    return follow_up(here, at_most=at_most, thread_open=thread_open)


def _ending(exchanges: Sequence[Exchange], left_ms: int) -> Move:
    """After the invitation: answer while they ask, wait while they think, and close when they are through."""
    last = exchanges[-1]
    intent = Intent.NOTHING if last.skipped else intent_of(last.answer)
    if intent is Intent.WANTS_TO_STOP:
        return Move(kind=MoveKind.CLOSE, reason="asked_to_stop")
    if last.kind is MoveKind.CLOSE or intent is Intent.NOTHING:
        return Move(kind=MoveKind.CLOSE)
    in_time = left_ms > -2 * OVER_TIME_MS
    if intent not in (Intent.WANTS_REPEAT, Intent.WANTS_MOMENT) and has_question(last.answer):
        answered = sum(exchange.kind is MoveKind.ANSWER_CANDIDATE for exchange in exchanges)
        if in_time and answered < ANSWERS_AT_MOST - 1:
            return Move(kind=MoveKind.ANSWER_CANDIDATE)
        return Move(kind=MoveKind.CLOSE, reason=ANSWER)
    since = next(n for n, exchange in enumerate(exchanges) if exchange.kind in ENDING)
    prompted = sum(exchange.kind is not MoveKind.ANSWER_CANDIDATE for exchange in exchanges[since + 1 :])
    through = declines(last.answer) or (intent in _NO_MORE and not announces(last.answer))
    if through or not in_time or prompted >= PROMPTS_AT_MOST:
        return Move(kind=MoveKind.CLOSE)
    if intent is Intent.WANTS_REPEAT:
        return Move(kind=MoveKind.REPEAT)
    if intent is Intent.WANTS_MOMENT:
        return Move(kind=MoveKind.CHECK_IN, reason="moment")
    return Move(kind=MoveKind.INVITE_QUESTIONS, reason=GO_AHEAD)
