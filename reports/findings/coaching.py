"""Delivery coaching over a whole interview: a few habits with their moments, and none where none is due.

The norms and their sources: five fillers a minute went unnoticed by listeners and twelve did not (Laske and
DiGennaro Reed 2024); 100 to 175 words a minute is neutral.
"""

from collections.abc import Iterable
from statistics import median

import msgspec

from interviews.history import DeliveryMeasures, InterviewRecord, TurnRecord

from ..answers.misheard import is_misheard_swearing
from ..answers.passages import passages
from ..evidence import Quote, Role, is_clear, place, quote_at
from .finding import DELIVERY, Finding, Shade

QUIET_FILLERS = 5.0  # a minute: up to here nothing is said
LOUD_FILLERS = 12.0  # a minute: from here on it comes first
NEUTRAL_PACE = (100.0, 175.0)  # words a minute
OWN_PACE = 0.2  # outside the band only what departs this much from the speaker's own median
SHORT_ANSWER_MS = 15_000  # a pace over less is noise
SEVERAL = 3
LEAST_OF_ALL_MS = 60_000  # of speech, for what is said of a whole rehearsal, and of how often a minute
MOMENTS = 3
# Around a pause: the words that one needs to find it again.
BESIDE = 4

Answers = tuple[tuple[TurnRecord, DeliveryMeasures], ...]


class Overview(msgspec.Struct, frozen=True):
    """What was measured over all spoken answers; rates are a minute, None where nothing was measured."""

    measured: int
    not_measured: int
    speech_ms: int
    sounds: int
    sounds_per_minute: float | None
    words_per_minute: float | None
    long_pauses: int


def measured(record: InterviewRecord) -> Answers:
    """Return the spoken answers that the delivery pass could measure."""
    return tuple(
        (turn, turn.delivery)
        for turn in record.answered
        if not turn.typed and turn.delivery is not None and turn.delivery.words_per_minute is not None
    )


def overview(record: InterviewRecord) -> Overview:
    answers = measured(record)
    spoken = [turn for turn in record.answered if not turn.typed]
    verbatim = _verbatim(answers)
    sounds = sum(len(_of_kind(measures, "filled_pause")) for _, measures in verbatim)
    words = sum(measures.words for _, measures in answers)
    minutes = _total_ms(answers) / 60_000
    return Overview(
        measured=len(answers),
        not_measured=len(spoken) - len(answers),
        speech_ms=sum(measures.speech_ms for _, measures in answers),
        sounds=sounds,
        sounds_per_minute=sounds / (_total_ms(verbatim) / 60_000) if verbatim else None,
        words_per_minute=words / minutes if minutes else None,
        long_pauses=sum(len(measures.long_pauses) for _, measures in answers),
    )


def find(record: InterviewRecord) -> tuple[Finding, ...]:
    """Return the delivery findings, the one that matters most first: sounds before words."""
    answers = measured(record)
    if _total_ms(answers) < SHORT_ANSWER_MS:
        return ()
    minutes = _total_ms(answers) / 60_000
    candidates = (
        _fillers(_verbatim(answers), kind="filled_pause", shade=Shade.SOUNDS),
        _pauses(answers),
        *_pace(answers),
        _fillers(answers, kind="lexical_filler", shade=Shade.WORDS),
        _several(answers, ("restart", "repeat"), Shade.RESTARTS, minutes),
        _several(answers, ("trailing_off",), Shade.TRAILING, minutes),
        _several(answers, ("hedge",), Shade.HEDGES, minutes),
    )
    found = sorted((finding for finding in candidates if finding), key=lambda finding: -finding.rank)
    return tuple(found[:4]) or _steady(answers)


def _verbatim(answers: Answers) -> Answers:
    """Return the answers whose ums were written down; in the others none means nothing."""
    return tuple(answer for answer in answers if answer[1].fillers_per_minute is not None)


def _total_ms(answers: Answers) -> int:
    return sum(measures.total_ms for _, measures in answers)


def _of_kind(measures: DeliveryMeasures, *kinds: str) -> list[object]:
    return [item for item in measures.disfluencies if item.kind in kinds]


