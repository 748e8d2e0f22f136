"""What is recommended to read: on the skill itself, or on what it is directly a part of."""

import pytest

from reports.actions import reading_for, reading_list


@pytest.mark.parametrize(
    ("skill", "listed"),
    [
        ("kafka", "kafka"),
        ("database-locking", "transactions"),
        ("window-functions", "sql"),
        ("csrf", "csrf"),
    ],
)
def test_reading_is_on_the_skill_or_on_what_it_is_a_part_of(skill, listed):
    assert reading_for(skill) == reading_list()[listed]


@pytest.mark.parametrize(
    "skill",
    [
        "retrieval-augmented-generation",
        "structured-output",
        "llm-cost-latency",
        "sampling-parameters",
        "unknown",
    ],
)
def test_no_reading_is_better_than_one_on_a_whole_field(skill):
    assert reading_for(skill) == ("", "")
