import json

import pytest

from interviews.bank.schema import read_bank
from tests.benchmarks import bank_answers, given


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def question():
    return read_bank()[0]


def test_answers_are_found_whatever_the_files_are_called_without_a_second_labeller(tmp_path, question):
    point = question.key_points[0].slug
    write(tmp_path / "said.jsonl", {"id": "1", "question": question.slug, "text": "I don't know"})
    write(tmp_path / "anna.jsonl", {"id": "1", "key_point": point, "verdict": "not_heard"})

    (answer,) = bank_answers.labelled(tmp_path)

    assert answer.labels == {point: "not_heard"}
    assert answer.second == {}


def test_what_is_not_in_the_bank_is_named_and_passed_over(tmp_path, question, capsys):
    point = question.key_points[0].slug
    write(
        tmp_path / "answers.jsonl",
        {"id": "1", "question": question.slug, "text": "one"},
        {"id": "2", "question": "no-such-question", "text": "two"},
        {"id": "3", "question": question.slug, "text": "three"},
    )
    write(
        tmp_path / "labels.jsonl",
        {"id": "1", "key_point": point, "verdict": "heard"},
        {"id": "1", "key_point": "no-such-point", "verdict": "heard"},
    )

    found = bank_answers.labelled(tmp_path)

    assert [answer.id for answer in found] == ["1"]
    said = capsys.readouterr().out
    assert "no-such-question" in said
    assert f"{question.slug}/no-such-point" in said
    assert "1 answers" in said


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "1", "key_point": "a", "verdict": "yes"}, "'yes' is none of heard, partly, not_heard"),
        ({"something": "else"}, "row 1: no answer, label, quote or pair"),
    ],
)
def test_a_row_that_is_nothing_known_is_named(tmp_path, row, message):
    write(tmp_path / "rows.jsonl", row)

    with pytest.raises(given.Unusable, match=message):
        bank_answers.labelled(tmp_path)


def test_an_empty_folder_is_named(tmp_path):
    with pytest.raises(given.Unusable, match="has no"):
        bank_answers.labelled(tmp_path)
