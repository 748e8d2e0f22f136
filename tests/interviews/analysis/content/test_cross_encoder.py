from itertools import pairwise

import numpy as np
import pytest

from interviews.analysis.content import cross_encoder, rubric
from interviews.analysis.content.rubric import Source
from interviews.analysis.local import LocalAnalyst
from interviews.bank.schema import read_bank
from tests.benchmarks import bank_answers
from tests.interviews.analysis.answers import answer_of

POINT = "Sleeping between readings saves the battery"
MADE = "You'd let it sleep until the next reading, because that's what makes the battery last."
ELSEWHERE = "I'd put the tests in a pipeline, so that each commit is built and deployed."
HEARD, _, CONTRARY = range(len(cross_encoder.NAMES))


@pytest.fixture(autouse=True)
def nothing_is_kept():
    cross_encoder.forget()


@pytest.fixture(scope="module")
def points():
    """Key points that the weights did not learn from, each with what the bank says of it, by source."""
    unseen = [question for question in read_bank() if bank_answers.is_untouched(question.slug)][::8]
    found = []
    for question in unseen:
        of_question = [{} for _ in question.key_points]
        for one in rubric.exemplars_of(question):
            of_question[one.point].setdefault(one.source, []).append(one.text)
        found += pairwise(of_question)
    return found


def odds(pairs, output):
    return np.concatenate([cross_encoder.log_odds(pairs[at : at + 8]) for at in range(0, len(pairs), 8)])[
        :, output
    ]


def test_who_makes_a_point_is_told_from_who_makes_another_point_of_the_question(points):
    made = [(own[Source.POINT][0], own[Source.PARAPHRASE][0]) for own, _ in points]
    another = [(own[Source.POINT][0], other[Source.PARAPHRASE][0]) for own, other in points]

    assert (odds(made, HEARD) > odds(another, HEARD)).mean() > 0.8


def test_a_known_wrong_belief_is_told_from_a_way_of_making_the_point(points):
    with_beliefs = [own for own, _ in points if Source.MISCONCEPTION in own]
    wrong = [(own[Source.POINT][0], own[Source.MISCONCEPTION][0]) for own in with_beliefs]
    made = [(own[Source.POINT][0], own[Source.PARAPHRASE][0]) for own in with_beliefs]

    assert (odds(wrong, CONTRARY) > odds(made, CONTRARY)).mean() > 0.85


def test_what_is_read_beside_a_pair_changes_nothing_of_it():
    alone = cross_encoder.log_odds([(POINT, MADE)])[0]
    cross_encoder.forget()

    among_others = cross_encoder.log_odds([(POINT, ELSEWHERE * 3), (POINT, MADE), (POINT, "No.")])[1]

    np.testing.assert_allclose(alone, among_others, atol=1e-3)


def test_what_was_read_lately_is_not_read_again(monkeypatch):
    before = cross_encoder.log_odds([(POINT, MADE)])
    monkeypatch.setattr(cross_encoder, "_run", lambda pairs: pytest.fail(f"read {pairs} again"))

    np.testing.assert_array_equal(cross_encoder.log_odds([(POINT, MADE)]), before)


def test_the_pairs_longest_unread_are_forgotten(monkeypatch):
    monkeypatch.setattr(cross_encoder, "CACHED_PAIRS", 2)
    cross_encoder.log_odds([(POINT, text) for text in ("one", "two", "three")])
    read = []
    monkeypatch.setattr(cross_encoder, "_run", lambda pairs: read.extend(pairs) or np.zeros((len(pairs), 3)))

    cross_encoder.log_odds([(POINT, text) for text in ("one", "two", "three")])

    assert read == [(POINT, "one")]


@pytest.mark.parametrize("said", ["", "😀", "word " * 2_000])
def test_any_text_can_be_read(said):
    assert np.isfinite(cross_encoder.log_odds([(POINT, said), (said, MADE)])).all()


def test_no_pairs_make_no_rows():
    assert cross_encoder.log_odds([]).shape == (0, 3)


def test_a_point_that_seems_surely_made_is_read_in_one_place_and_any_other_in_two(monkeypatch):
    read: list[tuple[str, str]] = []
    log_odds = cross_encoder.log_odds
    monkeypatch.setattr(cross_encoder, "log_odds", lambda pairs: read.extend(pairs) or log_odds(pairs))
    other, question = read_bank()[7], read_bank()[0]
    points = {point.point for point in question.key_points}

    def in_two_places(text: str) -> set[str]:
        read.clear()
        LocalAnalyst().judge_now(answer_of(text), question)
        return {point for point, said in read if point in points and " ... " in said}

    assert in_two_places(question.stronger_answer) < points
    assert in_two_places(other.stronger_answer) == points
