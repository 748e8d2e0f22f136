"""What the candidate does on the page: types, presses a button, writes code.

Who does it instead of speaking on has the last words of their answer waited for first.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ..interviewer.port import Move, MoveKind
from . import facts, messages, notices
from .answers import Answers
from .barge_in import BargeIn
from .floor import Ears, Floor
from .passes import Passes
from .quiet import Quiet
from .record import Record
from .state import State, TurnState
from .writing import Writing


def cuts_in(message: messages.FromPage, turn: TurnState | None) -> bool:
    """Tell whether this ends what was just being said in `turn`, the current one."""
    if turn is None or turn.answered:
        return False
    match message:
        case messages.Typed(text=text, reply_to=number):
            return bool(text.strip()) and number in (None, turn.number)
        case messages.Control(action="hint", turn=number):
            return turn.move.question is not None and number in (None, turn.number)
        case messages.Control(action="skip", turn=number):
            return number in (None, turn.number)
        case messages.Control(action="repeat"):
            return bool(turn.said)
        case _:
            return False


class Controls:
    def __init__(
        self,
        record: Record,
        *,
        floor: Floor,
        answers: Answers,
        writing: Writing,
        passes: Passes,
        ears: Ears,
        barge_in: BargeIn,
        quiet: Quiet,
        send: Callable[[messages.ToPage], None],
        now_ms: Callable[[], int],
        on_end: Callable[[str], None],
    ) -> None:
        self._record, self._floor, self._answers, self._writing = record, floor, answers, writing
        self._passes, self._ears, self._barge_in, self._quiet = passes, ears, barge_in, quiet
        self._send, self._now_ms, self._on_end = send, now_ms, on_end
        # What the page said since an answer was cut off whose last words are awaited: two seconds of it.
        self._held: list[messages.FromPage] = []

    @property
    def _state(self) -> State:
        return self._record.state

    async def take(self, message: messages.FromPage) -> None:
        """Do what a page asks for, at once or behind the last words of the answer that it cuts off."""
        if self._held:
            self._held.append(message)
        elif not self._floor.taken and cuts_in(message, self._state.current) and self._ears.cut_answer():
            self._held.append(message)
            self._send(messages.Listening(state="working"))
        else:
            await self._act_on(message)

    async def act_on_held(self) -> None:
        """All words of the answer that was cut off are here: do what the page has asked for since."""
        held, self._held = self._held, []
        for message in held:
            await self._act_on(message)

    async def _act_on(self, message: messages.FromPage) -> None:
        match message:
            case messages.Typed():
                await self._typed(message)
            case messages.Writing():
                await self._writing.goes_on()
            case messages.Code(code=code, language=language, turn=number):
                turn = self._state.current if number is None else self._state.turns.get(number)
                if turn is not None:
                    await self._writing.code(turn, code, language)
            case messages.Heard(turn=number, characters=characters, finished=finished):
                self._floor.heard_to(number, characters, finished=finished)
            case messages.VoiceSettings(voice=voice, speed=speed):
                self._floor.speaker.configure(voice=voice, speed=speed)
            case messages.Control(action="skip" | "hint", turn=number) if self._is_past(number):
                pass
            case messages.Control(action=action):
                await self._control(action)
            case _:
                pass

    def _is_past(self, number: int | None) -> bool:
        """Tell whether a page that shows turn `number` has not seen the current one yet."""
        current = self._state.current
        return number is not None and current is not None and number != current.number

    async def _typed(self, message: messages.Typed) -> None:
        turn, text = self._state.current, message.text.strip()
        if turn is None or self._state.head.ended:
            return
        if not text:
            self._send(
                messages.Error(
                    code="empty", text=_("Nothing has been typed yet; the question is still open.")
                )
            )
            return
        if turn.answered or self._is_past(message.reply_to):
            self._send(notices.ALREADY_ANSWERED)
            return
        if (before := await self._barge_in.wrote_on(message.started_ms)) is not None:
            turn = before
        elif self._floor.taken:
            await self._floor.stop_as_read()
        await self._written(turn, text, started_ms=message.started_ms)

    async def _written(self, turn: TurnState, text: str, *, started_ms: int = 0) -> None:
        """Keep an answer that was written, with what was said of it before; `text` is empty beside code."""
        now = self._now_ms()
        await self._answers.keep(
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
        self._quiet.broken()
        self._floor.say(None)
        self._passes.start(turn)

    async def _done(self) -> None:
        """The candidate has finished: code may be all of an answer, or what they said before a repeat."""
        turn = self._state.current
        if self._floor.taken or self._ears.finish():
            return
        if turn is not None and not turn.answered and (turn.answer or turn.pending):
            await self._answers.keep_running()
            self._quiet.broken()
            self._floor.say(None)
        elif turn is not None and not turn.answered and self._writing.code_of(turn).strip():
            await self._written(turn, "")
        else:
            self._send(notices.NOTHING_HEARD_YET)

    async def _control(self, action: str) -> None:
        match action:
            case "take_a_moment":
                await self._moment()
            case "repeat":
                await self._repeat()
            case "skip":
                await self.skip(asked=True)
            case "done":
                await self._done()
            case "hint":
                await self._hint()
            case "end":
                self._on_end("by_candidate")
            case "coaching_on" | "coaching_off":
                self._passes.coaching = action == "coaching_on"
            case "mute" | "unmute":
                self._floor.speaker.muted = action == "mute"
            case _:
                pass

    async def _moment(self) -> None:
        self._ears.hold()
        self._floor.drop_draft()
        self._send(messages.Listening(state="moment"))
        turn = self._state.current
        if turn is not None and not turn.answered and turn.moment_ms is None:
            await self._record.append(facts.MomentTaken(at_ms=self._now_ms(), turn=turn.number))

    async def _hint(self) -> None:
        turn = self._state.current
        if self._floor.taken or turn is None or turn.answered or turn.move.question is None:
            return
        move = turn.move
        await self._answers.keep_running()
        self._floor.say(Move(MoveKind.HINT, question=move.question, key_point=move.key_point))

    async def _repeat(self) -> None:
        turn = self._state.current
        if turn is None or self._floor.taken or not turn.said:
            return
        move = turn.move
        if move.kind is MoveKind.CHECK_IN and move.question is not None:  # what they ask for stands before it
            await self._answers.keep_running()
            self._floor.say(Move(MoveKind.REPEAT, question=move.question, key_point=move.key_point))
        else:
            await self._answers.keep_part(turn)
            self._barge_in.asked_again()
            self._floor.say_again(turn.number, move, turn.asked)

    async def skip(self, *, asked: bool) -> None:
        """Leave the question as it is and go on to the next: the candidate `asked` to, or said no more."""
        turn = self._state.current
        if turn is None or turn.answered or self._state.head.ended:
            return
        if self._floor.taken:
            await self._floor.stop_as_read()
        self._floor.drop_draft()
        if turn.answer and not (asked and turn.unfinished):  # finished, or no more of it came
            await self._answers.keep_running()
        else:
            await self._answers.keep_skipped(turn)
        self._ears.interviewer_speaks()
        self._floor.say(None)
