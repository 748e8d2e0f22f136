"""What one more question would tell."""

import pytest

from interviews.interviewer.outlook import Outlook, expected_gain

# Twelve skills, so three are named: two clearly gaps, two on the edge, the others clearly not.
ODDS = {"gap-a": 4.0, "gap-b": 4.0, "edge-a": 0.1, "edge-b": -0.1} | {f"held-{n}": -4.0 for n in range(8)}


def test_question_on_the_edge_of_what_is_named_finds_more_than_one_on_settled_skills():
    outlook = Outlook(ODDS)

    assert outlook.found(["edge-a"]) > 0.1
    assert outlook.found(["gap-a"]) == pytest.approx(0, abs=1e-9)
    assert outlook.found(["held-1", "held-2"]) == pytest.approx(0, abs=1e-9)


def test_two_open_skills_in_one_question_tell_more_than_one():
    outlook = Outlook(ODDS)

    assert outlook.tells(["edge-a", "edge-b"]) > outlook.tells(["edge-a"]) > outlook.tells(["held-1"]) > 0


def test_answer_never_makes_the_named_worse_on_average():
    outlook = Outlook({f"skill-{n}": (n - 6) / 3 for n in range(12)})

    assert all(outlook.found([f"skill-{n}", f"skill-{m}"]) >= -1e-9 for n in range(12) for m in range(n))


def test_uncertain_skill_has_more_to_tell():
    assert expected_gain(0.0) > expected_gain(2.0) > expected_gain(5.0) > 0
