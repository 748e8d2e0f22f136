"""Progress over rehearsals: what of each skill was heard, what was not yet, and when; never a total."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from interviews.history import InterviewRecord, interviews_of

from .findings import coaching
from .findings.finding import Shade
from .letter.moments import Moment, Moments
from .letter.shown_claims import heading_of
from .models import Claim, ClaimKind, Evidence, PracticeCard, Report
from .writer.local import skill_name

STEADY, GROWING, HEARD, OPEN = "steady", "growing", "heard", "open"
MOMENTS = 4
# More skills than this that were heard once, with nothing open, are folded: one looks for what to do.
MANY = 6
# Two of the last three rehearsals in which a skill came up, without a gap, make it steady.
RECENT = 3
ENOUGH = 2
WIDTH, HEIGHT, EDGE = 640, 150, 34


class Heard(msgspec.Struct, frozen=True):
    """One moment of a skill: what was said, and in which rehearsal."""

    interview_id: UUID
    held_at: datetime | None
    quote: str
    point: str
    heading: str  # the point with how it was heard
    landed: bool
    moment: Moment


class SkillLine(msgspec.Struct, frozen=True):
    slug: str
    name: str
    state: str
    rehearsals: int
    gaps_in: int
    moments: tuple[Heard, ...]
    due_at: datetime | None
    is_due: bool
    last_interview: UUID


class Point(msgspec.Struct, frozen=True):
    x: float
    y: float
    value: str
    held_at: datetime | None


class Curve(msgspec.Struct, frozen=True):
    """A measure of delivery over rehearsals, as a drawing; the neutral band lies between its two heights."""

    name: str
    points: tuple[Point, ...]
    line: str
    band_y: float
    band_height: float
    low: str
    high: str
    width: int = WIDTH
    height: int = HEIGHT


class Progress(msgspec.Struct, frozen=True):
    rehearsals: int
    recurring: tuple[SkillLine, ...]
    skills: tuple[SkillLine, ...]
    due: tuple[PracticeCard, ...]
    last_interview: UUID | None  # that has a report, whose address also begins any practice
    curves: tuple[Curve, ...]

    @property
    def folded(self) -> tuple[SkillLine, ...]:
        """The skills that were heard once and have nothing open, where there are many."""
        once = tuple(line for line in self.skills if line.state == HEARD and not line.gaps_in)
        return once if len(once) > MANY else ()

    @property
    def unfolded(self) -> tuple[SkillLine, ...]:
        folded = {line.slug for line in self.folded}
        return tuple(line for line in self.skills if line.slug not in folded)


def state_of(landed: Sequence[bool]) -> str:
    """Return where a skill stands, from its rehearsals, oldest first: True where it landed without a gap."""
    if not any(landed):
        return OPEN
    if len(landed) < ENOUGH:
        return HEARD  # once is no direction yet
    recent = landed[-RECENT:]
    return STEADY if sum(recent) >= ENOUGH and recent[-1] else GROWING


def of(user_id: UUID | None, *, now: datetime) -> Progress:
    """Return the progress over all rehearsals that count; constant in queries."""
    records = interviews_of(user_id) if user_id else []
    by_id = {record.id: record for record in records}
    reports = {
        row.pk: row for row in Report.objects.of(user_id).readable().only("pk", "interview_id", "held_at")
    }
    claims = (
        Claim.objects.filter(report__candidate_id=user_id, report__version__gt=0)
        .exclude(kind=ClaimKind.DELIVERY)
        .order_by("report__held_at", "place")
    )
    by_skill: dict[str, list[tuple[Claim, InterviewRecord]]] = {}
    for claim in claims:
        record = by_id.get(reports[claim.report_id].interview_id)
        if record is not None and claim.skill:
            by_skill.setdefault(claim.skill, []).append((claim, record))
    cards = {card.skill: card for card in PracticeCard.objects.practised().filter(candidate_id=user_id)}
    own = Evidence.objects.first_own_of(user_id)
    moments = {record.id: Moments(record.recordings) for record in records}
    due = sorted((card for card in cards.values() if card.due_at <= now), key=lambda card: card.due_at)
    lines = [_line(slug, found, own, moments, cards.get(slug), now=now) for slug, found in by_skill.items()]
    again = [line for line in lines if line.gaps_in > 1 and line.state != STEADY]
    recurring = sorted(again, key=lambda line: (-line.gaps_in, line.name))
    order = {OPEN: 0, GROWING: 1, HEARD: 2, STEADY: 3}
    rest = sorted(
        (line for line in lines if line not in again),
        key=lambda line: (line.state == STEADY, -line.gaps_in, order[line.state], line.name),
    )
    return Progress(
        rehearsals=len(records),
        recurring=tuple(recurring),
        skills=tuple(rest),
        due=tuple(due),
        last_interview=_last_interview(reports.values()),
        curves=_curves(records),
    )


def _last_interview(reports: Iterable[Report]) -> UUID | None:
    held = [(report.held_at, report.interview_id) for report in reports if report.held_at is not None]
    return max(held)[1] if held else None


def _line(
    slug: str,
    found: Sequence[tuple[Claim, InterviewRecord]],
    own: dict[UUID, Evidence],
    moments: dict[UUID, Moments],
    card: PracticeCard | None,
    *,
    now: datetime,
) -> SkillLine:
    by_interview: dict[UUID, list[Claim]] = {}
    for claim, record in found:
        by_interview.setdefault(record.id, []).append(claim)
    clean = [all(claim.kind == ClaimKind.STRENGTH for claim in claims) for claims in by_interview.values()]
    landed = [any(claim.kind == ClaimKind.STRENGTH for claim in claims) for claims in by_interview.values()]
    state = state_of(clean)
    if state == OPEN and any(landed):  # what landed beside a gap was heard all the same
        state = GROWING if len(landed) >= ENOUGH else HEARD
    if state == OPEN and any(claim.shade == Shade.PARTLY for claim, _record in found):
        state = HEARD  # in part, as the moment beside it says
    records = {record.id: record for _claim, record in found}
    heard = [
        _heard(claim, said, records[interview], moments[interview])
        for interview, claims in reversed(by_interview.items())
        # Gaps first, the worst before.
        for claim in sorted(claims, key=lambda claim: (claim.kind, claim.place))
        # What is steady has landed since: a gap of an earlier rehearsal would only contradict it.
        if (said := own.get(claim.pk)) and (state != STEADY or claim.kind == ClaimKind.STRENGTH)
    ]
    return SkillLine(
        slug=slug,
        name=skill_name(slug),
        state=state,
        rehearsals=len(by_interview),
        gaps_in=sum(not is_clean for is_clean in clean),
        moments=tuple(heard[:MOMENTS]),
        due_at=card.due_at if card else None,
        is_due=card is not None and card.due_at <= now,
        last_interview=found[-1][1].id,
    )


def _heard(claim: Claim, said: Evidence, record: InterviewRecord, moments: Moments) -> Heard:
    return Heard(
        interview_id=record.id,
        held_at=record.started_at,
        quote=said.quote,
        point=claim.point,
        heading=heading_of(claim),
        landed=claim.kind == ClaimKind.STRENGTH,
        moment=moments.at(said.start_ms),
    )


def _curves(records: Sequence[InterviewRecord]) -> tuple[Curve, ...]:
    spoken = [(record, coaching.overview(record)) for record in records]
    pace = [(record.started_at, view.words_per_minute) for record, view in spoken if view.words_per_minute]
    sounds = [
        (record.started_at, view.sounds_per_minute)
        for record, view in spoken
        if view.sounds_per_minute is not None
    ]
    return tuple(
        curve
        for curve in (
            curve_of("pace", pace, band=coaching.NEUTRAL_PACE, least=60.0, most=220.0, digits=0),
            curve_of("sounds", sounds, band=(0.0, coaching.QUIET_FILLERS), least=0.0, most=16.0, digits=1),
        )
        if curve is not None
    )


def curve_of(
    name: str,
    values: Sequence[tuple[datetime | None, float]],
    *,
    band: tuple[float, float],
    least: float,
    most: float,
    digits: int,
) -> Curve | None:
    """Return the drawing of a measure over rehearsals in order; None under two, which make no line."""
    if len(values) < 2:
        return None

    def y(value: float) -> float:
        inside = min(most, max(least, value))
        return round(10 + (most - inside) / (most - least) * (HEIGHT - 40), 1)

    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    points = tuple(
        Point(round(EDGE + index * step, 1), y(value), f"{value:.{digits}f}", held_at)
        for index, (held_at, value) in enumerate(values)
    )
    return Curve(
        name=name,
        points=points,
        line=" ".join(f"{point.x},{point.y}" for point in points),
        band_y=y(band[1]),
        band_height=round(y(band[0]) - y(band[1]), 1),
        low=f"{band[0]:.0f}",
        high=f"{band[1]:.0f}",
    )
