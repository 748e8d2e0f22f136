"""Speech that is made for tests has its pauses where they are said to be."""

from tests.benchmarks.voices import speak_marked


def test_marked_pauses_are_where_they_are_said_to_be():
    _, pauses, end_ms = speak_marked("One two three. [700] Four five six.")

    [(start, end)] = pauses
    assert end - start == 700
    assert end < end_ms
