"""A worker that is killed in the middle of a build: a process of its own and a signal 9."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from intervision.accounts.models import User
from tests.reports.sessions import past_interview
from reports.build import request_build
row = past_interview(User.objects.create_user("alice@example.org"), seed=3, questions=2)
request_build(row.pk)
print(row.pk)
"""

KILLED = """
import os, signal, sys, uuid
import django; django.setup()
from reports.build import build_report
from reports.writer.local import LocalWriter
class Dying(LocalWriter):
    def write(self, brief):
        os.kill(os.getpid(), signal.SIGKILL)
build_report(uuid.UUID(sys.argv[1]), writer=Dying())
"""

AGAIN = """
import sys, uuid
from datetime import timedelta
import django; django.setup()
from django.utils import timezone
from reports.build import STALE_AFTER, build_report, requeue_silent
from reports.models import Report
from reports.writer.local import LocalWriter
interview = uuid.UUID(sys.argv[1])
report = Report.objects.get()
assert (report.state, report.attempts, report.claims.count()) == ("building", 1, 0), report.state
assert requeue_silent(now=timezone.now()) == []  # it may still live
later = timezone.now() + STALE_AFTER + timedelta(seconds=1)
assert requeue_silent(now=later) == [interview]
assert build_report(interview, writer=LocalWriter(), now=lambda: later)
report = Report.objects.get()
print(report.state, report.attempts, report.version, report.claims.count() > 0)
"""


@pytest.mark.slow
def test_a_killed_worker_costs_nothing(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "intervision.settings",
        "VAR_DIR": str(tmp_path),
        "SECRET_KEY": "only for tests",
    }

    def run(code, *arguments):
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    made = run(SETUP)
    assert made.returncode == 0, made.stderr
    interview = made.stdout.strip()

    killed = run(KILLED, interview)
    again = run(AGAIN, interview)

    assert killed.returncode == -signal.SIGKILL
    assert again.returncode == 0, again.stderr
    assert again.stdout.split() == ["ready", "0", "1", "True"]
