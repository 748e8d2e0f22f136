"""Building reports."""

import pytest

from interviews import history
from reports import build
from reports.models import Report
from reports.writer.local import LocalWriter

from . import sessions


def built(row):
    build.request_build(row.pk)
    assert build.build_report(row.pk, writer=LocalWriter())
    return Report.objects.get(interview=row)


@pytest.mark.django_db
def test_smoke(alice):
    row = sessions.past_interview(alice, seed=3, fillers=9, long_pauses=1)
    r = built(row)
    print(r.title, r.opening, r.coverage, r.drops, r.build_ms)
    for c in r.claims.all():
        print("\n##", c.kind, c.place, c.shade, c.skill, "|", c.because)
        print(c.text)
        for e in c.evidence.all():
            print("    ", e.role, e.start_ms, e.quote)
    for a in r.actions.all(): print(a.order, a.title, a.minutes, a.what, a.reading_title)
    for q in r.reviews.all(): print("Q", q.asked[:60], "\n STR", q.stronger, "\n OPEN", q.still_open)
    assert 0
