"""Times of listings and points of rehearsals as they stand on a page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.templatetags.jobs import ago, point_to_you


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5, seconds=30), "5 minutes ago"),
        (timedelta(days=1, hours=15), "1 day ago"),
        (timedelta(days=16), "2 weeks ago"),
        (-timedelta(hours=1), "just now"),
    ],
)
def test_a_time_is_told_in_its_largest_unit(passed, words):
    assert ago(timezone.now() - passed).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("Says what they themselves did", "to say what you yourself did"),
        ("A retry needs a key", "A retry needs a key"),
    ],
)
def test_a_point_is_told_in_the_second_person(point, words):
    assert point_to_you(point) == words
