"""Pulling: recorded, resumable, one at a time, and each board by itself."""

from datetime import timedelta
from uuid import uuid4

import pytest

from jobs.enums import RunState
from jobs.intake import pull
from jobs.models import Board, Job, Posting, Run, Source
from jobs.sources import registry
from tests.fakes import job_records as records
from tests.fakes.job_sources import BUSY, HTML, Answer, as_json

pytestmark = pytest.mark.django_db


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


def test_a_problem_that_is_longer_than_its_column_ends_no_run(pulled, server, monkeypatch):
    def broken(feed, **options):
        raise RuntimeError("🦀" * 450)

    monkeypatch.setattr(registry.sources()["greenhouse"], "fetch", broken)

    run = pulled()

    assert (run.state, run.errors) == (RunState.FAILED, 1)
    assert Source.objects.get(name="greenhouse").problem.endswith("🦀")


def test_a_run_whose_time_was_up_is_no_failure(pulled, server):
    server.rows["lever"] = records.lever(250)

    run = pulled("lever", longest=timedelta(0))

    assert run.state == RunState.INTERRUPTED
    assert Source.objects.get(name="lever").failures == 0


def test_takes_a_drop_for_real_when_it_stays(pulled, server):
    server.rows["greenhouse"] = records.greenhouse(20)
    pulled()
    server.rows["greenhouse"] = records.greenhouse(3)

    states = [pulled().state for _ in range(pull.SMALL_RUNS)]

    assert states == [RunState.SUSPICIOUS, RunState.SUSPICIOUS, RunState.HEALTHY]


def test_goes_on_where_it_was_interrupted(pulled, server):
    server.rows["lever"] = records.lever(250)

    first = pulled("lever", longest=timedelta(0))
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
    Source.objects.filter(name="greenhouse").update(
        lease=uuid4(), leased_until=clock.now + timedelta(hours=6, minutes=2)
    )

    with pytest.raises(pull.NotPulled, match="already"):
        pulled()


def test_takes_over_when_the_lease_of_a_dead_run_is_over(pulled, clock):
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


@pytest.mark.parametrize(
    ("answer", "advice"),
    [
        (Answer(status=404), "correct its token"),
        (Answer(status=403), "Look at the key"),
        (Answer(status=500), "the next run asks again"),
        (BUSY, "pull it less often"),
        (HTML, "Open the address in a browser"),
        (as_json({"error": "no"}), "Its module in jobs/sources has to follow"),
    ],
)
def test_operators_are_told_what_was_met_and_what_to_do(pulled, server, answer, advice):
    server.faults = [answer] * 10

    run = pulled("greenhouse")

    assert advice in Source.objects.get(name="greenhouse").problem
    assert advice in Board.objects.get(source__name="greenhouse").problem
    assert advice in run.problems[0]["what"]
