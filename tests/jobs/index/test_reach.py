"""Whom a job may be shown to, as words of the index."""

from datetime import timedelta

import pytest

from jobs.index.entries import listings_of
from jobs.index.reach import places_for, reach_of, recent_words_for, words_for
from tests.jobs.openings import NOW, a_job

pytestmark = pytest.mark.django_db
BERLIN = (("Berlin", "DE"),)


def reaches(*, languages=("en",), homes=("DE",), here=(), days=45, **job):
    """Return whether somebody reaches a job of late, and whether they do at any age."""
    [listing] = listings_of([a_job(**job).pk])
    offered = set(reach_of(listing.entry))
    places = places_for(homes=homes, here=here or homes)
    recent = recent_words_for(languages=languages, places=places, since=timedelta(days=days), now=NOW)
    return not offered.isdisjoint(recent), not offered.isdisjoint(
        words_for(languages=languages, places=places)
    )


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        ({"places": BERLIN}, True),
        ({"places": (("Paris", "FR"),)}, False),
        ({"places": (("Paris", "FR"), ("Berlin", "DE"))}, True),
        ({"places": ()}, True),
        ({"places": BERLIN, "language": "sv"}, False),
        ({"places": BERLIN, "language": ""}, True),
        ({"places": (("Austin", "US"),), "workplace": "remote", "applicant_scope": "worldwide"}, True),
        ({"places": (("Austin", "US"),), "workplace": "remote", "applicant_countries": ["DE"]}, True),
        ({"places": (("Austin", "US"),), "workplace": "remote", "applicant_countries": ["US"]}, False),
        ({"places": (("Austin", "US"),), "workplace": "remote"}, True),
    ],
)
def test_a_job_is_reached_by_its_language_and_from_its_places(job, expected):
    assert reaches(**job) == (expected, expected)


def test_without_a_place_everything_in_the_language_is_reached():
    assert reaches(homes=(), places=(("Tokyo", "JP"),)) == (True, True)


@pytest.mark.parametrize(("days", "expected"), [(-1, True), (0, True), (45, True), (53, False)])
def test_recent_ends_with_the_week_that_the_time_began_in(days, expected):
    assert reaches(places=BERLIN, days=45, posted_at=NOW - timedelta(days=days)) == (expected, True)


def test_a_wish_to_move_asks_there_and_for_remote_work_at_home():
    assert reaches(homes=("PL",), here=("DE",), places=BERLIN) == (True, True)
    assert reaches(homes=("PL",), here=("DE",), places=(("Warsaw", "PL"),)) == (False, False)
