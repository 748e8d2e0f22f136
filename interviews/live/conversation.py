"""The conversation of one live interview: what was heard goes in, what the interviewer says goes out.

One owner runs it (live/room.py). Handlers never wait for a model: a reply is a task of its own, which the
next event may cancel. Everything that a candidate would miss is appended to the record before the page is
told.
"""

import asyncio
from collections.abc import Callable

from django.utils.translation import gettext as _

from ..analysis.judgement import FramingNote
from ..bank.schema import Question
from ..interviewer.port import Interviewer, Move, MoveKind
from ..speech.port import (
    AnswerCut,
    AudioBack,
    AudioLost,
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
from .coverage import Coverage
from .cut import cuts_in
from .floor import Ears, Floor
from .passes import Passes
from .quiet import move_due
from .record import Record
from .reply import Speaker
from .state import State, TurnState
from .writing import Writing

# The candidate who goes on within this time, or before this much was heard, had not finished: the
# interruption is taken back and both parts become one answer.
TAKE_BACK_MS = 2_500
TAKE_BACK_CHARACTERS = 40
# A reply that was only shown is not read and answered faster than this, nor faster than 40 ms a character.
SHOWN_MS = 1_200
READING_MS = 40


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
        self._send, self._now_ms, self._on_end = send, now_ms, on_end
        self._framing = framing
        self._silent_moves = 0
        self._answered_at_ms = 0
        self._went_on = False  # an answer that was over goes on, as the candidate spoke on
        self._audio_lost = False
        self._ending = False
        # What the page said since an answer was cut off whose last words are awaited: two seconds of it.
        self._held: list[messages.FromPage] = []

    @property
    def state(self) -> State:
        return self.record.state

    # --- beginning, going on, ending -------------------------------------------------------------------

    async def restore(self) -> None:
        """What the last owner heard of an answer is a part of it; these ears hear the rest."""
        current = self.state.current
        if current is not None and not self.state.head.ended:
            await self.answers.keep_part(current)

    def begin(self) -> None:
        """A new owner says the first words of a new interview, or goes on where the record stops."""
        self._measure_again()
        self.go_on()
        current = self.state.current
        if current is not None and not self.floor.taken:
            self.ears.expect_answer(question=current.move.question)

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
            self.floor.say_again(current.number, current.move, current.said)

    def _measure_again(self) -> None:
        """Run the passes of answers that the last owner completed but did not live to judge."""
        for turn in self.state.turns.values():
            unjudged = turn.content is None and turn.move.question is not None
            given = turn.answered and not turn.skipped and bool(turn.answer or turn.code)
            if given and (unjudged or turn.delivery is None):
                self.passes.start(turn)

    async def end(self, reason: str) -> None:
        """End the interview, whatever is going on, and keep what was being said. Safe to repeat."""
        if self._ending or self.state.head.ended:
            return
        await self._act_on_held()
        self._ending = True
        await self.floor.stop()
        await self.answers.keep_running()
        not_reached = self.agenda.not_reached()
        await self.record.append(facts.Ended(at_ms=self._now_ms(), reason=reason, not_reached=not_reached))

    async def keep_running(self) -> None:
        """Keep what was heard and written of an unfinished answer, so that it outlives this owner."""
        await self._act_on_held()
        await self.answers.keep_running()

    # --- what the ears say -----------------------------------------------------------------------------

    async def heard(self, event: ListenerEvent) -> None:
        if self._ending:
            return
        match event:
            case SpeechStarted():
                await self._speech_started()
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
                await self._act_on_held()
            case NothingHeard():
                await self._nothing_heard()
            case SilenceHeard(silence_ms=silence_ms):
                await self._silence(silence_ms)
            case AudioLost(reason=reason):
                self._audio_lost = True
                self._send(notices.AUDIO_SILENT if reason == "silent" else notices.AUDIO_STOPPED)
            case AudioBack():
                if self._audio_lost:
                    self._audio_lost = False
                    self._send(notices.AUDIO_BACK)
            case HearingFailed():
                await self.record.append(
                    facts.Degraded(
                        at_ms=self._now_ms(), part="hearing", reason="a passage was not understood"
                    )
                )
                self._send(notices.HEARING_FAILED)

    async def _speech_started(self) -> None:
        if self.floor.taken and not (self.floor.shown or self.floor.repeats):
            await self._spoken_before_first_word()
            return
        self._send(messages.Listening(state="speech"))
        turn = self.state.current
        if turn is None:
            return
        if not self.floor.taken:
            if self._cannot_have_read(turn):
                await self._take_back(self.state.turns.get(turn.number - 1))
            return
        repeated, shown = self.floor.repeats, self.floor.shown
        kept, by = await self.floor.stop()
        if repeated:  # all of it was heard before
            self._send(messages.Stop(turn=turn.number, keep=turn.said))
            self.ears.expect_answer(question=turn.move.question)
            return
        hardly_heard = len(kept) < min(TAKE_BACK_CHARACTERS, len(shown) // 2)
        went_on = self._now_ms() - self._answered_at_ms < TAKE_BACK_MS or hardly_heard
        if went_on and await self._take_back(self.state.turns.get(turn.number - 1)):
            return
        # With nothing heard of it there is no answer to take up again: what stands on the page was asked.
        kept = kept or shown
        await self.record.append(
            facts.SaidText(at_ms=self._now_ms(), turn=turn.number, text=kept, asked_by=by, heard=False)
        )
        self._send(messages.Stop(turn=turn.number, keep=kept))
        self.ears.expect_answer(question=turn.move.question)

    async def _spoken_before_first_word(self) -> None:
        """Who spoke last goes on, however late. A greeting or a remark is no answer to a question unseen."""
        turn = self.state.current
        if turn is not None and not turn.answered and not turn.said:  # its first word is what is awaited
            turn = self.state.turns.get(turn.number - 1)
        open_still = turn is not None and not turn.answered and self.floor.checks_in
        if turn is None or not (turn.spoken or open_still):
            self.ears.ignore_utterance()
            return
        self._send(messages.Listening(state="speech"))
        await self.floor.stop()
        if not await self._take_back(turn):
            await self.answers.take_up_again(turn)
            self.ears.expect_answer(question=turn.move.question)

    async def _take_back(self, turn: TurnState | None) -> bool:
        """Take a spoken answer for unfinished; return whether `turn` has one."""
        if turn is None or not turn.spoken:
            return False
        await self.answers.take_up_again(turn)
        self._went_on = not self.floor.checks_in  # a check-in comes in the middle of an answer
        self.ears.continue_answer()
        return True

    async def _nothing_heard(self) -> None:
        """It was no speech after all, but a noise: what it interrupted goes on."""
        turn = self.state.current
        if turn is None or turn.answered or self.floor.taken:
            return
        self._send(messages.Listening(state="waiting"))
        if turn.pending:
            return
        if turn.answer and self._went_on:
            await self.answers.keep_running()
            self.floor.say(None)
        elif not turn.heard:
            self.floor.say_again(turn.number, turn.move, "")

    def _cannot_have_read(self, turn: TurnState) -> bool:
        """Tell whether the reply came so lately that speech is no answer to it.

        A page without a voice shows it all at once, and its candidate is still at the question before.
        """
        since_ms = self._now_ms() - self._answered_at_ms
        return not turn.answered and since_ms < min(SHOWN_MS, len(turn.said) * READING_MS)

    async def _phrase(self, text: str, start_ms: int, end_ms: int) -> None:
        turn = self.state.current
        if turn is None or turn.answered or not text:
            return
        await self.record.append(
            facts.PhraseAdded(
                at_ms=self._now_ms(), turn=turn.number, text=text, start_ms=start_ms, end_ms=end_ms
            )
        )
        self._send(messages.Caption(turn=turn.number, text=text, start_ms=start_ms, end_ms=end_ms))
        self.coverage.warm(turn)

    async def _turn_ended(self, event: TurnEnded) -> None:
        turn = self.state.current
        if turn is None or turn.answered:
            return
        self._answered_at_ms = self._now_ms()
        answered = facts.Answered(
            at_ms=self._answered_at_ms,
            turn=turn.number,
            text=event.text,
            start_ms=event.start_ms,
            end_ms=event.end_ms,
            forced=event.forced,
            speech=event.speech,
        )
        await self.answers.keep(turn, answered)
        self._silent_moves = 0
        self.floor.commit(event.text)
        self.passes.start(turn, event)
        if note := self._framing(event.start_ms, event.end_ms):
            await self.record.append(facts.FramingSeen(at_ms=self._now_ms(), turn=turn.number, note=note))

    async def _silence(self, silence_ms: int) -> None:
        if self.floor.taken or self.state.head.ended:
            return
        if self.writing.last_ms is not None:  # who writes is busy answering
            silence_ms = min(silence_ms, self._now_ms() - self.writing.last_ms)
        move = move_due(self.state, silence_ms, made=self._silent_moves)
        if move is None:
            return
        self._silent_moves += 1
        if move is MoveKind.MOVE_ON:
            await self._skip()
        else:
            current = self.state.current
            question = current.move.question if current else None
            await self.answers.keep_running()  # a part of it may stand from before a repeat
            self.floor.say(Move(kind=move, question=question))

    # --- what the page says ----------------------------------------------------------------------------

    async def said_by_page(self, message: messages.FromPage) -> None:
        if self._ending:
            return
        if self._held:
            self._held.append(message)
        elif not self.floor.taken and cuts_in(message, self.state.current) and self.ears.cut_answer():
            self._held.append(message)
            self._send(messages.Listening(state="working"))
        else:
            await self._act_on(message)

    async def _act_on_held(self) -> None:
        """All words of the answer that was cut off are here: do what the page has asked for since."""
        held, self._held = self._held, []
        for message in held:
            await self._act_on(message)

    async def _act_on(self, message: messages.FromPage) -> None:
        match message:
            case messages.Typed():
                await self._typed(message)
            case messages.Writing():
                await self.writing.goes_on()
            case messages.Code(code=code, language=language, turn=number):
                turn = self.state.current if number is None else self.state.turns.get(number)
                if turn is not None:
                    await self.writing.code(turn, code, language)
            case messages.Heard(turn=number, characters=characters, finished=finished):
                self.floor.heard_to(number, characters, finished=finished)
            case messages.VoiceSettings(voice=voice, speed=speed):
                self.floor.speaker.configure(voice=voice, speed=speed)
            case messages.Control(action="skip" | "hint", turn=number) if self._is_past(number):
                pass
            case messages.Control(action=action):
                await self._control(action)
            case _:
                pass

    def _is_past(self, number: int | None) -> bool:
        """Tell whether a page that shows turn `number` has not seen the current one yet."""
        return number is not None and self.state.current is not None and number != self.state.current.number

    async def _typed(self, message: messages.Typed) -> None:
        turn, text = self.state.current, message.text.strip()
        if turn is None or self.state.head.ended:
            return
        if not text:
            self._send(
                messages.Error(code="empty", text=_("Nothing was typed yet; the question is still open."))
            )
            return
        if turn.answered or self._is_past(message.reply_to):
            self._send(notices.ALREADY_ANSWERED)
            return
        if self.floor.taken:
            await self.floor.stop_as_read()
        await self._written(turn, text, started_ms=message.started_ms)

    async def _written(self, turn: TurnState, text: str, *, started_ms: int = 0) -> None:
        """Keep an answer that was written, with what was said of it before; `text` is empty beside code."""
        now = self._now_ms()
        await self.answers.keep(
            turn,
            facts.Answered(
                at_ms=now,
                turn=turn.number,
                text=f"{turn.pending_text} {text}".strip(),
                start_ms=turn.pending[0].start_ms if turn.pending else max(0, now - started_ms),
                end_ms=now,
                typed=True,
            ),
        )
        self._silent_moves = 0
        self.floor.say(None)
        self.passes.start(turn)

    async def _done(self) -> None:
        """The candidate has finished: code may be all of an answer, or what they said before a repeat."""
        turn = self.state.current
        if self.floor.taken or self.ears.finish():
            return
        if turn is not None and not turn.answered and (turn.answer or turn.pending):
            await self.answers.keep_running()
            self._silent_moves = 0
            self.floor.say(None)
        elif turn is not None and not turn.answered and self.writing.code_of(turn).strip():
            await self._written(turn, "")
        else:
            self._send(notices.NOTHING_HEARD_YET)

    async def _control(self, action: str) -> None:
        match action:
            case "take_a_moment":
                self.ears.hold()
                self.floor.drop_draft()
                self._send(messages.Listening(state="moment"))
                turn = self.state.current
                if turn is not None and not turn.answered and turn.moment_ms is None:
                    await self.record.append(facts.MomentTaken(at_ms=self._now_ms(), turn=turn.number))
            case "repeat":
                await self._repeat()
            case "skip":
                await self._skip()
            case "done":
                await self._done()
            case "hint":
                turn = self.state.current
                if not self.floor.taken and turn is not None and not turn.answered and turn.move.question:
                    here = turn.move
                    await self.answers.keep_running()
                    self.floor.say(Move(MoveKind.HINT, question=here.question, key_point=here.key_point))
            case "end":
                self._on_end("by_candidate")
            case "coaching_on" | "coaching_off":
                self.passes.coaching = action == "coaching_on"
            case "mute" | "unmute":
                self.floor.speaker.muted = action == "mute"
            case _:
                pass

    async def _repeat(self) -> None:
        turn = self.state.current
        if turn is None or self.floor.taken or not turn.said:
            return
        move = turn.move
        if move.kind is MoveKind.CHECK_IN and move.question is not None:  # what they ask for stands before it
            await self.answers.keep_running()
            self.floor.say(Move(MoveKind.REPEAT, question=move.question, key_point=move.key_point))
        else:
            await self.answers.keep_part(turn)
            self._went_on = False
            self.floor.say_again(turn.number, move, turn.said)

    async def _skip(self) -> None:
        turn = self.state.current
        if turn is None or turn.answered or self.state.head.ended:
            return
        if self.floor.taken:
            await self.floor.stop_as_read()
        self.floor.drop_draft()
        if turn.answer:  # it was finished, and only taken up again
            await self.answers.keep_running()
        else:
            await self.answers.keep_skipped(turn)
        self.ears.interviewer_speaks()
        self.floor.say(None)

    async def close(self) -> None:
        """Cancel everything that this conversation owns; the record keeps the rest."""
        await self.floor.stop()
        await asyncio.sleep(0)  # a reply that is cancelled tells what it cost on its way out
        await self.passes.close()
        self.coverage.close()
