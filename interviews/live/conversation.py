"""The conversation of one live interview: what was heard goes in, what the interviewer says goes out.

One owner runs it (live/room.py). Handlers never wait for a model: a reply is a task of its own, which the
next event may cancel. Everything that a candidate would miss is appended to the record before the page is
told.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from ..bank.schema import Question
from ..interviewer import sequence
from ..interviewer.port import Exchange, Interviewer, Move, MoveKind, Situation
from ..speech.port import (
    AudioBack,
    AudioLost,
    HearingFailed,
    ListenerEvent,
    PhraseHeard,
    SilenceHeard,
    SpeechStarted,
    TurnEnded,
    TurnLikely,
    TurnResumed,
)
from . import facts, messages, notices
from .passes import Passes, Standing
from .record import Record
from .reply import Reply, Speaker

logger = logging.getLogger(__name__)

CHECK_IN_AFTER_MS = 45_000
MOVE_ON_AFTER_MS = 65_000
CHECK_INS_AT_MOST = 2
# The candidate who goes on within this time, or before this much was heard, had not finished: the
# interruption is taken back and both parts become one answer.
TAKE_BACK_MS = 2_500
TAKE_BACK_CHARACTERS = 40


class Ears(Protocol):
    """What the conversation asks of the listener (speech/listener.py)."""

    def expect_answer(self, *, question: Question | None) -> None:
        """An answer is awaited from now on; silence counts from here."""

    def interviewer_speaks(self) -> None:
        """Only sustained speech counts now, and it is a barge-in."""

    def continue_answer(self) -> None:
        """The turn that just ended goes on: judge its end with all that was said."""

    def hold(self) -> None:
        """The candidate takes a moment: no end of turn until they speak again."""

    def finish(self) -> bool:
        """End the running answer now (a TurnEnded follows). False when nothing was said."""


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
    ) -> None:
        self.record = record
        self.bank = bank
        self.passes = passes
        self.ears = ears
        self.speaker = speaker
        self._interviewer, self._local = interviewer, local
        self._send, self._now_ms, self._on_end = send, now_ms, on_end
        self._reply: Reply | None = None
        self._draft: Reply | None = None
        self._standing = Standing(passes)
        self._check_ins = 0
        self._ended_at_ms = 0
        self._heard_characters = 0
        self._audio_lost = False

    @property
    def state(self) -> facts.State:
        return self.record.state

    # --- beginning, going on, ending -------------------------------------------------------------------

    async def begin(self) -> None:
        """Say the first words of a new interview, or go on where the record stops."""
        current = self.state.current
        if current is None:
            self._start_reply(self._next_move())
        elif not current.said:
            # The last owner died while it spoke: nobody knows what was heard, so it is said again.
            self._start_reply(current.move, turn=current.number)
        elif current.answered:
            await self._measure_again()
            self._start_reply(self._next_move())
        else:
            self.ears.expect_answer(question=current.move.question)

    async def _measure_again(self) -> None:
        """Run the passes of answers that the last owner completed but did not live to judge."""
        for turn in list(self.state.turns.values()):
            if turn.answered and not turn.skipped and turn.answer and turn.content is None:
                self.passes.start_from_record(turn)

    async def end(self, reason: str) -> None:
        """End the interview, whatever is going on, and keep what was being said."""
        if self.state.head.ended:
            return
        await self._stop_reply()
        await self.keep_running_answer()
        asked = {turn.move.question.slug for turn in self.state.turns.values() if turn.move.question}
        planned = sequence.outline(self._sequence_plan(), self.bank)
        not_reached = tuple(slug for slug in planned if slug not in asked)
        await self.passes.drain()
        await self.record.append(
            facts.Ended(
                at_ms=self._now_ms(), reason=reason, not_reached=not_reached if self._ran_short() else ()
            )
        )
        self._on_end(reason)

    def _ran_short(self) -> bool:
        return self._now_ms() < self._length_ms() * 9 // 10

    async def keep_running_answer(self) -> None:
        """Append what was heard of an unfinished answer, so that it outlives this owner."""
        turn = self.state.current
        if turn is None or turn.answered or not turn.phrases:
            return
        await self._append_answer(
            turn,
            facts.Answered(
                at_ms=self._now_ms(),
                turn=turn.number,
                text=" ".join(phrase.text for phrase in turn.phrases),
                start_ms=turn.phrases[0].start_ms,
                end_ms=turn.phrases[-1].end_ms,
                forced=True,
            ),
        )
        self.passes.start_from_record(turn)

    # --- what the ears say -----------------------------------------------------------------------------

    async def heard(self, event: ListenerEvent) -> None:
        match event:
            case SpeechStarted():
                await self._speech_started()
            case PhraseHeard(text=text, start_ms=start_ms, end_ms=end_ms):
                await self._phrase(text, start_ms, end_ms)
            case TurnLikely(text=text):
                self._send(messages.Listening(state="thinking"))
                self._prepare(text)
            case TurnResumed():
                self._drop_draft()
                self._send(messages.Listening(state="speech"))
            case TurnEnded():
                await self._turn_ended(event)
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
        self._send(messages.Listening(state="speech"))
        reply, turn = self._reply, self.state.current
        if reply is None or turn is None:
            return
        # Before its first word is out, the turn that was just answered is still the current one.
        previous = turn if turn.answered else self.state.turns.get(turn.number - 1)
        kept = await self._stop_reply()
        went_on = self._now_ms() - self._ended_at_ms < TAKE_BACK_MS or len(kept) < TAKE_BACK_CHARACTERS
        if (
            went_on
            and previous is not None
            and previous.answered
            and not (previous.typed or previous.skipped)
        ):
            await self.record.append(facts.Reopened(at_ms=self._now_ms(), turn=previous.number))
            self.passes.cancel(previous.number)
            self._send(messages.Stop(turn=previous.number + 1))
            self.ears.continue_answer()
            return
        if turn.answered:
            return
        await self.record.append(
            facts.SaidText(
                at_ms=self._now_ms(), turn=turn.number, text=kept, asked_by=reply.said_by, heard=False
            )
        )
        self._send(messages.Stop(turn=turn.number, keep=kept))
        self.ears.expect_answer(question=turn.move.question)

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
        self._standing.warm(turn)

    async def _turn_ended(self, event: TurnEnded) -> None:
        turn = self.state.current
        if turn is None or turn.answered:
            return
        self._ended_at_ms = self._now_ms()
        answered = facts.Answered(
            at_ms=self._ended_at_ms,
            turn=turn.number,
            text=event.text,
            start_ms=event.start_ms,
            end_ms=event.end_ms,
            forced=event.forced,
            speech=event.speech,
        )
        joined = bool(turn.answer)
        await self._append_answer(turn, answered, joined=joined)
        self._check_ins = 0
        self._commit(event.text)
        self.passes.start(turn, event)

    async def _append_answer(
        self, turn: facts.TurnState, answered: facts.Answered, *, joined: bool = False
    ) -> None:
        event_id = await self.record.append(answered)
        self._send(
            messages.AnswerKept(
                turn=turn.number, text=turn.answer, last_id=event_id, joined=joined, forced=answered.forced
            )
        )

    async def _silence(self, silence_ms: int) -> None:
        if self._reply is not None or self.state.head.ended:
            return
        move = MoveKind.CHECK_IN if silence_ms < MOVE_ON_AFTER_MS else MoveKind.MOVE_ON
        if silence_ms < CHECK_IN_AFTER_MS or self._check_ins >= CHECK_INS_AT_MOST * 2:
            return
        last = self.state.current
        if move is MoveKind.CHECK_IN and last is not None and last.move.kind is MoveKind.CHECK_IN:
            return
        self._check_ins += 1
        if move is MoveKind.CHECK_IN:
            self._start_reply(Move(kind=move, question=last.move.question if last else None))
        else:
            await self._skip()

    # --- what the page says ----------------------------------------------------------------------------

    async def said_by_page(self, message: messages.FromPage) -> None:
        match message:
            case messages.Typed():
                await self._typed(message)
            case messages.Code(code=code, language=language):
                if (turn := self.state.current) is not None:
                    await self.record.append(
                        facts.CodeChanged(
                            at_ms=self._now_ms(), turn=turn.number, code=code, language=language
                        )
                    )
            case messages.Heard(turn=number, characters=characters, finished=finished):
                self._heard_to(number, characters, finished=finished)
            case messages.VoiceSettings(voice=voice, speed=speed):
                self.speaker.configure(voice=voice, speed=speed)
            case messages.Control(action=action):
                await self._control(action)
            case _:
                pass

    async def _typed(self, message: messages.Typed) -> None:
        turn, text = self.state.current, message.text.strip()
        if turn is None or self.state.head.ended:
            return
        if not text:
            self._send(
                messages.Error(code="empty", text="Nothing was typed yet; the question is still open.")
            )
            return
        if turn.answered or (message.reply_to is not None and message.reply_to != turn.number):
            self._send(notices.ALREADY_ANSWERED)
            return
        if self._reply is not None:
            await self._finish_reply_as_heard()
        now = self._now_ms()
        await self._append_answer(
            turn,
            facts.Answered(
                at_ms=now,
                turn=turn.number,
                text=text,
                start_ms=max(0, now - message.started_ms),
                end_ms=now,
                typed=True,
            ),
        )
        self._check_ins = 0
        self._drop_draft()
        self._start_reply(self._next_move())
        self.passes.start_from_record(turn)

    async def _control(self, action: str) -> None:
        match action:
            case "take_a_moment":
                self.ears.hold()
                self._drop_draft()
                self._send(messages.Listening(state="moment"))
            case "repeat":
                await self._repeat()
            case "skip":
                await self._skip()
            case "done":
                if self._reply is None and not self.ears.finish():
                    self._send(notices.NOTHING_HEARD_YET)
            case "hint":
                turn = self.state.current
                if self._reply is None and turn is not None and not turn.answered and turn.move.question:
                    self._start_reply(Move(kind=MoveKind.HINT, question=turn.move.question))
            case "end":
                await self.end("by_candidate")
            case "coaching_on" | "coaching_off":
                self.passes.coaching = action == "coaching_on"
            case "mute" | "unmute":
                self.speaker.muted = action == "mute"
            case _:
                pass

    async def _repeat(self) -> None:
        turn = self.state.current
        if turn is None or self._reply is not None or not turn.said:
            return
        self._start_reply(turn.move, turn=turn.number, text=turn.said)

    async def _skip(self) -> None:
        turn = self.state.current
        if turn is None or turn.answered or self.state.head.ended:
            return
        if self._reply is not None:
            await self._finish_reply_as_heard()
        self._drop_draft()
        now = self._now_ms()
        text = " ".join(phrase.text for phrase in turn.phrases)
        await self._append_answer(
            turn,
            facts.Answered(at_ms=now, turn=turn.number, text=text, start_ms=now, end_ms=now, skipped=True),
        )
        self.ears.interviewer_speaks()
        self._start_reply(self._next_move())

    # --- what the interviewer says ---------------------------------------------------------------------

    def _prepare(self, text: str) -> None:
        """Ask early, and hold the words until the turn is certain."""
        if self._reply is not None:
            return
        if self._draft is not None and self._draft.asked_for == text:
            return
        self._drop_draft()
        turn = self.state.current
        if turn is None or turn.answered:
            return
        self._draft = self._make_reply(None, answer_so_far=text)

    def _commit(self, text: str) -> None:
        """The turn is certain: let the held words go, or ask now."""
        draft, self._draft = self._draft, None
        if draft is not None and draft.asked_for == text and not draft.failed:
            self._release(draft)
            return
        if draft is not None:
            draft.cancel()
        self._start_reply(None)

    def _start_reply(self, move: Move | None, *, turn: int | None = None, text: str = "") -> None:
        self._drop_draft()
        self._release(self._make_reply(move, text=text), turn=turn)

    def _make_reply(self, move: Move | None, *, answer_so_far: str = "", text: str = "") -> Reply:
        async def situation() -> Situation:
            decided = move or await self._decide(answer_so_far)
            return self._situation(decided, answer_so_far)

        reply = Reply(self._interviewer, self._local, situation, asked_for=answer_so_far, text=text)
        reply.start()
        return reply

    def _release(self, reply: Reply, *, turn: int | None = None) -> None:
        if self._reply is not None:
            self._reply.cancel()
        self._reply = reply
        self._heard_characters = 0
        self.ears.interviewer_speaks()
        number = self.state.head.turns if turn is None else turn
        reply.deliver(self._deliver(reply, number, again=turn is not None))

    async def _deliver(self, reply: Reply, number: int, *, again: bool) -> None:
        """Relay a reply to the page, token by token, then wait for the answer."""
        move = await reply.move()
        if not (again and self.state.turns.get(number) is not None and self.state.turns[number].said):
            await self.record.append(facts.Said(at_ms=self._now_ms(), turn=number, move=move))
        question = move.question
        pad = question.code if question and move.kind in (MoveKind.OPEN, MoveKind.QUESTION) else ""
        self._send(messages.Saying(turn=number, kind=move.kind, code=pad or ""))
        self.speaker.begin(number)
        async for delta in reply.tokens():
            self._send(messages.Token(turn=number, text=delta))
            self.speaker.add(delta)
        for trouble in reply.troubles:
            await self.record.append(facts.Degraded(at_ms=self._now_ms(), part="interviewer", reason=trouble))
        if reply.troubles:
            self._send(notices.LOCAL_INTERVIEWER)
        for usage in reply.usage:
            await self.record.append(
                facts.UsageCounted(
                    at_ms=self._now_ms(),
                    purpose=usage.purpose,
                    model=usage.model,
                    tokens_in=usage.tokens_in,
                    tokens_out=usage.tokens_out,
                )
            )
        event_id = await self.record.append(
            facts.SaidText(at_ms=self._now_ms(), turn=number, text=reply.text, asked_by=reply.said_by)
        )
        self._send(messages.Said(turn=number, text=reply.text, by=reply.said_by, last_id=event_id))
        await self.speaker.finished()
        self._reply = None
        if move.kind is MoveKind.CLOSE:
            asyncio.get_running_loop().call_soon(lambda: self._on_end("completed"))
            return
        self.ears.expect_answer(question=question)
        self._send(messages.Listening(state="waiting"))

    async def _stop_reply(self) -> str:
        """Stop speaking and return what was heard of it."""
        self._drop_draft()
        reply, self._reply = self._reply, None
        if reply is None:
            return ""
        said_all = reply.text
        reply.cancel()
        heard = self.speaker.stop()
        characters = self._heard_characters if heard is None else heard
        return cut_at_word(said_all, characters)

    async def _finish_reply_as_heard(self) -> None:
        """The candidate answers in writing while the interviewer still speaks: they have read it all."""
        turn, reply = self.state.current, self._reply
        if turn is None or reply is None:
            return
        text = reply.text
        await self._stop_reply()
        if not turn.said:
            await self.record.append(
                facts.SaidText(at_ms=self._now_ms(), turn=turn.number, text=text, asked_by=reply.said_by)
            )
        self._send(messages.Stop(turn=turn.number, keep=text))

    def _drop_draft(self) -> None:
        if self._draft is not None:
            self._draft.cancel()
            self._draft = None

    def _heard_to(self, turn: int, characters: int, *, finished: bool) -> None:
        current = self.state.current
        if current is not None and current.number == turn:
            self._heard_characters = max(self._heard_characters, characters)
            self.speaker.page_heard(turn, characters, finished=finished)

    # --- what comes next -------------------------------------------------------------------------------

    def _next_move(self) -> Move | None:
        """None: decide when the reply is made, from the standing of the last answer."""
        return None

    async def _decide(self, answer_so_far: str) -> Move:
        standing = await self._standing.of(self.state.current, answer_so_far)
        return sequence.next_move(
            plan=self._sequence_plan(),
            exchanges=self._exchanges(answer_so_far, standing),
            bank=self.bank,
            elapsed_ms=self._now_ms(),
        )

    def _situation(self, move: Move, answer_so_far: str) -> Situation:
        plan = self.state.plan
        return Situation(
            domain=plan.domain,
            seniority=plan.seniority,
            coaching=plan.coaching,
            move=move,
            exchanges=self._exchanges(answer_so_far, None),
            elapsed_ms=self._now_ms(),
            length_ms=self._length_ms(),
            language=plan.language,
            tailoring=plan.tailoring,
            seed=self._seed(),
        )

    def _exchanges(self, answer_so_far: str, standing: facts.ContentJudgement | None) -> tuple[Exchange, ...]:
        exchanges = []
        for turn in self.state.turns.values():
            is_last = turn is self.state.current
            answer = turn.answer
            if is_last and not turn.answered and answer_so_far:
                answer = f"{turn.answer} {answer_so_far}".strip()
            exchanges.append(
                Exchange(
                    kind=turn.move.kind,
                    said=turn.said,
                    answer=answer,
                    question=turn.move.question,
                    key_point=turn.move.key_point,
                    content=turn.content or (standing if is_last else self._standing.last(turn.number)),
                    skipped=turn.skipped,
                    code=turn.code,
                )
            )
        return tuple(exchanges)

    def _sequence_plan(self) -> sequence.SequencePlan:
        plan = self.state.plan
        return sequence.SequencePlan(
            domain=plan.domain,
            seniority=plan.seniority,
            length_ms=self._length_ms(),
            focus=plan.focus,
            tailoring=plan.tailoring,
            asked_before=plan.asked_before,
            standing=plan.standing,
            seed=self._seed(),
        )

    def _seed(self) -> int:
        return int(self.state.plan.interview_id.replace("-", "")[:12], 16)

    def _length_ms(self) -> int:
        return self.state.plan.minutes * 60_000

    async def close(self) -> None:
        """Cancel everything that this conversation owns; the record keeps the rest."""
        await self._stop_reply()
        await self.passes.close()
        self._standing.close()


def cut_at_word(text: str, characters: int) -> str:
    """Return what was heard of `text` after `characters`: the word that was running counts as not heard."""
    if characters >= len(text):
        return text
    head = text[:characters]
    return head.rstrip() if text[characters].isspace() else head.rpartition(" ")[0].rstrip()
