"""What is a sound, a restart, a hedge, an end that trails off; and what only looks like one."""

import pytest

from interviews.analysis.delivery.disfluency import disfluencies
from interviews.transcript import words_of_typed


def found(text: str, kind: str) -> list[str]:
    words = words_of_typed(text, start_ms=0, end_ms=1)
    return [one.span.quote for one in disfluencies(words) if one.kind == kind]


def test_sounds_are_filled_pauses():
    assert found("Um, I would uh use er an index", "filled_pause") == ["Um,", "uh", "er"]


def test_an_abbreviation_in_capitals_is_no_sound():
    assert found("I would draw an ER diagram, um, of the tables", "filled_pause") == ["um,"]


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("the gap is 5 mm wide", []),
        ("the gap is 2.5 mm.", []),
        ("five or, mm, six of them", ["mm,"]),
        ("it takes 5, mm, or 6 of them", ["mm,"]),
    ],
)
def test_millimetres_are_no_sound(text, sounds):
    assert found(text, "filled_pause") == sounds


@pytest.mark.parametrize(
    "text",
    [
        "So after a write, um, I read from the primary after it.",
        "The worker takes, um, the oldest job, and it marks it with, uh, its own name.",
        "The server then, uh, verifies the ID, and the server answers.",
    ],
)
def test_a_sound_alone_takes_nothing_back(text):
    assert found(text, "restart") == []


def test_words_taken_back_are_a_restart():
    assert found("it goes to the primary, sorry, to the replica first", "restart") == ["to the primary,"]
    assert found("it goes to the primary, uh, to the replica first", "restart") == ["to the primary,"]


@pytest.mark.parametrize(
    ("text", "restart"),
    [
        ("we stored it in Mongo, I mean, in Postgres.", "in Mongo,"),
        ("it goes to the left child, I mean, the right child.", "the left child,"),
        ("we read from the primary, I mean from the replica", "from the primary,"),
        ("The client, I mean the server, closes it", "The client,"),
        ("when did the first node, I mean the second node, fail", "the first node,"),
        ("we write it to the log, I mean, to the page cache", "to the log,"),
        ("They have they had one queue", "They have"),
        ("We were... I was on call", "We were..."),
        ("you push a row, I mean, a message to the broker", "a row,"),
        ("We were I was on call that night", "We were"),
        ("You can you could also use a bloom filter", "You can"),
        ("and it is um it was written in Perl", "it is"),
        ("It was slow. So I would you could keep a counter", "I would"),
        ("It's it was the disk", "It's"),
    ],
)
def test_a_second_beginning_is_a_restart(text, restart):
    assert found(text, "restart") == [restart]


@pytest.mark.parametrize(
    "text",
    [
        "It takes a lock, I mean a row lock",
        "The queue was slow, I mean the queue with the emails",
        "We had a leak in the pool, I mean the thing never closed",
        "It was slow, I mean really slow",
        "It is a cache, I mean it's a plain hash map",
        "If you can you should close it",
        "As soon as I can I will look at the logs",
        "What it is it was not meant to be",
        "Whatever we could we did ourselves",
        "It is. It was before, too",
        "They did it was great",
        "You can, you should, and you will test it",
    ],
)
def test_what_goes_on_is_no_restart(text):
    assert found(text, "restart") == []


@pytest.mark.parametrize(
    "text",
    [
        "There is no lock on the row, so no wait is needed",
        "No, I would not do that because it blocks the writers",
        "It's not the primary that fails but the replica",
    ],
)
def test_denials_are_no_restarts(text):
    assert found(text, "restart") == []


def test_hedges_and_trailing_off_are_named():
    text = "I think it is the index, maybe, and I would check the plan and so on"

    assert found(text, "hedge") == ["I think", "maybe,"]
    assert found(text, "trailing_off") == ["and so on"]


@pytest.mark.parametrize(
    "text",
    [
        "I think of the queries first, then I think about which key every query has.",
        "A bloom filter says either no or maybe, and for a maybe you go to the disk.",
        "Maybe is a type that holds a value or nothing",
        "It returns maybe int",
        "The Maybe type holds it",
    ],
)
def test_words_that_soften_nothing_are_no_hedges(text):
    assert found(text, "hedge") == []


def test_an_end_that_leaves_it_open_trails_off_and_hedges_nothing():
    text = "I would add a cache in front of it, or something like that."

    assert found(text, "trailing_off") == ["or something like that."]
    assert found(text, "hedge") == []


def test_a_second_way_that_may_do_is_hedged():
    assert found("I'd take Redis or maybe Kafka for it", "hedge") == ["maybe"]


@pytest.mark.parametrize(
    "text",
    [
        "I'd look at indexes, locks, vacuum, and so on.",
        "You set a flag with or. You test it with and.",
        "It is a bitwise and.",
    ],
)
def test_an_end_that_is_meant_trails_nowhere(text):
    assert found(text, "trailing_off") == []


@pytest.mark.parametrize(
    "text", ["I'd look at the plan and so on...", "it was slow, so yeah.", "it was slow and."]
)
def test_an_end_that_is_none_trails_off(text):
    assert found(text, "trailing_off")


@pytest.mark.parametrize("end", ["like", "like…", "like..."])
def test_like_without_a_full_stop_trails_off(end):
    assert found(f"and then the cache was sort of {end}", "trailing_off") == [end]


def test_like_at_the_end_of_a_sentence_trails_nowhere():
    assert found("First I check what the query plan looks like.", "trailing_off") == []


@pytest.mark.parametrize(
    "text",
    [
        "Is it safe? I think so.",
        "It comes back by itself, I hope so",
        "It takes ten seconds or so.",
        "Nobody asked us to do so.",
        "It's too early, and I'd tell them so.",
    ],
)
def test_so_that_stands_for_something_trails_nowhere(text):
    assert found(text, "trailing_off") == []


@pytest.mark.parametrize("text", ["it was slow and so", "we added an index, so", "I would say so…"])
def test_so_that_leads_nowhere_trails_off(text):
    assert found(text, "trailing_off")


@pytest.mark.parametrize("text", ["", "😀", "…", "um", "for i in range ( 10 ) : print ( i )"])
def test_nothing_breaks_it(text):
    assert isinstance(disfluencies(words_of_typed(text, start_ms=0, end_ms=1)), tuple)
