"""Severity: need x certainty x how often."""

import pytest

from reports.findings import severity
from reports.findings.severity import NamedBy


def test_severity_is_the_product():
    assert severity.severity(need=2.0, certainty=0.5, times=3) == pytest.approx(3.0)


def test_a_central_point_comes_before_an_expected_one_before_a_bonus():
    needs = [severity.need(weight=weight, wanted=False) for weight in (3, 2, 1)]

    assert needs == sorted(needs, reverse=True)
    assert needs[0] == 1.0


def test_a_skill_that_the_role_names_is_needed_twice_as_much():
    assert severity.need(weight=2, wanted=True) == 2 * severity.need(weight=2, wanted=False)


def test_what_was_said_wrong_is_needed_as_much_as_a_central_point_and_a_bonus_stays_one():
    central, expected, bonus = (
        severity.need(weight=weight, wanted=False, wrong=True) for weight in (3, 2, 1)
    )

    assert expected == central == severity.need(weight=3, wanted=False)
    assert bonus == severity.need(weight=1, wanted=False)


def test_what_was_said_in_part_is_missed_by_half():
    whole = severity.certainty(judged=0.8, partly=False, asked_again=False)

    assert severity.certainty(judged=0.8, partly=True, asked_again=False) == whole / 2


def test_being_asked_again_halves_the_doubt():
    assert severity.certainty(judged=0.6, partly=False, asked_again=True) == pytest.approx(0.8)


@pytest.mark.parametrize("judged", [-1.0, 0.0, 0.5, 1.0, 7.0])
def test_certainty_stays_between_nothing_and_one(judged):
    assert 0 < severity.certainty(judged=judged, partly=False, asked_again=True) <= 1


def test_more_than_four_times_says_nothing_new():
    assert severity.severity(need=1, certainty=1, times=9) == severity.severity(need=1, certainty=1, times=4)


def test_a_gap_that_was_never_missed_is_refused():
    with pytest.raises(ValueError, match="at least once"):
        severity.severity(need=1, certainty=1, times=0)


def test_the_reasons_are_words_without_the_product():
    words = severity.in_words(
        weight=3, named_by=NamedBy.ROLE, partly=False, asked_again=True, wrong=False, times=2
    )

    assert "central" in words
    assert "the role names this skill" in words
    assert "a follow-up asked for it" in words
    assert "missed twice" in words
    assert "." not in words
