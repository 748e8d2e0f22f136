"""The report's pages: whose they are, what they hold, and what they cost."""

import re

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from interviews.models import Recording
from intervision.accounts.models import User
from reports.models import Report

from . import sessions
from .cast import built

pytestmark = pytest.mark.django_db


def page(client, row, **query):
    response = client.get(f"/reports/{row.pk}/", query)
    assert response.status_code == 200
    return response.content.decode()


def test_nobody_else_sees_a_report(alice, bob, client):
    row = sessions.past_interview(alice, seed=3, questions=2)
    built(row)

    assert client.get(f"/reports/{row.pk}/").status_code == 302
    client.force_login(bob)
    for path in ("", "pdf/", "share/"):
        assert client.get(f"/reports/{row.pk}/{path}").status_code == 404
    assert client.post(f"/reports/{row.pk}/practise/", {"skill": "caching"}).status_code == 404
    assert client.post(f"/reports/{row.pk}/answers/1/", {"text": "mine"}).status_code == 404


def test_the_page_shows_each_quote_with_its_time(alice, client):
    row = sessions.past_interview(alice, seed=3)
    report = built(row)
    client.force_login(alice)

    html = page(client, row)

    claim = report.claims.filter(kind="strength").first()
    quote = claim.evidence.first()
    seconds = quote.start_ms // 1000
    assert quote.quote.replace("'", "&#x27;") in html
    assert f">{seconds // 60}:{seconds % 60:02}<" in html
    assert "[1]" not in html


def test_times_lead_to_the_recording_without_a_script(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=2)
    recording = Recording.objects.create(
        interview=row, state="ready", mime_type="audio/webm", offset_ms=5000, duration_ms=row.duration_ms
    )
    report = built(row)
    client.force_login(alice)

    html = page(client, row)

    start_ms = report.claims.first().evidence.first().start_ms
    assert f'href="/recordings/{recording.pk}/#t={(start_ms - 5000 - 300) / 1000:.1f}"' in html
    assert 'data-times="' in html


def test_the_page_works_without_a_recording(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=2)
    built(row)
    client.force_login(alice)

    html = page(client, row)

    assert "/recordings/" not in html
    assert "data-times" not in html
    assert f'<a class="time-link" href="#turn-{row.turns.first().number}"' in html
    assert f'id="turn-{row.turns.first().number}"' in html


def test_a_claim_whose_words_were_corrected_away_is_not_shown_before_the_next_build(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=3)
    report = built(row)
    client.force_login(alice)
    claim = report.claims.filter(kind="strength").first()
    turn = row.turns.get(number=claim.turn)
    turn.words = [["Nothing", 1, 2, 1.0]]
    turn.answer = "Nothing"
    turn.save()

    html = page(client, row)

    assert f"claim-{claim.pk}" not in html


def test_the_page_is_constant_in_queries(alice, client, django_assert_num_queries):
    short = sessions.past_interview(alice, seed=3, questions=1, follow_ups=False)
    long = sessions.past_interview(alice, seed=4, questions=8)
    for row in (short, long):
        built(row)
    client.force_login(alice)
    page(client, short)

    for row in (short, long):
        with django_assert_num_queries(12):
            page(client, row)


def test_no_inline_style_or_script(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=2)
    built(row)
    client.force_login(alice)

    for path in (f"/reports/{row.pk}/", f"/reports/{row.pk}/share/", "/progress/"):
        html = client.get(path).content.decode()
        assert " style=" not in html
        assert not re.search(r"<script(?![^>]*(src=|application/json))", html)
        assert not re.search(r"\son\w+=", html)


def test_searching_the_transcript_shows_where_the_words_stand(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=3)
    built(row)
    client.force_login(alice)
    word = row.turns.get(number=2).answer.split()[-1].strip(".")

    html = page(client, row, q=word)
    nothing = page(client, row, q="zebra crossing")

    assert f"<mark>{word}</mark>" in html.replace("&#x27;", "'")
    assert "These words were not said." in nothing


def test_words_that_were_hard_to_hear_have_dots_until_they_are_corrected(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=2)
    turn = row.turns.get(number=2)
    turn.words[0][3] = turn.words[1][3] = 0.1
    turn.save(update_fields=["words"])
    built(row)
    client.force_login(alice)
    dotted = f'<span class="guessed">{turn.words[0][0]} {turn.words[1][0]}</span>'

    heard = page(client, row).replace("&#x27;", "'")
    turn.corrected_at = timezone.now()
    turn.save(update_fields=["corrected_at"])
    corrected = page(client, row)

    assert dotted in heard
    assert "Words with dots under them were hard to hear." in heard
    assert "guessed" not in corrected
    assert "with dots" not in corrected


def test_the_timeline_has_its_equivalent_in_words(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=2, long_pauses=1, fillers=12)
    built(row)
    client.force_login(alice)

    html = page(client, row)

    assert html.count("<svg") == 2  # the mark in the header and one row
    assert "timeline-pause" in html
    assert "The same in words" in html
    table = html.split("<tbody>")[1].split("</tbody>")[0]
    assert table.count("<tr>") == row.turns.count()


def test_a_correction_that_is_empty_is_answered_with_422_and_the_same_page(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=2)
    built(row)
    client.force_login(alice)

    response = client.post(f"/reports/{row.pk}/answers/1/", {"text": "  "})

    assert response.status_code == 422
    assert "can’t be made empty" in response.content.decode()


