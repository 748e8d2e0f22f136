"""Why a job is shown: for each skill that it asks for, its own words beside the moment of an interview."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache

import msgspec
from django.utils.translation import gettext as _
from msgspec.structs import replace

from intervision.skills import vocabulary

from ..enums import Need
from ..models import Job
from ..names import one_of
from ..reading.needs import SkillNeed
from .practice import domain_that_asks, domains_for
from .profile import Moment, Profile, Standing
from .seeker import Seeker, is_heading

# Characters of the ad around the skill: a line's worth on a page.
_AROUND = 70


class Kind(StrEnum):
    SHOWN = "shown"  # demonstrated, with a moment
    RELATED = "related"  # a broader or narrower skill was demonstrated
    WISHED = "wished"  # the candidate said so
    GAP = "gap"  # asked in rehearsals and not heard yet, or the candidate wants to practise it
    UNTESTED = "untested"  # never asked, or too little was heard to go by


SPEAK_FOR = (Kind.SHOWN, Kind.RELATED, Kind.WISHED)


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
    practicable: bool = True  # a rehearsal for it, or in one's own field, asks about it or what is near
    also: tuple[str, ...] = ()  # names of other skills of the ad that rest on the same moment
    either: tuple[str, ...] = ()  # the skills, this one among them, of which the ad says that one is enough
    choice: str = ""  # those in the ad's words: "Puppet or Ansible"


def reasons_for(job: Job, *, profile: Profile, seeker: Seeker) -> list[Reason]:
    """Return a reason for every skill that the ad names: what was shown first, then what can be practised.

    Of skills of which one is enough, those that speak for the job have one each; else they share one. A whole
    field has none where a part of it was shown: that it was not practised would not be true.
    """
    requires = any(skill.need == Need.MUST for skill in job.skills)
    domains = domains_for(job, profile)
    shown = _above(skill.skill for skill in profile.skills.values() if skill.shown)
    asked = _above(skill.skill for skill in profile.skills.values() if skill.asked)
    found = []
    for skill in job.skills:
        reason = _reason(job, skill, profile, seeker, requires=requires)
        a_field = _is_rehearsed(skill.slug, profile) or (skill.slug in shown and is_heading(skill.slug))
        if reason.kind == Kind.UNTESTED and not skill.either and shown and a_field:
            continue
        practicable = bool(domain_that_asks(skill.slug, domains))
        found.append(replace(reason, practicable=practicable, asked=reason.asked or skill.slug in asked))
    return sorted(_with_choices(found, job), key=_order)


def _is_rehearsed(slug: str, profile: Profile) -> bool:
    """Tell whether a skill is the whole of a field that is rehearsed, such as back-end development."""
    return slug.removesuffix("-development") in profile.domains


def _above(slugs: Iterable[str]) -> set[str]:
    """Return all skills that these are a part of."""
    return {broader for slug in slugs for broader in _ancestors(slug)}


@cache
def _ancestors(slug: str) -> tuple[str, ...]:
    return tuple(broader.slug for broader in vocabulary().ancestors(slug))


def _order(reason: Reason) -> tuple[int, bool, bool]:
    return list(Kind).index(reason.kind), not reason.must, not reason.practicable


def _with_choices(reasons: Sequence[Reason], job: Job) -> Iterator[Reason]:
    """Yield the reasons with what would do as well; of a choice that nothing meets only the first."""
    needs = {skill.slug: skill for skill in job.skills}
    choices: dict[int, list[Reason]] = {}
    for reason in reasons:
        choices.setdefault(needs[reason.skill].either, []).append(reason)
    yield from choices.pop(0, ())
    for members in choices.values():
        either = tuple(one.skill for one in members)
        met = [one for one in members if one.kind in SPEAK_FOR]
        if len(members) == 1:
            yield from members
            continue
        said = {one.skill: _words_in(job, needs[one.skill]) for one in members}
        choice = one_of(list(said.values()))
        if met:
            yield from (replace(one, either=either, choice=choice) for one in met)
            continue
        first, *others = sorted(members, key=_order)
        name = choice
        if any((one.kind, one.asked, one.correction) != (Kind.UNTESTED, False, "") for one in members):
            # What is told of the first is not true of all of them.
            name = _("%(skill)s (%(others)s would do)") % {
                "skill": first.name,
                "others": one_of([said[one.skill] for one in others]),
            }
        ad = _words_of_choice(job, [needs[slug] for slug in either])
        yield replace(first, name=name, ad=ad, either=either, choice=choice)


def _words_in(job: Job, skill: SkillNeed) -> str:
    """Return a skill as the ad spells it."""
    return (job.title if skill.in_title else job.text)[skill.start : skill.end] or name_of(skill.slug)


def told_once(reasons: Sequence[Reason]) -> list[Reason]:
    """Return the first of the reasons that rest on the same moment, with the names of the others."""
    by_moment: dict[Moment | str, list[Reason]] = {}
    for reason in reasons:
        by_moment.setdefault(reason.moment or reason.skill, []).append(reason)
    return [
        replace(first, also=tuple(one.name for one in others if one.skill not in first.either))
        for first, *others in by_moment.values()
    ]


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


def _words_of_choice(job: Job, needs: Sequence[SkillNeed]) -> AdWords:
    """Return the words from the first to the last of a choice, if they stand in one line; else the first."""
    first, last = min(needs, key=lambda need: need.start), max(needs, key=lambda need: need.end)
    text = job.title if first.in_title else job.text
    apart = len({need.in_title for need in needs}) > 1 or "\n" in text[first.start : last.end]
    return words_of_ad(job, needs[0] if apart else replace(first, end=last.end))


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
