"""The typed events of a live interview: what happened, never changed. state.py folds them.

Times are milliseconds from the interview's start (`at_ms`).
"""

import msgspec

from ..analysis.judgement import ContentJudgement, DeliveryMeasures, FramingNote
from ..interviewer.port import Move
from ..tailoring.tailoring import Tailoring
from ..transcript import Word


class Plan(msgspec.Struct, frozen=True):
    """What the candidate chose. In the record too: no database is needed while it runs."""

    interview_id: str
    candidate_id: str
    domain: str
    seniority: str
    minutes: int
    coaching: bool
    typing: bool
    language: str = "en"
    focus: tuple[str, ...] = ()
    tailoring: Tailoring = Tailoring()
    asked_before: tuple[str, ...] = ()  # slugs of past sessions
    standing: dict[str, float] = {}  # skill -> how sure past sessions are that it is a gap, 0 to 1
    coaching_lines: bool = False
    delivery_coaching: bool = True  # whether the candidate wants any, ever
    guest: bool = False

    @property
    def lines_on_delivery(self) -> bool:
        """Whether a line on how an answer was spoken may follow it; the coaching manner brings it along."""
        return self.delivery_coaching and (self.coaching_lines or self.coaching)


class Event(msgspec.Struct, frozen=True, tag_field="t"):
    at_ms: int


class Opened(Event, frozen=True, tag="opened"):
    plan: Plan
    started_unix_ms: int


class CameBack(Event, frozen=True, tag="came_back"):
    """Nobody had been there for `away_ms` until now; that is no time of the interview."""

    away_ms: int


class Said(Event, frozen=True, tag="said"):
    """The interviewer began turn `turn`. Recorded before the first word leaves, text follows in SaidText."""

    turn: int
    move: Move


class SaidText(Event, frozen=True, tag="said_text"):
    """The whole of what turn `turn` says; `heard` is cut by a barge-in."""

    turn: int
    text: str
    asked_by: str
    heard: bool = True  # False: interrupted, `text` is only what was heard
    shown: str = ""  # all that the page had of it by then, which is ahead of the voice


class PhraseAdded(Event, frozen=True, tag="phrase"):
    turn: int
    text: str
    start_ms: int
    end_ms: int


class Answered(Event, frozen=True, tag="answered"):
    """Answer `part` of turn `turn` is complete. Joined parts of one answer share the turn.

    `unfinished`: nobody ended it, but its ears began anew or its owner let go; if another comes, it goes on.
    """

    turn: int
    text: str
    start_ms: int
    end_ms: int
    typed: bool = False
    skipped: bool = False
    forced: bool = False
    unfinished: bool = False
    speech: tuple[tuple[int, int], ...] = ()


class Reopened(Event, frozen=True, tag="reopened"):
    """The candidate went on speaking: turn `turn` goes on, what was said after it was not heard."""

    turn: int


class WordsMeasured(Event, frozen=True, tag="words"):
    """The transcript of record of turn `turn`; `verbatim` when it was taken from the audio, ums and all."""

    turn: int
    words: tuple[Word, ...]
    verbatim: bool = False


class ContentJudged(Event, frozen=True, tag="content"):
    turn: int
    judgement: ContentJudgement
    about: str = ""  # the slug of the question that it was held against, where the turn asked none


class DeliveryMeasured(Event, frozen=True, tag="delivery"):
    turn: int
    measures: DeliveryMeasures


class FramingSeen(Event, frozen=True, tag="framing"):
    turn: int
    note: FramingNote


class CodeChanged(Event, frozen=True, tag="code"):
    turn: int
    code: str
    language: str


class Wrote(Event, frozen=True, tag="wrote"):
    """The candidate was typing an answer at `at_ms`, whatever became of it."""

    turn: int


class MomentTaken(Event, frozen=True, tag="moment"):
    """The candidate asked for a moment to think, or could not be heard; it lasts until they are heard."""

    turn: int


class CoachingShown(Event, frozen=True, tag="coaching"):
    turn: int
    line: str


class Degraded(Event, frozen=True, tag="degraded"):
    """A passage was not as it should be. `part` is interviewer, analyst, hearing or voice."""

    part: str
    reason: str


class UsageCounted(Event, frozen=True, tag="usage"):
    purpose: str
    model: str
    tokens_in: int
    tokens_out: int


class Ended(Event, frozen=True, tag="ended"):
    reason: str
    not_reached: tuple[str, ...] = ()


AnyEvent = (
    Opened
    | CameBack
    | Said
    | SaidText
    | PhraseAdded
    | Answered
    | Reopened
    | WordsMeasured
    | ContentJudged
    | DeliveryMeasured
    | FramingSeen
    | CodeChanged
    | Wrote
    | MomentTaken
    | CoachingShown
    | Degraded
    | UsageCounted
    | Ended
)

encode_event = msgspec.json.Encoder().encode
decode_event = msgspec.json.Decoder(AnyEvent).decode
