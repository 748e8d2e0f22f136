"""Matches: few, fresh, explained."""

import pytest

from interviews import doors
from intervision.skills import vocabulary
from jobs.decisions import decide
from jobs.matching import nearness, shortlist
from jobs.matching.matches import matches_of
from jobs.matching.profile import profile_of
from jobs.models import Wishes
from tests.jobs.openings import NOW, a_job


def titles(user, **options):
    return [match.shown.job.title for match in matches_of(user.pk, now=NOW, **options).matches]


def shown_skills(user, count=4):
    return tuple(f"{s.skill}:{s.name}" for s in profile_of(user.pk, now=NOW).demonstrated if s.shown)[:count]


def test_nothing_to_look_by_gives_nothing(bob, indexed):
    a_job()
    indexed()

    found = matches_of(bob.pk, now=NOW)

    assert found.seeker.is_blank
    assert found.matches == ()


def test_wishes_alone_give_an_honest_list(bob, indexed):
    a_job("Backend Engineer", must=("python:Python",))
    a_job("Nurse")
    indexed()
    Wishes.objects.create(user=bob, titles=["Backend Engineer"], skills=["python"])

    [match] = matches_of(bob.pk, now=NOW).matches[:1]

    assert match.shown.job.title == "Backend Engineer"
    assert not match.reasons
    assert not match.strong
    assert [reason.name for reason in match.wished] == ["Python"]


def test_match_quotes_the_ad_and_the_moment(rehearsed, indexed):
    wanted = shown_skills(rehearsed)
    job = a_job("Backend Engineer", must=(*wanted, "cobol-x:Cobol X"))
    indexed()

    [match] = matches_of(rehearsed.pk, now=NOW).matches

    reason = match.reasons[0]
    assert reason.ad.words in job.text
    assert reason.ad.before == "You know "
    assert reason.moment is not None
    assert reason.moment.quote
    assert [one.skill for one in match.practise] == ["cobol-x"]
    assert match.strong


def test_more_of_what_was_shown_comes_first(rehearsed, indexed):
    wanted = shown_skills(rehearsed)
    a_job("Backend Engineer", employer="Far", must=("cobol-x", "abap-x", "rpg-x"))
    a_job("Backend Engineer", employer="Near", must=wanted)
    indexed()

    found = matches_of(rehearsed.pk, now=NOW).matches

    assert found[0].shown.job.employer_name == "Near"


def test_openings_of_a_kind_are_one_row(rehearsed, indexed):
    for _ in range(3):
        a_job("Backend Engineer", must=shown_skills(rehearsed), openings_key="same")
    indexed()

    [match] = matches_of(rehearsed.pk, now=NOW).matches

    assert match.shown.openings == 3


def test_an_employer_takes_at_most_two_places(rehearsed, indexed):
    for number in range(4):
        a_job(f"Backend Engineer {number + 2}", must=shown_skills(rehearsed))
    indexed()

    assert len(titles(rehearsed)) == 2


def test_hidden_and_applied_leave_and_saved_stays(rehearsed, indexed):
    jobs = [a_job("Backend Engineer", employer=name, must=shown_skills(rehearsed)) for name in "ABC"]
    indexed()
    for job, state in zip(jobs, ("hidden", "applied", "saved"), strict=True):
        decide(user_id=rehearsed.pk, job=job, state=state, now=NOW)

    found = matches_of(rehearsed.pk, now=NOW).matches

    assert [(match.shown.job.pk, match.shown.state) for match in found] == [(jobs[2].pk, "saved")]


def test_hidden_stays_away_when_the_index_leaves_out_no_more(rehearsed, indexed, monkeypatch):
    monkeypatch.setattr(shortlist, "_MOST_LEFT_OUT", 1)
    for name in "AB":
        job = a_job("Backend Engineer", employer=name, must=shown_skills(rehearsed))
        decide(user_id=rehearsed.pk, job=job, state="hidden", now=NOW)
    indexed()

    assert titles(rehearsed) == []


def test_avoided_employer_and_wrong_country_are_not_shown(rehearsed, indexed):
    must = shown_skills(rehearsed)
    a_job("Backend Engineer", employer="Bad GmbH", must=must)
    a_job("Backend Engineer", employer="Far", must=must, places=(("Tokyo", "JP"),))
    good = a_job("Backend Engineer", employer="Good", must=must)
    indexed()
    Wishes.objects.create(user=rehearsed, avoid_employers=["Bad"], places=[{"city": "", "country": "DE"}])

    assert [m.shown.job.pk for m in matches_of(rehearsed.pk, now=NOW).matches] == [good.pk]


def test_closed_since_the_index_was_built_is_not_shown(rehearsed, indexed):
    job = a_job("Backend Engineer", must=shown_skills(rehearsed))
    indexed()
    job.status = "closed"
    job.save()

    assert titles(rehearsed) == []


def test_without_index_it_says_so(rehearsed):
    assert not matches_of(rehearsed.pk, now=NOW).indexed


