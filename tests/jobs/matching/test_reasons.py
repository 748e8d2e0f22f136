"""What is said of a skill that an ad asks for is true of it."""

from uuid import uuid4

import pytest
from django.template.loader import render_to_string

from jobs.matching.profile import Moment, Profile, SkillStanding, Standing
from jobs.matching.reasons import Kind, reasons_for
from jobs.matching.seeker import seeker_of
from jobs.models import Wishes
from tests.jobs.openings import NOW, a_job

pytestmark = pytest.mark.django_db

HEARD = Moment(uuid4(), 1, 760_000, "point", quote="a key for each request", held_at=NOW)
MISSED = Moment(uuid4(), 2, 800_000, "point", held_at=NOW)
SHOWN = {"standing": Standing.DEMONSTRATED, "shown": (HEARD,), "judged": 2, "mean": 0.8, "asked": True}
NOT_HEARD = {"standing": Standing.GAP, "missed": (MISSED,), "judged": 2, "mean": 0.2, "asked": True}
PARTLY = {"standing": Standing.UNTESTED, "judged": 1, "mean": 0.5, "asked": True}


def the_reason(standing=None, *, enough=False, wished=(), asks="python:Python"):
    skills = {"python": SkillStanding(skill="python", name="Python", **standing)} if standing else {}
    profile = Profile(skills=skills, enough=enough)
    seeker = seeker_of(profile, Wishes(skills=list(wished)))
    [reason] = reasons_for(a_job(must=(asks,)), profile=profile, seeker=seeker)
    return reason


def words(template, reason):
    return " ".join(render_to_string(f"jobs/{template}.html", {"reason": reason}).split())


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (None, "which you have not practised"),
        (SHOWN, "which was heard, but too little to go by yet"),
        (NOT_HEARD, "which was not heard yet when you were asked"),
        (PARTLY, "which you were asked about, but not enough to tell"),
        (
            {"standing": Standing.UNTESTED, "asked": True},
            "which you were asked about, but not enough to tell",
        ),
        ({"standing": Standing.GAP, "correction": "gap"}, "which you said you want to practise"),
        (SHOWN | {"correction": "leave_out"}, "which you left out of your matches"),
    ],
)
def test_what_an_ad_asks_for_beyond_is_told_as_it_is(standing, said):
    reason = the_reason(standing)

    assert reason.kind == Kind.UNTESTED
    assert words("_standing", reason).startswith(said)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ({"standing": Standing.GAP, "correction": "gap"}, "which you said you want to practise"),
        (SHOWN | {"standing": Standing.GAP, "correction": "gap"}, "which you said you want to practise"),
        (NOT_HEARD, "which was not heard yet when you were asked"),
        (NOT_HEARD | {"shown": (HEARD,)}, "which was heard, but not yet in full"),
    ],
)
def test_a_gap_is_told_by_whose_word_it_is(standing, said):
    reason = the_reason(standing, enough=True)

    assert reason.kind == Kind.GAP
    assert words("_standing", reason).startswith(said)


def test_what_somebody_says_they_can_do_is_no_wish():
    known = {"standing": Standing.DEMONSTRATED, "correction": "known"}

    assert "You said you can do Python." in words("_reason", the_reason(known))
    assert "Python is in your preferences." in words("_reason", the_reason(wished=["python"]))


def test_what_is_close_to_what_somebody_says_they_can_do_is_no_wish():
    known = {"standing": Standing.DEMONSTRATED, "correction": "known"}
    seeker = seeker_of(
        Profile(skills={"python": SkillStanding(skill="python", name="Python", **known)}), None
    )
    near = next(slug for slug, by in seeker.via.items() if slug != by)

    reason = the_reason(known, asks=f"{near}:Something")

    assert "You said you can do Python, which is close to it." in words("_reason", reason)


@pytest.mark.parametrize(
    ("standing", "heard"),
    [
        (None, False),
        (NOT_HEARD, False),
        (SHOWN, True),
        (PARTLY, True),
        (SHOWN | {"standing": Standing.GAP, "correction": "gap"}, True),
    ],
)
def test_knows_whether_something_was_heard_at_all(standing, heard):
    assert the_reason(standing).heard is heard


def reasons_of(job, *, enough=True, **standings):
    skills = {
        slug: SkillStanding(skill=slug, name=slug.title(), **standing) for slug, standing in standings.items()
    }
    profile = Profile(skills=skills, enough=enough)
    return reasons_for(job, profile=profile, seeker=seeker_of(profile, None))


def test_of_a_choice_what_was_shown_meets_the_rest():
    job = a_job(either=("python:Python", "go:Go"))

    [reason] = reasons_of(job, python=SHOWN)

    assert (reason.kind, reason.skill, reason.either) == (Kind.SHOWN, "python", ("python", "go"))
    assert "One of them is enough: Python or Go." in words("_reason", reason)


def test_of_a_choice_that_nothing_meets_one_is_named_with_the_others():
    job = a_job(either=("aws:AWS", "gcp:GCP", "azure:Azure"))

    [reason] = reasons_of(job)

    assert (reason.kind, reason.name) == (Kind.UNTESTED, "AWS, GCP or Azure")
    assert reason.ad.words == "AWS or GCP or Azure"


def test_what_is_said_of_one_of_a_choice_is_not_said_of_the_others():
    job = a_job(either=("java:Java", "python:Python"))

    [reason] = reasons_of(job, python=NOT_HEARD)

    assert (reason.kind, reason.skill) == (Kind.GAP, "python")
    assert reason.name == "Python (Java would do)"


def reasons_of_one_who_showed(skill, *, asks, domains=()):
    skills = {skill: SkillStanding(skill=skill, name=skill, **SHOWN)}
    profile = Profile(skills=skills, enough=True, domains=domains)
    job = a_job(must=asks)
    return reasons_for(job, profile=profile, seeker=seeker_of(profile, None))


def test_a_whole_field_is_not_called_unpractised_by_one_who_showed_a_part_of_it():
    asks = ("embedded-systems:Embedded", "kubernetes:Kubernetes")

    reasons = reasons_of_one_who_showed("low-power-design", asks=asks)

    assert [reason.skill for reason in reasons] == ["kubernetes"]


@pytest.mark.parametrize(
    ("domain", "field"),
    [("backend", "backend-development"), ("data-engineering", "data-engineering"), ("security", "security")],
)
def test_the_field_that_one_rehearses_is_not_called_unpractised(domain, field):
    asks = (f"{field}:engineering", "kubernetes:Kubernetes")

    reasons = reasons_of_one_who_showed("message-queues", asks=asks, domains=(domain,))
    others = reasons_of_one_who_showed("message-queues", asks=asks, domains=("mobile",))

    assert [reason.skill for reason in reasons] == ["kubernetes"]
    assert [reason.skill for reason in others] == [field, "kubernetes"]


def test_a_whole_field_stays_a_requirement_where_no_part_of_it_was_shown():
    [reason] = reasons_of_one_who_showed("python", asks=("embedded-systems:Embedded",))

    assert (reason.kind, reason.asked) == (Kind.UNTESTED, False)


def test_what_is_two_steps_above_something_asked_is_not_called_unpractised():
    [reason] = reasons_of_one_who_showed("helm", asks=("containers:Containers",))

    assert (reason.kind, reason.asked) == (Kind.UNTESTED, True)
