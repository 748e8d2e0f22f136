"""Gaps: what was half said, said otherwise, left out or named by the candidate, and their order."""

import re
from collections.abc import Mapping

import msgspec

from interviews.enums import QuestionKind
from interviews.history import KeyPoint, PointJudgement, TurnRecord, Verdict

from ..answers import nearness, probed
from ..answers.admission import MADE, admission
from ..answers.asked import FOLLOW_UP, Asked
from ..answers.probed import Judged
from ..evidence import Quote
from . import severity
from .earlier import Earlier
from .finding import GAP, Finding, Shade, on_point
from .quoting import last_question, reads_clearly
from .said_instead import omission
from .severity import BONUS, CENTRAL, NamedBy

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
MISTAKEN = (Shade.MISTAKEN, Shade.AT_FIRST, Shade.BESIDE)
# From here on it is likely that a point was left out, though labellers heard all or a part of one in four
# of those below SURE_OF_OMISSION: it is told as likely, and only where a letter has nothing better to begin
# with.
LIKELY_LEFT_OUT = 0.7
# Below this a point may have been made beside a wrong belief: of 750 labelled answers 3 of the 6 such had
# been, in part or in full, and 4 of 64 above it.
SURELY_NOT_MADE = 0.55
_SUSPECTS = re.compile(
    r"\b(?:maybe|perhaps|possibly)\b(?: \w+){0,3}? (?:is|are|was|were|isn't|has|have)\b"
    r"|\b(?:maybe|perhaps|possibly) (?:it's|that's|there's|they're)"
    r"|\b(?:it|that|there|they) (?:might|could|may) (?:also |just |well )?(?:be|have)\b",
    re.IGNORECASE,
)


def gap_on(
    shade: Shade,
    turn: TurnRecord,
    evidence: tuple[Quote, ...],
    judgement: PointJudgement,
    asked: Asked,
    point: KeyPoint,
    named: Mapping[str, NamedBy],
    asked_again: bool,
) -> Finding:
    """Return the gap that `evidence` of a turn shows; `named` says for which skills somebody asked."""
    sure = severity.certainty(
        # How sure the analyst is that the point was not heard says nothing of what was stated instead.
        judged=1.0 if shade in MISTAKEN else judgement.certainty,
        partly=shade in (Shade.PARTLY, Shade.AT_FIRST, Shade.BESIDE),
        asked_again=asked_again,
    )
    need = severity.need(weight=point.weight, wanted=point.skill in named, wrong=shade is Shade.MISTAKEN)
    return Finding(
        kind=GAP,
        shade=shade,
        turn=turn.number,
        evidence=evidence,
        unclear=not reads_clearly(evidence[0], turn, about=point.point),
        rank=severity.severity(need=need, certainty=sure, times=1),
        asked_again=asked_again,
        reveals=judgement.misconception if shade in MISTAKEN else "",
        named_by=named.get(point.skill),
        **on_point(asked, point),
    )


def states_a_wrong_belief(judgement: PointJudgement, point: KeyPoint, *, asked: Asked) -> bool:
    """Tell whether a known wrong belief was said where the point was to be, with words that can be shown.

    Who looks for a fault names suspects: 'maybe it is lazy loaded' is no advice to do so.
    """
    said = " ".join(span.quote for span in judgement.evidence)
    return (
        bool(judgement.misconception and said)
        and judgement.verdict not in MADE
        and not (asked.question.kind is QuestionKind.DEBUGGING and _only_suspects(said, judgement, point))
        and not nearness.is_nearer_to_the_point(said, point, reveals=judgement.misconception)
    )


def _only_suspects(said: str, judgement: PointJudgement, point: KeyPoint) -> bool:
    """Tell whether the sentence that comes nearest to the belief names a suspect: beside 'maybe it is the
    cache' somebody may say what they would do."""

    def nearness_of(sentence: str) -> float:
        return nearness.to_the_belief(sentence, point, reveals=judgement.misconception)

    nearest = max(_SENTENCE_END.split(said), key=nearness_of)
    return _SUSPECTS.search(nearest if nearness_of(nearest) else said) is not None


def plainest(mistaken: list[Judged], point: KeyPoint) -> Judged:
    """Return where a wrong belief was said most plainly; of equals the last."""

    def plain(item: Judged) -> float:
        said = " ".join(span.quote for span in item[1].evidence)
        return nearness.to_the_belief(said, point, reveals=item[1].misconception)

    return max(reversed(mistaken), key=plain)


