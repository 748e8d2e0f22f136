"""The floor: the reply that is being said, and the one that is held in case the answer is over."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from ..bank.schema import Question
from ..interviewer.port import Interviewer, Move, MoveKind, Situation
from . import facts, messages, notices
from .agenda import Agenda
from .costs import Costs
from .record import Record
from .reply import Reply, Speaker
from .state import NEW_QUESTION, State

# How long a browser's voice takes to begin, and a character of its speech.
VOICE_BEGINS_MS, CHARACTER_MS = 400, 65


class Ears(Protocol):
    """What the conversation asks of the listener (speech/listener.py)."""

    def expect_answer(self, *, question: Question | None) -> None:
        """An answer is awaited from now on; silence counts from here."""

    def interviewer_speaks(self) -> None:
        """Only sustained speech counts now, and it is a barge-in."""

    def ignore_utterance(self) -> None:
        """What is being said is no answer, up to its next pause."""

    def continue_answer(self) -> None:
        """The turn that just ended goes on: judge its end with all that was said."""

    def cut_answer(self) -> bool:
        """Cut the running answer off; AnswerCut follows its last words. False when nothing was said."""

    def hold(self) -> None:
        """The candidate takes a moment: no end of turn until they speak again."""

    def candidate_writes(self) -> None:
        """The candidate writes, code or an answer: a pause is no end of turn while they do."""

    def finish(self) -> bool:
        """End the running answer now (a TurnEnded follows). False when nothing was said."""


class Floor:
    """What the interviewer says. Each reply is a task of its own, which the next event may cancel."""

    def __init__(
        self,
        record: Record,
        *,
        agenda: Agenda,
        interviewer: Interviewer,
        local: Interviewer,
        ears: Ears,
        speaker: Speaker,
        send: Callable[[messages.ToPage], None],
        now_ms: Callable[[], int],
        costs: Costs,
        on_close: Callable[[], None],
    ) -> None:
        self.record, self.agenda, self.ears, self.speaker = record, agenda, ears, speaker
        self._interviewer, self._local = interviewer, local
        self._send, self._now_ms, self._on_close = send, now_ms, on_close
        self._costs = costs
        self._told_of_budget = False
        self._reply: Reply | None = None
        self._draft: Reply | None = None
        self._heard_characters = 0
        self._began_ms = 0
        self.repeats = False  # what is being said was heard before, and is in the record
        self.checks_in = False  # it breaks a silence that nobody asked it to break

    @property
    def state(self) -> State:
        return self.record.state

    @property
    def taken(self) -> bool:
        """Whether the interviewer speaks, or is about to."""
        return self._reply is not None

    @property
    def shown(self) -> str:
        """What the page has got of the reply that is being said."""
        return self._reply.text if self._reply is not None else ""

    def prepare(self, answer_so_far: str) -> None:
        """Ask early, and hold the words until the turn is certain."""
        if self.taken or (self._draft is not None and self._draft.asked_for == answer_so_far):
            return
        self.drop_draft()
        turn = self.state.current
        if turn is not None and not turn.answered:
            self._draft = self._ask(None, answer_so_far=answer_so_far)

    def commit(self, answer: str) -> None:
        """The turn is certain: let the held words go, or ask now."""
        draft, self._draft = self._draft, None
        fits = draft is not None and draft.asked_for == answer and not draft.failed
        if draft is not None and fits and not self._knows_better():
            self._take(draft)
            return
        if draft is not None:
            draft.cancel()
        self.say(None)

    def _knows_better(self) -> bool:
        """Tell whether a draft was decided before all of the answer was judged, and another costs no call."""
        return not self._interviewer.remote and self.agenda.has_caught_up

    def say(self, move: Move | None) -> None:
        """Say something now; without a move, whatever the agenda has next."""
        self.drop_draft()
        self._take(self._ask(move))
        self.checks_in = move is not None and move.kind is MoveKind.CHECK_IN

    def say_again(self, number: int, move: Move, text: str) -> None:
        """Say turn `number`, which is already in the record: `text` as it was, or anew where it was lost."""
        self.drop_draft()
        self._take(self._ask(move, text=text, before=number), number=number)

    def drop_draft(self) -> None:
        if self._draft is not None:
            self._draft.cancel()
            self._draft = None

    async def stop(self) -> tuple[str, str]:
        """Stop speaking; return what was heard of it, and who had been asked."""
        self.drop_draft()
        reply, self._reply = self._reply, None
        if reply is None:
            return "", ""
        said_all = reply.text
        reply.cancel()
        heard = self.speaker.stop()
        if heard is None:
            # Some voices of browsers tell nothing until a sentence is through.
            spoken_ms = self._now_ms() - self._began_ms - VOICE_BEGINS_MS
            heard = self._heard_characters or max(0, spoken_ms // CHARACTER_MS)
        return cut_at_word(said_all, heard), reply.said_by

    async def stop_as_read(self) -> None:
        """Stop speaking; the candidate answers in writing, so they have read it all."""
        turn, reply = self.state.current, self._reply
        if turn is None or reply is None:
            return
        text = reply.text
        await self.stop()
        if not turn.said:
            await self._record_said(turn.number, text, reply.said_by)
        self._send(messages.Stop(turn=turn.number, keep=text))

    def heard_to(self, turn: int, characters: int, *, finished: bool) -> None:
        """The page has spoken this far."""
        current = self.state.current
        if current is not None and current.number == turn:
            self._heard_characters = max(self._heard_characters, characters)
            self.speaker.page_heard(turn, characters, finished=finished)

    # --- one reply -------------------------------------------------------------------------------------

    def _ask(
        self, move: Move | None, *, answer_so_far: str = "", text: str = "", before: int | None = None
    ) -> Reply:
        async def situation() -> Situation:
            decided = move or await self.agenda.next_move(answer_so_far)
            return self.agenda.situation(decided, answer_so_far, before=before)

        reply = Reply(
            self._interviewer,
            self._local,
            situation,
            used=self._costs.add,
            asked_for=answer_so_far,
            text=text,
        )
        reply.start()
        return reply

    def _take(self, reply: Reply, *, number: int | None = None) -> None:
        if self._reply is not None:
            self._reply.cancel()
        self._reply = reply
        self.repeats = number is not None and bool(self.state.turns[number].said)
        self.checks_in = False
        self._heard_characters = 0
        self.ears.interviewer_speaks()
        reply.deliver(self._deliver(reply, number), on_crash=self._crashed)

    def _crashed(self) -> None:
        """A fault of ours: the candidate is told, and can go on."""
        self._reply = None
        self._send(notices.INTERVIEWER_STUCK)
        self.ears.expect_answer(question=None)

    async def _deliver(self, reply: Reply, number: int | None) -> None:
        """Relay a reply to the page, token by token, then wait for the answer."""
        move = await reply.move()
        if number is None:
            number = self.state.head.turns
            await self.record.append(facts.Said(at_ms=self._now_ms(), turn=number, move=move))
        question = move.question
        wants_pad = question is not None and move.kind in NEW_QUESTION
        code = question.code or "" if question is not None and wants_pad else ""
        self.speaker.begin(number)
        by_page = self.speaker.by_page
        self._send(messages.Saying(turn=number, kind=move.kind, code=code, by_page=by_page))
        self._began_ms = self._now_ms()
        async for delta in reply.tokens():
            self._send(messages.Token(turn=number, text=delta))
            self.speaker.add(delta)
        if question is not None:
            self.agenda.prepare(question)  # not before: it would take time from the first word
        await self._record_troubles(reply)
        await self._record_said(number, reply.text, reply.said_by)
        self._send(messages.Said(turn=number, text=reply.text, by=reply.said_by))
        await self.speaker.finished()
        self._reply = None
        if move.kind is MoveKind.CLOSE:
            asyncio.get_running_loop().call_soon(self._on_close)
            return
        self.ears.expect_answer(question=question)
        self._send(messages.Listening(state="waiting"))

    async def _record_said(self, number: int, text: str, by: str) -> None:
        await self.record.append(facts.SaidText(at_ms=self._now_ms(), turn=number, text=text, asked_by=by))

    async def _record_troubles(self, reply: Reply) -> None:
        """Record what went wrong on its way, and tell the candidate who speaks in whose place."""
        for trouble in reply.troubles:
            reason = trouble[:300]
            await self.record.append(facts.Degraded(at_ms=self._now_ms(), part="interviewer", reason=reason))
            if not reply.out_of_budget:
                self._send(notices.LOCAL_INTERVIEWER)
            elif not self._told_of_budget:
                self._told_of_budget = True
                self._send(notices.OUT_OF_BUDGET)


def cut_at_word(text: str, characters: int) -> str:
    """Return what was heard of `text` after `characters`: the word that was running counts as not heard."""
    if characters >= len(text):
        return text
    head = text[:characters]
    return head.rstrip() if text[characters].isspace() else head.rpartition(" ")[0].rstrip()
