"""The candidate's answers in the record: kept, left off in the middle, taken up again."""

from collections.abc import Callable

import msgspec

from . import facts, messages
from .passes import Passes
from .record import Record
from .state import TurnState
from .writing import Writing


class Answers:
    def __init__(
        self,
        record: Record,
        passes: Passes,
        writing: Writing,
        *,
        send: Callable[[messages.ToPage], None],
        now_ms: Callable[[], int],
    ) -> None:
        self._record, self._passes, self._writing = record, passes, writing
        self._send, self._now_ms = send, now_ms

    async def keep(self, turn: TurnState, answered: facts.Answered) -> None:
        """Append an answer, or a further part of one, with its code; tell the page that it is kept."""
        await self._writing.keep()
        joined = bool(turn.answer)
        await self._record.append(answered)
        self._send(
            messages.AnswerKept(turn=turn.number, text=turn.answer, joined=joined, forced=answered.forced)
        )

    async def keep_running(self, *, unfinished: bool = False) -> None:
        """Keep what was heard and written of a running answer; `unfinished`: another owner hears the rest."""
        await self._writing.keep()
        turn = self._record.state.current
        if turn is not None and (left := turn.left_off(self._now_ms())) is not None:
            await self.keep(turn, msgspec.structs.replace(left, unfinished=unfinished))
            self._passes.start(turn)

    async def go_on(self, turn: TurnState) -> None:
        """Let an answer that the last owner left, in good order or not, go on where it was heard to."""
        if turn.answered and turn.unfinished:
            await self._reopen(turn)
        await self.keep_part(turn)

    async def keep_part(self, turn: TurnState) -> None:
        """Keep what was heard so far as a part of an answer that goes on: the ears begin anew after it."""
        if turn.pending and (left := turn.left_off(self._now_ms())) is not None:
            await self._record.append(msgspec.structs.replace(left, unfinished=True))
            await self._reopen(turn)

    async def keep_skipped(self, turn: TurnState) -> None:
        now, text = self._now_ms(), turn.pending_text
        await self.keep(
            turn,
            facts.Answered(at_ms=now, turn=turn.number, text=text, start_ms=now, end_ms=now, skipped=True),
        )

    async def take_up_again(self, turn: TurnState) -> None:
        """Let `turn` be answered, or answered further: what was to be said after it never was."""
        self._passes.cancel(turn.number)
        await self._reopen(turn)
        self._send(messages.Stop(turn=turn.number + 1, taken_back=True))

    async def _reopen(self, turn: TurnState) -> None:
        await self._writing.keep()  # what comes after `turn` is taken back, and not to be written into anew
        await self._record.append(facts.Reopened(at_ms=self._now_ms(), turn=turn.number))
