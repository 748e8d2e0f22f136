"""Why a job is shown: for each skill that it asks for, its own words beside the moment of an interview."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from intervision.skills import vocabulary

from ..enums import Need
from ..models import Job
from ..reading.needs import SkillNeed
from .practice import practice_for
from .profile import Moment, Profile, Standing
from .seeker import Seeker

# Characters of the ad around the skill: a line's worth on a page.
_AROUND = 70


class Kind(StrEnum):
    SHOWN = "shown"  # demonstrated, with a moment
    RELATED = "related"  # a broader or narrower skill was demonstrated
    WISHED = "wished"  # the candidate said so
    GAP = "gap"  # asked in rehearsals and not heard yet, or the candidate wants to practise it
    UNTESTED = "untested"  # never asked, or too little was heard to go by


class AdWords(msgspec.Struct, frozen=True):
    """A run of words of the ad with what stands around it; both cut at words."""

    before: str
    words: str
    after: str


class Reason(msgspec.Struct, frozen=True):
    """One skill of an ad. `by` names the skill that covers it when it is another one.

    `asked`, `heard` and `correction` (a CorrectionState) are of the skill that covers it, or else of its own:
    what a page says has to be true of them. `heard` may be in part, or too little to go by.
    """

    kind: Kind
    skill: str
    name: str
    ad: AdWords
    must: bool
    moment: Moment | None = None
    by: str = ""
    asked: bool = False
    heard: bool = False
    correction: str = ""
    practicable: bool = True  # a rehearsal for the job has questions about it, or about what is next to it


def reasons_for(job: Job, *, profile: Profile, seeker: Seeker) -> list[Reason]:
    """Return a reason for every skill that the ad names: what was shown first, then what can be practised."""
    requires = any(skill.need == Need.MUST for skill in job.skills)
    can_ask = practice_for(job, profile)
    found = [
        replace(
            _reason(job, skill, profile, seeker, requires=requires), practicable=bool(can_ask(skill.slug))
        )
        for skill in job.skills
    ]
    order = list(Kind)
    return sorted(found, key=lambda one: (order.index(one.kind), not one.must, not one.practicable))


def _reason(job: Job, skill: SkillNeed, profile: Profile, seeker: Seeker, *, requires: bool) -> Reason:
    by = seeker.via.get(skill.slug, "")
    known = profile.skills.get(by or skill.slug)
    kind, moment = Kind.UNTESTED, next(iter((*known.shown, *known.missed)), None) if known else None
    if by and known and known.standing == Standing.DEMONSTRATED:
        kind = Kind.SHOWN if by == skill.slug else Kind.RELATED
        moment = known.shown[0] if known.shown else None
        if moment is None:
            kind = Kind.WISHED
    elif by:
        kind, moment = Kind.WISHED, None
    elif skill.slug in seeker.gaps:
        kind = Kind.GAP
        moment = next(iter((*known.missed, *known.shown)), None) if known else None
    return Reason(
        kind=kind,
        skill=skill.slug,
        name=name_of(skill.slug),
        ad=words_of_ad(job, skill),
        must=skill.need == Need.MUST or not (requires or skill.need),
        moment=moment,
        by=name_of(by) if by not in ("", skill.slug) else "",
        asked=bool(known and known.asked),
        heard=bool(known and (known.shown or (known.judged and not known.missed))),
        correction=known.correction if known else "",
    )


def name_of(slug: str) -> str:
    found = vocabulary().get(slug)
    return found.name if found else slug.replace("-", " ")


def words_of_ad(job: Job, skill: SkillNeed) -> AdWords:
    """Return the words that name the skill in the ad, with their line as far as it fits."""
    text = job.title if skill.in_title else job.text
    start, end = skill.start, skill.end
    if not 0 <= start < end <= len(text):
        return AdWords("", name_of(skill.slug), "")
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before, after = text[line_start:start], text[end:line_end]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return AdWords(before=before.lstrip("-•* "), words=text[start:end], after=after.rstrip())


def split(reasons: Sequence[Reason]) -> Mapping[str, list[Reason]]:
    """Return the reasons as a page tells them: what speaks for it, and what it asks for beyond."""
    return {
        "for": [one for one in reasons if one.kind in (Kind.SHOWN, Kind.RELATED)],
        "wished": [one for one in reasons if one.kind == Kind.WISHED],
        "practise": [one for one in reasons if one.kind in (Kind.GAP, Kind.UNTESTED) and one.must],
    }
