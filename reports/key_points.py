"""Which key points landed and which are gaps, from the judgements of the content pass. Pure functions."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from interviews.history import (
    SURE_OF_OMISSION,
    SURE_OF_PART,
    InterviewRecord,
    KeyPoint,
    PointJudgement,
    TurnRecord,
    Verdict,
)

from . import accounts, nearness, probed, severity
from .accounts import is_account
from .admission import MADE, admission
from .asked import FOLLOW_UP, Asked, asked_questions, is_on_topic
from .evidence import Quote, overlap, place
from .findings import GAP, STRENGTH, Finding, Findings, Shade
from .instead import omission, where_it_is_taken_up
from .probed import Judged
from .quoting import (
    depth_beside,
    last_question,
    quotes_for,
    reads_clearly,
    shortened,
)
from .severity import NamedBy

NO_EVIDENCE, SAME_WORDS = "no_evidence", "same_words"  # why a claim was dropped
MOST_OF_SAME_WORDS = 2
MISTAKEN = (Shade.MISTAKEN, Shade.AT_FIRST, Shade.BESIDE)
CENTRAL, BONUS = 3, 1  # weights of key points
# From here on it is likely that a point was left out, though labellers heard all or a part of one in four
# of those below SURE_OF_OMISSION: it is told as likely, and only where a letter has nothing better to begin
# with.
LIKELY_LEFT_OUT = 0.7
UNSEEN = 0.5  # how much of its rank a strength keeps whose words share hardly any with its point


def find(record: InterviewRecord, *, missed_before: Mapping[str, int] | None = None) -> Findings:
    """Return what the content pass supports, each under a key of its own. `missed_before` counts earlier gaps
    by skill."""
    strengths: list[Finding] = []
    gaps: list[Finding] = []
    drops: dict[str, int] = {}
    likely: list[Finding] = []
    same_words = 0
    deepened: set[Quote] = set()
    named = dict.fromkeys(record.focus, NamedBy.CANDIDATE) | dict.fromkeys(record.wanted, NamedBy.ROLE)
    for asked in asked_questions(record):
        turns = tuple(turn for turn in asked.answered if is_on_topic(turn) and turn.content is not None)
        if not turns:
            continue
        told: list[Finding] = []
        taken: set[tuple[int, int]] = set()
        said_so = _said_so(asked, turns, named)
        for point in asked.question.key_points:
            finding = _of_point(asked, turns, point, named, taken, said_so.get(point.slug))
            if isinstance(finding, str):
                drops[finding] = drops.get(finding, 0) + 1
            elif finding is None:
                likely += _likely_open(asked, turns, point, named)
            elif finding.kind == STRENGTH:
                told.append(finding)
            else:
                gaps.append(finding)
        apart = accounts.one_passage_each(told) if is_account(asked.question) else told
        same_words += len(told) - len(apart)
        strengths += [_deepened(finding, turns, deepened) for finding in apart]
        strengths += _beyond(asked, turns)
    strengths.sort(key=lambda finding: (finding.unclear, -finding.rank, finding.turn))
    kept = _without_overused_words(strengths)
    if same_words := same_words + len(strengths) - len(kept):
        drops[SAME_WORDS] = same_words
    if likely and not any(gap.weight > BONUS and gap.shade is not Shade.PARTLY for gap in gaps):
        gaps.append(max(likely, key=lambda gap: gap.rank))
    return Findings(kept, _ranked(gaps, missed_before or {}), drops)


def _without_overused_words(strengths: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the strengths of which no more than MOST_OF_SAME_WORDS rest on the same words, the foremost:
    a sentence makes a point or two, and hardly five."""
    kept: list[Finding] = []
    for finding in strengths:
        quote = finding.evidence[0]
        same = sum(overlap(quote, other.evidence[0]) for other in kept)
        if same < MOST_OF_SAME_WORDS:
            kept.append(finding)
    return tuple(kept)


