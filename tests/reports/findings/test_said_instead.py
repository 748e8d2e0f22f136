"""What stands in the place of a point that was left out: words on the question, no 'I don't know'."""

import pytest

from reports.findings.key_points import find
from reports.findings.said_instead import nearest_passage, omission

from .. import sessions
from ..cast import record_of
from ..sessions import Said

pytestmark = pytest.mark.django_db

TRANSFORMER = (
    "I've never trained a transformer from scratch, so I don't know, but I'd guess it's the learning rate "
    "being too high, or a broken batch."
)


def instead_of(alice, said, *, to):
    """Return what was said where a point with these words would have stood."""
    turn = record_of(sessions.talk(alice, Said("question", said))).turns[0]
    cut = nearest_passage(turn, to=to)
    return " ".join(word.text for word in turn.words[cut[0] : cut[1] + 1]) if cut else None


def test_a_gap_shows_how_the_answer_began_where_nothing_in_it_comes_near(alice):
    said = (
        "I'd look at the load first and then scale out. I also had a colleague who wanted everything "
        "rewritten in another language in the end, and I didn't like that idea of his at all."
    )
    assert (
        instead_of(alice, said, to="nothing of the kind") == "I'd look at the load first and then scale out."
    )


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (TRANSFORMER, "I'd guess it's the learning rate being too high, or a broken batch."),
        (
            "I don't know by heart how to get the raw body in Express, but its json parser has an option.",
            "its json parser has an option.",
        ),
        (
            "I'd read the raw body in the json parser of Express, but I don't remember the option.",
            "I'd read the raw body in the json parser of Express,",
        ),
        # Nothing is left of it.
        ("I don't know how to get the raw body. I've never done that.", None),
        ("I've never seen the raw body in Express, sadly.", None),
    ],
)
def test_what_somebody_does_not_know_stands_in_the_place_of_no_point(alice, said, shown):
    assert instead_of(alice, said, to="the raw body in Express overflows the learning rate") == shown


@pytest.mark.parametrize(
    "said",
    [
        "We would never store the raw body, since it holds the card's number.",
        "If I don't know whether the raw body came in whole, I refuse it.",
        "A raw body that I've never seen before, I refuse, whatever its type.",
        "The parser doesn't know the raw body, but the middleware before it does.",
    ],
)
def test_what_only_sounds_like_it_is_shown_whole(alice, said):
    assert instead_of(alice, said, to="the raw body") == said


def test_a_question_stands_in_the_place_of_a_point_only_where_there_is_nothing_else(alice):
    asks = "Is the raw body enough, or do you want to see the code?"

    assert instead_of(alice, f"We read it in the json parser. {asks}", to="the raw body") == (
        "We read it in the json parser."
    )
    assert instead_of(alice, f"Sorry, let me think. {asks}", to="the raw body") == asks


def test_an_honest_word_is_quoted_in_no_gap(alice):
    said = f"{TRANSFORMER} The payment comes from the client, and the server charges it after the timeout."

    gaps = find(record_of(sessions.talk(alice, Said("question", said)))).gaps

    assert gaps
    assert not any("don't know" in quote.text for gap in gaps for quote in gap.evidence)


@pytest.mark.parametrize(
    "low",
    [
        "Um, tests, okay, I'm honestly not great at tests.",
        "I'm really bad at testing forms.",
        "Testing is not my strength.",
    ],
)
def test_who_runs_themselves_down_is_not_quoted_with_it(alice, low):
    said = f"{low} I would type the email and click and see that it calls the server."

    assert instead_of(alice, said, to="two tests of the form in a real browser").startswith("I would type")


def test_what_a_system_is_not_good_at_is_an_answer(alice):
    said = "Redis is not great at large values. I would type the email and click."

    assert instead_of(alice, said, to="large values in Redis").startswith("Redis is not great")


def test_an_answer_that_sets_out_with_what_was_meant_is_shown_without_it(alice):
    meant = "I only meant the raw body as one of the ways."

    assert instead_of(alice, f"{meant} We read it in the json parser.", to="the raw body") == (
        "We read it in the json parser."
    )
    assert instead_of(alice, f"We read it in the json parser. {meant}", to="the raw body") == meant


def test_a_statement_that_rises_stands_before_words_about_ones_words(alice):
    said = (
        "Um, grid, and with minmax you don't even need media queries? I'm not sure if that's the right name."
    )

    assert instead_of(alice, said, to="fixed heights") == (
        "Um, grid, and with minmax you don't even need media queries?"
    )


@pytest.mark.parametrize("said", ["So yeah, I would do that.", "Yes, that is how I would do it here."])
def test_words_without_matter_stand_in_the_place_of_nothing(alice, said):
    turn = record_of(sessions.talk(alice, Said("question", said))).turns[0]

    assert omission(turn, turn.question.key_points[0], set(), asked_in=turn) == ()
