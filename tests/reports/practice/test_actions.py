"""What is recommended to read: on the skill itself, or on what it is directly a part of."""

import pytest

from reports.findings.finding import GAP, Finding, Shade
from reports.practice.actions import _exercise, reading_for, reading_list


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


def open_point(point, *, question, nth, shade=Shade.SAID_SO):
    finding = Finding(
        kind=GAP, key=f"{question}/{nth}", shade=shade, turn=nth, evidence=(), rank=1.0, question=question,
        nth=nth, point=point,
    )  # fmt: skip
    return None, finding


def test_a_point_of_another_question_is_no_second_point_of_the_first():
    first = open_point("A key is unique.", question="payments", nth=1)
    same = open_point("A retry gets the stored answer.", question="payments", nth=1)
    other = open_point("A row stands for one seat.", question="seats", nth=3)

    assert "Then add this: a retry gets" in _exercise([first, same], reads=False, order=1)
    told = _exercise([first, other], reads=False, order=1)
    assert "Then add this" not in told
    assert "what was open in the third question: a row stands for one seat." in told


@pytest.mark.parametrize(("shade", "said"), [(Shade.SAID_SO, False), (Shade.MISTAKEN, True)])
def test_who_is_told_to_read_until_is_not_told_to_read_first(shade, said):
    gap = open_point("A key is unique.", question="payments", nth=1, shade=shade)

    assert _exercise([gap], reads=True, order=1).endswith("Read first, then speak.") == said