def _spans(
    answers: Iterable[tuple[TurnRecord, DeliveryMeasures]], *kinds: str
) -> list[tuple[TurnRecord, Quote]]:
    found = []
    for turn, measures in answers:
        for item in measures.disfluencies:
            if item.kind in kinds and (quote := place(item.span, turn)) is not None:
                around = _with_context(quote, turn)
                if _can_be_shown(around, turn):  # nobody can practise on words that were not said
                    found.append((turn, around))
    return found


def _can_be_shown(quote: Quote, turn: TurnRecord) -> bool:
    return is_clear(quote, turn) and not _swears(quote, turn)


def _swears(quote: Quote, turn: TurnRecord) -> bool:
    return any(map(is_misheard_swearing, turn.words[quote.first : quote.last + 1]))


def _with_context(quote: Quote, turn: TurnRecord) -> Quote:
    """Return the quote with a few words around it: 'um' alone tells nobody where that was."""
    first = max(0, quote.first - BESIDE + 1)
    last = min(len(turn.words) - 1, quote.last + BESIDE)
    return quote_at(turn, first, last, quote.role)


def _spread(moments: list[tuple[TurnRecord, Quote]]) -> tuple[Quote, ...]:
    """Return a few moments that do not overlap, from different answers first."""
    chosen: list[Quote] = []
    for other_answers_only in (True, False):
        for turn, quote in moments:
            if len(chosen) == MOMENTS:
                break
            if other_answers_only and any(turn.number == taken.turn for taken in chosen):
                continue
            if any(
                quote.turn == taken.turn and quote.first <= taken.last and taken.first <= quote.last
                for taken in chosen
            ):
                continue
            chosen.append(quote)
    return tuple(sorted(chosen, key=lambda quote: quote.start_ms))


def _finding(
    shade: Shade, evidence: tuple[Quote, ...], rank: float, point: str, **amounts: object
) -> Finding | None:
    if not evidence:
        return None
    return Finding(
        kind=DELIVERY,
        key=f"delivery/{shade}",
        shade=shade,
        turn=evidence[0].turn,
        evidence=evidence,
        rank=rank,
        point=point,
        times=len(evidence),
        amounts=tuple((name, str(value)) for name, value in amounts.items()),
    )


def _fillers(answers: Answers, *, kind: str, shade: Shade) -> Finding | None:
    total_ms = _total_ms(answers)
    if total_ms < SHORT_ANSWER_MS:
        return None
    count = sum(len(_of_kind(measures, kind)) for _, measures in answers)
    rate = count / (total_ms / 60_000)
    if rate <= QUIET_FILLERS or count < SEVERAL:
        return None
    by_the_minute = {"rate": round(rate)} if total_ms >= LEAST_OF_ALL_MS else {}
    densest = sorted(answers, key=lambda answer: -len(_of_kind(answer[1], kind)))
    moments = _spread(_spans(densest, kind))
    first = 100.0 if rate >= LOUD_FILLERS else 10.0
    most = max(answers, key=lambda answer: len(_of_kind(answer[1], kind)))[0]
    return _finding(
        shade,
        moments,
        first + rate - (20 if shade is Shade.WORDS else 0),
        "um, uh, er" if shade is Shade.SOUNDS else "like, you know, basically",
        count=count,
        densest=most.number,
        **by_the_minute,
    )


def _pauses(answers: Answers) -> Finding | None:
    found = []
    for turn, measures in answers:
        for pause in measures.long_pauses:
            before = [index for index, word in enumerate(turn.words) if word.end_ms <= pause.start_ms + 50]
            if before and before[-1] + 1 < len(turn.words):
                first = max(0, before[-1] - BESIDE + 1)
                last = min(len(turn.words) - 1, before[-1] + BESIDE)
                found.append((pause.end_ms - pause.start_ms, turn, quote_at(turn, first, last, Role.PAUSE)))
    if not found:
        return None
    longest_first = sorted(found, key=lambda item: -item[0])
    moments = _spread([(turn, quote) for _, turn, quote in longest_first if not _swears(quote, turn)])
    return _finding(
        Shade.PAUSES,
        moments,
        8.0 + len(found),
        "pauses inside a thought",
        count=len(found),
        longest=f"{longest_first[0][0] / 1000:.1f}",
    )


