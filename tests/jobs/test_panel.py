"""The jobs on the dashboard: three, with why, and no wish blamed that there is not."""

import pytest

from jobs.index import generations
from jobs.matching.matches import matches_of
from jobs.matching.profile import profile_of
from jobs.matching.seeker import seeker_of
from jobs.models import Wishes
from tests.jobs.matching.test_matches import shown_skills
from tests.jobs.openings import NOW, a_job


def test_panel_says_which_skill_was_shown_when_the_ad_asks_for_a_related_one(
    reader, rehearsed, indexed, fresh
):
    via = seeker_of(profile_of(rehearsed.pk, now=NOW), None).via
    related = next(slug for slug, by in via.items() if slug != by)
    a_job("Backend Engineer", must=(f"{related}:Something",))
    indexed()
    (match,) = matches_of(rehearsed.pk, now=NOW).matches

    page = reader.get("/dashboard/").content.decode()

    assert match.reasons[0].kind == "related"
    assert f"you showed {match.reasons[0].by}, which is close to it, at" in page


def test_dashboard_shows_three(reader, rehearsed, indexed, fresh):
    for number in range(5):
        a_job("Backend Engineer", employer=f"Employer {number}", must=shown_skills(rehearsed))
    indexed()

    page = reader.get("/dashboard/").content.decode()

    assert page.count("you showed it at") == 3


def test_dashboard_names_no_older_job_as_if_it_were_fresh(reader, rehearsed, indexed, fresh):
    a_job("Backend Engineer", employer="Oldish", must=shown_skills(rehearsed), days=60)
    a_job("Backend Engineer, Talent Pool", employer="Poolish", must=shown_skills(rehearsed))
    indexed()

    page = reader.get("/dashboard/").content.decode()

    assert "Nothing fresh just now" in page
    assert "All of them, and why" in page
    assert "Oldish" not in page
    assert "Poolish" not in page


@pytest.mark.parametrize(("wishes", "blamed"), [({}, False), ({"workplaces": ["onsite"]}, True)])
def test_dashboard_blames_only_wishes_that_there_are(reader, rehearsed, indexed, fresh, wishes, blamed):
    a_job("Pastry Chef", must=("baking:Baking",))
    indexed()
    Wishes.objects.create(user=rehearsed, **wishes)

    page = reader.get("/dashboard/").content.decode()

    assert ("No open job fits your preferences" in page) == blamed
    assert ("No open job asks for what you rehearse" in page) != blamed


def test_dashboard_is_silent_on_jobs_where_none_has_been_read(reader, rehearsed, fresh):
    generations.rebuild()

    page = reader.get("/dashboard/").content.decode()

    assert "Jobs for you" not in page
