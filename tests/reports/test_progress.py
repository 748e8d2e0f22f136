"""Progress over rehearsals, and practice that comes back."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Rating

from interviews.doors import set_excluded
from reports import practice, progress
from reports.models import Claim, PracticeCard

from . import sessions
from .cast import built, record_of

NOW = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("landed", "state"),
    [
        ([], "open"),
        ([False], "open"),
        ([True], "growing"),
        ([False, True], "growing"),
        ([True, True], "steady"),
        ([True, False, True], "steady"),
        ([True, True, False], "growing"),
        ([True, True, False, False], "growing"),
    ],
)
def test_state_of_a_skill(landed, state):
    assert progress.state_of(landed) == state


@pytest.fixture
def three(alice):
    rows = []
    for day in range(3):
        row = sessions.past_interview(
            alice,
            seed=20 + day,
            skill=0.4,
            started_at=sessions.START + timedelta(days=day),
            pace=140 + day * 10,
        )
        built(row)
        rows.append(row)
    return rows


@pytest.mark.django_db
def test_gaps_that_recur_stand_first(alice, three):
    found = progress.of(alice.pk, now=NOW)

    assert found.rehearsals == 3
    counts = [line.gaps_in for line in found.recurring]
    assert counts == sorted(counts, reverse=True)
    assert all(count > 1 for count in counts)
    for line in (*found.recurring, *found.skills):
        assert line.state in ("steady", "growing", "open")
        assert line.moments
        assert all(moment.quote for moment in line.moments)


@pytest.mark.django_db
def test_excluded_rehearsals_are_left_out(alice, three):
    set_excluded(interview_id=three[0].pk, candidate_id=alice.pk, excluded=True)

    found = progress.of(alice.pk, now=NOW)

    assert found.rehearsals == 2
    shown = {moment.interview_id for line in (*found.recurring, *found.skills) for moment in line.moments}
    assert three[0].pk not in shown
    assert all(len(curve.points) == 2 for curve in found.curves)


@pytest.mark.django_db
def test_delivery_is_drawn_as_lines_with_the_neutral_band(alice, three, client):
    found = progress.of(alice.pk, now=NOW)
    client.force_login(alice)

    html = client.get("/progress/").content.decode()

    assert [curve.name for curve in found.curves] == ["pace", "sounds"]
    pace = found.curves[0]
    assert pace.band_y < pace.band_y + pace.band_height < pace.height
    assert html.count('class="curve-band"') == 2


@pytest.mark.django_db
def test_progress_is_constant_in_queries(alice, client, three, django_assert_num_queries):
    client.force_login(alice)
    client.get("/progress/")

    with django_assert_num_queries(9):
        client.get("/progress/")
    built(sessions.past_interview(alice, seed=50, started_at=sessions.START + timedelta(days=9)))
    with django_assert_num_queries(9):
        client.get("/progress/")


@pytest.mark.django_db
def test_progress_without_a_rehearsal_says_what_will_be_there(alice, client):
    client.force_login(alice)

    assert "nothing to look back on yet" in client.get("/progress/").content.decode()


@pytest.mark.django_db
def test_a_practice_session_s_report_reviews_the_card_once(alice):
    card = practice.card_for(
        candidate_id=alice.pk, skill="idempotency", domain="backend", seniority="mid", now=NOW
    )
    row = sessions.past_interview(
        alice, seed=1, slugs=["payment-retried-after-timeout"], skill=1.0, planned_for=f"gap:{card.pk}"
    )

    built(row)
    card.refresh_from_db()
    due, reviewed = card.due_at, card.reviewed_at
    built(row)
    card.refresh_from_db()

    assert due > reviewed
    assert card.due_at == due


@pytest.mark.django_db
def test_practice_that_went_well_comes_back_later_than_practice_that_did_not(alice):
    dues = {}
    for skill in (1.0, 0.0):
        card = practice.card_for(
            candidate_id=alice.pk, skill="idempotency", domain="backend", seniority="mid", now=NOW
        )
        row = sessions.past_interview(
            alice, seed=1, slugs=["payment-retried-after-timeout"], skill=skill, planned_for=f"gap:{card.pk}"
        )
        report = built(row)
        card.refresh_from_db()
        dues[skill] = card.due_at - report.built_at
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

    assert practice.rating_of(claims, "caching") == rating


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["gap:nonsense", "gap:00000000-0000-0000-0000-000000000000", "job:1"])
def test_a_mark_that_is_no_card_of_this_candidate_reviews_nothing(alice, mark):
    row = sessions.past_interview(alice, seed=1, questions=1, planned_for=mark)

    built(row)

    assert record_of(row).planned_for == mark
    assert not PracticeCard.objects.exists()


@pytest.mark.django_db
def test_another_candidate_s_card_is_not_reviewed(alice, bob):
    card = practice.card_for(
        candidate_id=bob.pk, skill="idempotency", domain="backend", seniority="mid", now=NOW
    )
    built(
        sessions.past_interview(
            alice, seed=1, slugs=["payment-retried-after-timeout"], planned_for=f"gap:{card.pk}"
        )
    )

    card.refresh_from_db()
    assert card.reviewed_at is None
