"""The job pages, as a candidate meets them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from interviews import doors
from interviews.analysis.judgement import Verdict
from intervision.skills import vocabulary
from jobs.matching.profile import profile_of
from jobs.models import ProfileCorrection, SavedJob
from tests.jobs.matching.test_matches import shown_skills
from tests.jobs.matching.test_profile import answered, any_slug
from tests.jobs.openings import NOW, a_job, a_source
from tests.reports import sessions

PAGES = ["jobs", "job-search", "jobs-saved", "job-wishes", "job-profile", "jobs-export"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_who_it_is(client, db, name):
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_pages_stand_without_any_job(reader, name):
    assert reader.get(reverse(name)).status_code == 200


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

    assert page.count("Your kind of role.") == 2
    assert page.count("Nothing it asks for has been heard") == 1
    assert "which was heard, but too little to go by yet:" in page


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


def test_profile_takes_corrections_and_takes_them_back(reader, rehearsed):
    reader.post(reverse("job-profile"), {"skill": "python", "state": "known"})
    assert ProfileCorrection.objects.get(user=rehearsed).state == "known"
    assert "You said you can do this" in reader.get(reverse("job-profile")).content.decode()

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


@pytest.mark.parametrize(
    ("name", "query", "heading"),
    [
        ("jobs-saved", "", "Saved jobs"),
        ("jobs-saved", "?state=hidden", "Hidden jobs"),
        ("job-wishes", "", "Your preferences"),
        ("job-profile", "", "Your job profile"),
    ],
)
def test_a_page_is_headed_as_its_tab_is_named(reader, name, query, heading):
    page = reader.get(reverse(name) + query).content.decode()

    assert f"<h1>{heading}</h1>" in page
    assert "Kept" not in page


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/jobs/", 14), ("/jobs/search/", 10), ("/jobs/saved/", 7)])
def test_pages_take_the_same_queries_for_one_and_three(
    reader, rehearsed, indexed, fresh, django_assert_num_queries, jobs, address, queries
):
    for number in range(jobs):
        job = a_job("Backend Engineer", employer=f"Employer {number}", must=shown_skills(rehearsed))
        SavedJob.objects.create(user=rehearsed, job=job, state="saved")
    indexed()
    doors.skills_asked("backend")  # read once a minute

    with django_assert_num_queries(queries):
        page = reader.get(address)
    assert page.content.count(b"match-title") == jobs


def test_nothing_is_said_of_wishes_that_were_not_made(reader, rehearsed, indexed, fresh):
    a_job("Backend Engineer", must=("cobol-x:Cobol X",))
    indexed()

    page = reader.get("/jobs/").content.decode()

    assert "Your kind of role." in page
    assert "within your preferences" not in page


def test_job_page_tells_a_moment_once_and_what_else_rests_on_it(reader, rehearsed, fresh):
    below = {parent: skill for skill in vocabulary() for parent in skill.parents}
    demonstrated = profile_of(rehearsed.pk, now=NOW).demonstrated
    shown = next(s for s in demonstrated if s.shown and s.skill in below)
    narrower = below[shown.skill]
    job = a_job(must=(f"{shown.skill}:{shown.name}", f"{narrower.slug}:{narrower.name}"))

    page = reader.get(f"/jobs/{job.pk}/").content.decode()

    assert page.count(f'{shown.shown[0].interview_id}/#t={shown.shown[0].at_ms}"') == 1
    assert f"It also names {narrower.name}, and the same moment is close to that." in page


def test_closed_job_leads_to_the_one_that_is_listed_in_its_place(reader, fresh):
    closed = a_job(status="closed", closed_reason="gone", closed_at=NOW, openings_key="same")
    again = a_job(openings_key="same")
    alone = a_job(status="closed", closed_reason="gone", closed_at=NOW, openings_key="")
    a_job(openings_key="")

    page = reader.get(f"/jobs/{closed.pk}/").content.decode()

    assert f'<a href="/jobs/{again.pk}/">A job with the same title and place is listed now.</a>' in page
    assert b"is listed now" not in reader.get(f"/jobs/{alone.pk}/").content


def test_closed_job_says_when_and_why_in_sentences(reader, fresh):
    job = a_job(status="closed", closed_reason="gone", closed_at=NOW - timedelta(days=2))
    bare = a_job(status="closed")

    page, of_bare = (reader.get(f"/jobs/{row.pk}/").content.decode() for row in (job, bare))

    assert "This job closed 2 days ago. Its source no longer lists it." in " ".join(page.split())
    assert "This job is closed." in of_bare


def test_what_an_ad_asks_for_stands_beyond_something_only_where_that_is_told(reader, rehearsed, fresh):
    nothing = a_job(must=["rust:Rust"])
    partly = a_job(must=["rust:Rust", shown_skills(rehearsed)[0]])

    without, with_something = (reader.get(f"/jobs/{job.pk}/").content.decode() for job in (nothing, partly))

    assert "What it asks for</h2>" in without
    assert "What it asks for beyond that</h2>" in with_something


def test_an_ads_words_are_marked_as_of_its_language(reader, indexed, fresh):
    job = a_job("Entwickler für Zahlungsverkehr", language="de", must=["rust:Rust"], employer="Älter")
    unknown = a_job(language="", must=["rust:Rust"])
    indexed()

    page = reader.get(f"/jobs/{job.pk}/").content.decode()
    found = reader.get("/jobs/search/?q=Zahlungsverkehr").content.decode()

    assert '<h1 lang="de">Entwickler' in page
    assert '<div class="ad prose" lang="de">' in page
    assert '<q class="ad-words" lang="de">' in page
    assert re.search(r'<a [^>]*lang="de"[^>]*>Entwickler', found)
    assert 'lang=""' not in reader.get(f"/jobs/{unknown.pk}/").content.decode()


def test_a_page_without_a_match_says_that_those_there_are_are_old_and_leads_to_them(
    reader, rehearsed, indexed, fresh
):
    a_job("Backend Engineer", must=shown_skills(rehearsed), days=210)
    indexed()

    page, dashboard = (reader.get(path).content.decode() for path in ("/jobs/", "/dashboard/"))

    assert "No open job" not in page + dashboard
    assert "is more than half a year old" in page
    assert "is more than half a year old" in dashboard
    [link] = re.findall(r'href="(/jobs/search/\?q=[^"]+)"', page)
    assert "Backend Engineer" in reader.get(link).content.decode()


def test_a_list_is_headed_by_what_was_shown_only_if_each_job_asks_for_some_of_it(
    reader, rehearsed, indexed, fresh
):
    a_job("Backend Engineer", must=shown_skills(rehearsed), employer="Asks")
    indexed()
    headed = reader.get("/jobs/").content.decode()
    a_job("Backend Engineer", must=("cobol-x:Cobol X",), employer="Asks for nothing of it")
    indexed()
    mixed = reader.get("/jobs/").content.decode()

    assert "asking for what you showed in your rehearsals" in headed
    assert "asking for what you showed in your rehearsals" not in mixed
    assert "Where one asks for what you showed in your rehearsals, its lines say when" in mixed