def _of_point(
    asked: Asked,
    turns: tuple[TurnRecord, ...],
    point: KeyPoint,
    named: Mapping[str, NamedBy],
    taken: set[tuple[int, int]],
    said_so: Finding | None,
) -> Finding | str | None:
    """Return the finding on one key point, the reason why there can't be one, or None for nothing to say."""
    judged = probed.judged(turns, point.slug)
    about = probed.asked_about(asked)
    # A few words that share none with their question may answer it all the same.
    all_judged = probed.judged(asked.answered, point.slug)
    if any(judgement.verdict is Verdict.HEARD for _turn, judgement in judged):
        made = probed.surely_made(asked, turns, point.slug)
        return _strength(asked, made, point) if made else None
    # A question that was asked back may make a point, and leaves none out.
    judged, all_judged = (
        [item for item in items if not asked.asked_back(item[0])] for items in (judged, all_judged)
    )
    doubt = probed.in_doubt(all_judged, of=point.slug, about=about)
    asked_again = any(turn.key_point == point.slug for turn in turns)
    gap = partial(_gap, asked=asked, point=point, named=named, asked_again=asked_again)
    # What came later may have completed it.
    told = [number for number, (_turn, one) in enumerate(judged) if one.verdict is Verdict.CANNOT_TELL]
    partly = [item for item in judged[max(told, default=-1) + 1 :] if item[1].verdict is Verdict.PARTLY]
    # A belief without the words that voice it can't be shown; the point was not heard all the same.
    mistaken = [item for item in judged if _states_a_wrong_belief(item[1], point)]
    sure = [item for item in partly if item[1].certainty >= SURE_OF_PART]
    if doubt is not None and not mistaken:
        return None
    later = None
    if doubt is not None:
        sure = []
        if before := [item for item in mistaken if item[0].number < doubt.number]:
            mistaken, later = before, where_it_is_taken_up(doubt, point)
    if shown := sure or mistaken:
        turn, judgement = shown[-1]
        said = quotes_for(turn, judgement, point)
        if not said:
            return NO_EVIDENCE
        if not sure and judgement.verdict is Verdict.CANNOT_TELL:
            return gap(Shade.BESIDE, turn, said, judgement)
        if later:
            return gap(Shade.AT_FIRST, turn, (said[0], later), judgement)
        return gap(Shade.PARTLY if sure else Shade.MISTAKEN, turn, said, judgement)
    if said_so is not None:
        return None if any(nearness.says_most_of(point, turn) for turn in turns) else said_so
    if partly:  # all of it as likely as nothing
        return None
    if (missed := _left_out(judged, all_judged, point, at_least=SURE_OF_OMISSION)) is None:
        return None
    turn, judgement = missed
    quotes = omission(turn, point, taken, asked_in=asked.asking(turn))
    return gap(Shade.NOT_HEARD, turn, quotes, judgement) if quotes else NO_EVIDENCE


