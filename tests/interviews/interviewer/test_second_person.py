"""What somebody said of themselves, as it is handed back to them."""

import pytest

from interviews.interviewer.second_person import to_you


@pytest.mark.parametrize(
    ("own", "yours"),
    [
        ("I'd put my key in a header", "you'd put your key in a header"),
        ("we moved our monolith to Kafka", "you moved your monolith to Kafka"),
        ("I was on call, and it was me who saw it", "you were on call, and it was you who saw it"),
        ("the server looks it up first", "the server looks it up first"),
    ],
)
def test_own_words_are_turned_into_yours(own, yours):
    assert to_you(own) == yours
