"""What a candidate decides about a job: save, hide, rehearse for it; for nobody else to see."""

import pytest
from django.urls import reverse

from interviews import history
from interviews.models import Interview
from jobs.decisions import rehearsals_for
from jobs.matching.practice import domain_for, practised_by
from jobs.matching.profile import Profile
from jobs.models import SavedJob
from tests.jobs.openings import a_job
from tests.reports import sessions


def test_decision_is_kept_plainly_and_by_htmx(reader, rehearsed):
    job = a_job()
    address = reverse("job-decide", args=[job.pk])

    plain = reader.post(address, {"state": "saved", "next": "/jobs/search/?q=x"})
    partial = reader.post(address, {"state": "hidden", "why": "Wrong place"}, headers={"HX-Request": "true"})

    assert plain["Location"] == "/jobs/search/?q=x"
    assert b"Hidden." in partial.content
    row = SavedJob.objects.get(user=rehearsed, job=job)
    assert (row.state, row.why) == ("hidden", "Wrong place")
    assert b"Wrong place" in reader.get("/jobs/saved/?state=hidden").content


def test_what_is_said_of_a_decision_is_cut_to_what_is_kept(reader, rehearsed):
    job = a_job()

    reader.post(reverse("job-decide", args=[job.pk]), {"state": "hidden", "why": "🦀" * 300})

    assert SavedJob.objects.get(user=rehearsed, job=job).why == "🦀" * 150


def test_decision_never_leads_elsewhere(reader):
    job = a_job()

    answer = reader.post(
        reverse("job-decide", args=[job.pk]), {"state": "saved", "next": "https://evil.example/"}
    )

    assert answer["Location"] == reverse("job", args=[job.pk])
    assert reader.post(reverse("job-decide", args=[job.pk]), {"state": "bought"}).status_code == 422
    assert reader.get(reverse("job-decide", args=[job.pk])).status_code == 405


def test_others_see_nothing_of_it(reader, bob, client, rehearsed):
    job = a_job()
    reader.post(reverse("job-decide", args=[job.pk]), {"state": "saved"})
    client.force_login(bob)

    assert b"Backend Engineer" not in client.get("/jobs/saved/").content
    assert SavedJob.objects.filter(user=bob).count() == 0
    assert client.get("/jobs/export/").json()["jobs"] == []


def test_practice_is_tailored_to_the_job(reader, rehearsed):
    job = a_job("Senior Data Engineer", must=("kubernetes:Kubernetes", "python:Python"), employer="Acme")

    answer = reader.post(reverse("job-practise", args=[job.pk]), {"skill": "python"})

    planned = Interview.objects.get(planned_for=f"job:{job.pk}")
    assert answer["Location"] == reverse("interview-check", args=[planned.pk])
    assert planned.candidate == rehearsed
    assert planned.tailoring == {
        "wanted": ["kubernetes", "python"], "job_title": "Senior Data Engineer", "employer": "Acme",
    }  # fmt: skip
    assert planned.focus[0] == "python"
    assert (planned.domain, planned.seniority) == ("data-engineering", "senior")


def test_job_page_tells_how_its_rehearsal_went(reader, rehearsed):
    slugs = [question.slug for question in sessions.questions_for("backend", "mid")][:3]
    skills = {point.skill for slug in slugs for point in sessions.question(slug).key_points}
    job = a_job(must=(*sorted(skills), "cobol-x"))
    row = sessions.past_interview(rehearsed, seed=9, slugs=slugs, planned_for=f"job:{job.pk}")
    SavedJob.objects.create(user=rehearsed, job=job, interview_id=row.pk)

    page = reader.get(reverse("job", args=[job.pk])).content.decode()
    [went] = rehearsals_for(user_id=rehearsed.pk, job=job, skills=[*sorted(skills), "cobol-x"])

    assert "How your rehearsal for this job went" in page
    assert went.interview_id == row.pk
    assert {heard.state for heard in went.skills} <= {"heard", "partly", "not_heard", "not_asked"}
    assert went.skills[-1].state == "not_asked"
    assert history.interview(row.pk).planned_for == f"job:{job.pk}"


def test_job_page_leads_to_the_rehearsal_that_is_planned_for_it_or_under_way(reader, rehearsed):
    job, other = a_job(), a_job()
    before = reader.get(reverse("job", args=[job.pk])).content.decode()
    reader.post(reverse("job-practise", args=[job.pk]))
    planned = Interview.objects.get(planned_for=f"job:{job.pk}")
    waits = reader.get(reverse("job", args=[job.pk])).content.decode()
    Interview.objects.filter(pk=planned.pk).update(state="live")
    runs = reader.get(reverse("job", args=[job.pk])).content.decode()
    elsewhere = reader.get(reverse("job", args=[other.pk])).content.decode()

    assert "Practise for this job" in before
    assert "A rehearsal for this job is planned." in waits
    assert f'href="{reverse("interview-check", args=[planned.pk])}"' in waits
    assert "Plan another rehearsal" in waits
    assert "You are in the middle of a rehearsal for this job." in runs
    assert f'href="{reverse("interview-room", args=[planned.pk])}"' in runs
    assert str(planned.pk) not in before + elsewhere


