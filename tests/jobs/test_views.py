"""The job pages, as a candidate meets them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from interviews import history
from interviews.analysis.judgement import Verdict
from interviews.models import Interview
from jobs import index
from jobs.decisions import rehearsals_for
from jobs.matching.matches import matches_of
from jobs.matching.profile import profile_of
from jobs.matching.seeker import seeker_of
from jobs.models import ProfileCorrection, SavedJob, Source, Wishes
from jobs.sourcing import supply
from tests.jobs.matching.test_matches import shown_skills
from tests.jobs.matching.test_profile import answered, any_slug
from tests.jobs.openings import NOW, a_job, a_source
from tests.reports import sessions

PAGES = ["jobs", "job-search", "jobs-saved", "job-wishes", "job-profile", "jobs-export"]


@pytest.fixture
def reader(client, rehearsed):
    client.force_login(rehearsed)
    return client


@pytest.fixture
def fresh(settings, monkeypatch):
    """Pages look at the clock; jobs of the tests are written as of NOW."""
    for module in ("views", "api", "panel"):
        monkeypatch.setattr(f"jobs.{module}.timezone.now", lambda: NOW)


@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_who_it_is(client, db, name):
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_pages_stand_without_any_job(reader, name):
    assert reader.get(reverse(name)).status_code == 200


def test_no_source_on_is_told_to_candidate_and_operator(reader, operator, client):
    candidate = reader.get("/jobs/").content.decode()
    client.force_login(operator)
    owner = client.get("/jobs/").content.decode()

    assert "No source of jobs is switched on here yet" in candidate
    assert "/operators/jobs/source/" not in candidate
    assert "/operators/jobs/source/" in owner


def test_no_jobs_yet_means_waiting_to_a_candidate_and_a_due_pull_to_an_operator(reader, operator, client):
    a_source()

    candidate = reader.get("/jobs/").content.decode()
    client.force_login(operator)
    owner = client.get("/jobs/").content.decode()

    assert "There are no jobs here yet" in candidate
    assert "There is nothing for you to do" in candidate
    assert "pull" not in candidate.split("<main", 1)[1]
    assert "The next pull is due now" in owner


def test_next_pull_follows_the_schedule_of_the_operators(rehearsed):
    source = a_source()
    Source.objects.filter(pk=source.pk).update(last_run_at=NOW)
    every = IntervalSchedule.objects.create(every=90, period="minutes")
    PeriodicTask.objects.create(
        name="pull", task="jobs.tasks.pull_source", args='["greenhouse"]', interval=every
    )

    told = supply(now=NOW)

    assert told.next_at == NOW + timedelta(minutes=90)
    assert not told.due


def test_failing_source_is_told_beside_the_others(reader):
    a_job()
    a_source("lever", last_healthy_at=NOW)
    Source.objects.filter(name="greenhouse").update(failures=4, state="failed")

    page = reader.get("/jobs/").content.decode()

    assert "Not reached for a while: Greenhouse" in page
    assert "notice-warning" not in page


def test_it_is_said_first_when_no_source_can_be_reached(reader):
    a_job()
    Source.objects.update(failures=4, state="failed")

    page = reader.get("/jobs/").content.decode()

    assert "notice-warning" in page
    assert "No source could be reached for a while: Greenhouse" in page


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


def test_match_shows_ad_and_moment_and_no_number_about_the_person(reader, rehearsed, indexed, fresh):
    a_job("Backend Engineer", must=(*shown_skills(rehearsed), "kubernetes:Kubernetes"))
    indexed()

    response = reader.get("/jobs/")
    page = response.content.decode()

    assert "Backend Engineer" in page
    assert "#t=" in page
    assert "which you have not practised" in page
    assert "score" not in page.lower()
    assert "%" not in page.split("<main", 1)[1].split("</main>")[0]


def test_match_does_not_say_that_nothing_was_heard_when_it_was_too_little(
    client, alice, indexed, fresh, monkeypatch
):
    sessions.past_interview(alice, seed=3, skill=0.75, started_at=NOW - timedelta(days=6))
    monkeypatch.setattr("jobs.matching.profile.ENOUGH_POINTS", 1000)
    a_job("Backend Engineer", employer="Heard", must=shown_skills(alice)[:1])
    a_job("Backend Engineer", employer="Never asked", must=("cobol-x:Cobol X",))
    indexed()
    client.force_login(alice)

    page = client.get("/jobs/").content.decode()

    assert page.count("Your kind of role, within your wishes.") == 2
    assert page.count("Nothing that it asks for was heard") == 1
    assert "which was heard, too little to go by yet:" in page


def test_job_page_marks_the_ad_and_is_safe(reader, rehearsed, fresh):
    job = a_job(
        "Backend Engineer",
        must=("kubernetes:Kubernetes",),
        html="<h1>Us</h1><p>You know Kubernetes &lt;b&gt;.</p>",
    )

    page = reader.get(reverse("job", args=[job.pk])).content.decode()

    assert '<mark class="ad-asked">Kubernetes</mark> &lt;b&gt;.' in page
    assert "<h3>Us</h3>" in page
    assert page.count("<h1") == 1


def test_attribution_stands_as_the_source_demands(reader, indexed, fresh):
    source = a_source(
        "remoteok", label="Remote OK", attribution_text="Remote OK", attribution_rel="follow",
        logo="source-logos/x.png",
    )  # fmt: skip
    job = a_job(source=source)
    job.postings.update(attribution_url="https://remoteok.com/1")

    page = reader.get(reverse("job", args=[job.pk])).content.decode()

    assert 'href="https://remoteok.com/1" rel="noopener"' in page
    assert 'src="/jobs/sources/remoteok/logo/"' in page


def test_link_of_a_listing_is_never_a_script(reader, fresh):
    job = a_job(url="javascript:alert(1)")
    job.postings.update(url="javascript:alert(2)", apply_url="data:text/html,x")

    assert "javascript:" not in reader.get(reverse("job", args=[job.pk])).content.decode().split("<main")[1]


def test_predicted_pay_is_not_shown(reader, fresh):
    job = a_job(salary_min=71_234, salary_currency="EUR", salary_period="YEAR", salary_basis="predicted")

    page = reader.get(reverse("job", args=[job.pk])).content.decode()

    assert "71,234" not in page
    assert "The employer states no pay" in page


def test_decision_is_kept_plainly_and_by_htmx(reader, rehearsed):
    job = a_job()
    address = reverse("job-decide", args=[job.pk])

    plain = reader.post(address, {"state": "saved", "next": "/jobs/search/?q=x"})
    partial = reader.post(address, {"state": "hidden", "why": "Wrong place"}, headers={"HX-Request": "true"})

    assert plain["Location"] == "/jobs/search/?q=x"
    assert b"Hidden." in partial.content
    row = SavedJob.objects.get(user=rehearsed, job=job)
    assert (row.state, row.why) == ("hidden", "Wrong place")
    assert b"Wrong place" in reader.get("/jobs/saved/?state=hidden").content


def test_decision_never_leads_elsewhere(reader):
    job = a_job()

    answer = reader.post(
        reverse("job-decide", args=[job.pk]), {"state": "saved", "next": "https://evil.example/"}
    )

    assert answer["Location"] == reverse("job", args=[job.pk])
    assert reader.post(reverse("job-decide", args=[job.pk]), {"state": "bought"}).status_code == 422
    assert reader.get(reverse("job-decide", args=[job.pk])).status_code == 405


def test_practice_is_tailored_to_the_job(reader, rehearsed):
    job = a_job("Senior Data Engineer", must=("kubernetes:Kubernetes", "python:Python"), employer="Acme")

    answer = reader.post(reverse("job-practise", args=[job.pk]), {"skill": "python"})

    planned = Interview.objects.get(planned_for=f"job:{job.pk}")
    assert answer["Location"] == reverse("interview-check", args=[planned.pk])
    assert planned.candidate == rehearsed
    assert planned.tailoring == {
        "wanted": ["kubernetes", "python"], "job_title": "Senior Data Engineer", "employer": "Acme",
    }  # fmt: skip
    assert planned.focus[0] == "python"
    assert (planned.domain, planned.seniority) == ("data-engineering", "senior")


def test_job_page_tells_how_its_rehearsal_went(reader, rehearsed):
    slugs = [question.slug for question in sessions.questions_for("backend", "mid")][:3]
    skills = {point.skill for slug in slugs for point in sessions.question(slug).key_points}
    job = a_job(must=(*sorted(skills), "cobol-x"))
    row = sessions.past_interview(rehearsed, seed=9, slugs=slugs, planned_for=f"job:{job.pk}")
    SavedJob.objects.create(user=rehearsed, job=job, interview_id=row.pk)

    page = reader.get(reverse("job", args=[job.pk])).content.decode()
    [went] = rehearsals_for(user_id=rehearsed.pk, job=job, skills=[*sorted(skills), "cobol-x"])

    assert "How your rehearsal for this job went" in page
    assert went.interview_id == row.pk
    assert {heard.state for heard in went.skills} <= {"heard", "partly", "not_heard", "not_asked"}
    assert went.skills[-1].state == "not_asked"
    assert history.interview(row.pk).planned_for == f"job:{job.pk}"


def test_wishes_become_codes(reader, rehearsed):
    answer = reader.post(
        reverse("job-wishes"),
        {
            "titles": "Backend engineer\nSRE", "places": "Berlin, Germany\nSpain",
            "countries": "Germany, Poland",
            "work_authorisation": "EU", "skills": "k8s", "languages": ["en", "de"], "levels": ["senior"],
            "time_zones": "Europe/Berlin", "salary_min": "80000", "salary_currency": "EUR",
            "salary_period": "YEAR", "digest": "on", "avoid_employers": "Bad GmbH",
        },
    )  # fmt: skip

    assert answer.status_code == 302
    wishes = Wishes.objects.get(user=rehearsed)
    assert wishes.titles == ["Backend engineer", "SRE"]
    assert [(place["city"], place["country"]) for place in wishes.places] == [("Berlin", "DE"), ("", "ES")]
    assert wishes.countries == ["DE", "PL"]
    assert wishes.work_authorisation == ["area:eu"]
    assert wishes.skills == ["kubernetes"]
    assert wishes.digest
    again = reader.get(reverse("job-wishes")).content.decode()
    assert "Berlin, Germany\nSpain" in again
    assert 'value="Germany, Poland"' in again


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("places", "Nowhereville on Sea"),
        ("countries", "Atlantis"),
        ("skills", "flibbertigibbet"),
        ("time_zones", "Mars/Base"),
        ("salary_min", "-5"),
        ("levels", "wizard"),
    ],
)
def test_wish_that_is_not_understood_comes_back_with_422(reader, field, value):
    answer = reader.post(reverse("job-wishes"), {field: value, "titles": "Kept as typed"})

    assert answer.status_code == 422
    assert "Kept as typed" in answer.content.decode()
    assert not Wishes.objects.exists()


def test_wished_pay_is_shown_as_it_is_written(reader, rehearsed):
    Wishes.objects.create(user=rehearsed, salary_min=60000, salary_currency="EUR")

    page = reader.get(reverse("job-wishes")).content.decode()

    assert 'name="salary_min" value="60000"' in page


def test_time_zone_is_chosen_and_those_of_the_api_stay_with_it(reader, rehearsed):
    zones = ["Europe/Berlin", "Asia/Tokyo"]
    Wishes.objects.create(user=rehearsed, time_zones=zones)

    page = reader.get(reverse("job-wishes")).content.decode()
    reader.post(reverse("job-wishes"), {"time_zones": "Europe/Berlin"})

    assert '<option value="Europe/Berlin" selected>' in page
    assert Wishes.objects.get().time_zones == zones


@pytest.mark.parametrize(
    ("wishes", "opened"), [({}, 0), ({"languages": ["de"]}, 1), ({"time_zones": ["Asia/Tokyo"]}, 1)]
)
def test_rare_wishes_are_folded_until_one_of_them_is_set(reader, rehearsed, wishes, opened):
    Wishes.objects.create(user=rehearsed, **wishes)

    page = reader.get(reverse("job-wishes")).content.decode()

    assert page.count('<details class="details"') == 3
    assert page.count('<details class="details" open>') == opened


def test_profile_takes_corrections_and_takes_them_back(reader, rehearsed):
    reader.post(reverse("job-profile"), {"skill": "python", "state": "known"})
    assert ProfileCorrection.objects.get(user=rehearsed).state == "known"
    assert "You said that you can do this" in reader.get(reverse("job-profile")).content.decode()

    reader.post(reverse("job-profile"), {"skill": "python", "state": ""})
    assert not ProfileCorrection.objects.exists()


def test_profile_quotes_in_marks(client, alice):
    answered(alice, [Verdict.HEARD] * 9, slug=any_slug())
    client.force_login(alice)

    page = client.get(reverse("job-profile")).content.decode()

    assert "“would keep a key for”" in page


def test_profile_folds_the_skills_without_a_moment(client, alice):
    answered(alice, [Verdict.CANNOT_TELL] * 9, slug=any_slug())
    client.force_login(alice)

    page = client.get(reverse("job-profile")).content.decode()

    assert "came up without a moment to show" in page
    assert page.index("<details") < page.index('class="skill-name"')


@pytest.mark.parametrize(("wishes", "blamed"), [({}, False), ({"workplaces": ["onsite"]}, True)])
def test_dashboard_blames_only_wishes_that_there_are(reader, rehearsed, indexed, fresh, wishes, blamed):
    index.rebuild()
    Wishes.objects.create(user=rehearsed, **wishes)

    page = reader.get("/dashboard/").content.decode()

    assert ("No open job passes your wishes" in page) == blamed
    assert ("No open job asks for what you rehearse" in page) != blamed


@pytest.mark.parametrize(
    ("name", "query", "heading"),
    [
        ("jobs-saved", "", "Saved jobs"),
        ("jobs-saved", "?state=hidden", "Hidden jobs"),
        ("job-wishes", "", "Your wishes"),
        ("job-profile", "", "Your job profile"),
    ],
)
def test_a_page_is_headed_as_its_tab_is_named(reader, name, query, heading):
    page = reader.get(reverse(name) + query).content.decode()

    assert f"<h1>{heading}</h1>" in page
    assert "Kept" not in page


def test_filters_come_before_the_results(reader, indexed, fresh):
    a_job("Backend Engineer")
    indexed()

    page = reader.get("/jobs/search/").content.decode()

    assert page.index('id="filters"') < page.index('id="results-title"')


def test_search_of_a_market_without_jobs_says_that_once(reader):
    index.rebuild()

    page = reader.get("/jobs/search/").content.decode()

    assert "There are no jobs here yet" in page or "No source of jobs" in page
    assert "Nothing matches all of this" not in page


def test_search_answers_htmx_with_a_part(reader, indexed, fresh):
    a_job("Backend Engineer", openings_key="same")
    a_job("Backend Engineer", openings_key="same")
    indexed()

    whole = reader.get("/jobs/search/?q=backend")
    part = reader.get("/jobs/search/?q=backend", headers={"HX-Request": "true"})

    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert part.content.count(b"match-title") == 1
    assert b"2 openings" in part.content


@pytest.mark.parametrize(
    "query", ["page=99999", "page=x", "age=soon", "country=" + "x" * 500, "q=" + "a " * 999]
)
def test_search_takes_any_address(reader, indexed, query):
    a_job()
    indexed()

    assert reader.get(f"/jobs/search/?{query}").status_code == 200


def test_others_see_nothing_of_it(reader, bob, client, rehearsed):
    job = a_job()
    reader.post(reverse("job-decide", args=[job.pk]), {"state": "saved"})
    client.force_login(bob)

    assert b"Backend Engineer" not in client.get("/jobs/saved/").content
    assert SavedJob.objects.filter(user=bob).count() == 0
    assert client.get("/jobs/export/").json()["jobs"] == []


def test_dashboard_shows_three(reader, rehearsed, indexed, fresh):
    for number in range(5):
        a_job("Backend Engineer", employer=f"Employer {number}", must=shown_skills(rehearsed))
    indexed()

    page = reader.get("/dashboard/").content.decode()

    assert page.count("you showed it at") == 3


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/jobs/", 14), ("/jobs/search/", 10), ("/jobs/saved/", 7)])
def test_pages_take_the_same_queries_for_one_and_three(
    reader, rehearsed, indexed, fresh, django_assert_num_queries, jobs, address, queries
):
    for number in range(jobs):
        job = a_job("Backend Engineer", employer=f"Employer {number}", must=shown_skills(rehearsed))
        SavedJob.objects.create(user=rehearsed, job=job, state="saved")
    indexed()

    with django_assert_num_queries(queries):
        page = reader.get(address)
    assert page.content.count(b"match-title") == jobs
