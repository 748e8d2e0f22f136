"""Taking a page: what is new, changed or unchanged, one job for one opening, and no harm from odd records."""

from datetime import UTC, datetime, timedelta

import pytest

from jobs.enums import RunState
from jobs.intake import closing, pull
from jobs.models import Employer, Job, Posting
from tests.fakes import job_records as records
from tests.fakes.job_sources import Answer, as_json

pytestmark = pytest.mark.django_db


def test_changes_nothing_when_it_runs_twice(pulled):
    pulled()
    before = set(Job.objects.values_list("pk", "updated_at"))

    run = pulled()

    assert (run.new, run.changed, run.unchanged) == (0, 0, 2)
    assert set(Job.objects.values_list("pk", "updated_at")) == before


def test_an_update_stamp_alone_is_no_change(pulled, server):
    pulled()
    for row in server.rows["greenhouse"]:
        row["updated_at"] = "2026-11-02T00:00:00-04:00"

    run = pulled()

    assert (run.changed, run.unchanged) == (0, 2)


def test_rewrites_the_job_when_its_words_change(pulled, server):
    pulled()
    server.rows["greenhouse"][0]["title"] = "Staff Engineer, Storage"

    run = pulled()

    assert run.changed == 1
    assert Job.objects.filter(title="Staff Engineer, Storage", seniority="staff").count() == 1
    assert Job.objects.count() == 2


def test_ads_are_read_anew_once_when_the_reading_changes(pulled, monkeypatch):
    pulled()
    Job.objects.update(skill_rows=[])
    monkeypatch.setattr("jobs.intake.take.READING", 99)

    runs = [pulled(), pulled()]

    assert [(run.new, run.changed, run.unchanged) for run in runs] == [(0, 2, 0), (0, 0, 2)]
    assert all(Job.objects.values_list("skill_rows", flat=True))


def test_what_has_no_body_to_fetch_is_left_out_and_counted(pulled, server):
    server.rows["smartrecruiters"] = records.smartrecruiters(3)
    refused, odd, _ = server.rows["smartrecruiters"]
    path = "/smartrecruiters/v1/companies/acme/postings/"
    server.pages[path + refused["id"]] = lambda query: Answer(status=404)
    server.pages[path + odd["id"]] = lambda query: as_json(odd | {"name": None})

    run = pulled("smartrecruiters")

    assert (run.state, run.new, run.skipped, run.errors) == (RunState.HEALTHY, 1, 2, 0)


def test_a_board_fails_when_no_body_can_be_fetched(pulled, server):
    server.rows["smartrecruiters"] = records.smartrecruiters(5)
    path = "/smartrecruiters/v1/companies/acme/postings/"
    for row in server.rows["smartrecruiters"]:
        server.pages[path + row["id"]] = lambda query: Answer(status=404)

    run = pulled("smartrecruiters")

    assert (run.state, run.new) == (RunState.FAILED, 0)


def test_an_ad_full_of_emoji_holds_nothing_up(pulled, server):
    flag, crab = "🇩🇪", "🦀"
    row, _ = server.rows["greenhouse"]
    row["title"] = f"Remote engineer {crab * 300}"
    row["location"] = {"name": "; ".join([f"{flag} Remote – Germany {crab * 9}"] * 18)}
    row["company_name"] = f"Crab {crab * 200}"
    row["absolute_url"] = f"https://example.org/{crab * 2000}"

    run = pulled()

    assert (run.state, run.new, run.errors) == (RunState.HEALTHY, 2, 0)


def test_an_address_that_is_none_holds_nothing_up(pulled, server):
    server.rows["greenhouse"][0]["absolute_url"] = "https://[company].com/jobs"

    run = pulled()

    assert (run.state, run.new) == (RunState.HEALTHY, 2)


def test_takes_the_employer_that_another_pull_writes_at_the_same_moment(pulled, monkeypatch):
    Employer.objects.create(key="acme", name="Acme, Inc.")
    # It was not there yet when this pull looked.
    monkeypatch.setattr(Employer.objects, "filter", lambda **wanted: Employer.objects.none())

    run = pulled()

    assert (run.state, run.new) == (RunState.HEALTHY, 2)
    assert set(Job.objects.values_list("employer__name", flat=True)) == {"Acme, Inc."}


def test_fetches_bodies_of_new_postings_only(pulled, server):
    pulled("smartrecruiters")
    server.requests.clear()

    pulled("smartrecruiters")

    assert len(server.requests) == 1
    assert "Five years" in Job.objects.first().text


