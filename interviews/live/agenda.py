"""What the interviewer does next, from the state of the record: the sequence decides, this asks it."""

from collections.abc import Callable

import msgspec

from ..analysis.judgement import ContentJudgement
from ..bank.schema import Question
from ..interviewer import sequence
from ..interviewer.asking import point_to_hint_at
from ..interviewer.follow_up import asks_for_left_out, taken_as_made
from ..interviewer.port import Exchange, Move, MoveKind, Situation
from .coverage import Coverage
from .record import Record
from .state import State, TurnState


class Agenda:
    """The sequence's view of one interview. `answer_so_far`: what was heard of an answer."""

    def __init__(
        self, record: Record, bank: tuple[Question, ...], coverage: Coverage, now_ms: Callable[[], int]
    ) -> None:
        self._record, self._bank, self._coverage, self._now_ms = record, bank, coverage, now_ms

    @property
    def _state(self) -> State:
        return self._record.state

    @property
    def _elapsed_ms(self) -> int:
        """How long it has lasted, without the time that nobody was there."""
        return self._now_ms() - self._state.head.away_ms

    @property
    def has_caught_up(self) -> bool:
        """Whether all of the current answer is judged by now, and was not when a move was decided."""
        current = self._state.current
        return current is not None and self._coverage.has_caught_up(current)

    async def next_move(self, answer_so_far: str = "") -> Move:
        """Decide what to do about the current answer.

        The answer is read once more for a point that it seems to leave out, before that is asked for: who is
        asked for what they said was not listened to.
        """
        current = self._state.current
        exchanges = self._exchanges(answer_so_far, await self._coverage.of(current, answer_so_far))
        while True:
            move = sequence.next_move(
                plan=self._plan(), exchanges=exchanges, bank=self._bank, elapsed_ms=self._elapsed_ms
            )
            if current is None or move.question is None or not asks_for_left_out(move, exchanges):
                return move
            said = " ".join(each.answer for each in sequence.about_question(exchanges))
            if not await self._coverage.may_make(current, said, move.question, move.key_point):
                return move
            exchanges = taken_as_made(exchanges, move)

    def situation(self, move: Move, answer_so_far: str = "", *, before: int | None = None) -> Situation:
        """Return all that the interviewer may know for `move`; of a turn said anew, what was `before` it."""
        plan = self._state.plan
        exchanges = self._exchanges(answer_so_far, None)
        if before is not None:
            exchanges = exchanges[: list(self._state.turns).index(before)]
        if move.kind is MoveKind.HINT and not move.key_point:
            # What a hint is about is part of the record, so that it is not asked again.
            move = msgspec.structs.replace(move, key_point=point_to_hint_at(move, exchanges))
        return Situation(
            domain=plan.domain,
            seniority=plan.seniority,
            coaching=plan.coaching,
            move=move,
            exchanges=exchanges,
            elapsed_ms=self._elapsed_ms,
            length_ms=plan.minutes * 60_000,
            language=plan.language,
            tailoring=plan.tailoring,
            seed=self._seed(),
        )

    def prepare(self, question: Question) -> None:
        """A question was asked: what judges the answer gets ready."""
        self._coverage.prepare(question)

    def not_reached(self) -> tuple[str, ...]:
        """Return the questions that a session of this length would have had, and this one did not."""
        asked = {turn.move.question.slug for turn in self._state.turns.values() if turn.move.question}
        if self._elapsed_ms >= self._state.plan.minutes * 60_000 * 9 // 10:
            return ()
        return tuple(slug for slug in sequence.outline(self._plan(), self._bank) if slug not in asked)

    def _exchanges(self, answer_so_far: str, covered: ContentJudgement | None) -> tuple[Exchange, ...]:
        current = self._state.current
        return tuple(
            self._exchange(turn, *((answer_so_far, covered) if turn is current else ()))
            for turn in self._state.turns.values()
        )

    def _exchange(
        self, turn: TurnState, answer_so_far: str = "", covered: ContentJudgement | None = None
    ) -> Exchange:
        answer = turn.answer
        if answer_so_far and not turn.answered:
            answer = f"{answer} {answer_so_far}".strip()
        return Exchange(
            kind=turn.move.kind,
            said=turn.asked,
            answer=answer,
            question=turn.move.question,
            key_point=turn.move.key_point,
            # What goes back to another question was judged for that one.
            content=(None if turn.about else turn.content) or covered or self._coverage.last(turn.number),
            skipped=turn.skipped,
            code=turn.code,
        )

    def _plan(self) -> sequence.SequencePlan:
        plan = self._state.plan
        return sequence.SequencePlan(
            domain=plan.domain,
            seniority=plan.seniority,
            length_ms=plan.minutes * 60_000,
            language=plan.language,
            focus=plan.focus,
            tailoring=plan.tailoring,
            asked_before=plan.asked_before,
            standing=plan.standing,
            seed=self._seed(),
        )

    def _seed(self) -> int:
        return int(self._state.plan.interview_id.replace("-", "")[:12], 16)
