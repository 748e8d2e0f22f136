"""Progress over rehearsals: what is heard and what keeps being left out, skill by skill."""

from datetime import UTC, datetime, timedelta

import pytest

from interviews.doors import set_excluded
from reports import progress
from reports.models import Claim

from . import sessions
from .cast import built

NOW = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("landed", "state"),
    [
        ([], "open"),
        ([False], "open"),
        ([True], "heard"),
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
def test_what_is_steady_neither_recurs_nor_stands_beside_an_old_gap(alice, three):
    skill = progress.of(alice.pk, now=NOW).recurring[0].slug
    for row in (three[1], three[2]):
        of_skill = Claim.objects.filter(report__interview_id=row.pk, skill=skill)
        of_skill.filter(kind="gap").update(kind="strength", shade="heard")

    found = progress.of(alice.pk, now=NOW)

    line = next(line for line in (*found.recurring, *found.skills) if line.slug == skill)
    assert line.state == "steady"
    assert line.gaps_in == 1
    assert all(moment.landed for moment in line.moments)


@pytest.mark.django_db
def test_a_skill_of_which_a_part_was_said_is_not_called_unheard(alice, three):
    Claim.objects.filter(kind="gap").update(shade="partly")
    Claim.objects.filter(kind="strength").delete()

    lines = progress.of(alice.pk, now=NOW)

    assert {line.state for line in (*lines.recurring, *lines.skills)} == {"heard"}


@pytest.mark.django_db
def test_gaps_that_recur_stand_first(alice, three):
    found = progress.of(alice.pk, now=NOW)

    assert found.rehearsals == 3
    counts = [line.gaps_in for line in found.recurring]
    assert counts
    assert counts == sorted(counts, reverse=True)
    assert all(count > 1 for count in counts)
    for line in (*found.recurring, *found.skills):
        assert line.state in ("steady", "growing", "heard", "open")
        assert line.moments
        assert all(moment.quote for moment in line.moments)


@pytest.mark.django_db
def test_a_gap_of_every_rehearsal_is_told_so(alice, three, client):
    client.force_login(alice)
    lines = progress.of(alice.pk, now=NOW).recurring
    always = [line for line in lines if line.gaps_in == line.rehearsals > 1]

    html = client.get("/progress/").content.decode()

    assert always
    assert html.count(", each time with a gap") == len(always)


def test_one_rehearsal_shows_no_direction_and_offers_practice_of_its_gaps_only(alice, client):
    built(sessions.past_interview(alice, seed=3, questions=4, skill=0.5))
    client.force_login(alice)

    found = progress.of(alice.pk, now=NOW)
    html = client.get("/progress/").content.decode()

    gaps = [line.gaps_in for line in found.skills]
    assert {line.state for line in found.skills} <= {"heard", "open"}
    assert gaps == sorted(gaps, reverse=True)
    assert 0 < sum(gaps) < len(gaps)
    assert html.count("Practise this") == sum(gaps)
    assert "in one of them" not in html


def test_a_skill_shows_what_weighs_most_of_the_newest_rehearsal_and_how_it_was_heard(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=4, skill=0.3, typed=True)
    report = built(row)
    client.force_login(alice)

    found = progress.of(alice.pk, now=NOW)
    lines = [line for line in (*found.recurring, *found.skills) if line.gaps_in]
    html = client.get("/progress/").content.decode()

    worst = [report.claims.filter(kind="gap", skill=line.slug).order_by("place")[0] for line in lines]
    assert len({claim.place for claim in worst}) > 2
    assert [line.moments[0].point for line in lines] == [claim.point for claim in worst]
    assert "Not heard yet: " in html
    assert "not heard in full" not in html


@pytest.mark.parametrize(("questions", "folds"), [(9, True), (1, False)])
def test_many_skills_with_nothing_open_are_folded_behind_the_others(alice, client, questions, folds):
    built(sessions.past_interview(alice, seed=3, questions=questions, skill=0.9, typed=True))
    client.force_login(alice)

    found = progress.of(alice.pk, now=NOW)
    html = client.get("/progress/").content.decode()

    assert bool(found.folded) is folds
    assert all(line.state == "heard" and not line.gaps_in for line in found.folded)
    assert {*found.unfolded, *found.folded} == {*found.skills}
    assert ("skills that were heard once" in html) is folds
    assert all(line.name in html for line in found.skills)


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
    with django_assert_num_queries(9) as asked:
        client.get("/progress/")
    # Joined and not listed: a long history has more claims than SQL Server takes in a list.
    assert not [query for query in asked for claim in Claim.objects.all() if claim.pk.hex in query["sql"]]


@pytest.mark.django_db
def test_progress_without_a_rehearsal_says_what_will_be_there(alice, client):
    client.force_login(alice)

    assert "nothing to look back on yet" in client.get("/progress/").content.decode()


@pytest.mark.django_db
def test_delivery_is_not_drawn_for_who_does_not_want_it(alice, three, client):
    alice.delivery_coaching = False
    alice.save()
    client.force_login(alice)

    assert "How it came across" not in client.get("/progress/").content.decode()
