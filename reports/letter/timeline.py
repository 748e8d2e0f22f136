"""The session as a drawing in rows, like a score: questions, answers, pauses, fillers and pace over time.

Everything is computed here, in the units of the drawing, so that the page and the PDF draw the same picture
and the same numbers can be read out as a table.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from interviews.history import InterviewRecord, TurnRecord, Word

from ..answers.misheard import without_misheard_swearing
from ..findings.coaching import NEUTRAL_PACE
from .moments import Moment, Moments

WIDTH = 720
ROW_MS = 10 * 60_000  # a row is at most this long
WINDOW_MS = 12_000
STEP_MS = 4_000
LEAST_WORDS = 8  # of a stretch that has a pace
PACE_TOP, PACE_BOTTOM = 220.0, 60.0  # words a minute at the edges of the pace strip
STRIP_TOP, STRIP_HEIGHT = 64.0, 44.0


class Mark(msgspec.Struct, frozen=True):
    """A rectangle or dot on a row; `label` is read out and shown on hovering."""

    x: float
    width: float
    label: str = ""
    moment: Moment | None = None


class Row(msgspec.Struct, frozen=True):
    start_ms: int
    end_ms: int
    questions: tuple[Mark, ...]
    answers: tuple[Mark, ...]
    pauses: tuple[Mark, ...]
    fillers: tuple[Mark, ...]
    pace: tuple[str, ...]  # the points of polylines, one per answer
    ticks: tuple[tuple[float, int], ...]  # x, ms


class Line(msgspec.Struct, frozen=True):
    """One answer in words: the drawing's equivalent."""

    at: Moment
    length_ms: int
    words: int
    pace: int | None
    pauses: int
    fillers: int | None  # None where ums were not written down
    typed: bool
    asked: str


class Timeline(msgspec.Struct, frozen=True):
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    band_y: float
    band_height: float
    has_pace: bool
    width: int = WIDTH
    height: int = 128


NOT_DRAWN = Timeline(rows=(), lines=(), band_y=0.0, band_height=0.0, has_pace=False)


def timeline(record: InterviewRecord, *, moments: Moments) -> Timeline:
    """Return the drawing and its words; no rows where nothing was said aloud."""
    lines = tuple(_line(turn, moments) for turn in record.answered)
    end = max([record.duration_ms, *(turn.answer_end_ms or turn.said_ms for turn in record.turns)], default=0)
    band_top = pace_y(NEUTRAL_PACE[1])
    rows: tuple[Row, ...] = ()
    if end > 0 and not all(line.typed for line in lines):
        count = max(1, math.ceil(end / ROW_MS))
        length = end / count
        rows = tuple(_row(record, int(i * length), int((i + 1) * length), moments) for i in range(count))
    return Timeline(
        rows=rows,
        lines=lines,
        band_y=round(band_top, 1),
        band_height=round(pace_y(NEUTRAL_PACE[0]) - band_top, 1),
        has_pace=any(row.pace for row in rows),
    )


def pace_y(words_per_minute: float) -> float:
    """Return the height of a pace in its strip, faster above slower."""
    inside = min(PACE_TOP, max(PACE_BOTTOM, words_per_minute))
    return STRIP_TOP + (PACE_TOP - inside) / (PACE_TOP - PACE_BOTTOM) * STRIP_HEIGHT


def windows(turn: TurnRecord) -> list[list[tuple[int, float]]]:
    """Return (middle in ms, words a minute) every STEP_MS of a spoken answer, over WINDOW_MS around it.

    A list for each stretch of speech: a silence as long as the window, at the code pad say, is no slow pace.
    """
    if turn.typed:
        return []
    stretches: list[list[Word]] = []
    for word in turn.words:
        if not stretches or word.start_ms - stretches[-1][-1].end_ms >= WINDOW_MS:
            stretches.append([])
        stretches[-1].append(word)
    return [found for stretch in stretches if (found := _windows(stretch))]


