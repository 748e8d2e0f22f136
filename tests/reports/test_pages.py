import pytest
from reports import build
from reports.models import Report
from reports.writer.local import LocalWriter
from . import sessions

@pytest.mark.django_db
def test_page(alice, client):
    row = sessions.past_interview(alice, seed=3, fillers=9, long_pauses=1)
    build.request_build(row.pk); build.build_report(row.pk, writer=LocalWriter())
    client.force_login(alice)
    r = client.get(f"/reports/{row.pk}/")
    assert r.status_code == 200
    open("/tmp/rep.html","wb").write(r.content)
    r = client.get(f"/progress/")
    assert r.status_code == 200
    r = client.get(f"/reports/{row.pk}/share/")
    assert r.status_code == 200
