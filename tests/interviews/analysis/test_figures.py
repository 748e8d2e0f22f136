import pytest

from interviews.analysis.figures import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("four thousand customers", {4_000}),
        ("4,000 customers, 1.5 seconds", {4_000, 1.5}),
        ("ninety percent, or 90%", {90}),
        ("twenty-five of two hundred thousand.", {25, 200_000}),
        ("a hundred", {100}),
        ("p99 and HTTP2", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_in_words_and_digits(text, found):
    assert figures(text.split()) == found
