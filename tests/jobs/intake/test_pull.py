"""Pulling: recorded, idempotent, resumable, one at a time, and closing nothing that may still be there."""

from datetime import UTC, datetime, timedelta

import pytest

from jobs import catalogue
from jobs.enums import RunState
from jobs.intake import expiry, pull
from jobs.models import Board, Employer, Job, Posting, Run, Source
from jobs.sources import registry
from tests.fakes import job_records as records
from tests.fakes.job_sources import BROKEN, HTML, Answer, as_json

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 1, 6, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pulled(server, make_client, clock, settings, monkeypatch, tmp_path):
    """Pull Greenhouse (one response) or Lever (pages) from the local server."""
    settings.JOB_SOURCE_ADDRESSES = {
        path: server.base_url(path.split(".")[2]) for path in settings.JOB_SOURCES
    }
    registry.sources.cache_clear()
    for name in ("greenhouse", "lever", "smartrecruiters", "adzuna"):
        logo = "source-logos/adzuna.png" if name == "adzuna" else ""
        row = Source.objects.create(name=name, label=name.title(), enabled=True, logo=logo)
        Board.objects.create(source=row, token="gb" if name == "adzuna" else "acme", employer_name="Acme")

    def run(name: str = "greenhouse", **options) -> Run:
        clock.pass_(hours=6)
        return pull.pull(name, now=clock, client=make_client(), **options)

    yield run
    registry.sources.cache_clear()


def test_records_what_it_met_when_it_runs(pulled):
    run = pulled()

    assert (run.state, run.pages, run.rows, run.new, run.errors) == (RunState.HEALTHY, 1, 2, 2, 0)
    job = Job.objects.get(title="Senior Engineer aaaaab")
    assert (job.seniority, job.employment_type, job.language) == ("senior", "FULL_TIME", "en")
    assert "script" not in job.html and "steal" not in job.text
    needs = {skill.slug: skill.need for skill in job.skills}
    assert needs["python"] == "must" and needs["rust"] == "nice"
    for skill in job.skills:
        assert (job.title if skill.in_title else job.text)[skill.start : skill.end]
    assert [(place.city, place.country) for place in job.places] == [("London", "GB")]


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


def test_closes_only_after_several_complete_runs_without_it(pulled, server):
    server.rows["greenhouse"] = records.greenhouse(10)
    pulled()
    gone = server.rows["greenhouse"].pop()

    closed = [pulled().closed for _ in range(pull.MISSES)]

    assert closed == [0, 0, 1]
    job = Posting.objects.get(identifier=str(gone["id"])).job
    assert (job.status, job.closed_reason) == ("closed", "gone")


def test_reopens_when_it_returns(pulled, server):
    server.rows["greenhouse"] = records.greenhouse(10)
    pulled()
    gone = server.rows["greenhouse"].pop()
    for _ in range(pull.MISSES):
        pulled()
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


def test_reopens_when_it_returns_with_other_words(pulled, server):
    server.rows["greenhouse"] = records.greenhouse(10)
    pulled()
    gone = server.rows["greenhouse"].pop()
    for _ in range(pull.MISSES):
        pulled()
    server.rows["greenhouse"].append(gone | {"title": "Staff Engineer, Storage"})

    pulled()

    posting = Posting.objects.get(identifier=str(gone["id"]))
    assert (posting.closed_at, posting.job.status) == (None, "active")


def test_reopens_what_nobody_had_confirmed_when_its_source_is_back(pulled, clock):
    pulled()
    expiry.expire(now=clock.now + expiry.CLOSED_AFTER + timedelta(days=1))

    pulled()

    assert set(Job.objects.values_list("status", "closed_reason")) == {("active", "")}


@pytest.mark.parametrize("later", [None, "2026-12-01T00:00:00Z"])
def test_reopens_what_expired_when_its_last_day_is_put_off(pulled, server, clock, later):
    server.rows["greenhouse"][0]["application_deadline"] = "2026-11-02T00:00:00Z"
    pulled()
    clock.pass_(days=3)
    assert expiry.expire(now=clock.now).expired == 1

    server.rows["greenhouse"][0]["application_deadline"] = later
    pulled()

    assert not Job.objects.filter(status="closed").exists()


def test_stays_expired_when_only_its_words_change(pulled, server, clock):
    server.rows["greenhouse"][0]["application_deadline"] = "2026-11-02T00:00:00Z"
    pulled()
    clock.pass_(days=3)
    expiry.expire(now=clock.now)

    server.rows["greenhouse"][0]["title"] = "Staff Engineer, Storage"
    pulled()

    assert Job.objects.get(title="Staff Engineer, Storage").closed_reason == "expired"


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


def test_a_board_that_breaks_the_reading_fails_alone(pulled, server, monkeypatch):
    source = Source.objects.get(name="greenhouse")
    Board.objects.create(source=source, token="broken", employer_name="Broken")
    fetch = registry.sources()["greenhouse"].fetch

    def broken(feed, **options):
        if feed.token == "broken":
            raise RuntimeError("nobody expected this")
        return fetch(feed, **options)

    monkeypatch.setattr(registry.sources()["greenhouse"], "fetch", broken)

    runs = [pulled() for _ in range(2)]

    assert [(run.state, run.errors, run.cursor) for run in runs] == [(RunState.PARTIAL, 1, {})] * 2
    assert "nobody expected this" in Board.objects.get(token="broken").problem
    assert Board.objects.get(token="acme", source=source).state == RunState.HEALTHY


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


def test_a_run_whose_time_was_up_is_no_failure(pulled, server):
    server.rows["lever"] = records.lever(250)

    run = pulled("lever", longest=timedelta(0))

    assert run.state == RunState.INTERRUPTED
    assert Source.objects.get(name="lever").failures == 0


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


