"""The API's reports, the operators' list and the read door."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from intervision.accounts.models import ApiToken
from reports import history
from reports.models import Claim, Report, ReportState

from . import sessions
from .cast import built

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(client, alice):
    _row, token = ApiToken.issue(user=alice, name="tests")

    def get(path):
        return client.get(path, headers={"Authorization": f"Bearer {token}"})

    return get


def test_the_owner_reads_their_reports_and_nobody_else_s(call, alice, bob):
    mine = sessions.past_interview(alice, seed=3, questions=2)
    theirs = sessions.past_interview(bob, seed=4, questions=2)
    built(mine), built(theirs)

    listed = call("/api/v1/reports/").json()

    assert [item["interview"] for item in listed["results"]] == [str(mine.pk)]
    assert call(f"/api/v1/reports/{theirs.pk}/").status_code == 404
    assert call(f"/api/v1/reports/{theirs.pk}/pdf/").status_code == 404


@pytest.mark.parametrize("end", ["", "pdf/"])
def test_who_asks_before_there_is_a_report_is_told_when_to_ask_again(call, alice, end):
    row = sessions.past_interview(alice, seed=3, questions=2)

    refused = call(f"/api/v1/reports/{row.pk}/{end}")

    assert refused.status_code == 404
    assert "ask again" in refused.json()["detail"]


def test_who_asks_for_what_is_not_theirs_is_told_where_theirs_is(call, bob):
    theirs = sessions.past_interview(bob, seed=4, questions=2)

    refused = call(f"/api/v1/interviews/{theirs.pk}/")

    assert refused.status_code == 404
    assert "lists what there is" in refused.json()["detail"]


def test_a_report_comes_with_claims_that_each_have_evidence(call, alice):
    row = sessions.past_interview(alice, seed=3)
    built(row)

    found = call(f"/api/v1/reports/{row.pk}/").json()

    assert len(found["claims"]) > 5
    assert all(claim["evidence"] for claim in found["claims"])
    assert found["pdf_url"].endswith(f"/api/v1/reports/{row.pk}/pdf/")


def test_no_field_rates_the_person(call, alice):
    row = sessions.past_interview(alice, seed=3, questions=2)
    built(row)

    text = call(f"/api/v1/reports/{row.pk}/").content.decode().lower()

    for word in ('"score', '"grade', '"rating', '"severity', '"certainty', '"rank', '"percent'):
        assert word not in text


def test_a_corrected_answer_s_claims_are_not_served(call, alice):
    row = sessions.past_interview(alice, seed=3, questions=3)
    report = built(row)
    claim = report.claims.filter(kind="strength").first()
    turn = row.turns.get(number=claim.turn)
    turn.words, turn.answer = [["No", 1, 2, 1.0]], "No"
    turn.save()

    served = call(f"/api/v1/reports/{row.pk}/").json()["claims"]

    assert str(claim.pk) not in {item["id"] for item in served}


def test_who_reads_nothing_of_how_they_speak_is_served_nothing_of_it(call, alice):
    row = sessions.past_interview(alice, seed=3, questions=3)
    turn = row.turns.exclude(answer="").first()
    turn.delivery |= {"words_per_minute": None, "note": "the sound was lost"}
    turn.save()
    built(row)
    served = call(f"/api/v1/reports/{row.pk}/").json()
    assert "delivery" in {claim["kind"] for claim in served["claims"]}
    assert any("Delivery" in note["text"] for note in served["notes"])

    alice.delivery_coaching = False
    alice.save()

    served = call(f"/api/v1/reports/{row.pk}/").json()
    assert served["claims"]
    assert "delivery" not in {claim["kind"] for claim in served["claims"]}
    assert not any("Delivery" in note["text"] for note in served["notes"])


def corrected(row, number, *, words=None):
    """Correct an answer as its candidate does, before any build that follows."""
    turn = row.turns.get(number=number)
    turn.corrected_at = timezone.now()
    if words is not None:
        turn.words, turn.answer = words, " ".join(word[0] for word in words)
    turn.save()
    return turn


def test_what_was_made_of_a_corrected_answer_is_served_and_shown_to_nobody(client, call, alice):
    row = sessions.past_interview(alice, seed=3, questions=3)
    for review in built(row).reviews.all():
        review.stronger = f"The better version of answer {review.order}."
        review.save()
    before = call(f"/api/v1/reports/{row.pk}/").json()["questions"]
    old = before[0]
    assert old["stronger"] and old["still_open"]

    corrected(row, old["turns"][0])

    served = call(f"/api/v1/reports/{row.pk}/").json()["questions"]
    assert served == [old | {"stronger": "", "still_open": []}, *before[1:]]
    client.force_login(alice)
    html = client.get(f"/reports/{row.pk}/").content.decode()
    assert escape(old["stronger"]) not in html
    assert escape(before[1]["stronger"]) in html


def test_a_build_that_knows_the_correction_serves_it_all_again(call, alice):
    row = sessions.past_interview(alice, seed=3, questions=3)
    built(row)
    before = call(f"/api/v1/reports/{row.pk}/").json()["questions"]
    corrected(row, before[0]["turns"][0])

    built(row)

    assert call(f"/api/v1/reports/{row.pk}/").json()["questions"] == before


def test_actions_come_with_their_claims_alone(client, call, alice):
    row = sessions.past_interview(alice, seed=3, questions=3)
    report = built(row)
    first = report.actions.first()
    corrected(row, first.claim.turn, words=[["No", 1, 2, 1.0]])

    served = call(f"/api/v1/reports/{row.pk}/").json()

    claims = {claim["id"] for claim in served["claims"]}
    assert str(first.claim_id) not in claims
    assert served["actions"]
    assert {action["claim"] for action in served["actions"]} <= claims
    client.force_login(alice)
    html = client.get(f"/reports/{row.pk}/").content.decode()
    assert html.count('<li class="action">') == len(served["actions"])


def test_the_pdf_is_served(call, alice, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = sessions.past_interview(alice, seed=3, questions=1)
    built(row)

    response = call(f"/api/v1/reports/{row.pk}/pdf/")

    assert response.headers["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_the_list_is_constant_in_queries(call, alice, django_assert_num_queries):
    built(sessions.past_interview(alice, seed=3, questions=1))
    call("/api/v1/reports/")
    with django_assert_num_queries(3):
        call("/api/v1/reports/")
    for seed in (4, 5):
        built(sessions.past_interview(alice, seed=seed, questions=1))
    with django_assert_num_queries(3):
        call("/api/v1/reports/")


def test_operators_see_why_a_report_failed_and_build_it_again(client, operator, alice):
    row = sessions.past_interview(alice, seed=3, questions=1)
    report = built(row)
    Report.objects.update(state=ReportState.FAILED, reason="RuntimeError: the disk is full", attempts=4)
    client.force_login(operator)

    listed = client.get("/operators/reports/report/").content.decode()
    detail = client.get(f"/operators/reports/report/{report.pk}/change/")
    client.post("/operators/reports/report/", {"action": "build_again", "_selected_action": [str(report.pk)]})

    assert "the disk is full" in listed
    assert detail.status_code == 200
    report.refresh_from_db()
    assert report.state == ReportState.READY
    assert report.version == 2


@pytest.mark.parametrize("name", ["claim", "sharelink", "coachcomment", "practicecard"])
def test_operators_lists_open(client, operator, alice, name):
    built(sessions.past_interview(alice, seed=3, questions=1))
    client.force_login(operator)

    assert client.get(f"/operators/reports/{name}/").status_code == 200


def test_the_read_door_tells_skills_with_their_moments(alice, django_assert_num_queries):
    first = sessions.past_interview(alice, seed=3)
    later = sessions.past_interview(alice, seed=4, started_at=sessions.START + timedelta(days=2))
    hidden = sessions.past_interview(
        alice, seed=5, started_at=sessions.START + timedelta(days=3), excluded=True
    )
    for row in (first, later, hidden):
        built(row)

    with django_assert_num_queries(2) as asked:
        skills = history.skills_of(alice.pk)

    assert skills
    # Joined and not listed: a long history has more claims than SQL Server takes in a list.
    assert not [query for query in asked for claim in Claim.objects.all() if claim.pk.hex in query["sql"]]
    moments = [moment for skill in skills.values() for moment in (*skill.demonstrated, *skill.gaps)]
    assert {moment.interview_id for moment in moments} == {first.pk, later.pk}
    for skill in skills.values():
        assert len(skill.demonstrated) == len(skill.points)
        times = [moment.held_at for moment in skill.demonstrated]
        assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("accept", ["application/pdf", "application/json", "*/*"])
def test_the_pdf_is_served_to_whoever_asks_for_one(client, call, alice, settings, tmp_path, accept):
    settings.MEDIA_ROOT = tmp_path
    row = sessions.past_interview(alice, seed=3, questions=2)
    built(row)
    _row, token = ApiToken.issue(user=alice, name="accept")

    response = client.get(
        f"/api/v1/reports/{row.pk}/pdf/", headers={"Authorization": f"Bearer {token}", "Accept": accept}
    )

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    response.close()


def test_the_pdf_is_set_again_when_its_file_has_gone(call, alice, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = sessions.past_interview(alice, seed=3, questions=2)
    built(row)
    list(call(f"/api/v1/reports/{row.pk}/pdf/"))
    for file in tmp_path.rglob("*.pdf"):
        file.unlink()

    response = call(f"/api/v1/reports/{row.pk}/pdf/")

    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_an_operator_who_only_looks_builds_nothing(client, alice, bob, monkeypatch):
    from django.contrib.auth.models import Permission

    row = sessions.past_interview(alice, seed=3, questions=2)
    report = built(row)
    bob.is_staff = True
    bob.save()
    bob.user_permissions.add(Permission.objects.get(codename="view_report"))
    client.force_login(bob)
    asked = []
    monkeypatch.setattr("reports.tasks.build.delay", lambda **kwargs: asked.append(kwargs))

    client.post("/operators/reports/report/", {"action": "build_again", "_selected_action": [str(report.pk)]})

    assert not asked


def test_a_report_that_was_never_built_has_a_name_for_operators(client, operator, alice):
    report = Report.objects.create(interview=sessions.new_interview(alice), candidate=alice, state="failed")
    client.force_login(operator)

    listed = client.get("/operators/reports/report/").content.decode()

    assert f'/change/">report {str(report.pk)[:8]}</a>' in listed
