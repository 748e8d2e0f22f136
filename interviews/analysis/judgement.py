"""What the two passes say of one answer. Nothing here is a score: verdicts, moments, measures."""

from enum import StrEnum

import msgspec

from ..transcript import Span

# How sure an analyst must be that a point was not heard. On the tuning half of tests/benchmarks/answers the
# labellers heard all or a part of 1 % of the points that the local analyst calls so from this certainty
# on, and of 24 % of those below it. A language model's verdict counts as 0.9.
SURE_OF_OMISSION = 0.85
# How sure that it was heard: of what the local analyst calls heard from this certainty on, labellers of the
# same half heard nothing in 1 of 100, and below it in 15 of 100.
SURE_OF_STRENGTH = 0.6
# How sure that a part of it was: from this certainty on labellers heard a part and no more of 25 of 28, below
# it of 45 of 100, and of most others nothing.
SURE_OF_PART = 0.75
# The note of an answer in another language, or of words that hang together in none.
UNREAD = "It could not be read as sentences or notes, so it was not compared."


class Verdict(StrEnum):
    HEARD = "heard"
    PARTLY = "partly"
    NOT_HEARD = "not_heard"
    CANNOT_TELL = "cannot_tell"


MADE = (Verdict.HEARD, Verdict.PARTLY)


class PointJudgement(msgspec.Struct, frozen=True):
    """One key point of the rubric against one answer. `evidence` is the run of words relied on."""

    key_point: str
    verdict: Verdict
    evidence: tuple[Span, ...] = ()
    certainty: float = 0.0  # 0 to 1, orders claims inside the program; shown to nobody
    why: str = ""
    misconception: str = ""  # what a known wrong belief reveals, when one was said


class Sign(msgspec.Struct, frozen=True):
    """Something that depth or structure was seen in: kind is trade_off, number, example, failure_case,
    claim, reason, sequence, alternative or summary."""

    kind: str
    span: Span


class ContentJudgement(msgspec.Struct, frozen=True):
    points: tuple[PointJudgement, ...]
    depth: tuple[Sign, ...] = ()
    structure: tuple[Sign, ...] = ()
    beyond: str = ""  # one thing that was better than the rubric, in words
    beyond_span: Span | None = None
    judged_by: str = "local"
    dropped_quotes: int = 0
    note: str = ""  # why it was not measured, or was degraded

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words that were relied on for the points heard, wholly or partly."""
        heard = (judged for judged in self.points if judged.verdict in (Verdict.HEARD, Verdict.PARTLY))
        return tuple(span.quote for judged in heard for span in judged.evidence)

    def is_contradicted(self, judged: PointJudgement) -> bool:
        """Tell whether a wrong belief was said in words that the point rests on.

        Either of the two may be wrong, and nobody is praised for what is held against them.
        """
        wrong = [span for point in self.points if point.misconception for span in point.evidence]
        return not judged.misconception and any(
            mine.first <= span.last and span.first <= mine.last for mine in judged.evidence for span in wrong
        )


LONG_PAUSE_MS = 2_500


class Pause(msgspec.Struct, frozen=True):
    start_ms: int
    end_ms: int
    inside_clause: bool = False

    @property
    def is_long(self) -> bool:
        return self.end_ms - self.start_ms >= LONG_PAUSE_MS


class Disfluency(msgspec.Struct, frozen=True):
    """kind is filled_pause, lexical_filler, repeat, restart, hedge or trailing_off."""

    kind: str
    span: Span


# Fewer words or less time give no rate.
LEAST_WORDS = 8
LEAST_TOTAL_MS = 4_000


class DeliveryMeasures(msgspec.Struct, frozen=True):
    """Delivery of one answer. Rates are per minute; None where it was not measured (`note` says why)."""

    words: int
    speech_ms: int
    total_ms: int
    first_word_ms: int | None = None
    words_per_minute: float | None = None
    syllables_per_minute: float | None = None
    articulation_rate: float | None = None  # syllables per second of speech time
    fillers_per_minute: float | None = None  # um, uh, er, hmm
    lexical_fillers_per_minute: float | None = None
    pauses: tuple[Pause, ...] = ()
    disfluencies: tuple[Disfluency, ...] = ()
    note: str = ""

    @property
    def long_pauses(self) -> tuple[Pause, ...]:
        """The pauses worth a mention: long, and in the middle of a clause."""
        return tuple(pause for pause in self.pauses if pause.inside_clause and pause.is_long)

    @property
    def words_per_minute_unpaused(self) -> float | None:
        """The rate over what lies between the long pauses: who stops to think does not speak slowly."""
        if self.words_per_minute is None:
            return None
        paused_ms = sum(pause.end_ms - pause.start_ms for pause in self.pauses if pause.is_long)
        return self.words_per_minute * self.total_ms / (self.total_ms - paused_ms)

    @property
    def is_short(self) -> bool:
        """Tell whether the answer has words, and too few or in too little time for a rate."""
        return self.words > 0 and (self.words < LEAST_WORDS or self.total_ms < LEAST_TOTAL_MS)


class FramingNote(msgspec.Struct, frozen=True):
    """What the camera's sampled frames said: only where the face was and how light the picture was."""

    samples: int
    out_of_frame: int = 0
    at_edge: int = 0
    dark: int = 0

    def __add__(self, other: "FramingNote") -> "FramingNote":
        return FramingNote(
            samples=self.samples + other.samples,
            out_of_frame=self.out_of_frame + other.out_of_frame,
            at_edge=self.at_edge + other.at_edge,
            dark=self.dark + other.dark,
        )
