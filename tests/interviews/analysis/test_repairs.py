"""A figure that is corrected in the same breath: the second one holds, and the first is not quoted alone."""

import pytest

from interviews.analysis.content.clauses import clauses
from interviews.analysis.content.depth import depth
from interviews.analysis.repairs import corrected_figures, unparted
from interviews.interviewer.clauses import pieces_of
from interviews.transcript import words_of_typed


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("It took forty, sorry, four hundred milliseconds.", "It took four hundred milliseconds."),
        ("a timeout of ten seconds, well no, three seconds", "a timeout of three seconds"),
        ("forty percent of partners, sorry, fourteen percent", "fourteen percent"),
        ("It's type 1, sorry, type 2.", "It's type 2."),
        ("it costs twenty minutes, I mean twenty seconds", "it costs twenty seconds"),
        ("It was 40. Sorry, 400 ms.", "It was 400 ms."),
        ("from 200 to 40, no, wait, to 60 ms", "from 200 to 60 ms"),
        ("with 40ms, uh, sorry, 400ms of latency", "with 400ms of latency"),
        ("Five, make that six, replicas", "six, replicas"),
    ],
)
def test_the_figure_that_holds_is_the_second(said, holds):
    assert corrected_figures(said) == holds


@pytest.mark.parametrize(
    "said",
    [
        "There are two ways, no more.",
        "it takes two seconds, no more than three",
        "We need two primaries? No, one is enough",
        "we had 3 nodes, no 2 of them agreed",
        "I have two ideas. Sorry, one question first.",
        "I'd use that one, I mean one queue per customer",
        "I retry three times, with two seconds between",
        "if there are two, no one leads",
    ],
)
def test_two_figures_that_both_hold_stay(said):
    assert corrected_figures(said) == said
    assert unparted(said.split()) == said.split()


def test_what_is_compared_has_only_the_figure_that_holds():
    text = "I would wait for two hours, sorry, eight hours because of the flights"
    words = text.split()

    said = [" ".join(words[at] for at in clause.words) for clause in clauses(words)]

    assert said == ["I would wait for eight hours", "because of the flights"]


def test_the_number_that_is_shown_has_its_correction():
    said = "I give each call a timeout of ten seconds, well no, three seconds, and retry."

    numbers = [sign for sign in depth(words_of_typed(said, start_ms=0, end_ms=1)) if sign.kind == "number"]

    assert [sign.span.quote for sign in numbers] == [
        "I give each call a timeout of ten seconds, well no, three seconds,"
    ]


def test_the_interviewer_hands_back_the_figure_that_holds():
    assert pieces_of("I'd wait two hours, sorry, eight hours for them.") == ["I'd wait eight hours for them"]
