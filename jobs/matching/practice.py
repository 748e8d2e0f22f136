"""What a rehearsal for a job can ask about: the bank has questions about some of what ads name."""

from collections.abc import Callable, Collection, Sequence

from interviews import doors
from intervision.skills import vocabulary

from ..models import Job
from .profile import Profile
from .seeker import TITLES


def practice_in(domain: str) -> Callable[[str], list[str]]:
    """Return what a rehearsal in this domain asks about for each skill; nothing where it has no question."""
    asked = doors.skills_asked(domain)
    return lambda skill: practised_by(skill, asked)


def domains_for(job: Job, profile: Profile) -> tuple[str, ...]:
    """Return where one can practise for a job: the domain that fits it, then one's own."""
    fitting = domain_for(job, [skill.slug for skill in job.skills], profile)
    return tuple(dict.fromkeys((fitting, *profile.domains)))


def domain_that_asks(skill: str, domains: Sequence[str]) -> str:
    """Return the first of the domains that has questions about a skill, else about what is next to it; ''
    where none has."""
    asked = {domain: doors.skills_asked(domain) for domain in domains}
    itself = (domain for domain in domains if skill in asked[domain])
    beside = (domain for domain in domains if practised_by(skill, asked[domain]))
    return next(itself, "") or next(beside, "")


def practised_by(skill: str, asked: Collection[str]) -> list[str]:
    """Return the skill itself if it is asked about, else those right above or below it that are.

    Kafka is practised with message queues; a language by no question about another one.
    """
    known = vocabulary().get(skill)
    if skill in asked or known is None:
        return [skill] if skill in asked else []
    above = [parent for parent in known.parents if parent in asked]
    return above or sorted(
        slug for slug in asked if (other := vocabulary().get(slug)) and skill in other.parents
    )


def domain_for(job: Job, skills: list[str], profile: Profile) -> str:
    """Return the domain that fits a job's title and skills best; one's own domain where neither tells."""
    words = set(job.normalised_title.split())
    scores: dict[str, float] = {}
    for domain, titles in TITLES.items():
        nearest = max(len(words.intersection(title.split())) / len(title.split()) for title in titles)
        scores[domain] = 3 * nearest
    for slug in skills:
        known = vocabulary().get(slug)
        for domain in known.domains if known else ():
            if domain in scores:
                scores[domain] += 1 / (1 + len(skills))
    for domain in profile.domains[:1]:
        if domain in scores:
            scores[domain] += 0.4
    return max(scores, key=lambda domain: scores[domain])
