import numpy as np

from tests.benchmarks import grader, grading_sets

ASK = "Why does a queue keep the order of its items?"
REFERENCES = ["The first item in is the first item out.", "Items leave in the order in which they came."]


def rows(references):
    return [
        {"qid": "1", "question": ASK, "reference": REFERENCES[0], "references": references}
        | {"answer": answer, "score": score, "max": 1}
        for answer, score in (
            ("they leave in the order in which they came, the first one goes first", 1),
            ("because of the colour of the sky", 0),
        )
    ]


def test_references_may_be_a_list_or_written_as_one():
    assert grading_sets.references_of(rows(REFERENCES)[0]) == REFERENCES
    assert grading_sets.references_of(rows(str(REFERENCES))[0]) == REFERENCES
    assert grading_sets.references_of({"reference": "one"}) == ["one"]


def test_the_shipped_weights_order_a_right_answer_before_one_beside_the_point():
    right, beside = grader.scores(grading_sets.measure("new", rows(REFERENCES)))

    assert right > beside
    assert not grader.saw("new")


def test_a_questions_weights_do_not_hang_on_case_or_spaces():
    assert grading_sets.fold_of(ASK) == grading_sets.fold_of(f"  {ASK.upper()} ")


def test_trees_are_read_as_they_were_trained():
    chance = np.random.default_rng(0)
    width = grader.inputs(grading_sets.measure("new", rows(REFERENCES))).shape[1]
    count = 400
    values = chance.normal(size=(count, width))
    one = grading_sets.GradingSet(
        name="made",
        questions=np.repeat([str(number) for number in range(40)], count // 40),
        scores=(values[:, 0] > 0).astype(float),
        labels=np.full(count, ""),
        values=values[:, :-22],
        cosine=values[:, -22],
        length=np.ones(count),
        manner=values[:, -21:],
        folds=np.repeat(np.arange(40) % grader.FOLDS, count // 40),
    )

    learned = grader.learned([one])
    first = {name: array[0] for name, array in learned.items() if name != "saw"}

    leaves = grader._of_trees(first, values)
    assert np.corrcoef(leaves, one.scores)[0, 1] > 0.8
