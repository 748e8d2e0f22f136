"""The state that a record's events fold into.

`State.apply` is the only fold: the owner keeps a State current with it, a new owner rebuilds one from the
stream with it, and flush writes rows from it.
"""

from typing import Any

import msgspec

from ..analysis.judgement import ContentJudgement, DeliveryMeasures, FramingNote
from ..bank.schema import Question
from ..interviewer.port import Move, MoveKind
from ..transcript import Word, run_on
from .facts import (
    Answered,
    AnyEvent,
    CameBack,
    CoachingShown,
    CodeChanged,
    ContentJudged,
    Degraded,
    DeliveryMeasured,
    Ended,
    FramingSeen,
    MomentTaken,
    Opened,
    PhraseAdded,
    Plan,
    Reopened,
    Said,
    SaidText,
    UsageCounted,
    WordsMeasured,
    Wrote,
)

NEW_QUESTION = (MoveKind.OPEN, MoveKind.QUESTION, MoveKind.MOVE_ON)
# Around a moment of writing; the code pad tells only when the keys have been still for a second.
WRITING_MS = 5_000


class TurnState(msgspec.Struct):
    number: int
    move: Move
    said_ms: int
    said: str = ""  # as far as it was heard
    asked_by: str = "local"
    heard: bool = True
    shown: str = ""  # what the page has of it, where that is more
    phrases: list[PhraseAdded] = []
    answered_phrases: int = 0  # how many of them are part of `answer`
    answer: str = ""
    parts: int = 0  # that `answer` was joined from
    answered: bool = False
    typed: bool = False
    skipped: bool = False
    forced: bool = False
    unfinished: bool = False  # nobody ended the part of `answer` that came last
    start_ms: int | None = None
    end_ms: int | None = None
    speech: list[tuple[int, int]] = []
    words: list[Word] = []
    verbatim: bool = False  # `words` were taken from the audio
    content: ContentJudgement | None = None
    about: str = ""  # the slug of the question that `content` is about, where the turn asked none
    delivery: DeliveryMeasures | None = None
    framing: FramingNote | None = None
    code: str = ""
    code_language: str = ""
    coaching: list[tuple[int, str]] = []
    excused: list[tuple[int, int]] = []  # (start_ms, end_ms) in which silence is no pause of the answer
    moment_ms: int | None = None  # when a moment was asked for that no speech has ended yet

    @property
    def spoken(self) -> bool:
        """Whether the answer is over and was spoken: by speaking it may be taken up again."""
        return self.answered and not (self.typed or self.skipped)

    @property
    def pending(self) -> list[PhraseAdded]:
        """What was heard since the answer began, or was taken up again."""
        return self.phrases[self.answered_phrases :]

    @property
    def pending_text(self) -> str:
        return run_on(*(phrase.text for phrase in self.pending))

    @property
    def asked(self) -> str:
        """All that the page has of what was said, heard or not: what counts as asked, and is repeated."""
        return self.shown or self.said

    def left_off(self, at_ms: int) -> Answered | None:
        """Return what keeps an unfinished answer as far as it was heard; None if there is nothing to keep."""
        pending = self.pending
        if self.answered or not (pending or self.answer):
            return None
        return Answered(
            at_ms=at_ms,
            turn=self.number,
            text=self.pending_text,
            start_ms=pending[0].start_ms if pending else self.start_ms or at_ms,
            end_ms=pending[-1].end_ms if pending else self.end_ms or at_ms,
            forced=bool(pending) or self.forced,
            speech=tuple((phrase.start_ms, phrase.end_ms) for phrase in pending),
        )


class Used(msgspec.Struct):
    """What a model took for one purpose, all calls together."""

    purpose: str
    model: str
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


class Head(msgspec.Struct):
    """All of the state but the turns: what readers that don't own the interview want to know at once."""

    plan: Plan | None = None
    started_unix_ms: int = 0
    last_at_ms: int = 0
    away_ms: int = 0  # of it, how long nobody was there
    turns: int = 0
    ended: bool = False
    end_reason: str = ""
    not_reached: tuple[str, ...] = ()
    degraded: list[Degraded] = []
    usage: list[Used] = []

    def add(self, usage: UsageCounted) -> None:
        """Add a call up: the head is written anew with each event, and stays small."""
        what = (usage.purpose, usage.model)
        used = next((used for used in self.usage if (used.purpose, used.model) == what), None)
        if used is None:
            used = Used(*what)
            self.usage.append(used)
        used.calls += 1
        used.tokens_in += usage.tokens_in
        used.tokens_out += usage.tokens_out