def test_a_correction_changes_the_answer_and_rebuilds(alice, client, django_capture_on_commit_callbacks):
    row = sessions.past_interview(alice, seed=3, questions=2, follow_ups=False)
    built(row)
    client.force_login(alice)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            f"/reports/{row.pk}/answers/1/", {"text": "I would begin somewhere else entirely."}
        )

    assert response.status_code == 302
    turn = row.turns.get(number=1)
    assert turn.answer == "I would begin somewhere else entirely."
    report = Report.objects.get()
    assert report.version == 2
    assert report.changes[0]["turns"] == [1]
    assert "What changed after your correction" in page(client, row)


def test_what_changed_without_a_correction_is_not_called_its_work(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=2, skill=1.0)
    strength = built(row).claims.filter(kind="strength").first()
    turn = row.turns.get(number=strength.turn)
    point = next(item for item in turn.content["points"] if item["key_point"] == strength.key_point)
    point["verdict"], point["evidence"] = "cannot_tell", []
    turn.save()
    built(row)
    client.force_login(alice)

    html = page(client, row)

    assert "What changed when this letter was written again" in html
    assert "your correction" not in html


def test_each_action_names_its_gap_and_takes_minutes(alice):
    report = built(sessions.past_interview(alice, seed=3))

    actions = report.actions.all()
    assert actions
    for action in actions:
        assert action.claim.kind == "gap"
        assert action.claim.skill == action.skill
        assert 5 <= action.minutes <= 60


def test_a_question_that_was_only_asked_back_was_not_answered(alice, client):
    asks_back = "Do you mean that the client retries the payment, or that the server does?"
    row = sessions.talk(alice, sessions.Said("question", asks_back), sessions.Said("clarify"))
    built(row)
    client.force_login(alice)

    html = page(client, row)

    assert "You answered 0 of 1 question" in html
    assert "There is nothing to write about yet: no answer was kept." in html
    assert "This question went by without an answer. That is not a gap." in html


def test_questions_without_an_answer_are_one_short_list(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=3, follow_ups=False)
    row.turns.filter(number__gt=1).update(answer="", words=[], content=None, skipped=True)
    built(row)
    client.force_login(alice)

    html = page(client, row)

    assert html.count("went by without an answer") == 1
    assert all(f'id="question-{order}"' in html for order in (1, 2, 3))


def test_an_answer_about_nothing_is_not_called_a_test_of_the_interviewer(alice, client):
    row = sessions.talk(alice, sessions.Said("question", "No."))
    built(row)
    client.force_login(alice)

    html = page(client, row)

    assert "claims nothing about what you know" in html
    assert "test of the interviewer" not in html


def test_the_transcript_shows_who_speaks(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=1)
    built(row)
    client.force_login(alice)

    html = page(client, row)

    speakers = [words.split()[0] for words in re.findall(r'class="transcript-who">(.*?)</p>', html)]
    assert speakers[:2] == ["Interviewer", "You"]


def test_a_guest_is_told_how_to_keep_the_report(client):
    guest = User.objects.create_guest()
    row = sessions.past_interview(guest, seed=3, questions=1)
    built(row)
    client.force_login(guest)

    assert "You are here as a guest" in page(client, row)


def test_code_of_turns_without_an_answer_is_shown(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=2, follow_ups=False)
    row.turns.filter(number=1).update(answer="", words=[], content=None, code="unanswered = 1")
    row.turns.filter(number=2).update(answer="", words=[], content=None, code="passed_over = 2", skipped=True)
    built(row)
    client.force_login(alice)

    html = page(client, row)

    assert "<code>unanswered = 1</code>" in html
    assert "<code>passed_over = 2</code>" in html
    assert "Not what you said?" not in html


def test_the_served_recording_is_the_one_of_the_interview(alice, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = sessions.past_interview(alice, seed=3, questions=1)
    recording = Recording(
        interview=row, state="ready", mime_type="audio/webm", duration_ms=1000, size_bytes=4, offset_ms=0
    )
    recording.file.save("r.webm", ContentFile(b"abcd"))
    built(row)
    client.force_login(alice)

    response = client.get(f"/recordings/{recording.pk}/", headers={"Range": "bytes=1-2"})

    assert b"".join(response.streaming_content) == b"bc"


def test_who_does_not_want_it_reads_nothing_of_how_they_speak(alice, client):
    before, after = (sessions.past_interview(alice, seed=seed) for seed in (3, 4))
    built(before)
    client.force_login(alice)
    html = page(client, before)
    assert "How it came across" in html
    assert "rather not read about how you speak" in html

    alice.delivery_coaching = False
    alice.save()

    assert built(after).claims.filter(kind="delivery").count() == 0
    for row in (before, after):
        assert "How it came across" not in page(client, row)


def test_who_does_not_want_it_is_not_told_either_that_it_was_not_measured(alice, client):
    row = sessions.past_interview(alice, seed=3)
    turn = row.turns.exclude(answer="").first()
    turn.delivery |= {"words_per_minute": None, "note": "the sound was lost"}
    turn.save()
    built(row)
    client.force_login(alice)
    assert "Delivery was not measured" in page(client, row)

    alice.delivery_coaching = False
    alice.save()

    assert "Delivery was not measured" not in page(client, row)
