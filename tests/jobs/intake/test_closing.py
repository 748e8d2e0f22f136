"""Closing: nothing that may still be there, and open again when it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.credits import credits_of
from jobs.enums import RunState
from jobs.intake import closing, pull
from jobs.matching.matches import show
from jobs.models import Board, Job, Posting, Source
from tests.fakes import job_records as records
from tests.fakes.job_sources import BROKEN, HTML, Answer

pytestmark = pytest.mark.django_db


def test_closes_only_after_several_complete_runs_without_it(pulled, server):
    server.rows["greenhouse"] = records.greenhouse(10)
    pulled()
    gone = server.rows["greenhouse"].pop()

    closed = [pulled().closed for _ in range(pull.MISSES)]

    assert closed == [0, 0, 1]
    job = Posting.objects.get(identifier=str(gone["id"])).job
    assert (job.status, job.closed_reason) == ("closed", "gone")


@pytest.fixture
def gone(pulled, server):
    """The record of a job that closed because its source lists it no more."""
    server.rows["greenhouse"] = records.greenhouse(10)
    pulled()
    record = server.rows["greenhouse"].pop()
    for _ in range(pull.MISSES):
        pulled()
    return record


def test_reopens_when_it_returns(pulled, server, gone):
    server.rows["greenhouse"].append(gone)

    run = pulled()

    assert run.reopened == 1
    assert Job.objects.filter(status="closed").count() == 0
    assert Posting.objects.get(identifier=str(gone["id"])).missed_complete_runs == 0


def test_what_changed_was_seen_like_the_rest(pulled, server):
    server.rows["greenhouse"] = records.greenhouse(10)
    pulled()
    row = server.rows["greenhouse"][0]

    for number in range(pull.MISSES + 1):
        row["title"] = f"Staff Engineer, Storage {number}"
        run = pulled()

    posting = Posting.objects.get(identifier=str(row["id"]))
    assert (posting.seen_in, posting.missed_complete_runs, posting.job.status) == (run.pk, 0, "active")


def test_reopens_when_it_returns_with_other_words(pulled, server, gone):
    server.rows["greenhouse"].append(gone | {"title": "Staff Engineer, Storage"})

    pulled()

    posting = Posting.objects.get(identifier=str(gone["id"]))
    assert (posting.closed_at, posting.job.status) == (None, "active")


def test_reopens_what_nobody_had_confirmed_when_its_source_is_back(pulled, clock):
    pulled()
    closing.expire(now=clock.now + closing.CLOSED_AFTER + timedelta(days=1))

    pulled()

    assert set(Job.objects.values_list("status", "closed_reason")) == {("active", "")}


@pytest.mark.parametrize("later", [None, "2026-12-01T00:00:00Z"])
def test_reopens_what_expired_when_its_last_day_is_put_off(pulled, server, clock, later):
    server.rows["greenhouse"][0]["application_deadline"] = "2026-11-02T00:00:00Z"
    pulled()
    clock.pass_(days=3)
    assert closing.expire(now=clock.now).expired == 1

    server.rows["greenhouse"][0]["application_deadline"] = later
    pulled()

    assert not Job.objects.filter(status="closed").exists()


def test_stays_expired_when_only_its_words_change(pulled, server, clock):
    server.rows["greenhouse"][0]["application_deadline"] = "2026-11-02T00:00:00Z"
    pulled()
    clock.pass_(days=3)
    closing.expire(now=clock.now)

    server.rows["greenhouse"][0]["title"] = "Staff Engineer, Storage"
    pulled()

    assert Job.objects.get(title="Staff Engineer, Storage").closed_reason == "expired"


def test_what_an_operator_reopens_is_credited_and_closes_when_it_stays_away(pulled, gone):
    posting = Posting.objects.get(identifier=str(gone["id"]))

    reopened = closing.reopen(Job.objects.filter(pk=posting.job_id))

    assert reopened == (1, 0)
    assert [credit.source for credit in credits_of(shown(posting.job_id).postings)] == ["Greenhouse"]
    closed = [pulled().closed for _ in range(pull.MISSES)]
    assert closed == [0, 0, 1]
    posting.job.refresh_from_db()
    assert (posting.job.status, posting.job.closed_reason) == ("closed", "gone")


def shown(job_id):
    return show([job_id], states={})[job_id]


def test_operator_reopens_the_ads_that_closed_last(pulled, gone):
    posting = Posting.objects.get(identifier=str(gone["id"]))
    closed_before = posting.closed_at - timedelta(days=9)
    dead = Posting.objects.create(
        source=posting.source, job=posting.job, identifier="dead", content_hash="", closed_at=closed_before
    )

    closing.reopen(Job.objects.filter(pk=posting.job_id))

    dead.refresh_from_db()
    assert dead.closed_at == closed_before
    assert [one.pk for one in shown(posting.job_id).postings] == [posting.pk]


def test_operator_reopens_no_dead_ad_of_a_job_that_has_a_live_one(pulled):
    pulled()
    job = Job.objects.first()
    job.postings.update(missed_complete_runs=1)
    dead = Posting.objects.create(
        source=Source.objects.get(name="lever"), job=job, identifier="dead", content_hash="",
        closed_at=job.last_seen,
    )  # fmt: skip
    closing.close(Job.objects.filter(pk=job.pk))

    assert closing.reopen(Job.objects.filter(pk=job.pk)) == (1, 0)

    dead.refresh_from_db()
    assert dead.closed_at is not None


def test_operator_reopens_nothing_whose_last_day_has_passed(pulled, server):
    server.rows["greenhouse"][0]["application_deadline"] = "2026-11-02T00:00:00Z"
    pulled()
    past = timezone.now() - timedelta(days=1)
    Job.objects.filter(valid_through__isnull=False).update(valid_through=past)
    closing.expire(now=timezone.now())
    closing.close(Job.objects.open())

    assert closing.reopen(Job.objects.all()) == (1, 1)

    assert set(Job.objects.values_list("status", "closed_reason")) == {("active", ""), ("closed", "expired")}


def test_the_rest_speaks_when_the_listing_that_leads_closes(pulled, server, settings):
    settings.ADZUNA_APP_ID = settings.ADZUNA_APP_KEY = "key"
    server.rows["greenhouse"] = records.greenhouse(10)
    pulled()
    server.rows["adzuna"] = records.adzuna(1)
    server.rows["adzuna"][0] |= {"redirect_url": "https://job-boards.greenhouse.io/acme/jobs/1?src=adzuna"}
    pulled("adzuna")
    del server.rows["greenhouse"][0]

    for _ in range(pull.MISSES):
        pulled()

    job = Posting.objects.get(source__name="adzuna").job
    assert (job.status, job.url) == ("active", "https://job-boards.greenhouse.io/acme/jobs/1?src=adzuna")


@pytest.mark.parametrize(
    "fault", [BROKEN, HTML, Answer(b'{"jobs": [', headers={"Content-Type": "application/json"})]
)
def test_closes_nothing_when_it_fails(pulled, server, fault):
    pulled()

    for _ in range(pull.MISSES + 1):
        server.faults = [fault] * 8
        run = pulled()
        server.faults = []

    assert run.state == RunState.FAILED and run.errors == 1
    assert run.problems[0]["board"] == "acme"
    assert Job.objects.exclude(status="closed").count() == 2
    assert Source.objects.get(name="greenhouse").failures == pull.MISSES + 1


def test_closes_nothing_when_it_is_suspiciously_small(pulled, server):
    server.rows["greenhouse"] = records.greenhouse(20)
    pulled()
    server.rows["greenhouse"] = records.greenhouse(3)

    run = pulled()

    assert run.state == RunState.SUSPICIOUS and run.closed == 0
    board = Board.objects.get(source__name="greenhouse")
    assert board.usual_rows == 20 and "3 rows instead of about 20" in board.problem
    assert Posting.objects.filter(missed_complete_runs__gt=0).count() == 0


def test_never_closes_what_a_source_merely_stops_showing(pulled, server, settings):
    settings.ADZUNA_APP_ID = settings.ADZUNA_APP_KEY = "key"
    server.rows["adzuna"] = records.adzuna(12)
    pulled("adzuna")
    server.rows["adzuna"] = records.adzuna(9)

    closed = [pulled("adzuna").closed for _ in range(pull.MISSES + 1)]

    assert closed == [0] * (pull.MISSES + 1)


def test_expires_what_is_past_and_marks_what_nobody_confirms(pulled, clock):
    pulled()
    one, other = Job.objects.all()
    Job.objects.filter(pk=one.pk).update(valid_through=clock.now - timedelta(days=1))
    later = clock.now + closing.STALE_AFTER + timedelta(days=1)

    expired = closing.expire(now=later)

    one.refresh_from_db()
    other.refresh_from_db()
    assert expired == (1, 1, 0)
    assert (one.status, one.closed_reason, other.status) == ("closed", "expired", "stale")
    assert closing.expire(now=later) == (0, 0, 0)
