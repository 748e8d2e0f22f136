"""The bank's clipped texts as they stand in a sentence."""

import pytest

from interviews.bank.advice import as_advice, as_statement


@pytest.mark.parametrize(
    ("point", "advice"),
    [
        ("Says what they themselves did about it.", "say what you yourself did about it"),
        ("Names a decision of their own", "name a decision of your own"),
        ("It names what they read, and admits what they'd do", "name what you read, and admit what you'd do"),
        ("The speaker names a decision that they made", "name a decision that you made"),
        (
            "Told it openly, with the own part in it",
            "describe how you told it openly, with your own part in it",
        ),
        ("They narrowed it down", "describe how you narrowed it down"),
        ("Says what he or she would do otherwise", "say what you would do otherwise"),
        ("Explains the own decision to stop", "explain your own decision to stop"),
        ("Tries back button and reload", "try back button and reload"),
        ("Tests both sides of the edges", "test both sides of the edges"),
        ("First asks why, as people hide their pay", "first ask why, as people hide their pay"),
        ("Keeps a few examples, as they pin it", "keep a few examples, as they pin it"),
        (
            "Begins with one, measures it, and leaves the rest",
            "begin with one, measure it, and leave the rest",
        ),
    ],
)
def test_a_point_that_says_what_to_do_is_turned_to_you(point, advice):
    assert as_advice(point) == advice


@pytest.mark.parametrize(
    "point",
    [
        "The key is claimed before the charge is made",
        "Tests cover declined charges, and a few checks run nightly",
        "It keeps its state between calls",
        "Retries need backoff, else they multiply the load",
        "Keep transactions short",
        "",
    ],
)
def test_a_statement_gives_no_advice(point):
    assert as_advice(point) == ""


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Takes silence for proof", "It takes silence for proof"),
        ("Doesn't see the cost", "It doesn't see the cost"),
        ("CORS limits reading answers", "CORS limits reading answers"),
        ("Automated checks find only part", "Automated checks find only part"),
        ("", ""),
        # Words don't believe anything, they say it.
        ("Believes that timers interrupt code", "It says that timers interrupt code"),
        ("Thinks a salt is a secret", "It says that a salt is a secret"),
        ("Thinks only of the reader", "It thinks only of the reader"),
    ],
)
def test_a_wrong_belief_is_read_as_a_whole_sentence(text, statement):
    assert as_statement(text) == statement
