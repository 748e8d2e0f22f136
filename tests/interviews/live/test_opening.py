"""What a page that joins is told of the sessions before."""

from datetime import timedelta

import pytest

from interviews import history
from interviews.analysis.judgement import ContentJudgement, PointJudgement, Verdict
from interviews.live.opening import past_of
from interviews.models import Interview, Turn
from intervision.accounts.models import User
from tests.jobs.openings import NOW
from tests.reports import sessions


def sessions_of(user: User, count: int) -> Interview:
    """Make past sessions, the newest first, each with another question; return the oldest of them."""
    for days, entry in zip(range(count), sessions.bank(), strict=False):
        interview = sessions.new_interview(user, started_at=NOW - timedelta(days=days))
        question = sessions.question(entry.slug)
        sessions.turn_row(
            interview, 1, kind="question", said=question.ask, said_ms=1_000, question=question
        ).save()
    return interview


def test_joining_reads_the_newest_sessions_only(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    interview = sessions_of(alice, 12)
    read: list[int] = []
    as_record = history._turn

    def reads(row: Turn) -> history.TurnRecord:
        read.append(row.number)
        return as_record(row)

    monkeypatch.setattr(history, "_turn", reads)

    asked_before, _ = past_of(interview)

    newest = [entry.slug for entry in sessions.bank()[:10]]
    assert list(asked_before) == newest[::-1]
    assert len(read) == 10


def test_what_was_heard_once_is_not_missed_by_a_follow_up_that_does_not_repeat_it(alice: User) -> None:
    interview = sessions.new_interview(alice, started_at=NOW - timedelta(days=1))
    question = sessions.question(sessions.bank()[0].slug)
    speaker = sessions.spoken("I would keep a key for each request and look it up", at_ms=12_000)
    for number, (kind, verdict) in enumerate(
        [("question", Verdict.HEARD), ("follow_up", Verdict.NOT_HEARD)], start=1
    ):
        points = tuple(PointJudgement(point.slug, verdict, (), 0.9) for point in question.key_points)
        sessions.turn_row(
            interview,
            number,
            kind=kind,
            said=question.ask,
            said_ms=1_000,
            question=question,
            speaker=speaker,
            content=ContentJudgement(points),
        ).save()

    _, standing = past_of(interview)

    assert set(standing.values()) == {0.0}
