"""Which key points landed and which are gaps, from the judgements of the content pass. Pure functions."""

from collections.abc import Mapping
from functools import partial

from interviews.history import (
    SURE_OF_OMISSION,
    SURE_OF_PART,
    InterviewRecord,
    KeyPoint,
    TurnRecord,
    Verdict,
)

from ..answers import nearness, probed
from ..answers.asked import Asked, asked_questions, is_on_topic
from ..answers.passages import stems
from ..evidence import Quote
from . import accounts
from .accounts import is_account
from .depth import with_depth
from .earlier import Earlier
from .finding import STRENGTH, Finding, Findings, Shade
from .gaps import (
    SURELY_NOT_MADE,
    gap_on,
    in_order,
    left_out,
    likely_open,
    named_by_candidate,
    plainest,
    states_a_wrong_belief,
)
from .quoting import quotes_for
from .said_instead import omission, where_it_is_taken_up
from .severity import BONUS, NamedBy
from .strengths import NO_EVIDENCE, beyond_rubric, strength_on, without_overused_words

SAME_WORDS = "same_words"  # why a claim was dropped
# How much of its rank a strength keeps in a question that is meant for another level: whoever has led a
# migration is not praised first for knowing that replicas lag.
OTHER_LEVEL = 0.7
LEAST_REPLY = 8  # words: more than 'not really, no'


def find(record: InterviewRecord, *, before: Mapping[str, Earlier] | None = None) -> Findings:
    """Return what the content pass supports, each under a key of its own. `before` is what earlier rehearsals
    showed, by skill."""
    strengths: list[Finding] = []
    gaps: list[Finding] = []
    drops: dict[str, int] = {}
    likely: list[Finding] = []
    same_words = 0
    deepened: set[Quote] = set()
    fits: dict[str, float] = {}
    named = dict.fromkeys(record.focus, NamedBy.CANDIDATE) | dict.fromkeys(record.wanted, NamedBy.ROLE)
    for asked in asked_questions(record):
        turns = tuple(turn for turn in asked.answered if is_on_topic(turn) and turn.content is not None)
        if not turns:
            continue
        fits[asked.question.slug] = 1.0 if record.seniority in asked.question.levels else OTHER_LEVEL
        told: list[Finding] = []
        taken: set[tuple[int, int]] = set()
        said_so = named_by_candidate(asked, turns, named)
        for point in asked.question.key_points:
            finding = _of_point(asked, turns, point, named, taken, said_so.get(point.slug))
            if isinstance(finding, str):
                drops[finding] = drops.get(finding, 0) + 1
            elif finding is None:
                likely += likely_open(asked, turns, point, named)
            elif finding.kind == STRENGTH:
                told.append(finding)
            else:
                gaps.append(finding)
        apart = accounts.one_passage_each(told) if is_account(asked.question) else told
        same_words += len(told) - len(apart)
        strengths += [with_depth(finding, turns, deepened) for finding in apart]
        strengths += beyond_rubric(asked, turns)
    strengths.sort(
        key=lambda finding: (finding.unclear, -finding.rank * fits[finding.question], finding.turn)
    )
    kept = without_overused_words(strengths)
    if same_words := same_words + len(strengths) - len(kept):
        drops[SAME_WORDS] = same_words
    if likely and not any(gap.weight > BONUS and gap.shade is not Shade.PARTLY for gap in gaps):
        gaps.append(max(likely, key=lambda gap: gap.rank))
    return Findings(kept, in_order(gaps, before or {}), drops)


def _of_point(
    asked: Asked,
    turns: tuple[TurnRecord, ...],
    point: KeyPoint,
    named: Mapping[str, NamedBy],
    taken: set[tuple[int, int]],
    said_so: Finding | None,
) -> Finding | str | None:
    """Return the finding on one key point, the reason why there can't be one, or None for nothing to say."""
    # Who was asked about this very point has replied to it, also in none of the question's words.
    turns = tuple(turn for turn in asked.answered if turn in turns or _replies(asked, turn, point))
    judged = probed.judged(turns, point.slug)
    about = probed.asked_about(asked)
    # A few words that share none with their question may answer it all the same.
    all_judged = probed.judged(asked.answered, point.slug)
    if any(judgement.verdict is Verdict.HEARD for _turn, judgement in judged):
        made = probed.surely_made(asked, turns, point.slug)
        return strength_on(asked, made, point) if made else None
    # A question that was asked back may make a point, and leaves none out.
    judged, all_judged = (
        [item for item in items if not asked.asked_back(item[0])] for items in (judged, all_judged)
    )
    doubt = probed.in_doubt(all_judged, of=point.slug, about=about)
    asked_again = any(turn.key_point == point.slug for turn in turns)
    gap = partial(gap_on, asked=asked, point=point, named=named, asked_again=asked_again)
    # What came later may have completed it.
    told = [number for number, (_turn, one) in enumerate(judged) if one.verdict is Verdict.CANNOT_TELL]
    partly = [item for item in judged[max(told, default=-1) + 1 :] if item[1].verdict is Verdict.PARTLY]
    # A belief without the words that voice it can't be shown; the point was not heard all the same.
    mistaken = [item for item in judged if states_a_wrong_belief(item[1], point, asked=asked)]
    sure = [item for item in partly if item[1].certainty >= SURE_OF_PART]
    if doubt is not None and not mistaken:
        return None
    later = None
    if doubt is not None:
        sure = []
        if before := [item for item in mistaken if item[0].number < doubt.number]:
            mistaken, later = before, where_it_is_taken_up(doubt, point)
    if sure or mistaken:
        turn, judgement = sure[-1] if sure else plainest(mistaken, point)
        said = quotes_for(turn, judgement, point)
        if not said:
            return NO_EVIDENCE
        if not sure and (judgement.verdict is Verdict.CANNOT_TELL or judgement.certainty < SURELY_NOT_MADE):
            return gap(Shade.BESIDE, turn, said, judgement)
        if later:
            return gap(Shade.AT_FIRST, turn, (said[0], later), judgement)
        return gap(Shade.PARTLY if sure else Shade.MISTAKEN, turn, said, judgement)
    if said_so is not None:
        return None if any(nearness.says_most_of(point, turn) for turn in turns) else said_so
    if partly:  # all of it as likely as nothing
        return None
    if (missed := left_out(judged, all_judged, point, at_least=SURE_OF_OMISSION)) is None:
        return None
    turn, judgement = missed
    quotes = omission(turn, point, taken, asked_in=asked.asking(turn))
    return gap(Shade.NOT_HEARD, turn, quotes, judgement) if quotes else NO_EVIDENCE


def _replies(asked: Asked, turn: TurnRecord, point: KeyPoint) -> bool:
    """Tell whether a reply to a question about the point has a word of what one says to it at all: small talk
    and abuse have none, and are not quoted as an answer."""
    if turn.key_point != point.slug or turn.content is None or len(turn.words) < LEAST_REPLY:
        return False
    ways = (
        way for each in asked.question.key_points for way in (each.point, *each.paraphrases, *each.partial)
    )
    return bool(stems(turn.answer) & stems(" ".join([asked.question.ask, turn.said, *ways])))
