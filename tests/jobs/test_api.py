"""The API of jobs."""

import json

import pytest
from django.utils import timezone

from intervision.accounts.models import ApiToken
from jobs.models import SavedJob, Wishes
from tests.jobs.matching.test_matches import shown_skills
from tests.jobs.openings import NOW, a_job

ROOT = "/api/v1/jobs"


@pytest.fixture
def api(client, rehearsed, monkeypatch):
    monkeypatch.setattr("jobs.api.timezone.now", lambda: NOW)
    _row, token = ApiToken.issue(user=rehearsed, name="tests")
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client


@pytest.mark.parametrize("path", ["matches", "search", "saved", "wishes", "profile"])
def test_nobody_gets_nothing(client, db, path):
    assert client.get(f"{ROOT}/{path}/").status_code in (401, 403)


def test_matches_carry_reasons_and_no_number_that_rates(api, rehearsed, indexed):
    a_job("Backend Engineer", must=shown_skills(rehearsed))
    indexed()

    [match] = api.get(f"{ROOT}/matches/").json()

    assert match["job"]["title"] == "Backend Engineer"
    assert match["reasons"][0]["moment"]["at_ms"] > 0
    assert match["job"]["credits"][0]["url"].startswith("https://boards.example/")
    words = json.dumps(match)
    assert not any(name in words for name in ('"score"', '"mean"', '"coverage"', '"strong"', '"judged"'))


def test_matches_that_are_not_fresh_are_told_apart(api, rehearsed, indexed):
    skills = shown_skills(rehearsed)
    now = timezone.now()
    a_job("Backend Engineer", employer="Old", must=skills, days=60, now=now)
    a_job("Backend Engineer", employer="New", must=skills[:2], now=now)
    indexed()

    found = api.get(f"{ROOT}/matches/").json()

    assert [(match["job"]["employer"], match["aside"]) for match in found] == [("New", False), ("Old", True)]
    assert isinstance(found[1]["reasons"][0]["also"], list)


def test_index_that_is_missing_is_said(api):
    assert api.get(f"{ROOT}/search/").status_code == 503


def test_search_and_facets(api, indexed):
    a_job("Backend Engineer")
    a_job("Nurse", places=(("Paris", "FR"),))
    indexed()

    found = api.get(f"{ROOT}/search/?country=FR").json()

    assert [job["title"] for job in found["results"]] == ["Nurse"]
    assert {one["value"]: one["jobs"] for one in found["facets"]["country"]} == {"DE": 1, "FR": 1}


def test_job_and_decision(api, rehearsed):
    job = a_job(salary_min=9, salary_basis="predicted", must=("python:Python",))

    done = api.put(f"{ROOT}/{job.pk}/decision/", {"state": "applied"}, content_type="application/json")
    shown = api.get(f"{ROOT}/{job.pk}/").json()

    assert done.json() == {"state": "applied", "why": ""}
    assert shown["state"] == "applied"
    assert shown["salary"] is None
    assert [skill["skill"] for skill in shown["skills"]] == ["python"]
    assert [row["id"] for row in api.get(f"{ROOT}/saved/").json()["results"]] == [str(job.pk)]
    assert api.get(f"{ROOT}/saved/?state=hidden").json()["count"] == 0


def test_a_decision_that_there_is_not_is_refused_where_jobs_are_narrowed_by_it(api):
    answer = api.get(f"{ROOT}/saved/?state=bought")

    assert answer.status_code == 400
    assert "bought" in answer.json()["state"][0]


def test_wrong_decision_is_refused(api):
    job = a_job()

    answer = api.put(f"{ROOT}/{job.pk}/decision/", {"state": "bought"}, content_type="application/json")

    assert answer.status_code == 400
    assert not SavedJob.objects.exists()


