"""Which words of an answer already come near a point that is about to be asked for."""

import pytest

from interviews.bank.schema import KeyPoint, Question, read_bank
from interviews.interviewer.said_already import words_near


def found(point: str) -> tuple[Question, KeyPoint]:
    return next((asked, each) for asked in read_bank() for each in asked.key_points if each.slug == point)


def near(answer: str, point: str, said: str = "") -> str:
    asked, about = found(point)
    return words_near(answer, point=about, question=asked, said=said)


@pytest.mark.parametrize(
    ("answer", "point", "words"),
    [
        (
            "Those get a date, and the rest mostly goes away by updating base images in one go.",
            "fix-classes-not-items",
            "the rest mostly goes away by updating base images in one go",
        ),
        ("Mostly it's old. So you give the script the CA bundle.", "trust-the-right-root", "the CA bundle"),
        ("We check the others, a test with a second tenant.", "systematic-guard", "second tenant"),
        ("So it's overfitting, the model has memorised the photos.", "memorising", "memorised the photos"),
        ("On tables with mixed columns the trees usually win.", "trees-fit-tables", "mixed columns"),
        ("And the database user should only be able to read.", "least-privilege-account", "only be able to"),
    ],
)
def test_words_that_come_near_a_point_are_found(answer, point, words):
    assert words in near(answer, point)


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("We agreed on the plan and told the support team about it.", "fix-classes-not-items"),
        ("I'd look at who is affected and since when.", "trust-the-right-root"),
        ("Is it a test with a second tenant?", "systematic-guard"),
        ("Maybe the model has memorised the photos.", "memorising"),
        ("I'd look at the tables first.", "trees-fit-tables"),
        ("I meant that my answer was the database user who can only read.", "least-privilege-account"),
        ("", "memorising"),
    ],
)
def test_what_is_about_something_else_or_no_statement_is_not_near(answer, point):
    assert near(answer, point) == ""


def test_what_was_handed_back_is_not_handed_back_again():
    answer = "So it's overfitting, the model has memorised the photos."

    assert near(answer, "memorising", said=f"Let me take up “{near(answer, 'memorising')}”.") == ""


def test_words_that_nobody_knows_are_not_handed_back():
    assert near("Then you re-giff the script the CA bundell.", "trust-the-right-root") == ""
