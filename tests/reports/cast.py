"""Small steps that the tests of reports share."""

from interviews.history import InterviewRecord, interview
from interviews.models import Interview
from reports.build import build_report, request_build
from reports.models import Report
from reports.writer.local import LocalWriter


def built(row: Interview, *, writer: object | None = None) -> Report:
    request_build(row.pk)
    assert build_report(row.pk, writer=writer or LocalWriter())
    return Report.objects.get(interview=row)


def record_of(row: Interview) -> InterviewRecord:
    return interview(row.pk)
