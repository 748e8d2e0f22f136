import json

import pytest

from tests.benchmarks import given, grading_sets

ROW = {
    "qid": "1",
    "question": "What is a lock?",
    "reference": "Only one gets in.",
    "answer": "One at a time.",
    "score": 2,
    "max": 4,
}


def written(tmp_path, *rows):
    path = tmp_path / "mine.jsonl"
    path.write_text("\r\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"score": "1", "max": "2"}, {"score": 2, "max": 2}], [0.5, 1]),
        ([{"score": 1}, {"score": 4}], [0.25, 1]),
        (
            [{"label": "Correct"}, {"label": "partially_correct_incomplete"}, {"label": "contradictory"}],
            [1, 0.5, 0],
        ),
        ([{"score": 0}, {"score": 0}], [0, 0]),
    ],
)
def test_scores_are_shares_of_the_highest(rows, expected):
    assert list(grading_sets.scores_of(rows)) == expected


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**ROW, "score": "good"}, "row 1: score and max must be numbers"),
        ({key: value for key, value in ROW.items() if key != "reference"}, "row 1: there is no reference"),
        ({key: value for key, value in ROW.items() if key != "score"}, "row 1: there is no score"),
        ({**ROW, "answer": " "}, "no answers in it"),
    ],
)
def test_a_set_that_cannot_be_measured_is_named(tmp_path, row, message):
    with pytest.raises(given.Unusable, match=message):
        grading_sets.read(written(tmp_path, row))


def test_a_folder_without_a_set_is_named(tmp_path):
    with pytest.raises(given.Unusable, match=r"no \.jsonl"):
        grading_sets.measure_all(tmp_path)


def test_references_may_be_a_list_or_one_text():
    assert grading_sets.references_of({**ROW, "references": "['One.', 'Two.']"})[1:] == ["One.", "Two."]
    assert grading_sets.references_of({**ROW, "references": "One."})[1:] == ["One."]
