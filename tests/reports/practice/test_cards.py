"""Practice that comes back: where a skill is practised, and what moves its card."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from fsrs import Rating

from reports.models import Claim, Evidence, PracticeCard, Report
from reports.panel import panel
from reports.practice import cards

from .. import sessions
from ..cast import built, record_of

NOW = datetime(2026, 4, 1, tzinfo=UTC)


def card_of(user, **fields):
    defaults = {"skill": "idempotency", "domain": "backend", "seniority": "mid", "now": NOW}
    return cards.card_for(candidate_id=user.pk, **(defaults | fields))


def practised(card, *, days=0, skill=1.0):
    """Return a rehearsal for the card, held so many days after the first."""
    return sessions.past_interview(
        card.candidate,
        slugs=["payment-retried-after-timeout"],
        skill=skill,
        planned_for=f"gap:{card.pk}",
        started_at=sessions.START + timedelta(days=days),
    )


def test_practising_plans_a_rehearsal_on_that_skill(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=3)
    report = built(row)
    client.force_login(alice)
    action = report.actions.first()

    response = client.post(f"/reports/{row.pk}/practise/", {"skill": action.skill})

    planned = alice.interviews.get(state="planned")
    card = alice.practice_cards.get()
    assert response.headers["Location"] == f"/interviews/{planned.pk}/"
    assert planned.focus == [action.skill]
    assert planned.planned_for == f"gap:{card.pk}"


@pytest.mark.parametrize(("mode", "manner"), [("typing", "coaching"), ("voice", "interview")])
def test_practising_goes_on_as_the_rehearsal_was_held(alice, client, mode, manner):
    row = sessions.past_interview(alice, seed=3, questions=3, typed=mode == "typing", manner=manner)
    action = built(row).actions.first()
    client.force_login(alice)

    client.post(f"/reports/{row.pk}/practise/", {"skill": action.skill})

    planned = alice.interviews.get(state="planned")
    assert (planned.mode, planned.manner) == (mode, manner)


def test_practising_an_unknown_skill_is_refused(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=1)
    built(row)
    client.force_login(alice)

    assert client.post(f"/reports/{row.pk}/practise/", {"skill": "'; drop"}).status_code == 404


def test_practising_past_a_days_rehearsals_leads_back_to_the_report(alice, client, settings):
    row = sessions.past_interview(alice, seed=3, questions=3)
    built(row)
    settings.REHEARSALS_A_DAY = 1
    client.force_login(alice)
    for _ in range(2):
        response = client.post(f"/reports/{row.pk}/practise/", {"skill": "caching"}, follow=True)

    assert response.redirect_chain[0][0] == f"/reports/{row.pk}/"
    assert "allows 1 rehearsal a day" in response.content.decode()


@pytest.mark.django_db
def test_a_practice_session_s_report_reviews_the_card_once(alice):
    card = card_of(alice)
    row = practised(card)

    built(row)
    card.refresh_from_db()
    due, reviewed = card.due_at, card.reviewed_at
    built(row)
    card.refresh_from_db()

    assert due > reviewed
    assert card.due_at == due


@pytest.mark.django_db
def test_an_older_practice_session_s_report_that_is_built_again_reviews_nothing(alice):
    card = card_of(alice)
    first, second = practised(card), practised(card, days=5, skill=0.0)
    for row in (first, second):
        built(row)
    card.refresh_from_db()
    memory = card.memory

    built(first)

    card.refresh_from_db()
    assert card.memory == memory


@pytest.mark.django_db
def test_practice_counts_from_the_day_it_was_held_however_late_its_report_is(alice):
    card = card_of(alice)

    built(practised(card, days=5))

    card.refresh_from_db()
    assert card.reviewed_at == sessions.START + timedelta(days=5)
    assert timedelta(days=1) <= card.due_at - card.reviewed_at < timedelta(days=30)


@pytest.mark.django_db
def test_practice_that_went_well_comes_back_later_than_practice_that_did_not(alice):
    dues = {}
    for skill in (1.0, 0.0):
        card = card_of(alice)
        built(practised(card, skill=skill))
        card.refresh_from_db()
        dues[skill] = card.due_at - card.reviewed_at
        PracticeCard.objects.all().delete()

    assert dues[1.0] > dues[0.0]
    assert dues[0.0] >= timedelta(hours=12)


def claim(kind):
    return Claim(kind=kind, skill="caching")


@pytest.mark.parametrize(
    ("kinds", "rating"),
    [
        ([], None),
        (["gap"], Rating.Again),
        (["strength", "gap"], Rating.Hard),
        (["strength", "strength", "gap"], Rating.Good),
        (["strength"], Rating.Good),
        (["strength"] * 3, Rating.Easy),
    ],
)
def test_rating_counts_only_what_was_said_on_the_skill(kinds, rating):
    claims = [*map(claim, kinds), Claim(kind="gap", skill="something-else")]

    assert cards.rating_of(claims, "caching") == rating


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["gap:nonsense", "gap:00000000-0000-0000-0000-000000000000", "job:1"])
def test_a_mark_that_is_no_card_of_this_candidate_reviews_nothing(alice, mark):
    row = sessions.past_interview(alice, seed=1, questions=1, planned_for=mark)

    built(row)

    assert record_of(row).planned_for == mark
    assert not PracticeCard.objects.exists()


@pytest.mark.django_db
def test_another_candidate_s_card_is_not_reviewed(alice, bob):
    card = card_of(bob)
    built(
        sessions.past_interview(
            alice, seed=1, slugs=["payment-retried-after-timeout"], planned_for=f"gap:{card.pk}"
        )
    )

    card.refresh_from_db()
    assert card.reviewed_at is None


def planned_from(client, row, skill):
    client.force_login(row.candidate)
    response = client.post(f"/reports/{row.pk}/practise/", {"skill": skill})
    assert response.status_code == 302
    return row.candidate.interviews.filter(state="planned").latest("created_at")


@pytest.mark.django_db
def test_a_skill_is_due_again_only_once_it_was_practised(alice, client):
    report = built(sessions.past_interview(alice, seed=3, questions=3))
    action = report.actions.first()
    planned_from(client, report.interview, action.skill)
    begun = panel(alice)["context"], client.get("/progress/").content.decode()

    PracticeCard.objects.update(reviewed_at=NOW - timedelta(days=9), due_at=NOW)
    back = panel(alice)["context"], client.get("/progress/").content.decode()

    assert begun[0]["due"] is None
    assert begun[0]["action"] == action
    assert "Due for practice" not in begun[1]
    assert "Practice is due" not in begun[1]
    assert back[0]["due"].skill == action.skill
    assert "Due for practice" in back[1]


@pytest.mark.django_db
def test_a_card_that_is_due_is_practised_in_its_own_field(alice, client):
    card = card_of(alice, skill="css-layout", domain="frontend", seniority="senior")
    PracticeCard.objects.update(reviewed_at=NOW)
    row = sessions.past_interview(alice, questions=1)
    built(row)
    assert panel(alice)["context"]["due"] == card

    planned = planned_from(client, row, "css-layout")

    assert (planned.domain, planned.seniority) == ("frontend", "senior")
    assert planned.planned_for == f"gap:{card.pk}"


@pytest.mark.django_db
def test_the_panel_quotes_what_landed_and_keeps_the_practice_of_the_letter_before(alice, client):
    report = built(sessions.past_interview(alice, seed=3, skill=0.6))
    client.force_login(alice)

    landed = panel(alice)["context"]["landed"]
    Evidence.objects.filter(pk=landed.pk).update(quote="each changes its own row,")
    page = client.get("/dashboard/").content.decode()
    Report.objects.update(state="waiting")
    unsure = panel(alice)["context"]["landed"]
    built(sessions.new_interview(alice, duration_ms=3000, started_at=sessions.START + timedelta(days=1)))
    after = panel(alice)["context"]

    assert landed.claim.kind == "strength"
    assert "“each changes its own row”" in page
    assert f"/reports/{report.interview_id}/#claim-{landed.claim_id}" in page
    assert unsure is None
    assert after["landed"] is None
    assert after["action"].report == report


@pytest.mark.django_db
def test_a_skill_that_came_up_is_practised_where_it_did_and_comes_back_there(alice, client):
    card = card_of(alice, domain="databases", seniority="junior")
    row = practised(card)
    built(row)

    planned = planned_from(client, row, "idempotency")

    card.refresh_from_db()
    assert (planned.domain, planned.seniority) == ("backend", "mid")
    assert (card.domain, card.seniority) == ("backend", "mid")


@pytest.mark.django_db
def test_the_panel_asks_for_nothing_that_landed_since(alice):
    report = built(sessions.past_interview(alice, seed=3, questions=3))
    first, *others = report.actions.all()
    next_day = sessions.START + timedelta(days=1)
    later = built(sessions.new_interview(alice, duration_ms=3000, started_at=next_day))
    Claim.objects.create(report=later, kind="strength", place=1, key="a/b", skill=first.skill, turn=0)

    asked = panel(alice)["context"]["action"]

    assert asked == next((action for action in others if action.skill != first.skill), None)
    assert asked != first


@pytest.mark.django_db
@pytest.mark.parametrize("open_again", [False, True])
def test_an_old_letter_offers_no_practice_of_what_landed_since(alice, client, open_again):
    report = built(sessions.past_interview(alice, seed=3, questions=3))
    first, *others = report.actions.all()
    for day, kinds in enumerate([["strength"], ["strength", "gap"]][: 1 + open_again], start=1):
        held_at = sessions.START + timedelta(days=day)
        later = built(sessions.new_interview(alice, duration_ms=3000, started_at=held_at))
        for kind in kinds:
            Claim.objects.create(report=later, kind=kind, place=1, key="a/b", skill=first.skill, turn=0)
    client.force_login(alice)

    html = client.get(f"/reports/{report.interview_id}/").content.decode()

    offered = re.findall(r'name="skill" value="([^"]+)"', html)
    assert offered == [action.skill for action in (*([first] if open_again else []), *others)]
    assert ("landed since" in html) != open_again


@pytest.mark.django_db
def test_what_is_due_can_be_practised_from_the_progress_page_however_well_it_went(alice, client):
    built(sessions.past_interview(alice, seed=3, questions=3))
    card = card_of(alice, skill="css-layout", domain="frontend")
    PracticeCard.objects.update(reviewed_at=NOW)
    client.force_login(alice)

    html = client.get("/progress/").content.decode()
    due = html[html.index('id="due"') : html.index('id="skills"')]

    [address] = re.findall(r'action="([^"]+)"', due)
    assert 'value="css-layout"' in due
    client.post(address, {"skill": "css-layout"})
    assert alice.interviews.get(state="planned").planned_for == f"gap:{card.pk}"


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "said"), [(-2, "due since"), (2, "Practice is due on")])
def test_a_day_that_is_over_is_told_as_one(alice, client, days, said):
    report = built(sessions.past_interview(alice, seed=3, questions=3))
    card_of(alice, skill=report.claims.filter(kind="gap").first().skill)
    PracticeCard.objects.update(reviewed_at=NOW, due_at=timezone.now() + timedelta(days=days))
    client.force_login(alice)

    html = client.get("/progress/").content.decode()

    assert [words for words in ("due since", "Practice is due on") if words in html] == [said]


@pytest.mark.django_db
@pytest.mark.parametrize("thin", [True, False])
def test_the_panel_says_that_little_was_said_only_where_it_was(alice, client, thin):
    report = built(sessions.past_interview(alice, seed=3, questions=3))
    report.claims.filter(kind="strength").delete()
    Report.objects.update(thin=thin)
    client.force_login(alice)

    page = client.get("/dashboard/").content.decode()

    assert ("There was too little in it to quote you." in page) is thin


@pytest.mark.django_db
def test_progress_without_a_skill_says_so_and_leads_on(alice, client):
    built(sessions.new_interview(alice, duration_ms=3000))
    client.force_login(alice)

    html = client.get("/progress/").content.decode()

    assert "From one rehearsal" in html
    assert "Nothing can be said about any skill yet" in html
    assert 'class="button" href="/rehearse/"' in html
