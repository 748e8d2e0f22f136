"""What is read out of a reply that should be JSON, and how the shape is asked for."""

import msgspec
import pytest

from intervision.structured import Structured, read


class Fruit(msgspec.Struct):
    name: str
    seeds: tuple[int, ...] = ()


APPLE = Fruit("apple", (1, 2))
SCHEMA = {"type": "object", "properties": {"name": {"type": "string"}}}
ASKED = [{"role": "system", "content": "Judge."}, {"role": "user", "content": "An apple."}]


@pytest.mark.parametrize(
    "reply",
    [
        '{"name": "apple", "seeds": [1, 2]}',
        '```json\n{"name": "apple", "seeds": [1, 2]}\n```',
        'Here it is: {"name": "apple", "seeds": [1, 2]} Anything else?',
        '<think>{"name"? Perhaps {a}.</think>\n{"name": "apple", "seeds": [1, 2]}',
        '{"name": "apple", "seeds": [1, 2,],}',
    ],
)
def test_the_object_is_found_in_a_reply(reply: str):
    assert read(reply, Fruit) == APPLE


def test_what_is_null_counts_as_left_out():
    assert read('{"name": "apple", "seeds": null}', Fruit) == Fruit("apple")


def test_commas_inside_a_text_stay():
    assert read('{"name": "a,]", "seeds": [1,],}', Fruit) == Fruit("a,]", (1,))


@pytest.mark.parametrize("reply", ["", "An apple.", '{"name": "app', "[1]", '{"seeds": [1]}'])
def test_what_is_no_such_object_is_refused(reply: str):
    with pytest.raises(msgspec.DecodeError):
        read(reply, Fruit)


def test_the_shape_is_asked_for_by_the_field_alone_until_a_server_does_not_know_it():
    shape = Structured("fruit", {})

    assert shape.field(SCHEMA)["response_format"]["json_schema"]["schema"] == SCHEMA
    assert shape.messages(ASKED, SCHEMA) == ASKED


def test_a_refused_field_is_not_sent_again():
    shape = Structured("fruit", {})

    assert shape.was_refused("Unknown field: response_format")
    assert shape.field(SCHEMA) == {}
    assert "JSON schema" in shape.messages(ASKED, SCHEMA)[-1]["content"]


def test_of_two_calls_that_are_refused_at_once_both_are_put_again_in_words():
    shape = Structured("fruit", {})

    assert shape.was_refused("Unknown field: response_format")
    assert shape.was_refused("Unknown field: response_format")
    chosen = Structured("fruit", {"response_format": None})
    assert not chosen.was_refused("Unknown field: response_format")


def test_another_refusal_changes_nothing():
    assert not Structured("fruit", {}).was_refused("the context is too long")


def test_an_operator_who_chooses_the_format_has_the_shape_told_in_words():
    shape = Structured("fruit", {"response_format": {"type": "json_object"}})

    assert shape.field(SCHEMA) == {}
    assert "JSON schema" in shape.messages(ASKED, SCHEMA)[-1]["content"]
