"""The messages between the room's page and its consumer: a closed set, bounded, each with a `type`."""

from typing import Annotated

import msgspec
from msgspec import Meta

from ..columns import CODE_LANGUAGE_LENGTH

MAX_MESSAGE_BYTES = 128 * 1024
# A burst that a person's typing and a browser's ICE gathering stay well below.
MAX_MESSAGES_PER_10_S = 200

ShortText = Annotated[str, Meta(max_length=200)]
AnswerText = Annotated[str, Meta(max_length=20_000)]
CodeText = Annotated[str, Meta(max_length=50_000)]
SdpText = Annotated[str, Meta(max_length=100_000)]


class Message(msgspec.Struct, frozen=True, tag_field="type", forbid_unknown_fields=True):
    pass


# --- from the page ------------------------------------------------------------------------------------


class Join(Message, frozen=True, tag="join"):
    """First of all."""


class Offer(Message, frozen=True, tag="offer"):
    sdp: SdpText


class Candidate(Message, frozen=True, tag="candidate"):
    """A trickled ICE candidate; an empty one says that there are no more."""

    candidate: Annotated[str, Meta(max_length=2_000)] = ""
    sdp_mid: ShortText | None = None
    sdp_mline_index: int | None = None


class Typed(Message, frozen=True, tag="typed"):
    """An answer typed instead of spoken, complete. `started_ms` ago the first key was pressed."""

    text: AnswerText
    started_ms: Annotated[int, Meta(ge=0, le=3_600_000)] = 0
    reply_to: Annotated[int, Meta(ge=0)] | None = None


class Writing(Message, frozen=True, tag="writing"):
    """The candidate is typing an answer: no silence. Sent every few seconds at most."""


class Code(Message, frozen=True, tag="code"):
    """What stands on the code pad. `turn` is the one that it was written in, when another may have begun."""

    code: CodeText
    language: Annotated[str, Meta(max_length=CODE_LANGUAGE_LENGTH)] = ""
    turn: Annotated[int, Meta(ge=0)] | None = None


class Control(Message, frozen=True, tag="control"):
    """A button: take_a_moment, repeat, skip, done, hint, end, coaching_on, coaching_off, mute, unmute.

    `turn` is the one that the page showed: a question that came in between is not skipped unread.
    """

    action: Annotated[
        str,
        Meta(pattern="^(take_a_moment|repeat|skip|done|hint|end|coaching_on|coaching_off|mute|unmute)$"),
    ]
    turn: Annotated[int, Meta(ge=0)] | None = None


class Heard(Message, frozen=True, tag="heard"):
    """How far the page has got in speaking turn `turn`: characters said, and whether it is through."""

    turn: Annotated[int, Meta(ge=0)]
    characters: Annotated[int, Meta(ge=0)]
    finished: bool = False


class VoiceSettings(Message, frozen=True, tag="voice_settings"):
    voice: ShortText = ""
    speed: Annotated[float, Meta(ge=0.5, le=2.0)] = 1.0


class Ping(Message, frozen=True, tag="ping"):
    sent: float = 0


FromPage = Join | Offer | Candidate | Typed | Writing | Code | Control | Heard | VoiceSettings | Ping


# --- to the page --------------------------------------------------------------------------------------


class TurnSeen(msgspec.Struct, frozen=True):
    """A turn as a page that joins needs it."""

    number: int
    kind: str
    said: str  # all that the page had of it
    answer: str
    answered: bool
    skipped: bool
    code: str = ""
    code_language: str = ""
    heard: str = ""  # of what was said, for the transcript, where that is less


class Caption(Message, frozen=True, tag="caption"):
    """A phrase of the running answer; told again, from the same `start_ms`, it has better words."""

    turn: int
    text: str
    start_ms: int
    end_ms: int


class Welcome(Message, frozen=True, tag="welcome"):
    turns: tuple[TurnSeen, ...]
    elapsed_ms: int
    length_ms: int
    voices: tuple[str, ...]  # of the server to choose from; empty when the page speaks
    ice_servers: tuple[dict[str, object], ...]
    typing: bool
    coaching_lines: bool = False
    kept: str = ""  # of the running answer, and the phrases that were heard since
    captions: tuple[Caption, ...] = ()
    pad_code: str = ""  # the newest code since a question opened the pad
    pad_language: str = ""  # empty when no pad is open
    peer: bool = False  # the sound connection of this page still stands


class Answer(Message, frozen=True, tag="answer"):
    sdp: str


class Saying(Message, frozen=True, tag="saying"):
    """The interviewer begins turn `turn`."""

    turn: int
    kind: str
    code: str = ""  # a code pad in this language is wanted
    by_page: bool = True  # the page speaks it; else its sound comes over the peer connection


class Token(Message, frozen=True, tag="token"):
    turn: int
    text: str


class Said(Message, frozen=True, tag="said"):
    """All of turn `turn` has been sent."""

    turn: int
    text: str
    by: str


class Stop(Message, frozen=True, tag="stop"):
    """Stop speaking turn `turn`: the candidate speaks. `keep` is what stays of its text before their eyes,
    `heard` what goes into the transcript, where that is less.

    `taken_back`: it was never asked; the answer to the turn before goes on.
    """

    turn: int
    keep: str = ""
    heard: str = ""
    taken_back: bool = False


class SpeakYourself(Message, frozen=True, tag="speak_yourself"):
    """The server's voice has failed: the page speaks turn `turn` from this character on."""

    turn: int
    start: int


class Listening(Message, frozen=True, tag="listening"):
    """What the ears do: waiting, speech, thinking (a pause in an answer), working."""

    state: str


class AnswerKept(Message, frozen=True, tag="answer_kept"):
    """The answer is in the record: it can't be lost any more."""

    turn: int
    text: str
    joined: bool = False
    forced: bool = False  # ended by a long silence, not because it sounded finished


class Coaching(Message, frozen=True, tag="coaching"):
    line: str


class Notice(Message, frozen=True, tag="notice"):
    """Something that the candidate should know. `level` is info, warning or fault."""

    level: str
    code: str
    text: str


class Error(Message, frozen=True, tag="error"):
    """A message that was not understood or refused; nothing has changed."""

    code: str
    text: str


class Finished(Message, frozen=True, tag="finished"):
    reason: str
    url: str


class Pong(Message, frozen=True, tag="pong"):
    sent: float
    elapsed_ms: int


ToPage = (
    Welcome
    | Answer
    | Saying
    | Token
    | Said
    | Stop
    | SpeakYourself
    | Caption
    | Listening
    | AnswerKept
    | Coaching
    | Notice
    | Error
    | Finished
    | Pong
)

decode = msgspec.json.Decoder(FromPage).decode
# What a message holds that is no JSON is a lazy text; here it becomes words, in the language of the page.
encode = msgspec.json.Encoder(enc_hook=str).encode