def left_out(
    judged: list[Judged], all_judged: list[Judged], point: KeyPoint, *, at_least: float
) -> Judged | None:
    """Return the turn that shows best that the point was left out: the one that was asked about it, else the
    first. None while it is not sure that it was."""
    # Who says that they don't know, or passes, has not left out every point of the question one by one.
    missed = [
        item
        for item in judged
        if item[1].verdict is Verdict.NOT_HEARD and admission(item[0]) is None and not item[0].passes
    ]
    asked_about = [item for item in missed if item[0].key_point == point.slug]
    unsure = any(judgement.verdict is Verdict.CANNOT_TELL for _turn, judgement in judged)
    if not missed or (unsure and not asked_about):
        return None
    if any(0 < judgement.certainty < at_least for _turn, judgement in all_judged):
        return None
    if any(
        judgement.certainty < at_least or nearness.says_most_of(point, turn) for turn, judgement in missed
    ):
        return None
    return (asked_about or missed)[0]


def likely_open(
    asked: Asked, turns: tuple[TurnRecord, ...], point: KeyPoint, named: Mapping[str, NamedBy]
) -> list[Finding]:
    """Return the gap of a central point that nothing can be told of for sure, where no answer is likely to
    have made it: each may have, so the least certain of them counts."""
    judged, all_judged = (
        [item for item in probed.judged(answers, point.slug) if not asked.asked_back(item[0])]
        for answers in (turns, asked.answered)
    )
    if point.weight < CENTRAL or any(item[1].verdict is not Verdict.NOT_HEARD for item in all_judged):
        return []
    if probed.in_doubt(all_judged, of=point.slug, about=probed.asked_about(asked)):
        return []
    if (missed := left_out(judged, all_judged, point, at_least=LIKELY_LEFT_OUT)) is None:
        return []
    turn, judgement = missed
    sure = min(item[1].certainty for item in all_judged)
    judgement = msgspec.structs.replace(judgement, certainty=sure)
    quotes = omission(turn, point, set(), asked_in=asked.asking(turn))
    return [gap_on(Shade.LIKELY_OPEN, turn, quotes, judgement, asked, point, named, False)] if quotes else []


def named_by_candidate(
    asked: Asked, turns: tuple[TurnRecord, ...], named: Mapping[str, NamedBy]
) -> dict[str, Finding]:
    """Return the gaps that the candidate named, by key point: the one that was asked about, else the central
    one of those that no turn made."""
    made = {
        point.key_point
        for turn in turns
        for point in (turn.content.points if turn.content else ())
        if point.verdict in MADE
    }
    still_open = {point.slug: point for point in asked.question.key_points if point.slug not in made}
    found: dict[str, Finding] = {}
    asked_about = probed.asked_about(asked)
    for turn in asked.turns:
        about = asked_about[turn.number]
        quote = admission(turn) if turn in turns else None
        heaviest = max(still_open.values(), key=lambda point: point.weight, default=None)
        point = still_open.get(about) if about else heaviest
        if quote is None or point is None or point.slug in found:
            continue
        if not about and _goes_beyond(asked.asking(turn), asked):
            continue
        found[point.slug] = Finding(
            kind=GAP,
            shade=Shade.SAID_SO,
            turn=turn.number,
            evidence=tuple(q for q in (quote, last_question(asked.asking(turn))) if q),
            rank=severity.severity(
                need=severity.need(weight=point.weight, wanted=point.skill in named), certainty=0.9, times=1
            ),
            named_by=named.get(point.skill),
            asked_again=asked.asking(turn).kind == FOLLOW_UP,
            **on_point(asked, point),
        )
    return found


def _goes_beyond(asking: TurnRecord, asked: Asked) -> bool:
    """Tell whether a follow-up asks for no point of the question: who doesn't know that, has named none."""
    once_more = (asked.question.ask, asked.question.follow_ups.vague)
    words = asking.said.casefold()
    return (
        asking.kind == FOLLOW_UP
        and not asking.key_point
        and not any(ask.casefold() in words for ask in once_more)
    )


def in_order(gaps: list[Finding], before: Mapping[str, Earlier]) -> tuple[Finding, ...]:
    """Return the gaps by severity, each with how often its skill was missed and why it stands there."""
    answers: dict[str, set[str]] = {}
    for gap in gaps:
        answers.setdefault(gap.skill, set()).add(gap.question)
    ranked = []
    for gap in gaps:
        earlier = before.get(gap.skill, Earlier())
        times = len(answers[gap.skill]) + earlier.missed
        ranked.append(
            msgspec.structs.replace(
                gap,
                times=times,
                rank=gap.rank * min(times, severity.MOST_TIMES),
                because=severity.in_words(
                    weight=gap.weight,
                    named_by=gap.named_by,
                    partly=gap.shade is Shade.PARTLY,
                    asked_again=gap.asked_again,
                    wrong=gap.shade is Shade.MISTAKEN,
                    times=times,
                    landed_at=earlier.landed_at,
                    in_between=earlier.missed_before_that,
                ),
            )
        )
    return tuple(sorted(ranked, key=lambda gap: (gap.weight == BONUS, -gap.rank, gap.turn, gap.key)))
