"""Can a sentence be over after these words?"""

import pytest

from interviews.speech.syntax import completeness, last_sentence


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("We moved the work into a queue.", "We moved the work into a."),
        ("I would measure the query before I change it.", "I would measure the query before I."),
        ("They keep the service that they own.", "The service that they own."),
        ("It scales because every node owns a part.", "It scales because every."),
        ("I'd look at the plan of the slow query.", "I'd look at the plan of the slow."),
        ("You can roll it back when the errors go up.", "You can roll it back when the errors."),
    ],
)
def test_a_whole_sentence_is_more_complete_than_a_part_however_it_is_marked(whole, part):
    assert completeness(whole) > completeness(part)


def test_capitals_and_marks_of_the_last_sentence_do_not_count():
    assert completeness("we moved the work into a queue") == completeness("We moved the work into a queue!")


def test_a_part_in_lower_case_goes_on_with_the_sentence_before():
    assert last_sentence("It is slow. We moved. into a queue.") == ["we", "moved", "into", "a", "queue"]
    assert last_sentence("We moved... Into a queue.") == ["we", "moved", "into", "a", "queue"]
    assert last_sentence("It is slow. We moved it.") == ["we", "moved", "it"]


def test_no_words_tell_nothing():
    assert completeness("...") == 0
    assert completeness("") == 0
