"""The port of the report's prose: words over numbered evidence, which is checked after whoever wrote it."""

from typing import Protocol

import msgspec

from interviews.history import InterviewRecord

from ..answers.asked import Asked
from ..findings.finding import Finding

MOST_STRENGTHS, MOST_GAPS = 12, 20  # of which a language model writes


class Brief(msgspec.Struct, frozen=True):
    """All that a writer gets. Evidence of a finding is numbered from 1 in its order; a text names the time of
    a piece of evidence as [1], and what it puts between “ and ” must stand in that finding's evidence."""

    record: InterviewRecord
    asked: tuple[Asked, ...]
    strengths: tuple[Finding, ...]
    gaps: tuple[Finding, ...]
    delivery: tuple[Finding, ...]
    thin: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*self.strengths, *self.gaps, *self.delivery)

    @property
    def foremost(self) -> tuple[Finding, ...]:
        """What a language model is asked to write of; the local writer has the rest."""
        return (*self.strengths[:MOST_STRENGTHS], *self.gaps[:MOST_GAPS], *self.delivery)

    def finding(self, key: str) -> Finding | None:
        return next((finding for finding in self.findings if finding.key == key), None)


class Cited(msgspec.Struct, frozen=True):
    """What a draft says that it quotes: the number of the evidence, the words, and their time ("4:12")."""

    number: int
    quote: str
    at_ms: int


class Draft(msgspec.Struct, frozen=True):
    """The text on one finding, whose key is `about`; "opening" and "closing" rest on one too."""

    about: str
    text: str
    cited: tuple[Cited, ...] = ()
    part: str = "claim"  # claim | opening | opening_gap, which the local writer adds to it | closing


class Stronger(msgspec.Struct, frozen=True):
    """A stronger version of the answer to one question, from what the candidate said alone."""

    question: str
    text: str


class Prose(msgspec.Struct, frozen=True):
    drafts: tuple[Draft, ...] = ()
    stronger: tuple[Stronger, ...] = ()


class WriterFailed(Exception):
    """No usable prose came; the local writer writes this report."""

    retryable = False


class Writer(Protocol):
    """Write the prose over a brief. Both methods block and raise WriterFailed.

    `repair` gets the drafts that did not pass, each with what was wrong, and returns new ones for them.
    `remote` means that a service is asked: it takes its time, and may cost money.
    """

    name: str
    remote: bool

    def write(self, brief: Brief) -> Prose: ...

    def repair(self, brief: Brief, faulty: tuple[tuple[Draft, str], ...]) -> Prose: ...