def _windows(words: Sequence[Word]) -> list[tuple[int, float]]:
    first, last = words[0].start_ms, words[-1].end_ms
    if len(words) < LEAST_WORDS or last - first < STEP_MS:
        return []
    starts = [word.start_ms for word in words]
    found = []
    for middle in range(first, last + 1, STEP_MS):
        start, end = max(first, middle - WINDOW_MS // 2), min(last, middle + WINDOW_MS // 2)
        inside = bisect_left(starts, end) - bisect_left(starts, start)
        found.append((middle, inside / ((end - start) / 60_000)))
    return found


class _Scale(msgspec.Struct, frozen=True):
    """The part of the session that a row shows, and where in the row its moments stand."""

    start_ms: int
    end_ms: int

    def x(self, ms: float) -> float:
        return round((ms - self.start_ms) / (self.end_ms - self.start_ms) * WIDTH, 1)

    def holds(self, ms: int) -> bool:
        return self.start_ms <= ms < self.end_ms

    def bar(
        self, first_ms: int, last_ms: int, *, moment: Moment, least: float, label: str = ""
    ) -> list[Mark]:
        """Return the bar between two moments as far as it lies in the row; none where it does not."""
        first, last = max(first_ms, self.start_ms), min(last_ms, self.end_ms)
        if first >= last:
            return []
        return [Mark(self.x(first), max(least, round(self.x(last) - self.x(first), 1)), label, moment)]


def _row(record: InterviewRecord, start: int, end: int, moments: Moments) -> Row:
    scale = _Scale(start, end)
    answered = [
        (turn.answer_start_ms, turn)
        for turn in record.turns
        if turn.answer_start_ms is not None and turn.words and not turn.skipped
    ]
    measured = [turn.delivery for _, turn in answered if turn.delivery]
    return Row(
        start_ms=start,
        end_ms=end,
        questions=_questions(record, scale, moments),
        answers=tuple(
            mark
            for first, turn in answered
            for mark in scale.bar(
                first,
                turn.answer_end_ms or first,
                moment=moments.at(first),
                least=2.0,
                label=without_misheard_swearing(turn.words[:10]),
            )
        ),
        pauses=tuple(
            mark
            for delivery in measured
            for pause in delivery.pauses
            if pause.is_long
            for mark in scale.bar(pause.start_ms, pause.end_ms, moment=moments.at(pause.start_ms), least=1.5)
        ),
        fillers=tuple(
            Mark(scale.x(item.span.start_ms), 0)
            for delivery in measured
            for item in delivery.disfluencies
            if item.kind == "filled_pause" and scale.holds(item.span.start_ms)
        ),
        pace=tuple(_pace([turn for _, turn in answered], scale)),
        ticks=_ticks(scale),
    )


def _questions(record: InterviewRecord, scale: _Scale, moments: Moments) -> tuple[Mark, ...]:
    """Return each question with its number, where it was asked first."""
    asked: dict[str, int] = {}
    for turn in record.turns:
        if turn.question is not None:
            asked.setdefault(turn.question.slug, turn.said_ms)
    return tuple(
        Mark(scale.x(ms), 0, str(number), moments.at(ms))
        for number, ms in enumerate(asked.values(), start=1)
        if scale.holds(ms)
    )


def _pace(turns: Sequence[TurnRecord], scale: _Scale) -> Iterator[str]:
    """Yield the points of a polyline for each stretch of speech."""
    for turn in turns:
        for stretch in windows(turn):
            points = [(ms, value) for ms, value in stretch if scale.holds(ms)]
            if len(points) == 1:  # a short dash, as a single point draws nothing
                ms, value = points[0]
                points = [(ms - 2500, value), (ms + 2500, value)]
            if points:
                yield " ".join(f"{scale.x(ms):.1f},{pace_y(value):.1f}" for ms, value in points)


def _ticks(scale: _Scale) -> tuple[tuple[float, int], ...]:
    length = scale.end_ms - scale.start_ms
    step = next((step for step in (15_000, 30_000, 60_000, 120_000) if length / step <= 8), 300_000)
    first = math.ceil(scale.start_ms / step) * step
    return tuple((scale.x(ms), ms) for ms in range(first, scale.end_ms, step))


def _line(turn: TurnRecord, moments: Moments) -> Line:
    delivery = turn.delivery
    start = turn.begun_ms
    measured = delivery is not None and delivery.words_per_minute is not None
    return Line(
        at=moments.at(start),
        length_ms=max(0, (turn.answer_end_ms or start) - start),
        words=len(turn.words),
        pace=round(delivery.words_per_minute or 0) if delivery and measured else None,
        pauses=sum(pause.is_long for pause in delivery.pauses) if delivery else 0,
        fillers=sum(d.kind == "filled_pause" for d in delivery.disfluencies)
        if delivery and delivery.fillers_per_minute is not None
        else None,
        typed=turn.typed,
        asked=turn.said,
    )
