"""Barge-in: the candidate speaks while the interviewer does, or before what was said can have been taken in.

It is an answer, or the rest of the one before: then the interruption is taken back, and both parts are one.
"""

from collections.abc import Callable

from . import facts, messages
from .answers import Answers
from .floor import Ears, Floor
from .record import Record
from .state import State, TurnState

# The candidate who goes on within this time, or before this much was heard, had not finished: the
# interruption is taken back and both parts become one answer.
TAKE_BACK_MS = 2_500
TAKE_BACK_CHARACTERS = 40
# A reply that was only shown is not read and answered faster than this, nor faster than 40 ms a character.
SHOWN_MS = 1_200
READING_MS = 40


class BargeIn:
    def __init__(
        self,
        record: Record,
        *,
        floor: Floor,
        answers: Answers,
        ears: Ears,
        send: Callable[[messages.ToPage], None],
        now_ms: Callable[[], int],
    ) -> None:
        self._record, self._floor, self._answers, self._ears = record, floor, answers, ears
        self._send, self._now_ms = send, now_ms
        self._answered_at_ms = 0
        self._went_on = False  # an answer that was over goes on, as the candidate spoke on

    @property
    def _state(self) -> State:
        return self._record.state

    def answered(self, at_ms: int) -> None:
        """An answer is over; who speaks soon after it may be going on."""
        self._answered_at_ms = at_ms

    def asked_again(self) -> None:
        """The question is put once more: nothing of what was said before it goes on by itself."""
        self._went_on = False

    async def speech_started(self) -> None:
        """Somebody speaks: stop what the interviewer says, and find out which turn it belongs to."""
        if self._floor.taken and not (self._floor.shown or self._floor.repeats):
            await self._spoken_before_first_word()
            return
        self._send(messages.Listening(state="speech"))
        turn = self._state.current
        if turn is None:
            return
        if not self._floor.taken:
            if self._cannot_have_read(turn):
                await self._take_back(self._state.turns.get(turn.number - 1))
            return
        repeated, shown = self._floor.repeats, self._floor.shown
        heard, by = await self._floor.stop()
        if repeated:  # all of it was heard before
            self._send(messages.Stop(turn=turn.number, keep=turn.asked))
            self._ears.expect_answer(question=turn.move.question)
            return
        hardly_heard = len(heard) < min(TAKE_BACK_CHARACTERS, len(shown) // 2)
        went_on = self._now_ms() - self._answered_at_ms < TAKE_BACK_MS or hardly_heard
        if went_on and await self._take_back(self._state.turns.get(turn.number - 1)):
            return
        # With nothing heard of it there is no answer to take up again: what stands on the page was asked.
        # It stays there whole, ahead of the voice: who speaks into it may have read on.
        text = heard or shown
        await self._record.append(
            facts.SaidText(
                at_ms=self._now_ms(), turn=turn.number, text=text, asked_by=by, heard=False, shown=shown
            )
        )
        self._send(messages.Stop(turn=turn.number, keep=shown, heard=text))
        self._ears.expect_answer(question=turn.move.question)

    async def _spoken_before_first_word(self) -> None:
        """Who spoke last goes on, however late. A greeting or a remark is no answer to a question unseen."""
        turn = self._state.current
        if turn is not None and not turn.answered and not turn.said:  # its first word is what is awaited
            turn = self._state.turns.get(turn.number - 1)
        open_still = turn is not None and not turn.answered and self._floor.checks_in
        if turn is None or not (turn.spoken or open_still):
            self._ears.ignore_utterance()
            return
        self._send(messages.Listening(state="speech"))
        await self._floor.stop()
        if not await self._take_back(turn):
            await self._answers.take_up_again(turn)
            self._ears.expect_answer(question=turn.move.question)

    async def wrote_on(self, started_ms: int) -> TurnState | None:
        """Take the reply back to what was begun in writing before it, and return the turn that goes on.

        Who types a part of an answer and speaks the rest had not finished when the spoken part was over.
        `started_ms` ago the first key was pressed.
        """
        turn = self._state.current
        begun_before = self._now_ms() - started_ms < self._answered_at_ms
        if turn is None or not begun_before or not self._floor.taken or self._floor.repeats:
            return None
        before = self._state.turns.get(turn.number - 1)
        if before is None or not before.spoken:
            return None
        await self._floor.stop()
        await self._take_back(before)
        return before

    async def _take_back(self, turn: TurnState | None) -> bool:
        """Take a spoken answer for unfinished; return whether `turn` has one."""
        if turn is None or not turn.spoken:
            return False
        await self._answers.take_up_again(turn)
        self._went_on = not self._floor.checks_in  # a check-in comes in the middle of an answer
        self._ears.continue_answer()
        return True

    async def nothing_heard(self) -> None:
        """It was no speech after all, but a noise: what it interrupted goes on."""
        turn = self._state.current
        if turn is None or turn.answered or self._floor.taken:
            return
        self._send(messages.Listening(state="waiting"))
        if turn.pending:
            return
        if turn.answer and self._went_on:
            await self._answers.keep_running()
            self._floor.say(None)
        elif not turn.heard:
            self._floor.say_again(turn.number, turn.move, "")

    def _cannot_have_read(self, turn: TurnState) -> bool:
        """Tell whether the reply came so lately that speech is no answer to it.

        A page without a voice shows it all at once, and its candidate is still at the question before.
        """
        since_ms = self._now_ms() - self._answered_at_ms
        return not turn.answered and since_ms < min(SHOWN_MS, len(turn.said) * READING_MS)
