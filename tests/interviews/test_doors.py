"""A corrected transcript keeps the times of what was heard; a guest's rehearsal keeps to its length."""

from typing import Any

import pytest

from interviews.doors import plan_rehearsal, realign
from interviews.models import Interview
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


def test_a_guests_rehearsal_is_as_short_as_the_setting_says(alice: User, settings: Any) -> None:
    settings.GUEST_INTERVIEW_MINUTES = 10
    guest = User.objects.create_guest()

    planned = [
        plan_rehearsal(candidate_id=someone.pk, domain="backend", seniority="mid", minutes=45)
        for someone in (guest, alice)
    ]

    assert [Interview.objects.get(pk=pk).minutes for pk in planned] == [10, 45]