def test_job_page_says_beside_the_button_that_one_was_held(reader, rehearsed):
    job = a_job(must=("python:Python",))
    row = sessions.past_interview(rehearsed, seed=9, planned_for=f"job:{job.pk}")
    SavedJob.objects.create(user=rehearsed, job=job, interview_id=row.pk)

    page = reader.get(reverse("job", args=[job.pk])).content.decode()

    assert "You rehearsed for it on" in page
    assert 'href="#went-1"' in page
    assert "is planned" not in page


@pytest.mark.parametrize(
    ("title", "domain"),
    [
        ("Frontend Engineer", "frontend"),
        ("Backend Engineer (Payments)", "backend"),
        ("AI Engineer", "llm-applications"),
        ("QA Automation Engineer", "qa-automation"),
    ],
)
def test_domain_is_that_of_the_title_where_nothing_else_tells(title, domain, db):
    assert domain_for(a_job(title), [], Profile(domains=("embedded",))) == domain


def test_practice_asks_about_what_is_next_to_a_skill_without_questions(reader, rehearsed, bank):
    job = a_job("Backend Engineer", must=("pytest:pytest", "go:Go"))

    reader.post(reverse("job-practise", args=[job.pk]), {"skill": "pytest"})
    page = reader.get(reverse("job", args=[job.pk])).content.decode()

    assert Interview.objects.get(planned_for=f"job:{job.pk}").focus[0] == "unit-testing"
    assert 'value="pytest"' in page
    assert 'value="go"' not in page
    assert "No rehearsal in this field asks about it yet." in page


def test_a_skill_is_practised_in_one_s_own_field_where_that_of_the_job_does_not_ask_about_it(
    reader, rehearsed, bank
):
    Interview.objects.filter(candidate=rehearsed).update(domain="databases")
    job = a_job("Backend Engineer", must=("idempotency", "window-functions", "go:Go"))

    page = reader.get(reverse("job", args=[job.pk])).content.decode()
    reader.post(reverse("job-practise", args=[job.pk]), {"skill": "window-functions"})
    on_skill = Interview.objects.get(planned_for=f"job:{job.pk}")
    on_skill.delete()
    reader.post(reverse("job-practise", args=[job.pk]))
    on_job = Interview.objects.get(planned_for=f"job:{job.pk}")

    assert 'value="window-functions"' in page
    assert (on_skill.domain, on_skill.focus[0]) == ("databases", "window-functions")
    assert on_job.domain == "backend"
    assert page.count("No rehearsal in this field asks about it yet.") == 1


@pytest.mark.parametrize("mode", ["typing", "voice"])
def test_practice_for_a_job_is_held_as_the_last_rehearsal_was(reader, rehearsed, mode):
    Interview.objects.filter(candidate=rehearsed).update(mode=mode, manner="coaching")
    job = a_job(must=("python:Python",))

    reader.post(reverse("job-practise", args=[job.pk]))

    planned = Interview.objects.get(planned_for=f"job:{job.pk}")
    assert (planned.mode, planned.manner) == (mode, "coaching")


def test_a_skill_is_practised_by_itself_or_by_its_neighbours_in_the_vocabulary():
    assert practised_by("kafka", {"kafka", "message-queues"}) == ["kafka"]
    assert practised_by("kafka", {"message-queues"}) == ["message-queues"]
    assert practised_by("data-modelling", {"dimensional-modelling"}) == ["dimensional-modelling"]
    assert practised_by("go", {"python"}) == []
    assert practised_by("not-in-the-vocabulary", {"python"}) == []


def test_rehearsal_tells_of_a_skill_by_what_was_asked_in_place_of_it(rehearsed, bank):
    [slug] = [q.slug for q in sessions.questions_for("backend", "mid") if "message-queues" in q.skills][:1]
    job = a_job(must=("kafka:Kafka",))
    sessions.past_interview(rehearsed, seed=9, slugs=[slug], planned_for=f"job:{job.pk}")

    [went] = rehearsals_for(user_id=rehearsed.pk, job=job, skills=["kafka", "go"])

    assert {heard.name: heard.state for heard in went.skills}["Go"] == "not_asked"
    assert {heard.name: heard.state for heard in went.skills}["Apache Kafka"] != "not_asked"


def test_practice_asks_about_one_of_a_choice(reader, rehearsed, bank):
    job = a_job(must=("idempotency",), either=("cobol-x:Cobol", "message-queues", "caching"))

    reader.post(reverse("job-practise", args=[job.pk]))

    planned = Interview.objects.get(pk=SavedJob.objects.get(user=rehearsed).interview_id)
    assert len({"cobol-x", "message-queues", "caching"}.intersection(planned.focus)) == 1
    assert "cobol-x" not in planned.focus


def test_practice_of_one_of_a_choice_asks_about_no_other(reader, rehearsed, bank):
    job = a_job(must=("idempotency",), either=("message-queues", "caching"))

    reader.post(reverse("job-practise", args=[job.pk]), {"skill": "caching"})
    caching_asked = Interview.objects.get(pk=SavedJob.objects.get(user=rehearsed).interview_id).focus
    reader.post(reverse("job-practise", args=[job.pk]), {"skill": "message-queues"})
    queues_asked = Interview.objects.get(pk=SavedJob.objects.get(user=rehearsed).interview_id).focus

    assert "message-queues" not in caching_asked
    assert "caching" not in queues_asked
