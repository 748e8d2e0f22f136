"""In what order gaps stand: need x certainty x how often. The figure orders them and is shown to nobody."""

from datetime import datetime
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

CENTRAL, BONUS = 3, 1  # weights of key points
# What an answer at this level needs most: a central point (weight 3), an expected one, a bonus.
NEED_OF_WEIGHT = {3: 1.0, 2: 2 / 3, 1: 1 / 3}
# A skill that the candidate or the job description named is needed twice as much as one that came up.
WANTED = 2.0
# What was said in part is missed by half; a wrong belief that was stated is missed for sure.
PARTLY = 0.5
# Being asked for the very point and still not saying it halves the doubt.
ASKED_AGAIN = 0.5
# Past this many, another time says nothing new.
MOST_TIMES = 4
# An analyst that gives no certainty still found something.
LEAST_CERTAINTY = 0.1


class NamedBy(StrEnum):
    """Who named a skill for a rehearsal."""

    ROLE = "role"  # a job description
    CANDIDATE = "candidate"


def need(*, weight: int, wanted: bool, wrong: bool = False) -> float:
    """Return how much the role needs the point, from 1/3 to 2. What was expected and is `wrong` weighs as
    much as a central point: an interviewer minds it more than something that was left out."""
    of_weight = NEED_OF_WEIGHT[CENTRAL if wrong and weight > BONUS else weight]
    return of_weight * (WANTED if wanted else 1.0)


def certainty(*, judged: float, partly: bool, asked_again: bool) -> float:
    """Return how sure it is that the point was missed, from 0 to 1. `judged` is the analyst's certainty."""
    sure = max(LEAST_CERTAINTY, min(1.0, judged))
    if asked_again:
        sure = 1 - (1 - sure) * ASKED_AGAIN
    return sure * (PARTLY if partly else 1.0)


def severity(*, need: float, certainty: float, times: int) -> float:
    """Return the product that orders the gaps. `times` counts this interview and earlier ones."""
    if times < 1:
        raise ValueError("a gap was missed at least once")
    return need * certainty * min(times, MOST_TIMES)


def in_words(
    *,
    weight: int,
    named_by: NamedBy | None,
    partly: bool,
    asked_again: bool,
    wrong: bool,
    times: int,
    landed_at: datetime | None = None,
    in_between: bool = False,
) -> str:
    """Return why a gap stands where it stands, for the page. `landed_at`: an earlier rehearsal in which its
    skill landed, `in_between` two in which it was missed."""
    reasons = [
        {
            3: _("it is central to the question"),
            2: _("it is expected here"),
            1: _("it would have been a bonus"),
        }[weight]
    ]
    if named_by is NamedBy.ROLE:
        reasons.append(_("the role names this skill"))
    elif named_by is NamedBy.CANDIDATE:
        reasons.append(_("you asked to practise this skill"))
    if wrong:
        reasons.append(_("something else was said in its place"))
    elif partly:
        reasons.append(_("part of it was there"))
    elif asked_again:
        reasons.append(_("a follow-up asked for it"))
    if times == 2:
        reasons.append(_("this skill was missed twice"))
    elif times > 2:
        reasons.append(_("this skill was missed %(times)d times") % {"times": times})
    if landed_at is not None:
        day = date_format(landed_at, "j F Y")
        if in_between:
            reasons.append(_("it landed in between, on %s") % day)
        else:
            reasons.append(_("this skill had landed before, on %s") % day)
    return "; ".join(reasons)


def explanation() -> str:
    """Return the formula in words, as every report prints it."""
    return _(
        "Gaps are ordered by three things multiplied: how much the role needs the point (a central point "
        "before an expected one, unless something wrong was said of that; double where you or the job "
        "description named the skill), how sure it is that it was missed (half where a part was said, "
        "surer where you were asked again), and how often the skill was missed, in this rehearsal and in "
        "earlier ones. A bonus comes after all others. A question that was skipped or not reached is not "
        "a gap. The result only sorts this list; it is kept nowhere."
    )
