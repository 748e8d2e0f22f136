"""How long a rehearsal may be, and how many there are in a day."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from interviews.models import Interview
from interviews.planning import NotAllowed, plan_rehearsal
from intervision.accounts.models import User


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

    with pytest.raises(NotAllowed, match="allows 2 rehearsals a day"):
        plan_rehearsal(candidate_id=alice.pk, domain="backend", seniority="mid")

    plan_rehearsal(candidate_id=bob.pk, domain="backend", seniority="mid")
    settings.REHEARSALS_A_DAY = 0
    plan_rehearsal(candidate_id=alice.pk, domain="backend", seniority="mid")