def test_wishes_are_read_and_changed(api, rehearsed):
    answer = api.patch(
        f"{ROOT}/wishes/", {"titles": ["SRE"], "skills": ["python"]}, content_type="application/json"
    )
    wrong = api.patch(f"{ROOT}/wishes/", {"skills": ["flibber"]}, content_type="application/json")

    assert answer.json()["titles"] == ["SRE"]
    assert wrong.status_code == 400
    assert Wishes.objects.get(user=rehearsed).skills == ["python"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"countries": ["Atlantis"]},
        {"work_authorisation": ["area:atlantis"]},
        {"languages": ["xx"]},
        {"salary_currency": "XYZ"},
        {"salary_currency": "", "salary_min": "60000"},
        {"salary_min": "-5"},
        {"salary_min": "0"},
        {"places": [{"city": "Berlin", "region": "", "country": "Germany"}]},
        {"places": [{"city": "Berlin", "region": "", "country": ""}]},
    ],
)
def test_wishes_that_no_job_could_meet_are_refused(api, wrong):
    answer = api.patch(f"{ROOT}/wishes/", wrong, content_type="application/json")

    assert answer.status_code == 400
    assert list(answer.json()) == list(wrong)[:1]
    assert not Wishes.objects.exists()


def test_a_least_pay_takes_the_currency_that_it_has_and_keeps_it(api):
    change = {"salary_min": "60000", "salary_currency": "EUR"}
    answers = [
        api.patch(f"{ROOT}/wishes/", wish, content_type="application/json").status_code
        for wish in (change, {"salary_min": "70000"}, {"salary_currency": ""}, {"titles": ["SRE"]})
    ]

    assert answers == [200, 200, 400, 200]


def test_wishes_are_stored_as_codes(api):
    wishes = {
        "countries": ["DE", "area:eu", "Poland"], "work_authorisation": ["CD"], "languages": ["no", "en"],
        "salary_currency": "EUR", "places": [{"city": "Berlin", "region": "", "country": "DE"}],
    }  # fmt: skip

    answer = api.patch(f"{ROOT}/wishes/", wishes, content_type="application/json").json()

    assert answer["countries"] == ["DE", "area:eu", "PL"]
    assert (answer["work_authorisation"], answer["languages"]) == (["CD"], ["nb", "en"])


def test_address_that_is_none_of_the_web_is_not_given_out(api):
    job = a_job(url="javascript:alert(1)")

    assert api.get(f"{ROOT}/{job.pk}/").json()["url"] == ""


def test_profile_has_moments_and_no_means(api):
    profile = api.get(f"{ROOT}/profile/").json()

    assert profile["enough"]
    assert {skill["standing"] for skill in profile["skills"]} <= {"demonstrated", "gap", "untested"}
    assert any(skill["shown"] for skill in profile["skills"])
    assert all(name not in json.dumps(profile) for name in ('"mean"', '"judged"'))


def test_decisions_of_others_stay_theirs(api, bob):
    job = a_job()
    SavedJob.objects.create(user=bob, job=job, state="saved")

    assert api.get(f"{ROOT}/saved/").json()["count"] == 0
    assert api.get(f"{ROOT}/{job.pk}/").json()["state"] == ""


@pytest.mark.parametrize("jobs", [1, 3])
def test_search_takes_the_same_queries_for_one_and_three(api, indexed, django_assert_num_queries, jobs):
    for number in range(jobs):
        a_job(employer=f"E{number}")
    indexed()
    api.get(f"{ROOT}/search/")

    with django_assert_num_queries(5):
        assert len(api.get(f"{ROOT}/search/").json()["results"]) == jobs


def test_schema_describes_it(client, db):
    schema = client.get("/api/v1/schema/?format=json").json()

    assert "/api/v1/jobs/matches/" in schema["paths"]
    assert "Match" in schema["components"]["schemas"]


def test_schema_is_true_of_pages_and_of_an_index_that_is_missing(client, db):
    paths = client.get("/api/v1/schema/?format=json").json()["paths"]
    operations = {path: paths[f"/api/v1/jobs/{path}/"]["get"] for path in ("matches", "search", "saved")}

    page = operations["saved"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(page["properties"]) == {"count", "next", "previous", "results"}
    assert page["properties"]["results"]["items"] == {"$ref": "#/components/schemas/Job"}
    assert "503" in operations["matches"]["responses"]
    assert "503" in operations["search"]["responses"]
    assert not any("who asks" in each.get("description", "") for each in operations.values())
