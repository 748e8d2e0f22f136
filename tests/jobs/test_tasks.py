"""The tasks around the index and the mails."""

from io import StringIO

import pytest
import yaml
from django.core import mail
from django.core.management import call_command

from intervision import machine
from intervision.celery import app
from jobs import tasks
from jobs.index import generations
from jobs.models import Run, Wishes
from tests.jobs.matching.test_matches import shown_skills
from tests.jobs.openings import NOW, a_job


def test_refresh_builds_the_index_and_learns_titles(db, index_folder):
    a_job("Backend Engineer")

    tasks.refresh_index.delay()

    assert generations.reader().searcher().num_docs == 1
    assert (index_folder / "titles.npz").exists()


def test_reports_never_wait_behind_a_pull(settings):
    settings.EMBEDDED_VALKEY, settings.PORT = False, 0
    parts = machine.lay_out(workers=2, verbose=False, lock=0).parts
    compose = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())["services"]
    commands = [part.command for part in parts], [row.get("command", ()) for row in compose.values()]

    app.loader.import_default_modules()
    queues = {name: route_of(name) for name in app.tasks if name.partition(".")[0] in ("jobs", "reports")}

    assert {queue for name, queue in queues.items() if name.startswith("jobs.")} == {"jobs"}
    assert {queue for name, queue in queues.items() if name.startswith("reports.")} == {"celery"}
    for listed in commands:
        listening = [row[row.index("--queues") + 1] for row in listed if "worker" in row]
        assert sorted(listening) == ["celery", "jobs"]


def route_of(task):
    return app.amqp.router.route({}, task)["queue"].name


def test_pull_is_in_the_index_when_it_ends(db, monkeypatch):
    a_job("Backend Engineer")
    monkeypatch.setattr("jobs.tasks.pull.pull", lambda name, **options: Run(state="healthy"))
    monkeypatch.setattr("jobs.tasks.refresh_index.delay", lambda: None)

    assert tasks.pull_source.delay("greenhouse").result == "healthy"

    assert generations.reader().searcher().num_docs == 1


def test_command_says_what_it_did(db):
    a_job("Backend Engineer")
    out = StringIO()

    call_command("job_index", "--rebuild", stdout=out)

    assert out.getvalue() == "1 jobs indexed, 1 titles learned\n"


def test_mails_go_to_all_who_want_them(rehearsed, bob, indexed, monkeypatch):
    monkeypatch.setattr("jobs.tasks.timezone.now", lambda: NOW)
    for user in (rehearsed, bob):
        Wishes.objects.create(user=user, digest=True, titles=["Backend Engineer"])
    a_job("Backend Engineer", must=shown_skills(rehearsed))
    indexed()

    tasks.send_digests.delay()

    # Bob has not rehearsed: nothing is claimed to fit him, and nothing is sent.
    assert [message.to for message in mail.outbox] == [["alice@example.org"]]


@pytest.mark.parametrize("text", ["not-a-token", ""])
def test_link_that_was_not_made_here_ends_nothing(db, text):
    from jobs.digest import read_token

    assert read_token(text) is None
