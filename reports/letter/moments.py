"""Moments of an interview as links: where a recording exists they play it there, with or without a script,
and where none does they lead to the words in the transcript."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

import msgspec
from django.urls import reverse

from interviews.history import RecordingRecord, TurnRecord, locate

from ..evidence import QUOTED
from ..models import Claim, Evidence, EvidenceRole

# Who hears a quote from its first consonant on misses it.
LEAD_IN_MS = 300

Address = Callable[[UUID], str]


class Moment(msgspec.Struct, frozen=True):
    """A time of the interview, and where it can be heard, or read; `href` is '' where it can't."""

    at_ms: int
    href: str = ""


class Part(msgspec.Struct, frozen=True):
    """A piece of a text: words, or the moment that stands between them."""

    text: str = ""
    moment: Moment | None = None


def own_recording(recording_id: UUID) -> str:
    return reverse("recording", args=[recording_id])


class Moments:
    """All moments of one interview. `address` says where a recording is served to whoever reads; `turns` are
    those whose words stand on the same page."""

    def __init__(
        self,
        recordings: Sequence[RecordingRecord],
        *,
        turns: Sequence[TurnRecord] = (),
        address: Address = own_recording,
    ) -> None:
        self.recordings = tuple(recordings)
        self._turns = tuple(turns)
        self._address = address

    def at(self, at_ms: int) -> Moment:
        """Return the moment, to be heard where it was recorded, to be read where it was not."""
        heard = self.recorded(at_ms)
        there = next((turn for turn in reversed(self._turns) if turn.said_ms <= at_ms), None)
        return heard if heard.href or there is None else Moment(at_ms, f"#turn-{there.number}")

    def recorded(self, at_ms: int) -> Moment:
        """Return the moment, to be heard where it was recorded."""
        for recording in reversed(self.recordings):
            inside = at_ms - recording.offset_ms
            if inside >= 0 and (recording.duration_ms is None or inside < recording.duration_ms):
                seconds = max(0, inside - LEAD_IN_MS) / 1000
                return Moment(at_ms, f"{self._address(recording.id)}#t={seconds:.1f}")
        return Moment(at_ms)

    def sources(self) -> list[dict[str, object]]:
        """Return what the player needs to find its place."""
        return [
            {
                "url": self._address(recording.id),
                "offset": recording.offset_ms,
                "duration": recording.duration_ms,
                "video": recording.has_video,
                "type": recording.mime_type,
            }
            for recording in self.recordings
        ]

    @property
    def has_video(self) -> bool:
        return any(recording.has_video for recording in self.recordings)


# Brackets inside a quote are the candidate's own: “then swap nums[1] and”.
_REFERENCE = re.compile(QUOTED.pattern + r"|\[(?P<to>[0-9a-f-]*#?\d+)\]")


def _references(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _REFERENCE.finditer(text) if found["to"])


def references_in(text: str) -> list[str]:
    return [found["to"] for found in _references(text)]


def anchored(text: str, claim_id: str) -> str:
    """Return the text of a claim with its references as they stand outside of it: [claim's id#number]."""
    return _REFERENCE.sub(lambda found: f"[{claim_id}#{found['to']}]" if found["to"] else found[0], text)


def quotes_of(claims: Iterable[Claim]) -> dict[str, Evidence]:
    """Return the evidence by the reference that opening and closing use."""
    return {f"{claim.pk}#{item.number}": item for claim in claims for item in claim.evidence.all()}


def parts_of(
    text: str, evidence: Mapping[str, Evidence], moments: Moments, *, turns: Sequence[TurnRecord] = ()
) -> tuple[Part, ...]:
    """Return a text with its references turned into moments. A reference to nothing leaves no trace.

    A reference beside words from within its passage is to these words: `turns` say when they were said.
    """
    parts: list[Part] = []
    start = 0
    for found in _references(text):
        if found.start() > start:
            parts.append(Part(text=text[start : found.start()]))
        if found["to"] in evidence:
            at_ms = said_at(evidence[found["to"]], _quoted_near(text, found.start()), turns)
            parts.append(Part(moment=moments.at(at_ms)))
        start = found.end()
    if start < len(text):
        parts.append(Part(text=text[start:]))
    return tuple(parts)


def _quoted_near(text: str, at: int) -> list[str]:
    """Return what the text quotes, the nearest to a place in it first."""
    found = sorted(
        QUOTED.finditer(text), key=lambda quoted: min(abs(quoted.start() - at), abs(at - quoted.end()))
    )
    return [quoted[1] for quoted in found]


def said_at(item: Evidence, quoted: Iterable[str], turns: Sequence[TurnRecord]) -> int:
    """Return when the first of the quotes that stands in the evidence begins; else when the evidence does."""
    turn = next((turn for turn in turns if turn.number == item.turn), None)
    if turn is None or item.role == EvidenceRole.ASKED:
        return item.start_ms
    words = turn.words[item.first : item.last + 1]
    stands = next((found for each in quoted if (found := locate(each, words))), None)
    return words[stands.first].start_ms if stands else item.start_ms
