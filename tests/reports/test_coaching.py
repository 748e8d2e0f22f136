"""Delivery coaching: what is due is said, and nothing else."""

import pytest

from reports import coaching
from reports.evidence import verified

from . import sessions
from .cast import record_of

pytestmark = pytest.mark.django_db


def found(alice, **how):
    return coaching.find(record_of(sessions.past_interview(alice, seed=8, questions=5, **how)))


def shades(alice, **how):
    return [str(finding.shade) for finding in found(alice, **how)]


def test_few_fillers_are_not_mentioned(alice):
    assert "sounds" not in shades(alice, fillers=2)


def test_twelve_a_minute_come_first(alice):
    assert shades(alice, fillers=20, long_pauses=2)[0] == "sounds"


def test_some_are_mentioned_after_what_matters_more(alice):
    heard = shades(alice, fillers=9, long_pauses=2)

    assert "sounds" in heard
    assert heard[0] == "pauses"


def test_long_pauses_inside_a_thought_are_listed_with_the_words_around_them(alice):
    pauses = next(finding for finding in found(alice, long_pauses=1) if finding.shade == "pauses")

    assert all(quote.role == "pause" for quote in pauses.evidence)
    assert dict(pauses.amounts)["longest"]


@pytest.mark.parametrize("pace", [80, 110, 150, 190])
def test_an_even_pace_is_one_s_own_and_not_mentioned(alice, pace):
    assert not {"fast", "slow"} & set(shades(alice, pace=pace))


def test_steady_delivery_is_said_once_with_a_moment(alice):
    assert shades(alice, fillers=0) == ["steady"]


def test_typed_answers_are_not_measured(alice):
    assert shades(alice, typed=True) == []


def test_every_moment_stands_in_the_transcript(alice):
    row = sessions.past_interview(alice, seed=8, questions=5, fillers=14, long_pauses=2)
    record = record_of(row)

    for finding in coaching.find(record):
        assert finding.evidence
        assert verified(finding.evidence, record=record) == finding.evidence