def test_merges_a_posting_whose_address_names_the_same_reference(pulled, server, settings):
    settings.ADZUNA_APP_ID = settings.ADZUNA_APP_KEY = "key"
    pulled()
    server.rows["adzuna"] = records.adzuna(1)
    server.rows["adzuna"][0] |= {"redirect_url": "https://job-boards.greenhouse.io/acme/jobs/1?src=adzuna"}

    run = pulled("adzuna")

    assert run.new == 1
    assert Job.objects.count() == 2 and Posting.objects.count() == 3
    job = Posting.objects.get(source__name="adzuna").job
    # The employer's own board leads, and a prediction fills only what is unknown.
    assert job.title == "Senior Engineer aaaaab"
    assert (job.salary_basis, job.url) == ("predicted", "https://job-boards.greenhouse.io/acme/jobs/1")


AGAIN = {
    "id": "29999999",
    "webpage_url": "https://arbetsformedlingen.se/platsbanken/annonser/29999999",
    "application_deadline": "2026-12-20T23:59:59",
    "publication_date": "2026-11-04T10:00:00",
}


@pytest.fixture
def dead(pulled, server):
    """The record of an ad that its source no longer lists; its last day is 10 November."""
    server.rows["jobtech"] = records.jobtech(2)
    server.rows["jobtech"][0]["application_deadline"] = "2026-11-10T23:59:59"
    pulled("jobtech")
    record = server.rows["jobtech"].pop(0)
    for _ in range(pull.MISSES):
        pulled("jobtech")
    return record


@pytest.mark.parametrize("days", [0, 14])
def test_opening_is_what_its_new_ad_says_when_it_is_posted_anew(pulled, server, clock, dead, days):
    clock.pass_(days=days)
    server.rows["jobtech"].append(dead | AGAIN)

    pulled("jobtech")
    closing.expire(now=clock.now + timedelta(days=10))

    job = Posting.objects.get(identifier=AGAIN["id"]).job
    assert job.postings.count() == 2
    assert (job.status, job.url) == ("active", AGAIN["webpage_url"])
    assert job.posted_at == datetime(2026, 11, 4, 10, tzinfo=UTC)
    assert job.valid_through > datetime(2026, 12, 20, tzinfo=UTC)


def test_opening_that_expired_is_open_when_it_is_posted_anew(pulled, server, clock):
    server.rows["jobtech"] = records.jobtech(2)
    server.rows["jobtech"][0]["application_deadline"] = "2026-11-02T23:59:59"
    pulled("jobtech")
    clock.pass_(days=3)
    assert closing.expire(now=clock.now).expired == 1
    expired = server.rows["jobtech"].pop(0)
    for _ in range(pull.MISSES):
        pulled("jobtech")
    server.rows["jobtech"].append(expired | AGAIN)

    pulled("jobtech")
    closing.expire(now=clock.now)

    job = Posting.objects.get(identifier=AGAIN["id"]).job
    assert job.postings.count() == 2
    assert (job.status, job.url) == ("active", AGAIN["webpage_url"])


def test_opening_is_what_its_first_ad_says_when_that_returns_after_another(pulled, server, dead):
    server.rows["jobtech"].append(dead | AGAIN)
    pulled("jobtech")
    server.rows["jobtech"].pop()
    for _ in range(pull.MISSES):
        pulled("jobtech")
    server.rows["jobtech"].append(dead)

    run = pulled("jobtech")

    job = Posting.objects.get(identifier=dead["id"]).job
    assert (run.reopened, job.postings.count()) == (1, 2)
    assert (job.status, job.url) == ("active", dead["webpage_url"])


def test_openings_that_are_alike_stay_as_many_when_they_are_posted_anew(pulled, server):
    rows = records.jobtech(4)
    for row in rows[:3]:
        row["headline"] = "Utvecklare"
    server.rows["jobtech"] = rows
    pulled("jobtech")
    server.rows["jobtech"] = rows[3:]
    for _ in range(pull.MISSES):
        pulled("jobtech")
    server.rows["jobtech"] = rows[3:] + [row | {"id": f"3000000{n}"} for n, row in enumerate(rows[:3])]

    pulled("jobtech")

    assert Job.objects.open().count() == 4


def test_what_has_closed_leads_no_more_when_a_better_source_comes(pulled, server, settings):
    settings.ADZUNA_APP_ID = settings.ADZUNA_APP_KEY = "key"
    address = "https://job-boards.greenhouse.io/acme/jobs/1"
    server.rows["greenhouse"] = records.greenhouse(10)
    pulled()
    server.rows["adzuna"] = records.adzuna(1)
    server.rows["adzuna"][0] |= {"redirect_url": f"{address}?src=adzuna"}
    pulled("adzuna")
    del server.rows["greenhouse"][0]
    for _ in range(pull.MISSES):
        pulled()
    server.rows["jobtech"] = records.jobtech(1)
    server.rows["jobtech"][0] |= {"application_details": {"url": address}}

    pulled("jobtech")

    job = Posting.objects.get(source__name="jobtech").job
    assert job.postings.count() == 3
    assert (job.title, job.url) == ("Utvecklare aaaaaa", server.rows["jobtech"][0]["webpage_url"])