class State(msgspec.Struct):
    """The whole fold over a record."""

    head: Head = msgspec.field(default_factory=Head)
    turns: dict[int, TurnState] = {}

    def apply(self, event: AnyEvent) -> None:
        """Fold one event in."""
        self.head.last_at_ms = max(self.head.last_at_ms, event.at_ms)
        match event:
            case Opened(plan=plan, started_unix_ms=started):
                self.head.plan, self.head.started_unix_ms = plan, started
            case CameBack(away_ms=away_ms):
                self.head.away_ms += away_ms
            case Degraded():
                self.head.degraded.append(event)
            case UsageCounted():
                self.head.add(event)
            case Ended(reason=reason, not_reached=not_reached):
                self.head.ended, self.head.end_reason, self.head.not_reached = True, reason, not_reached
            case Said(turn=turn, move=move):
                self.turns[turn] = TurnState(number=turn, move=move, said_ms=event.at_ms)
                self.head.turns = max(self.head.turns, turn + 1)
            case _:
                if (turn_state := self.turns.get(event.turn)) is not None:
                    _fold_turn(turn_state, event)
                    if isinstance(event, Reopened):
                        self._forget_after(event.turn)

    def _forget_after(self, turn: int) -> None:
        """Drop the turns after `turn`: they were taken back before they were heard."""
        self.turns = {number: state for number, state in self.turns.items() if number <= turn}
        self.head.turns = turn + 1

    @property
    def plan(self) -> Plan:
        if self.head.plan is None:
            raise ValueError("the record has no opening event")
        return self.head.plan

    @property
    def current(self) -> TurnState | None:
        return self.turns.get(self.head.turns - 1)

    @property
    def asked(self) -> tuple[Question, ...]:
        """Return the questions in the order in which they were asked first."""
        asked = (turn.move.question for turn in self.turns.values())
        return tuple({question.slug: question for question in asked if question is not None}.values())

    def question_of(self, turn: TurnState) -> Question | None:
        """Return the question that a turn is about: the one that its answer goes back to, or that it asks."""
        back = next((question for question in self.asked if question.slug == turn.about), None)
        return back or turn.move.question

    @property
    def pad(self) -> tuple[str, str]:
        """Return code and language as they stand on the code pad; no language where none is open."""
        code = language = ""
        for turn in self.turns.values():
            if turn.move.kind in NEW_QUESTION and turn.move.question is not None:
                code, language = "", turn.move.question.code or ""
            if turn.code_language or turn.code:
                code, language = turn.code, turn.code_language or language
        return code, language

    @property
    def elapsed_ms(self) -> int:
        return self.head.last_at_ms


def _fold_turn(turn: TurnState, event: Any) -> None:
    match event:
        case SaidText():
            turn.said, turn.asked_by, turn.heard = event.text, event.asked_by, event.heard
            turn.shown = event.shown
        case PhraseAdded():
            _place(turn, event)
            if turn.moment_ms is not None and event.start_ms > turn.moment_ms:
                turn.excused.append((turn.moment_ms, event.start_ms))
                turn.moment_ms = None
        case Answered():
            if turn.end_ms is not None and event.start_ms > turn.end_ms:
                # It was taken for finished here: the interviewer's words, not a pause.
                turn.excused.append((turn.end_ms, event.start_ms))
            turn.moment_ms = None
            # Where it sounded finished a sentence has mostly ended: that stop stays.
            turn.answer = f"{turn.answer} {event.text}".strip()
            turn.parts += bool(event.text)
            turn.answered_phrases = len(turn.phrases)
            turn.answered, turn.skipped, turn.forced = True, event.skipped, event.forced
            turn.unfinished = event.unfinished
            turn.typed = turn.typed or event.typed
            turn.start_ms = event.start_ms if turn.start_ms is None else turn.start_ms
            turn.end_ms = event.end_ms
            turn.speech.extend(event.speech)
        case Reopened():
            # What was measured, was measured of a part of it.
            turn.answered, turn.words, turn.content, turn.delivery = False, [], None, None
            turn.about = ""
        case WordsMeasured():
            turn.words, turn.verbatim = list(event.words), event.verbatim
            turn.answer = " ".join(word.text.strip() for word in event.words) or turn.answer
        case ContentJudged():
            turn.content, turn.about = event.judgement, event.about
        case DeliveryMeasured():
            turn.delivery = event.measures
        case FramingSeen():
            turn.framing = event.note if turn.framing is None else turn.framing + event.note
        case CodeChanged():
            turn.code, turn.code_language = event.code, event.language
            _excuse_writing(turn, event.at_ms)
        case Wrote():
            _excuse_writing(turn, event.at_ms)
        case MomentTaken():
            turn.moment_ms = event.at_ms if turn.moment_ms is None else turn.moment_ms
        case CoachingShown():
            turn.coaching.append((event.at_ms, event.line))


def _place(turn: TurnState, phrase: PhraseAdded) -> None:
    """Put a phrase where it was said: one that is told again has better words, one that had none has some."""
    at = len(turn.phrases)
    while at > turn.answered_phrases and turn.phrases[at - 1].start_ms >= phrase.start_ms:
        at -= 1
    again = at < len(turn.phrases) and turn.phrases[at].start_ms == phrase.start_ms
    turn.phrases[at : at + again] = [phrase]


def _excuse_writing(turn: TurnState, at_ms: int) -> None:
    start_ms, end_ms = at_ms - WRITING_MS, at_ms + WRITING_MS
    if turn.excused and turn.excused[-1][0] <= start_ms <= turn.excused[-1][1]:
        start_ms, latest_ms = turn.excused.pop()
        end_ms = max(end_ms, latest_ms)
    turn.excused.append((start_ms, end_ms))


encode_head = msgspec.json.Encoder().encode
decode_head = msgspec.json.Decoder(Head).decode
