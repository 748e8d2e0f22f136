"""The profile from session history."""

from datetime import timedelta

import pytest

from interviews.analysis.judgement import ContentJudgement, PointJudgement, Verdict
from interviews.doors import set_excluded
from jobs.matching.profile import Standing, profile_of
from jobs.models import ProfileCorrection
from tests.jobs.openings import NOW
from tests.reports import sessions


def answered(candidate, verdicts, *, slug="backend-idempotent-payments", days=1, certainty=0.9, **fields):
    """Return an interview with one question, each of whose points has the verdict given."""
    question = sessions.question(slug) if slug else None
    row = sessions.new_interview(candidate, started_at=NOW - timedelta(days=days), **fields)
    speaker = sessions.spoken("I would keep a key for each request and look it up first", at_ms=12_000)
    span = sessions.span(speaker.words, 1, 5)
    points = tuple(
        PointJudgement(point.slug, verdict, (span,) if verdict != Verdict.NOT_HEARD else (), certainty)
        for point, verdict in zip(question.key_points, verdicts, strict=False)
    )
    turn = sessions.turn_row(
        row, 1, kind="question", said=question.ask, said_ms=2_000, question=question, speaker=speaker,
        content=ContentJudgement(points),
    )  # fmt: skip
    turn.save()
    return row, question


def any_slug():
    """Return a question whose first two points are about different skills."""
    return next(
        q.slug
        for q in sessions.bank()
        if q.domain == "backend" and len({point.skill for point in q.key_points}) > 1
    )


def test_profile_is_empty_without_interviews(alice):
    profile = profile_of(alice.pk, now=NOW)

    assert profile.interviews == 0
    assert not profile.enough
    assert profile.standing("python") == Standing.UNTESTED


def test_skill_is_demonstrated_when_its_points_were_heard(alice):
    row, question = answered(alice, [Verdict.HEARD] * 9, slug=any_slug())

    profile = profile_of(alice.pk, now=NOW)

    skill = profile.skills[question.key_points[0].skill]
    assert skill.standing == Standing.DEMONSTRATED
    assert skill.shown[0].interview_id == row.pk
    assert skill.shown[0].quote == "would keep a key for"
    assert skill.shown[0].at_ms > 12_000


def test_skill_is_a_gap_only_when_asked_more_than_once(alice):
    _row, question = answered(alice, [Verdict.NOT_HEARD] * 9, slug=any_slug())

    profile = profile_of(alice.pk, now=NOW)

    points = {}
    for point in question.key_points:
        points[point.skill] = points.get(point.skill, 0) + 1
    for skill, asked in points.items():
        expected = Standing.GAP if asked > 1 else Standing.UNTESTED
        assert profile.standing(skill) == expected, (skill, asked)


def test_what_cannot_be_told_counts_for_nothing(alice):
    _row, question = answered(alice, [Verdict.CANNOT_TELL] * 9, slug=any_slug())

    profile = profile_of(alice.pk, now=NOW)

    assert {skill.judged for skill in profile.skills.values()} == {0}
    assert profile.standing(question.key_points[0].skill) == Standing.UNTESTED


def test_newer_evidence_outweighs_older(alice):
    slug = any_slug()
    answered(alice, [Verdict.NOT_HEARD] * 9, slug=slug, days=900)
    _row, question = answered(alice, [Verdict.HEARD] * 9, slug=slug, days=1)

    profile = profile_of(alice.pk, now=NOW)

    assert profile.standing(question.key_points[0].skill) == Standing.DEMONSTRATED


def test_correction_goes_before_the_evidence(alice):
    _row, question = answered(alice, [Verdict.HEARD] * 9, slug=any_slug())
    skill = question.key_points[0].skill
    ProfileCorrection.objects.create(user=alice, skill=skill, state="gap")
    ProfileCorrection.objects.create(user=alice, skill="rust", state="known")

    profile = profile_of(alice.pk, now=NOW)

    assert profile.standing(skill) == Standing.GAP
    assert profile.standing("rust") == Standing.DEMONSTRATED
    assert not profile.skills["rust"].shown


def test_skill_left_out_is_in_no_list_but_its_own(alice):
    _row, question = answered(alice, [Verdict.HEARD] * 9, slug=any_slug())
    skill = question.key_points[0].skill
    ProfileCorrection.objects.create(user=alice, skill=skill, state="leave_out")

    profile = profile_of(alice.pk, now=NOW)

    assert [one.skill for one in profile.left_out] == [skill]
    assert skill not in {one.skill for one in profile.demonstrated}


def test_excluded_interview_is_not_evidence(alice):
    row, _question = answered(alice, [Verdict.HEARD] * 9, slug=any_slug())
    set_excluded(interview_id=row.pk, candidate_id=alice.pk, excluded=True)

    profile = profile_of(alice.pk, now=NOW)

    assert profile.interviews == 0


def test_profile_is_enough_after_whole_interviews(rehearsed, bob):
    profile = profile_of(rehearsed.pk, now=NOW)

    assert profile.enough
    assert profile.level == "mid"
    assert profile.domains == ("backend",)
    assert not profile_of(bob.pk, now=NOW).enough


@pytest.mark.parametrize("interviews", [1, 3])
def test_profile_takes_the_same_queries_for_one_and_three(alice, django_assert_num_queries, interviews):
    for seed in range(interviews):
        sessions.past_interview(alice, seed=seed + 1)

    with django_assert_num_queries(4):
        profile_of(alice.pk, now=NOW)


@pytest.mark.parametrize(("certainty", "standing"), [(0.84, Standing.UNTESTED), (0.85, Standing.GAP)])
def test_skill_is_a_gap_only_where_it_is_sure_as_in_the_report(alice, certainty, standing):
    _row, question = answered(alice, [Verdict.NOT_HEARD] * 9, slug=any_slug(), certainty=certainty)
    skills = [point.skill for point in question.key_points]
    skill = max(skills, key=skills.count)

    profile = profile_of(alice.pk, now=NOW)

    assert profile.standing(skill) == standing
    assert bool(profile.skills[skill].missed) == (standing == Standing.GAP)
