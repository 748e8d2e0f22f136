"""Which words rate a person, and which only look like it."""

import pytest

from intervision.ratings import praise_in, rating_in


@pytest.mark.parametrize(
    "text",
    [
        "I'd give that an 8/10.",
        "That is a 7.5 / 10 for me.",
        "Eight out of ten so far.",
        "I’d rate you eight of ten.",
        "I would score this highly.",
        "Full marks for that.",
        "That deserves an A- in my book.",
        "I'd definitely hire you.",
        "You'd be hired.",
        "You would get the job.",
        "You would pass this round.",
        "You passed the interview.",
        "You are clearly a strong senior candidate.",
        "That was a senior-level answer.",
        "I'd give that four of five.",
        "I would give you an A for this.",
        "You would clear the bar.",
        "You'd pass our phone screen.",
        "You would be rejected.",
    ],
)
def test_words_that_rate_a_person_are_found(text):
    assert rating_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Three out of ten requests fail. What do you do?",
        "You'd sample one of five users. Why five?",
        "I'll give you two minutes for it.",
        "You would pass the key in a header.",
        "You failed over to the replica. How long did that take?",
        "How would you rate-limit one key?",
        "Why did the test pass this time?",
        "You named 10/24 as the network. What about the gateway?",
        "How would you explain it to a junior-level engineer?",
        "You gave a worker the job twice.",
        "What makes a good candidate key for this table?",
        "Would you give each host an A record?",
        "Would you give it an A/B test first?",
        "Give me a B-tree example.",
        "It deserves a C extension.",
        "Would you pass the event loop to the library?",
        "When you clear the screen, what is left?",
        "Suppose you are a candidate in Raft. What do you send?",
        "At least once means that you'll get the job twice.",
        "How many rows do you think you'd get through in a second?",
        "You need three of five. What then?",
        "With a stale term you'll be rejected by the leader.",
    ],
)
def test_words_about_the_matter_rate_nobody(text):
    assert not rating_in(text)


def test_praise_is_found_and_what_is_praised_in_the_matter_is_none():
    assert praise_in("Excellent answer [1]: you named both.")
    assert praise_in("Well done.")
    assert not praise_in("You said that a great cache hides a slow query [1].")