def test_title_near_in_meaning_is_found(bob, indexed):
    a_job("Production Reliability Specialist", must=())
    a_job("Site Reliability Engineer", employer="Other", must=())
    a_job("Pastry Chef", employer="Third", must=())
    indexed()
    assert nearness.learn() == 3
    Wishes.objects.create(user=bob, titles=["Site Reliability Engineer"])

    assert titles(bob) == ["Site Reliability Engineer", "Production Reliability Specialist"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_matches_take_the_same_queries_for_one_and_three(rehearsed, indexed, django_assert_num_queries, jobs):
    for number in range(jobs):
        a_job("Backend Engineer", employer=f"E{number}", must=shown_skills(rehearsed))
    indexed()
    doors.skills_asked("backend")  # read once a minute

    with django_assert_num_queries(9):
        assert len(matches_of(rehearsed.pk, now=NOW).matches) == jobs


def test_a_moment_is_one_reason_on_a_card_however_many_words_it_answers(rehearsed, indexed):
    below = {parent: skill.slug for skill in vocabulary() for parent in skill.parents}
    demonstrated = profile_of(rehearsed.pk, now=NOW).demonstrated
    shown = next(s for s in demonstrated if s.shown and s.skill in below)
    narrower = below[shown.skill]
    a_job(must=(f"{narrower}:Narrower", f"{shown.skill}:{shown.name}"))
    indexed()

    [match] = matches_of(rehearsed.pk, now=NOW).matches

    assert [reason.skill for reason in match.reasons] == [shown.skill]


def test_what_is_old_or_no_certain_opening_comes_last_however_well_it_fits(rehearsed, indexed):
    wanted = shown_skills(rehearsed)
    a_job("Backend Engineer", must=wanted[:2], employer="Fresh", days=40)
    a_job("Backend Engineer", must=wanted, employer="Old", days=60)
    a_job("Backend Engineer, Talent Pool", must=wanted, employer="Pool", days=1)
    a_job("Backend Engineer", must=wanted, employer="Seven months", days=210)
    indexed()

    found = matches_of(rehearsed.pk, now=NOW)

    assert [match.shown.job.employer_name for match in found.fresh] == ["Fresh"]
    assert {match.shown.job.employer_name for match in found.aside} == {"Old", "Pool"}
    [pool] = [match for match in found.aside if match.shown.job.employer_name == "Pool"]
    assert pool.checks == ("whether there is an opening now: it says “Talent Pool”",)
    assert not pool.strong


def test_a_mail_names_neither_old_ads_nor_pools(rehearsed, indexed):
    wanted = shown_skills(rehearsed)
    a_job("Backend Engineer", must=wanted, employer="Old", days=60)
    a_job("Backend Engineer, Talent Pool", must=wanted, employer="Pool", days=1)
    indexed()

    assert titles(rehearsed, announced=[]) == []


def test_what_is_no_kind_of_the_role_and_asks_for_nothing_that_was_shown_is_no_match(rehearsed, indexed):
    a_job("QA Automation Engineer", must=("cobol-x:Cobol X",), employer="Other role")
    a_job("Platform Backend Engineer", must=("cobol-x:Cobol X",), employer="Same role")
    a_job("QA Automation Engineer", must=shown_skills(rehearsed), employer="Same skills")
    indexed()

    found = matches_of(rehearsed.pk, now=NOW).matches

    assert {match.shown.job.employer_name for match in found} == {"Same role", "Same skills"}
    assert {match.shown.job.employer_name: match.of_kind for match in found} == {
        "Same role": True, "Same skills": False,
    }  # fmt: skip


def test_what_is_left_out_for_its_age_alone_is_told(rehearsed, indexed):
    a_job("Backend Engineer", must=shown_skills(rehearsed), days=210)
    a_job("Pastry Chef", days=210, employer="Linde")
    indexed()

    found = matches_of(rehearsed.pk, now=NOW)

    assert found.matches == ()
    assert found.too_old == "Backend Engineer"


def test_no_age_is_blamed_where_there_is_nothing_older(rehearsed, indexed):
    job = a_job("Backend Engineer", must=shown_skills(rehearsed), days=210)
    decide(user_id=rehearsed.pk, job=job, state="hidden", now=NOW)
    a_job("Pastry Chef", days=210, employer="Linde")
    indexed()

    assert matches_of(rehearsed.pk, now=NOW).too_old == ""


@pytest.mark.parametrize(
    ("fields", "within"),
    [
        ({}, True),
        ({"title": "Senior Backend Engineer"}, True),
        ({"title": "Junior Backend Engineer"}, False),
        ({"salary_max": 40_000}, False),
        ({"salary_max": None, "salary_basis": ""}, False),  # left to find out
        ({"language": ""}, False),
    ],
)
def test_a_job_is_called_within_the_wishes_only_where_all_that_it_says_is(bob, indexed, fields, within):
    Wishes.objects.create(
        user=bob,
        titles=["Backend Engineer"],
        levels=["mid", "senior"],
        salary_min=50_000,
        salary_currency="EUR",
    )
    paid = {"salary_max": 60_000, "salary_currency": "EUR", "salary_period": "YEAR", "salary_basis": "stated"}
    a_job(**(paid | fields))
    indexed()

    [match] = matches_of(bob.pk, now=NOW).matches

    assert match.within_wishes is within


def test_who_wishes_for_part_time_sees_a_full_time_job_that_offers_it(bob, indexed):
    a_job("Backend Engineer", employment_type="FULL_TIME", text="Part-time from 25 hours is possible.")
    a_job("Backend Developer", employment_type="FULL_TIME", text="Benefits for part-time employees, too.")
    Wishes.objects.create(user=bob, titles=["Backend Engineer"], employment_types=["PART_TIME"])
    indexed()

    [match] = matches_of(bob.pk, now=NOW).matches

    assert match.shown.job.title == "Backend Engineer"
    assert list(match.checks) == ["whether it is part-time: it says “Part-time from 25 hours is possible.”"]
