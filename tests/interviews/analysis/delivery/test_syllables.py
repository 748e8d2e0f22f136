"""Syllables of English words and of the numbers between them."""

import pytest

from interviews.analysis.delivery.syllables import in_word


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("cache", 1),
        ("services", 3),
        ("Redis,", 2),
        ("HTTP", 4),
        ("café", 2),
        ("résumé", 3),
        ("Zoë", 1),
        ("…", 0),
    ],
)
def test_words_are_counted_by_their_vowels_whatever_marks_they_bear(word, syllables):
    assert in_word(word) == syllables


@pytest.mark.parametrize(
    ("number", "syllables"),
    [
        ("5", 1),
        ("0", 2),
        ("17", 3),
        ("500", 3),
        ("10,000", 3),
        ("1,000,000", 3),
        ("99.9%", 7),
        ("2005", 4),
        ("2024", 5),
        ("1990s", 4),
        ("3rd", 1),
        ("p99", 4),
        ("S3", 2),
        ("24/7", 5),
        ("007", 6),
        ("1.2.3", 5),
        ("5" * 40, 40),
    ],
)
def test_numbers_are_counted_as_they_are_read_out(number, syllables):
    assert in_word(number) == syllables