def test_takes_a_drop_for_real_when_it_stays(pulled, server):
    server.rows["greenhouse"] = records.greenhouse(20)
    pulled()
    server.rows["greenhouse"] = records.greenhouse(3)

    states = [pulled().state for _ in range(pull.SMALL_RUNS)]

    assert states == [RunState.SUSPICIOUS, RunState.SUSPICIOUS, RunState.HEALTHY]


def test_never_closes_what_a_source_merely_stops_showing(pulled, server, settings):
    settings.ADZUNA_APP_ID = settings.ADZUNA_APP_KEY = "key"
    server.rows["adzuna"] = records.adzuna(12)
    pulled("adzuna")
    server.rows["adzuna"] = records.adzuna(9)

    closed = [pulled("adzuna").closed for _ in range(pull.MISSES + 1)]

    assert closed == [0] * (pull.MISSES + 1)


def test_goes_on_where_it_was_interrupted(pulled, server, clock):
    server.rows["lever"] = records.lever(250)

    first = pulled("lever", longest=timedelta(0))
    server.requests.clear()
    second = pulled("lever", longest=timedelta(hours=1))

    # The first may begin no board after its time is up.
    assert first.state == RunState.INTERRUPTED
    assert second.state == RunState.HEALTHY
    assert Posting.objects.count() == 250


def test_asks_for_the_rest_only_when_it_was_killed_between_pages(pulled, server):
    server.rows["lever"] = records.lever(250)
    source = Source.objects.get(name="lever")
    board = Board.objects.get(source=source)
    killed = pulled("lever")
    Posting.objects.filter(identifier__in=[row["id"] for row in server.rows["lever"][100:]]).delete()
    cursor = {"done": [], "board": board.token, "cursor": "100", "seen": 100, "mark": str(killed.pk)}
    Run.objects.filter(pk=killed.pk).update(state=RunState.RUNNING, cursor=cursor)
    server.requests.clear()

    run = pulled("lever")

    assert [request.query["skip"] for request in server.requests] == ["100", "200"]
    assert (run.state, run.new, run.closed) == (RunState.HEALTHY, 150, 0)
    assert Posting.objects.filter(missed_complete_runs__gt=0).count() == 0
    killed.refresh_from_db()
    assert killed.state == RunState.INTERRUPTED


def test_what_is_handed_out_again_is_pulled_only_when_it_did_not_end(pulled, server, clock):
    first = pulled()
    clock.pass_(hours=-6)

    with pytest.raises(pull.NotPulled, match="just now"):
        pulled(again=True)

    # A worker died: its run never ended, and the source was last pulled a round ago.
    Run.objects.filter(pk=first.pk).update(state=RunState.RUNNING)
    assert pulled(again=True).state == RunState.HEALTHY


def test_runs_one_at_a_time(pulled, clock):
    from uuid import uuid4

    Source.objects.filter(name="greenhouse").update(
        lease=uuid4(), leased_until=clock.now + timedelta(hours=6, minutes=2)
    )

    with pytest.raises(pull.NotPulled, match="already"):
        pulled()


def test_takes_over_when_the_lease_of_a_dead_run_is_over(pulled, clock):
    from uuid import uuid4

    Source.objects.filter(name="greenhouse").update(lease=uuid4(), leased_until=clock.now)

    run = pulled()

    assert run.state == RunState.HEALTHY
    assert Source.objects.get(name="greenhouse").lease is None


def test_is_not_pulled_when_it_is_off(pulled):
    Source.objects.update(enabled=False)

    with pytest.raises(pull.NotPulled, match="off"):
        pulled()


def test_says_which_key_is_missing(pulled, settings):
    settings.ADZUNA_APP_ID = settings.ADZUNA_APP_KEY = ""

    with pytest.raises(pull.NotPulled, match="ADZUNA_APP_ID"):
        pulled("adzuna")

    assert "ADZUNA_APP_ID" in Source.objects.get(name="adzuna").problem


def test_stays_off_without_the_logo_that_its_terms_demand(pulled, settings):
    settings.ADZUNA_APP_ID = settings.ADZUNA_APP_KEY = "key"
    Source.objects.update(logo="")

    with pytest.raises(pull.NotPulled, match="logo"):
        pulled("adzuna")

    assert "logo" in Source.objects.get(name="adzuna").problem
    assert not Posting.objects.exists()


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


def test_expires_what_is_past_and_marks_what_nobody_confirms(pulled, clock):
    pulled()
    one, other = Job.objects.all()
    Job.objects.filter(pk=one.pk).update(valid_through=clock.now - timedelta(days=1))
    later = clock.now + expiry.STALE_AFTER + timedelta(days=1)

    expired = expiry.expire(now=later)

    one.refresh_from_db()
    other.refresh_from_db()
    assert expired == (1, 1, 0)
    assert (one.status, one.closed_reason, other.status) == ("closed", "expired", "stale")
    assert expiry.expire(now=later) == (0, 0, 0)


def test_loading_twice_leaves_what_operators_changed():
    first = catalogue.load()
    Source.objects.filter(name="remotive").update(enabled=False)
    board = Board.objects.filter(source__name="greenhouse").first()
    Board.objects.filter(pk=board.pk).update(employer_name="Renamed", active=False, edited=True)

    second = catalogue.load()

    board.refresh_from_db()
    assert first.sources == 19 and first.boards >= 150 and first.schedules == 20
    assert second == (19, 0, 0)
    assert not Source.objects.get(name="remotive").enabled
    assert (board.employer_name, board.active) == ("Renamed", False)


def test_sources_that_nobody_has_verified_ship_switched_off():
    catalogue.load()

    assert not Source.objects.filter(verified=False, enabled=True).exists()
    assert Source.objects.filter(enabled=True).count() == 10
