"""A corrected transcript keeps the times of what was heard; a guest's rehearsal keeps to its length."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from interviews import doors, tasks
from interviews.doors import correct_answer, plan_rehearsal, realign
from interviews.models import Interview, Turn
from interviews.transcript import Word
from intervision.accounts.models import User

HEARD = tuple(
    Word(text, at_ms, at_ms + 300, 0.9)
    for text, at_ms in [("we", 1_000), ("put", 1_400), ("read", 2_000), ("is", 2_400), ("first", 3_000)]
)


def starts(text: str) -> list[tuple[str, int]]:
    return [(word.text, word.start_ms) for word in realign(text, HEARD, start_ms=1_000, end_ms=4_300)]


def test_words_that_stand_keep_their_times():
    assert realign("we put read is first", HEARD, start_ms=0, end_ms=0) == HEARD


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("we put Redis first", [("Redis", 2_000)]),
        ("we put a cache before first", [("a", 2_000), ("cache", 2_233), ("before", 2_466)]),
        ("we put read is always right first", [("always", 2_700), ("right", 2_850)]),
        ("we put read is first of all", [("of", 3_300), ("all", 3_800)]),
        ("so we put read is first", [("so", 1_000)]),
    ],
)
def test_other_words_share_the_time_between_their_neighbours(text, new):
    known = [(word.text, word.start_ms) for word in HEARD]

    assert [item for item in starts(text) if item not in known] == new


def test_an_answer_without_words_gets_the_answer_s_time():
    words = realign("a key", (), start_ms=1_000, end_ms=3_000)

    assert [(word.start_ms, word.end_ms) for word in words] == [(1_000, 2_000), (2_000, 3_000)]


def test_an_answer_of_one_word_over_and_over_is_realigned_at_once():
    text = "a " * 3_000
    heard = realign(text, (), start_ms=0, end_ms=900_000)
    began = time.process_time()

    words = realign(text + "key", heard, start_ms=0, end_ms=900_000)

    assert time.process_time() - began < 0.5
    assert words[:-1] == heard


def test_a_guests_rehearsal_is_as_short_as_the_setting_says(alice: User, settings: Any) -> None:
    settings.GUEST_INTERVIEW_MINUTES = 10
    guest = User.objects.create_guest()

    planned = [
        plan_rehearsal(candidate_id=someone.pk, domain="backend", seniority="mid", minutes=45)
        for someone in (guest, alice)
    ]

    assert [Interview.objects.get(pk=pk).minutes for pk in planned] == [10, 45]


def test_rehearsals_of_a_day_are_bounded(alice: User, bob: User, settings: Any) -> None:
    settings.REHEARSALS_A_DAY = 2
    Interview.objects.create(candidate=alice, created_at=timezone.now() - timedelta(hours=25))
    for _ in range(2):
        plan_rehearsal(candidate_id=alice.pk, domain="backend", seniority="mid")

    with pytest.raises(doors.NotAllowed, match="allows 2 rehearsals a day"):
        plan_rehearsal(candidate_id=alice.pk, domain="backend", seniority="mid")

    plan_rehearsal(candidate_id=bob.pk, domain="backend", seniority="mid")
    settings.REHEARSALS_A_DAY = 0
    plan_rehearsal(candidate_id=alice.pk, domain="backend", seniority="mid")


@pytest.fixture
def turn(alice: User) -> Turn:
    interview = Interview.objects.create(candidate=alice, state="finished")
    return Turn.objects.create(
        interview=interview, number=1, kind="question", said="Why?", said_ms=0, answer="a queue"
    )


def test_words_are_realigned_before_the_database_is_locked(
    alice: User, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    depths = []

    def realign_watched(*args: Any, **kwargs: Any) -> tuple[Word, ...]:
        depths.append(len(connection.savepoint_ids))
        return realign(*args, **kwargs)

    monkeypatch.setattr(doors, "realign", realign_watched)
    outside = len(connection.savepoint_ids)

    correct_answer(interview_id=turn.interview_id, candidate_id=alice.pk, turn=1, text="a key")

    assert depths == [outside]


def test_a_correction_beside_another_starts_from_its_words(
    alice: User, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    bases = []

    def realign_while_another_corrects(text: str, words: tuple[Word, ...], **kwargs: Any) -> tuple[Word, ...]:
        bases.append([word.text for word in words])
        if text == "a key" and len(bases) == 1:
            correct_answer(interview_id=turn.interview_id, candidate_id=alice.pk, turn=1, text="a lock")
        return realign(text, words, **kwargs)

    monkeypatch.setattr(doors, "realign", realign_while_another_corrects)

    correct_answer(interview_id=turn.interview_id, candidate_id=alice.pk, turn=1, text="a key")

    turn.refresh_from_db()
    assert bases == [[], [], ["a", "lock"]]
    assert turn.answer == "a key"


def test_a_correction_is_kept_and_marked_where_its_judgement_can_t_be_queued(
    alice: User, turn: Turn, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(tasks.judge_again, "delay", lambda **_kwargs: 1 / 0)

    with django_capture_on_commit_callbacks(execute=True):
        correct_answer(interview_id=turn.interview_id, candidate_id=alice.pk, turn=1, text="a key")

    turn.refresh_from_db()
    assert turn.answer == "a key"
    assert turn.judgement_asked_at == turn.corrected_at
