"""How long a 45-minute session's report takes, and its page.

    python -m tests.benchmarks.report [--sessions 3] [--repeat 5]

Builds with the local analyst's judgements and the local writer, on the tests' database in memory. `build_s`
and `page_ms` are CPU time of this process (one core), medians; `queries` is the page's, the same for a short
session.
"""

import argparse
import json
import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=3)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    import django

    django.setup()
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        measure(options.sessions, options.repeat)
    finally:
        runner.teardown_databases(databases)


def measure(count: int, repeat: int) -> None:
    from django.contrib.sessions.backends.signed_cookies import SessionStore
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from intervision.accounts.models import User
    from reports import build, views
    from reports.writer.local import LocalWriter
    from tests.reports.sessions import past_interview

    user = User.objects.create_user("bench@example.org")
    requests = RequestFactory()

    def page(row: object) -> None:
        request = requests.get("/")
        request.user = user
        request.session = SessionStore()
        response = views.report(request, row.pk)  # type: ignore[attr-defined]
        assert response.status_code == 200, response.status_code

    built, shown, queries, words, claims = [], [], set(), [], []
    short = past_interview(user, seed=999, questions=1, follow_ups=False)
    build.request_build(short.pk)
    build.build_report(short.pk, writer=LocalWriter())
    page(short)  # the first page compiles the templates
    for seed in range(count):
        row = past_interview(
            user, seed=seed, questions=16, fillers=7, long_pauses=2, pace=118, minutes=45, talkative=7
        )
        build.request_build(row.pk)
        started = time.process_time()
        build.build_report(row.pk, writer=LocalWriter())
        built.append(time.process_time() - started)
        words.append(sum(len(turn.words) for turn in row.turns.all()))
        claims.append(row.report.claims.count())
        for _ in range(repeat):
            started = time.process_time()
            page(row)
            shown.append((time.process_time() - started) * 1000)
        for each in (row, short):
            with CaptureQueriesContext(connection) as captured:
                page(each)
            queries.add(len(captured))
        minutes = row.duration_ms / 60_000
        print(f"session {seed}: {minutes:.0f} min, {words[-1]} words, {claims[-1]} claims, {built[-1]:.2f} s")
    result = {
        "build_s": round(statistics.median(built), 3),
        "page_ms": round(statistics.median(shown), 1),
        "queries": max(queries),
    }
    print(f"{'build':>8} {result['build_s']:.2f} s of one core (goal 3)")
    print(f"{'page':>8} {result['page_ms']:.0f} ms of one core (goal 100)")
    print(f"{'queries':>8} {sorted(queries)} (the same for a long and a short session)")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
