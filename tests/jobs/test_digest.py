"""The mail about new strong matches: each job once, a mail a day, and never dry while there are some."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from msgspec.structs import replace

from interviews import doors
from jobs import digest
from jobs.decisions import decide
from jobs.matching.matches import matches_of
from jobs.matching.profile import profile_of
from jobs.matching.reasons import Kind, name_of
from jobs.matching.seeker import seeker_of
from jobs.models import Job, MatchDigest, Wishes
from tests.jobs.matching.test_matches import shown_skills
from tests.jobs.openings import NOW, a_job


@pytest.fixture
def wants_mail(rehearsed, indexed):
    Wishes.objects.create(user=rehearsed, digest=True)
    a_job("Backend Engineer", must=shown_skills(rehearsed))
    indexed()
    return rehearsed


def test_digest_names_a_new_strong_match_once(wants_mail, indexed):
    assert digest.send_to(wants_mail.pk, now=NOW) == 1
    assert digest.send_to(wants_mail.pk, now=NOW + timedelta(days=1)) == 0
    a_job("Platform Backend Engineer", employer="New", must=shown_skills(wants_mail))
    indexed()
    assert digest.send_to(wants_mail.pk, now=NOW + timedelta(days=2)) == 1

    assert [message.to for message in mail.outbox] == [["alice@example.org"]] * 2
    assert "you showed it at" in mail.outbox[0].body
    assert "via Greenhouse: https://boards.example/" in mail.outbox[0].body
    assert MatchDigest.objects.count() == 2


def test_digest_is_sent_once_a_day_at_most(wants_mail, indexed):
    digest.send_to(wants_mail.pk, now=NOW)
    a_job("Backend Engineer", employer="New", must=shown_skills(wants_mail))
    indexed()

    assert digest.send_to(wants_mail.pk, now=NOW + timedelta(hours=3)) == 0


def mailed(user, *, days):
    """Send the mail of a day and return the employers that it names."""
    digest.send_to(user.pk, now=NOW + timedelta(days=days))
    jobs = [key for row in MatchDigest.objects.filter(sent_at=NOW + timedelta(days=days)) for key in row.jobs]
    return {job.employer_name for job in Job.objects.filter(pk__in=jobs)}


def test_digest_goes_on_when_what_it_named_stays_open(rehearsed, indexed):
    Wishes.objects.create(user=rehearsed, digest=True)
    skills = shown_skills(rehearsed)
    for number in range(24):
        a_job("Backend Engineer", employer=f"Firm {number} Works", must=skills, days=1)
    indexed()
    for day in range(4):
        assert len(mailed(rehearsed, days=day)) == digest.MOST
    a_job("Backend Engineer", employer="Late", must=(*skills[:3], "cobol-x"))
    indexed()

    assert mailed(rehearsed, days=4) == {"Late"}


def test_digest_goes_on_past_what_the_candidate_saved(rehearsed, indexed):
    Wishes.objects.create(user=rehearsed, digest=True)
    skills = shown_skills(rehearsed)
    for number in range(24):
        job = a_job("Backend Engineer", employer=f"Firm {number} Works", must=skills, days=1)
        decide(user_id=rehearsed.pk, job=job, state="saved", now=NOW)
    a_job("Backend Engineer", employer="Late", must=(*skills[:3], "cobol-x"))
    indexed()

    assert mailed(rehearsed, days=0) == {"Late"}


def test_digest_goes_on_past_what_is_no_strong_match(rehearsed, indexed):
    Wishes.objects.create(user=rehearsed, digest=True, titles=["Backend Engineer"])
    skills = shown_skills(rehearsed)
    for number in range(24):
        a_job("Backend Engineer", employer=f"Firm {number} Works", must=skills[:1], days=0)
    a_job("Backend Engineer", employer="Late", must=(*skills[:2], "cobol-x"), days=14)
    indexed()
    found = matches_of(rehearsed.pk, now=NOW, limit=25).matches
    assert [match.strong for match in found] == [False] * 24 + [True]

    assert mailed(rehearsed, days=0) == {"Late"}


def test_digest_names_an_employers_third_job_when_two_were_named(rehearsed, indexed):
    Wishes.objects.create(user=rehearsed, digest=True)
    for number in range(3):
        a_job(f"Backend Engineer {number + 2}", must=shown_skills(rehearsed))
    indexed()

    named = [digest.send_to(rehearsed.pk, now=NOW + timedelta(days=day)) for day in range(3)]

    assert named == [2, 1, 0]


@pytest.mark.parametrize("state", ["", "saved"])
def test_digest_names_one_of_a_kind_of_openings(rehearsed, indexed, state):
    Wishes.objects.create(user=rehearsed, digest=True)
    for _ in range(3):
        job = a_job("Backend Engineer", must=shown_skills(rehearsed), openings_key="same")
    indexed()
    if state:
        decide(user_id=rehearsed.pk, job=job, state=state, now=NOW)
    else:
        assert digest.send_to(rehearsed.pk, now=NOW) == 1

    assert digest.send_to(rehearsed.pk, now=NOW + timedelta(days=1)) == 0


def test_digest_names_a_new_opening_of_a_kind_when_the_first_has_closed(rehearsed, indexed):
    Wishes.objects.create(user=rehearsed, digest=True)
    first = a_job("Backend Engineer", must=shown_skills(rehearsed), openings_key="same")
    indexed()
    assert digest.send_to(rehearsed.pk, now=NOW) == 1
    Job.objects.filter(pk=first.pk).update(status="closed")
    a_job("Backend Engineer", must=shown_skills(rehearsed), openings_key="same")
    indexed()

    assert digest.send_to(rehearsed.pk, now=NOW + timedelta(days=1)) == 1


def test_digest_is_not_sent_unasked(wants_mail):
    Wishes.objects.update(digest=False)

    assert digest.send_to(wants_mail.pk, now=NOW) == 0
    assert digest.wanted_by() == []


def test_link_in_the_mail_ends_the_mails(wants_mail, client):
    digest.send_to(wants_mail.pk, now=NOW)
    [path] = set(re.findall(r"http://[^/]+(/jobs/unsubscribe/\S+/)", mail.outbox[0].body))

    looked = client.get(path)
    assert Wishes.objects.get().digest
    done = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert (looked.status_code, done.status_code) == (200, 200)
    assert not Wishes.objects.get().digest
    assert client.post("/jobs/unsubscribe/made-up/").status_code == 404


def test_mail_says_where_from_and_for_what_pay(rehearsed, indexed):
    Wishes.objects.create(user=rehearsed, digest=True)
    a_job(
        must=shown_skills(rehearsed), places=(), workplace="remote", applicant_scope="countries",
        applicant_countries=["DE", "ES"], salary_min=60_000, salary_max=75_000, salary_currency="EUR",
        salary_period="YEAR", salary_basis="stated",
    )  # fmt: skip
    indexed()

    digest.send_to(rehearsed.pk, now=NOW)

    [message] = mail.outbox
    facts = "Remote, open to people in Germany, Spain · €60,000 to €75,000 a year"
    assert facts in message.body
    assert facts in message.alternatives[0].content


def test_mail_does_not_say_of_what_is_close_that_it_was_shown(wants_mail, monkeypatch):
    found = matches_of(wants_mail.pk, now=NOW)
    [match] = found.matches
    near = replace(match.reasons[0], kind=Kind.RELATED, by="Message queues")
    close = replace(found, matches=(replace(match, reasons=(near,)),))
    monkeypatch.setattr(digest.matches, "matches_of", lambda *args, **options: close)

    digest.send_to(wants_mail.pk, now=NOW)

    [message] = mail.outbox
    for body in (message.body, message.alternatives[0].content):
        assert "you showed Message queues, which is close to it, at" in body
        assert "you showed it at" not in body


def test_mail_about_one_job_speaks_of_one(wants_mail):
    digest.send_to(wants_mail.pk, now=NOW)

    assert "this job is new, and asks for what you showed" in mail.outbox[0].body


def test_mail_leads_to_a_rehearsal_for_the_job(rehearsed, indexed, bank, client):
    Wishes.objects.create(user=rehearsed, digest=True)
    known = seeker_of(profile_of(rehearsed.pk, now=NOW), None).via
    skill = next(slug for slug in sorted(doors.skills_asked("backend")) if slug not in known)
    job = a_job(must=(*shown_skills(rehearsed), skill))
    indexed()

    digest.send_to(rehearsed.pk, now=NOW)
    client.force_login(rehearsed)
    page = client.get(f"/jobs/{job.pk}/").content.decode()

    [message] = mail.outbox
    address = f"/jobs/{job.pk}/#practise"
    for body, link in ((message.body, address), (message.alternatives[0].content, f'{address}"')):
        assert link in body
        assert f"also asks for {name_of(skill)}" in body
    assert 'id="practise"' in page
