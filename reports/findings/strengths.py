"""Key points that landed, with the words that made them."""

from collections.abc import Sequence

from interviews.history import KeyPoint, TurnRecord

from ..answers import nearness
from ..answers.asked import FOLLOW_UP, Asked, was_added
from ..answers.probed import Judged
from ..evidence import overlap, place
from . import accounts
from .accounts import is_account
from .finding import STRENGTH, Finding, Shade, on_point
from .quoting import quotes_for, reads_clearly, shortened

NO_EVIDENCE = "no_evidence"  # why a claim was dropped
MOST_OF_SAME_WORDS = 2
UNSEEN = 0.5  # how much of its rank a strength keeps whose words share hardly any with its point


def strength_on(asked: Asked, heard: list[Judged], point: KeyPoint) -> Finding | str:
    """Return the strength that the first of the turns shows which can, or NO_EVIDENCE."""
    for turn, judgement in heard:
        said = quotes_for(turn, judgement, point)
        if is_account(asked.question):
            said = accounts.told(said, turn, point)
        if said:
            break
    else:
        return NO_EVIDENCE
    shade = _when(asked, turn)
    rank = point.weight * max(0.1, judgement.certainty) * (1.0 if shade is Shade.HEARD else 0.8)
    if not nearness.is_shown_by(said[0].text, point):
        rank *= UNSEEN  # it may be right, and is not what to open a letter with
    return Finding(
        kind=STRENGTH,
        shade=shade,
        turn=turn.number,
        evidence=said,
        unclear=not reads_clearly(said[0], turn, about=point.point),
        rank=rank,
        asked_again=turn.key_point == point.slug,
        **on_point(asked, point),
    )


def beyond_rubric(asked: Asked, turns: tuple[TurnRecord, ...]) -> list[Finding]:
    """Return what was better than the rubric."""
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


def _when(asked: Asked, turn: TurnRecord) -> Shade:
    """Return whether it took a follow-up to get to this turn, or the end; a repeat or a check-in is none."""
    if was_added(asked, turn):
        return Shade.ADDED
    later = any(other.kind == FOLLOW_UP for other in asked.turns[1:] if other.number <= turn.number)
    return Shade.HEARD_LATER if later else Shade.HEARD


def without_overused_words(strengths: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the strengths of which no more than MOST_OF_SAME_WORDS rest on the same words, the foremost:
    a sentence makes a point or two, and hardly five."""
    kept: list[Finding] = []
    for finding in strengths:
        quote = finding.evidence[0]
        same = sum(overlap(quote, other.evidence[0]) for other in kept)
        if same < MOST_OF_SAME_WORDS:
            kept.append(finding)
    return tuple(kept)