def _pace(answers: Answers) -> list[Finding | None]:
    """Return passages outside the neutral band that also depart from the speaker's own pace, or where there
    are none that all of it was outside the band."""
    long = [answer for answer in answers if answer[1].total_ms >= SHORT_ANSWER_MS]
    if len(long) < SEVERAL:
        return [_throughout(answers)]
    own = median(measures.words_per_minute or 0.0 for _, measures in long)
    found: list[Finding | None] = []
    fast, slow = max(NEUTRAL_PACE[1], own * (1 + OWN_PACE)), min(NEUTRAL_PACE[0], own * (1 - OWN_PACE))
    paces = [(turn, measures.words_per_minute or 0.0) for turn, measures in long]
    unpaused = [measures.words_per_minute_unpaused or 0.0 for _, measures in long]
    for shade, out in (
        (Shade.FAST, [item for item in paces if item[1] > fast]),
        (Shade.SLOW, [item for item, rate in zip(paces, unpaused, strict=True) if rate < slow]),
    ):
        if out:
            out.sort(key=lambda item: -abs(item[1] - own))  # what is quoted first is what the number is of
            most, pace = out[0]
            begun = [(turn, quote_at(turn, 0, min(11, len(turn.words) - 1))) for turn, _ in out[:MOMENTS]]
            quotes = tuple(quote for turn, quote in begun if not _swears(quote, turn))
            found.append(
                _finding(shade, quotes, 6.0, "pace", pace=round(pace), own=round(own), answer=most.number)
            )
    return found or [_throughout(answers)]


def _throughout(answers: Answers) -> Finding | None:
    """Return that the speaker was quick or unhurried all along, which is said once: no answer stands out."""
    if len(answers) < SEVERAL or _total_ms(answers) < LEAST_OF_ALL_MS:
        return None
    own = median(measures.words_per_minute or 0.0 for _, measures in answers)
    if NEUTRAL_PACE[0] <= own <= NEUTRAL_PACE[1]:
        return None
    turn, _measures = max(answers, key=lambda answer: answer[1].words)
    quotes = [quote_at(turn, *cut) for cut in passages(turn.words)]
    shown = [quote for quote in quotes if _can_be_shown(quote, turn)]
    clear = tuple(sorted(shown, key=lambda quote: len(quote.unsure))[:1])
    return _finding(
        Shade.QUICK if own > NEUTRAL_PACE[1] else Shade.UNHURRIED,
        clear,
        1.0,
        "pace",
        own=round(own / 10) * 10,
    )


def _several(answers: Answers, kinds: tuple[str, ...], shade: Shade, minutes: float) -> Finding | None:
    moments = _spans(answers, *kinds)
    if len(moments) < SEVERAL or len(moments) / minutes < 1.5:
        return None
    return _finding(
        shade, _spread(moments), 3.0 + len(moments) / minutes, ", ".join(kinds), count=len(moments)
    )


def _steady(answers: Answers) -> tuple[Finding, ...]:
    """Return what can be said when nothing is due: the longest answer, which kept its line."""
    turn, measures = max(answers, key=lambda answer: answer[1].words)
    pace = measures.words_per_minute or 0.0
    neutral = NEUTRAL_PACE[0] <= pace <= NEUTRAL_PACE[1]
    if len(turn.words) < 40 or not neutral or measures.fillers_per_minute is None:
        return ()
    first, last = passages(turn.words)[0]
    finding = _finding(
        Shade.STEADY,
        (quote_at(turn, first, last),),
        0.0,
        "steady",
        pace=round(pace),
        answer=turn.number,
    )
    return (finding,) if finding else ()


def camera(record: InterviewRecord) -> dict[str, list[int]]:
    """Return what helps to be seen well, each with when the answers began that it is about."""
    found: dict[str, list[int]] = {}
    for turn in record.turns:
        if turn.camera_help:
            found.setdefault(turn.camera_help, []).append(turn.begun_ms)
    return found
