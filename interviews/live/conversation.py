"""The conversation of one live interview: what was heard goes in, what the interviewer says goes out.

One owner runs it (live/room.py). Handlers never wait for a model: a reply is a task of its own, which the
next event may cancel. Everything that a candidate would miss is appended to the record before the page is
told.
"""

import asyncio
from collections.abc import Callable

from ..analysis.judgement import FramingNote
from ..bank.schema import Question
from ..interviewer.port import Interviewer, Move, MoveKind
from ..speech.port import (
    AnswerCut,
    AudioBack,
    AudioLost,
    AudioMissing,
    HearingFailed,
    ListenerEvent,
    NothingHeard,
    PhraseHeard,
    SilenceHeard,
    SpeechStarted,
    TurnEnded,
    TurnLikely,
    TurnResumed,
)
from . import facts, messages, notices
from .agenda import Agenda
from .answers import Answers
from .barge_in import BargeIn
from .controls import Controls
from .coverage import Coverage
from .floor import Ears, Floor
from .passes import Passes
from .quiet import Quiet
from .record import Record
from .reply import Speaker
from .state import State
from .writing import Writing


class Conversation:
    """Everything between two lines of the transcript. Events come in through `heard` and `said_by_page`,
    one at a time; `send` gives a message to whichever page is attached."""

    def __init__(
        self,
        record: Record,
        *,
        bank: tuple[Question, ...],
        interviewer: Interviewer,
        local: Interviewer,
        passes: Passes,
        ears: Ears,
        speaker: Speaker,
        send: Callable[[messages.ToPage], None],
        now_ms: Callable[[], int],
        on_end: Callable[[str], None],
        framing: Callable[[int, int], FramingNote | None],
    ) -> None:
        self.record = record
        self.passes = passes
        self.ears = ears
        self.writing = Writing(record, ears, now_ms)
        self.answers = Answers(record, passes, self.writing, send=send, now_ms=now_ms)
        self.coverage = Coverage(record, passes.local)
        self.agenda = Agenda(record, bank, self.coverage, now_ms)
        self.floor = Floor(
            record,
            agenda=self.agenda,
            interviewer=interviewer,
            local=local,
            ears=ears,
            speaker=speaker,
            send=send,
            now_ms=now_ms,
            costs=passes.costs,
            on_close=lambda: on_end("completed"),
        )
        self.quiet = Quiet()
        self.barge_in = BargeIn(
            record, floor=self.floor, answers=self.answers, ears=ears, send=send, now_ms=now_ms
        )
        self.controls = Controls(
            record,
            floor=self.floor,
            answers=self.answers,
            writing=self.writing,
            passes=passes,
            ears=ears,
            barge_in=self.barge_in,
            quiet=self.quiet,
            send=send,
            now_ms=now_ms,
            on_end=on_end,
        )
        self._send, self._now_ms, self._on_end = send, now_ms, on_end
        self._framing = framing
        self._audio_lost = False
        self._ending = False

    @property
    def state(self) -> State:
        return self.record.state

    # --- beginning, going on, ending -------------------------------------------------------------------

    async def restore(self) -> None:
        """What the last owner heard of an answer is a part of it; these ears hear the rest."""
        current = self.state.current
        if current is not None and not self.state.head.ended:
            await self.answers.go_on(current)

    def begin(self) -> None:
        """A new owner says the first words of a new interview, or goes on where the record stops."""
        self._measure_again()
        self.go_on()
        current = self.state.current
        if current is not None and not self.floor.taken:
            self.ears.expect_answer(question=current.move.question)
            if current.answer and not current.answered and not self.state.plan.typing:
                self._send(notices.NOT_HEARD)  # nobody had ears between two owners

    def go_on(self) -> None:
        """Say what is due, now that there is a page to say it to."""
        current = self.state.current
        if self._ending:
            return
        over = current is not None and current.move.kind is MoveKind.CLOSE and bool(current.said)
        if self.state.head.ended or over:
            self._on_end(self.state.head.end_reason or "completed")
        elif current is None or current.answered:
            if not self.floor.taken:
                self.floor.say(None)
        elif self.floor.taken or not current.said:
            # It was being said to a page, or by an owner, that has gone: nobody knows what was heard.
            self.floor.say_again(current.number, current.move, current.asked)

    def _measure_again(self) -> None:
        """Run the passes of answers that the last owner completed but did not live to judge."""
        for turn in self.state.turns.values():
            given = turn.answered and not turn.skipped and bool(turn.answer or turn.code)
            # What was said at the end and speaks to no question is judged again: nothing tells that it was.
            if given and (turn.content is None or turn.delivery is None):
                self.passes.start(turn)

    async def end(self, reason: str) -> None:
        """End the interview, whatever is going on, and keep what was being said. Safe to repeat."""
        if self._ending or self.state.head.ended:
            return
        await self.controls.act_on_held()
        self._ending = True
        await self.floor.stop()
        await self.answers.keep_running()
        not_reached = self.agenda.not_reached()
        await self.record.append(facts.Ended(at_ms=self._now_ms(), reason=reason, not_reached=not_reached))

    async def keep_running(self) -> None:
        """Keep what was heard and written of an unfinished answer, so that it outlives this owner."""
        await self.controls.act_on_held()
        await self.answers.keep_running(unfinished=True)

    # --- what the ears say -----------------------------------------------------------------------------

    async def heard(self, event: ListenerEvent) -> None:
        if self._ending:
            return
        match event:
            case SpeechStarted():
                await self.barge_in.speech_started()
            case PhraseHeard(text=text, start_ms=start_ms, end_ms=end_ms):
                await self._phrase(text, start_ms, end_ms)
            case TurnLikely(text=text):
                self._send(messages.Listening(state="thinking"))
                self.floor.prepare(text)
            case TurnResumed():
                self.floor.drop_draft()
                self._send(messages.Listening(state="speech"))
            case TurnEnded():
                await self._turn_ended(event)
            case AnswerCut():
                await self.controls.act_on_held()
            case NothingHeard():
                await self.barge_in.nothing_heard()
            case SilenceHeard(silence_ms=silence_ms):
                await self._silence(silence_ms)
            case AudioLost(reason=reason):
                self._audio_lost = True
                self._send(notices.AUDIO_SILENT if reason == "silent" else notices.AUDIO_STOPPED)
            case AudioBack():
                if self._audio_lost:
                    self._audio_lost = False
                    self._send(notices.AUDIO_BACK)
            case AudioMissing(start_ms=start_ms):
                await self._missing(start_ms)
            case HearingFailed():
                await self.record.append(
                    facts.Degraded(
                        at_ms=self._now_ms(), part="hearing", reason="a passage was not understood"
                    )
                )
                self._send(notices.HEARING_FAILED)

    async def _missing(self, start_ms: int) -> None:
        turn = self.state.current
        if turn is None or turn.answered or self.floor.taken:
            return
        if turn.moment_ms is None:
            await self.record.append(facts.MomentTaken(at_ms=start_ms, turn=turn.number))
        # The answer that an earlier gap began in is over: written meanwhile, or given up after minutes.
        self._send(notices.NOT_HEARD if start_ms >= turn.said_ms else notices.AUDIO_BACK)

    async def _phrase(self, text: str, start_ms: int, end_ms: int) -> None:
        turn = self.state.current
        if turn is None or turn.answered:
            return
        told_again = bool(turn.pending) and start_ms <= turn.pending[-1].start_ms
        await self.record.append(
            facts.PhraseAdded(
                at_ms=self._now_ms(), turn=turn.number, text=text, start_ms=start_ms, end_ms=end_ms
            )
        )
        self._send(messages.Caption(turn=turn.number, text=text, start_ms=start_ms, end_ms=end_ms))
        if not told_again:  # else the next phrase would find the judge busy with the ones before it
            self.coverage.warm(turn)

    async def _turn_ended(self, event: TurnEnded) -> None:
        turn = self.state.current
        if turn is None or turn.answered:
            return
        now = self._now_ms()
        self.barge_in.answered(now)
        answered = facts.Answered(
            at_ms=now,
            turn=turn.number,
            text=event.text,
            start_ms=event.start_ms,
            end_ms=event.end_ms,
            forced=event.forced,
            speech=event.speech,
        )
        await self.answers.keep(turn, answered)
        self.quiet.broken()
        self.floor.commit(event.text)
        self.passes.start(turn, event)
        if note := self._framing(event.start_ms, event.end_ms):
            await self.record.append(facts.FramingSeen(at_ms=self._now_ms(), turn=turn.number, note=note))

    async def _silence(self, silence_ms: int) -> None:
        if self.floor.taken or self.state.head.ended:
            return
        if self.writing.last_ms is not None:  # who writes is busy answering
            silence_ms = min(silence_ms, self._now_ms() - self.writing.last_ms)
        move = self.quiet.move_due(self.state, silence_ms)
        if move is MoveKind.MOVE_ON:
            await self.controls.skip(asked=False)
        elif move is not None:
            current = self.state.current
            question = current.move.question if current else None
            await self.answers.keep_running()  # a part of it may stand from before a repeat
            self.floor.say(Move(kind=move, question=question))

    # --- what the page says ----------------------------------------------------------------------------

    async def said_by_page(self, message: messages.FromPage) -> None:
        if not self._ending:
            await self.controls.take(message)

    async def close(self) -> None:
        """Cancel everything that this conversation owns; the record keeps the rest."""
        await self.floor.stop()
        await asyncio.sleep(0)  # a reply that is cancelled tells what it cost on its way out
        await self.passes.close()
        self.coverage.close()
