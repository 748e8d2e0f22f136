"""Sharing: a link that ends, with or without the recording, and comments at a moment."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from interviews.models import Recording
from reports import sharing_views
from reports.models import CoachComment, ShareLink

from . import sessions
from .cast import built

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(alice, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = sessions.past_interview(alice, seed=3, questions=2)
    recording = Recording(
        interview=row, state="ready", mime_type="audio/webm", duration_ms=row.duration_ms, size_bytes=4
    )
    recording.file.save("r.webm", ContentFile(b"abcd"))
    built(row)
    return row


def link_for(client, row, alice, **fields):
    client.force_login(alice)
    response = client.post(f"/reports/{row.pk}/share/", {"name": "Coach", "days": "7", **fields})
    assert response.status_code == 200
    client.logout()
    return re.search(r"/shared/[\w-]+/", response.content.decode()).group(0)


def test_a_link_opens_the_report_without_an_account(client, alice, row):
    address = link_for(client, row, alice)

    response = client.get(address)

    html = response.content.decode()
    assert response.status_code == 200
    assert "What landed" in html
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in response.headers["X-Robots-Tag"]
    for of_the_candidate in ("Practise this", "Not what you said?", "/share/", "What changed"):
        assert of_the_candidate not in html


def test_a_reader_with_a_link_is_told_whose_report_it_is(client, alice, row):
    address = link_for(client, row, alice)

    html = client.get(address).content.decode()

    assert "Alice’s rehearsal of 2 March 2026" in html
    assert "This was written to Alice." in html
    assert re.search(r"<title>\s*Alice · ", html)
    assert not re.search(r'transcript-who">You ', html)
    assert "You said, " not in html
    assert "Said, " in html


def test_a_report_of_somebody_without_a_name_is_the_candidate_s(client, alice, row):
    alice.name = ""
    alice.save()
    address = link_for(client, row, alice)

    html = client.get(address).content.decode()

    assert "This was written to the candidate." in html
    assert 'transcript-who">Candidate ' in html


def test_a_recording_is_only_offered_where_there_is_one(client, alice, row):
    client.force_login(alice)
    recorded = client.get(f"/reports/{row.pk}/share/").content.decode()
    row.recordings.all().delete()

    assert "With the recording" in recorded
    assert "With the recording" not in client.get(f"/reports/{row.pk}/share/").content.decode()
    assert link_for(client, row, alice)


def test_only_the_fingerprint_of_a_link_is_kept(client, alice, row):
    token = link_for(client, row, alice).split("/")[2]

    link = ShareLink.objects.get()
    assert token not in (link.digest, link.name)
    assert link.digest == ShareLink.digest_of(token)


def test_a_link_without_the_recording_plays_nothing(client, alice, row):
    address = link_for(client, row, alice)
    recording = row.recordings.get()

    assert "/recordings/" not in client.get(address).content.decode()
    assert client.get(f"{address}recordings/{recording.pk}/").status_code == 404


def test_a_link_with_the_recording_plays_it_in_ranges(client, alice, row):
    address = link_for(client, row, alice, with_recording="on")
    recording = row.recordings.get()

    response = client.get(f"{address}recordings/{recording.pk}/", headers={"Range": "bytes=1-2"})

    assert f"{address}recordings/{recording.pk}/#t=" in client.get(address).content.decode()
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == b"bc"
    assert response.headers["Content-Range"] == "bytes 1-2/4"


def test_a_link_gives_no_other_interview_s_recording(client, alice, row, bob):
    address = link_for(client, row, alice, with_recording="on")
    other = Recording.objects.create(
        interview=sessions.past_interview(bob, seed=1, questions=1), state="ready", mime_type="audio/webm"
    )

    assert client.get(f"{address}recordings/{other.pk}/").status_code == 404


def test_an_expired_link_is_closed(client, alice, row):
    address = link_for(client, row, alice)
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    response = client.get(address)

    assert response.status_code == 404
    assert "This link is closed" in response.content.decode()


def test_a_revoked_link_is_closed_for_everything(client, alice, row):
    address = link_for(client, row, alice, with_recording="on")
    client.force_login(alice)
    client.post(f"/reports/{row.pk}/share/{ShareLink.objects.get().pk}/revoke/")
    client.logout()

    for path in ("", "pdf/", f"recordings/{row.recordings.get().pk}/"):
        assert client.get(address + path).status_code == 404


def test_nobody_else_revokes_a_link(client, alice, bob, row):
    link_for(client, row, alice)
    client.force_login(bob)

    response = client.post(f"/reports/{row.pk}/share/{ShareLink.objects.get().pk}/revoke/")

    assert response.status_code == 404
    assert ShareLink.objects.get().revoked_at is None


def test_a_coach_s_comment_at_a_moment_is_in_the_candidate_s_report(client, alice, row):
    address = link_for(client, row, alice)

    response = client.post(address, {"author": "Carol", "at": "0:20", "text": "Breathe <b>here</b>."})
    client.force_login(alice)
    first = client.get(f"/reports/{row.pk}/").content.decode()
    second = client.get(f"/reports/{row.pk}/").content.decode()

    assert response.status_code == 302
    assert CoachComment.objects.get().at_ms == 20_000
    assert "There is a new comment for you" in first
    assert "Breathe &lt;b&gt;here&lt;/b&gt;." in first
    assert "There is a new comment for you" not in second


def test_a_comment_is_taken_from_a_browser(alice, row, client):
    address = link_for(client, row, alice)
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(address)
    # A page without a referrer sends its forms without an origin (Fetch, 3.1).
    origin = "null" if page.headers["Referrer-Policy"] == "no-referrer" else "http://testserver"

    response = browser.post(
        address,
        {
            "author": "Carol",
            "at": "0:20",
            "text": "Breathe.",
            "csrfmiddlewaretoken": browser.cookies["csrftoken"].value,
        },
        HTTP_ORIGIN=origin,
    )

    assert response.status_code == 302
    assert CoachComment.objects.get().text == "Breathe."


def test_comments_of_a_link_are_bounded(client, alice, row, monkeypatch):
    monkeypatch.setattr(sharing_views, "COMMENTS_OF_A_LINK", 1)
    address = link_for(client, row, alice)
    comment = {"author": "Carol", "at": "0:20", "text": "Breathe."}

    first, second = client.post(address, comment), client.post(address, comment)

    assert (first.status_code, second.status_code) == (302, 422)
    assert "limit of comments" in second.content.decode()
    assert CoachComment.objects.count() == 1


@pytest.mark.parametrize("at", ["never", "99:00", "4.12", "-1:20"])
def test_a_comment_at_no_moment_is_answered_with_422(client, alice, row, at):
    address = link_for(client, row, alice)

    response = client.post(address, {"author": "Carol", "at": at, "text": "Hm."})

    assert response.status_code == 422
    assert not CoachComment.objects.exists()


def test_a_comment_by_more_than_a_name_is_answered_with_422(client, alice, row):
    address = link_for(client, row, alice)

    response = client.post(address, {"author": "👩‍💻" * 25, "at": "0:20", "text": "Hm."})

    assert response.status_code == 422
    assert "an emoji counts as two" in response.content.decode()


def test_a_link_needs_a_name(client, alice, row):
    client.force_login(alice)

    assert client.post(f"/reports/{row.pk}/share/", {"days": "7"}).status_code == 422
    assert client.post(f"/reports/{row.pk}/share/", {"name": "x", "days": "9999"}).status_code == 422
    assert client.post(f"/reports/{row.pk}/share/", {"name": "🦀" * 51, "days": "7"}).status_code == 422


def test_a_new_comment_is_told_on_the_dashboard_until_it_is_read(client, alice, row):
    address = link_for(client, row, alice)
    client.post(address, {"author": "Carl", "at": "0:10", "text": "Say the number first."})
    built(sessions.past_interview(alice, seed=4, started_at=sessions.START + timedelta(days=1)))
    client.force_login(alice)

    told = client.get("/dashboard/").content.decode()
    client.get(f"/reports/{row.pk}/")
    read = client.get("/dashboard/").content.decode()

    assert "New comments for you on" in told
    assert f'href="/reports/{row.pk}/#comments"' in told
    assert "New comments" not in read


def test_who_reads_along_is_told_of_a_correction_without_the_words_it_took_away(client, alice, row):
    turn = row.turns.exclude(answer="").first()
    turn.heard_as = {"words": [["Bob-from-Acme", 0, 100, 0.9]]}
    turn.corrected_at = timezone.now()
    turn.save()
    built(row)
    address = link_for(client, row, alice)

    theirs = client.get(address).content.decode()
    client.force_login(alice)
    own = client.get(f"/reports/{row.pk}/").content.decode()

    assert "Corrected since." in theirs
    assert "Bob-from-Acme" not in theirs
    assert "Bob-from-Acme" in own


def test_who_shares_and_who_comments_is_told_that_all_with_a_link_read_the_comments(client, alice, row):
    address = link_for(client, row, alice)

    theirs = client.get(address).content.decode()
    client.force_login(alice)
    own = client.get(f"/reports/{row.pk}/share/").content.decode()

    assert "They can read it, and so can everybody with a link to this report." in theirs
    assert "can read the report, its transcript and its comments" in own