def _likely_open(
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
    if (missed := _left_out(judged, all_judged, point, at_least=LIKELY_LEFT_OUT)) is None:
        return []
    turn, judgement = missed
    sure = min(item[1].certainty for item in all_judged)
    judgement = msgspec.structs.replace(judgement, certainty=sure)
    quotes = omission(turn, point, set(), asked_in=asked.asking(turn))
    return [_gap(Shade.LIKELY_OPEN, turn, quotes, judgement, asked, point, named, False)] if quotes else []


def _about(asked: Asked, point: KeyPoint) -> dict[str, Any]:
    """Return what every finding on a key point says of it."""
    return {
        "question": asked.question.slug,
        "nth": asked.nth,
        "ask": asked.question.ask,
        "key": f"{asked.question.slug}/{point.slug}",
        "key_point": point.slug,
        "point": point.point,
        "skill": point.skill,
        "weight": point.weight,
        "probe": point.probe,
    }


def _strength(asked: Asked, heard: list[Judged], point: KeyPoint) -> Finding | str:
    for turn, judgement in heard:
        said = quotes_for(turn, judgement, point)
        if is_account(asked.question):
            said = accounts.told(said, turn, point)
        if said:
            break
    else:
        return NO_EVIDENCE
    later = _after_follow_up(asked, turn)
    rank = point.weight * max(0.1, judgement.certainty) * (0.8 if later else 1.0)
    if not nearness.is_shown_by(said[0].text, point):
        rank *= UNSEEN  # it may be right, and is not what to open a letter with
    return Finding(
        kind=STRENGTH,
        shade=Shade.HEARD_LATER if later else Shade.HEARD,
        turn=turn.number,
        evidence=said,
        unclear=not reads_clearly(said[0], turn, about=point.point),
        rank=rank,
        asked_again=turn.key_point == point.slug,
        **_about(asked, point),
    )


def _deepened(finding: Finding, turns: Sequence[TurnRecord], told: set[Quote]) -> Finding:
    """Return the strength with a sign of depth beside its words, if there is one that no other has."""
    turn = next(turn for turn in turns if turn.number == finding.turn)
    deep = depth_beside(turn, finding.evidence, besides=told)
    if deep is None:
        return finding
    sign, quote = deep
    if is_account(turn.question) and accounts.was_not_done(quote.text):
        return finding
    told.add(quote)
    return msgspec.structs.replace(
        finding, evidence=(*finding.evidence, quote), sign=sign, rank=finding.rank * 1.2
    )


def _left_out(
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


def _states_a_wrong_belief(judgement: PointJudgement, point: KeyPoint) -> bool:
    said = " ".join(span.quote for span in judgement.evidence)
    return (
        bool(judgement.misconception and said)
        and judgement.verdict not in MADE
        and not nearness.is_nearer_to_the_point(said, point, reveals=judgement.misconception)
    )


def _gap(
    shade: Shade,
    turn: TurnRecord,
    evidence: tuple[Quote, ...],
    judgement: PointJudgement,
    asked: Asked,
    point: KeyPoint,
    named: Mapping[str, NamedBy],
    asked_again: bool,
) -> Finding:
    sure = severity.certainty(
        # How sure the analyst is that the point was not heard says nothing of what was stated instead.
        judged=1.0 if shade in MISTAKEN else judgement.certainty,
        partly=shade in (Shade.PARTLY, Shade.AT_FIRST, Shade.BESIDE),
        asked_again=asked_again,
    )
    need = severity.need(weight=point.weight, wanted=point.skill in named)
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
        **_about(asked, point),
    )


def _after_follow_up(asked: Asked, turn: TurnRecord) -> bool:
    """Return whether it took a follow-up to get to this turn; a repeat or a check-in is none."""
    return any(other.kind == FOLLOW_UP for other in asked.turns[1:] if other.number <= turn.number)


def _said_so(asked: Asked, turns: tuple[TurnRecord, ...], named: Mapping[str, NamedBy]) -> dict[str, Finding]:
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
        found[point.slug] = Finding(
            kind=GAP,
            shade=Shade.SAID_SO,
            turn=turn.number,
            evidence=tuple(q for q in (quote, last_question(asked.asking(turn))) if q),
            rank=severity.severity(
                need=severity.need(weight=point.weight, wanted=point.skill in named), certainty=0.9, times=1
            ),
            named_by=named.get(point.skill),
            **_about(asked, point),
        )
    return found


def _ranked(gaps: list[Finding], missed_before: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return the gaps by severity, each with how often its skill was missed and why it stands there."""
    answers: dict[str, set[str]] = {}
    for gap in gaps:
        answers.setdefault(gap.skill, set()).add(gap.question)
    ranked = []
    for gap in gaps:
        times = len(answers[gap.skill]) + missed_before.get(gap.skill, 0)
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
                ),
            )
        )
    return tuple(sorted(ranked, key=lambda gap: (gap.weight == BONUS, -gap.rank, gap.turn, gap.key)))


def _beyond(asked: Asked, turns: tuple[TurnRecord, ...]) -> list[Finding]:
    found = []
    for turn in turns:
        content = turn.content
        if content is None or not content.beyond or content.beyond_span is None:
            continue
        quote = place(content.beyond_span, turn)
        if quote is not None:
            found.append(
                Finding(
                    kind=STRENGTH,
                    key=f"{asked.question.slug}/beyond-{turn.number}",
                    shade=Shade.BEYOND,
                    turn=turn.number,
                    evidence=(shortened(quote, turn),),
                    rank=3.0,
                    question=asked.question.slug,
                    nth=asked.nth,
                    ask=asked.question.ask,
                    point=content.beyond,
                    skill=asked.question.skills[0],
                    weight=3,
                )
            )
    return found
