"""From gaps to a short list of things to do, each with its time and a practice session."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from interviews.history import as_advice
from intervision.skills.vocabulary import vocabulary

from ..findings.finding import Finding, Shade
from ..models import Action, Claim, ClaimKind, Report
from ..writer.local import in_sentence, nth, point_in_sentence, skill_name

MOST_ACTIONS = 5
READING_MINUTES = 20


@cache
def reading_list() -> dict[str, tuple[str, str]]:
    """Return skill -> (title, address) of reading.yaml, read once a process."""
    raw = yaml.safe_load(Path(__file__).with_name("reading.yaml").read_text(encoding="utf-8"))
    return {slug: (title, url) for slug, (title, url) in raw.items()}


def reading_for(skill: str) -> tuple[str, str]:
    """Return what to read on the skill, or on what it is directly a part of; empty when nothing is stable.

    What is further up is about a whole field, and says nothing of what was missed.
    """
    known = vocabulary().get(skill)
    slugs = (skill, *(known.parents if known else ()))
    return next((reading_list()[slug] for slug in slugs if slug in reading_list()), ("", ""))


def plan(report: Report, claims: Sequence[tuple[Claim, Finding]], *, thin: bool) -> list[Action]:
    """Return the actions in order: one a skill, its most severe gap first."""
    by_skill: dict[str, list[tuple[Claim, Finding]]] = {}
    for claim, finding in claims:
        if claim.kind == ClaimKind.GAP:
            by_skill.setdefault(claim.skill, []).append((claim, finding))
    actions = []
    for order, (skill, gaps) in enumerate(list(by_skill.items())[: 1 if thin else MOST_ACTIONS], start=1):
        claim, finding = gaps[0]
        title, url = reading_for(skill)
        reads = finding.shade in (Shade.SAID_SO, Shade.MISTAKEN) and bool(url)
        actions.append(
            Action(
                report=report,
                claim=claim,
                order=order,
                skill=skill,
                title=skill_name(skill),
                what=_exercise(gaps, reads=reads, order=order),
                minutes=(10 if len(gaps) == 1 else 15) + (READING_MINUTES if reads else 0),
                reading_title=title,
                reading_url=url,
            )
        )
    return actions


def _exercise(gaps: Sequence[tuple[Claim, Finding]], *, reads: bool, order: int) -> str:
    finding = gaps[0][1]
    to_do = in_sentence(as_advice(finding.point))
    point = to_do or point_in_sentence(finding.point)
    match finding.shade:
        case Shade.MISTAKEN if to_do:
            first = _("Prepare this, then say it aloud as if to a new colleague: %s.") % point
        case Shade.MISTAKEN:
            first = _("Find out why this holds, then explain it aloud as if to a new colleague: %s.") % point
        case Shade.BESIDE if to_do:
            first = _("Give that answer again so that nobody can take it otherwise: %s.") % point
        case Shade.BESIDE:
            first = (
                _("Give that answer again so that nobody can take it otherwise, and say why this holds: %s.")
                % point
            )
        case Shade.PARTLY | Shade.AT_FIRST:
            first = _("Give that answer again, and take it all the way: %s.") % point
        case Shade.SAID_SO if to_do:
            first = _("Prepare three sentences in which you do this: %s.") % point
        case Shade.SAID_SO:
            first = _("Read until you can say this in three sentences of your own: %s.") % point
        case _:
            # In turn, so that a list of them does not read like a form.
            asking = (
                _("Answer this aloud, in under a minute: %s"),
                _("Record yourself on this question, and listen to it once: %s"),
                _("Write down three key words, then answer this aloud: %s"),
                _("Write your answer to this in three sentences, then say it without looking: %s"),
                _("Have a friend or colleague ask you this, and then tell you what they took from it: %s"),
            )
            first = asking[(order - 1) % len(asking)] % finding.probe.strip()
    if len(gaps) > 1:
        first += " " + _second(gaps[1][1], after=finding)
    if reads and (to_do or finding.shade is not Shade.SAID_SO):  # that one sets out with reading
        first += " " + _("Read first, then speak.")
    return first


def _second(finding: Finding, *, after: Finding) -> str:
    point = in_sentence(as_advice(finding.point)) or point_in_sentence(finding.point)
    if finding.question == after.question:
        return _("Then add this: %s.") % point
    # Translators: {nth} is an ordinal, as in ‘the third question’, and {point} a statement.
    return _("Then the same for what was open in the {nth} question: {point}.").format(
        nth=nth(finding.nth), point=point
    )
