"""What to do next where no gap says it: the question of which least could be told, and harder ones."""

from collections.abc import Mapping, Sequence
from math import ceil

import msgspec
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from interviews.history import InterviewRecord

from ..answers.asked import Asked, asked_questions
from ..writer.local import skill_name

MOST = 0.75  # of the points of a question: with these nobody need give the answer again
# Of that: with so much, where most of the others landed, harder questions do more than the same once more.
HALF = 0.5


class NextStep(msgspec.Struct, frozen=True):
    """`skill` is what a practice session would be on, '' where it takes a rehearsal of another kind."""

    title: str
    what: str
    skill: str = ""
    question: int = 0  # its place in the interview, from 1


def next_steps(record: InterviewRecord, *, landed: Mapping[str, int]) -> tuple[NextStep, ...]:
    """Return what there is to do, two things at most. `landed` counts the points that landed, by question.

    One level up is for those of whose answers most landed: that no gap is sure says nothing of them. Of an
    answer beside the point nothing landed.
    """
    answered = [item for item in asked_questions(record) if item.answered]
    open_yet = [item for item in answered if _share(item, landed) < 1]
    shares = {item.nth: _share(item, landed) for item in open_yet}
    lowest = min(shares.values(), default=1.0)
    least = [item for item in open_yet if shares[item.nth] == lowest]
    most_landed = bool(answered) and sum(_share(item, landed) for item in answered) >= MOST * len(answered)
    return (
        *([_once_more(least)] if least and not (most_landed and lowest >= HALF) else []),
        *([_harder(record)] if most_landed else []),
    )


def _share(item: Asked, landed: Mapping[str, int]) -> float:
    """Return how much of what would answer a question at its core has landed, at most 1."""
    core = [point for point in item.question.key_points if point.weight > 1]
    return min(1.0, landed.get(item.question.slug, 0) / max(1, ceil(MOST * len(core))))


def _once_more(items: Sequence[Asked]) -> NextStep:
    """Return what to do about the questions of which least landed, beginning with that of fewest words."""
    item = min(items, key=lambda item: (sum(len(turn.words) for turn in item.answered), item.nth))
    if len(items) == 1:
        which = _("Least could be told for certain about question %(number)d.") % {"number": item.nth}
    else:
        which = _(
            "Least could be told for certain about questions %(numbers)s; begin with question %(number)d."
        ) % {
            "numbers": get_text_list([str(each.nth) for each in items], _("and")),
            "number": item.nth,
        }
    skill = item.question.skills[0]
    return NextStep(
        title=skill_name(skill),
        what=which
        + " "
        + _(
            "Give that answer again in three or four sentences, the main point first, and compare it with "
            "how somebody else might answer, below the question."
        ),
        skill=skill,
        question=item.nth,
    )


def _harder(record: InterviewRecord) -> NextStep:
    if record.is_at_the_highest_level:
        return NextStep(
            title=_("Something else"),
            what=_("A rehearsal in another field, or for a job you want, would bring up something new."),
        )
    return NextStep(
        title=_("Harder questions"),
        what=_("Little was open at this level. A rehearsal one level up would tell more."),
    )
