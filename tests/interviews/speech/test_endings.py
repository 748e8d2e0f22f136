"""How the words of an answer end."""

import pytest

from interviews.speech.endings import Ending, clause_open, ending_of, list_unfinished

ANSWER = "I would put an index on the foreign key, because the join reads it for every row. "


@pytest.mark.parametrize(
    "tail",
    [
        "Um...",
        "So, um",
        "And then we would",
        "Because",
        "It depends on",
        "So the",
        "For example,",
        "That is stored in a",
        "I'd say",
        "We use Kafka and",
        "The first one",
        "That's it. I think",
    ],
)
def test_nobody_ends_on_open_words(tail):
    assert ending_of(ANSWER + tail) == Ending.OPEN


@pytest.mark.parametrize(
    "tail",
    [
        "If the table is big.",
        "Unless the write load is high.",
        "Although it costs memory...",
        "First, I would look at the logs.",
        "We would need three things:",
    ],
)
def test_more_is_announced(tail):
    assert ending_of(ANSWER + tail) == Ending.HANGING


@pytest.mark.parametrize(
    "text",
    [
        ANSWER + "That's how I'd do it.",
        ANSWER + "That's how I do it.",  # what a recogniser makes of the one before
        ANSWER + "So that's how we'd do it.",
        ANSWER + "That's how I would approach it.",
        ANSWER + "Yeah, I think that's it.",
        ANSWER + "Does that answer your question?",
        ANSWER + "So that's pretty much it.",
        ANSWER + "I'm done.",
        "I don't know.",
        "So that's it, I think.",
        ANSWER + "That's all from me.",
        ANSWER + "That's all I can think of for now.",
    ],
)
def test_closing_words_hand_over(text):
    assert ending_of(text) == Ending.CLOSED


@pytest.mark.parametrize(
    "text",
    [
        "What scale are we talking about?",
        "Sorry, could you repeat the question?",
        "Do you mean reads or writes?",
        "Should I assume that it fits into memory?",
        ANSWER + "Is that the kind of thing you mean?",
        "HMM I'm not sure could you give me a hint?",
        ANSWER + "So what I don't know is would you want it cached?",
    ],
)
def test_a_question_back_hands_over(text):
    assert ending_of(text) == Ending.CLOSED


@pytest.mark.parametrize(
    "text",
    [
        ANSWER,
        "So what would I do?",
        "It is slow, so why is that?",
        "We asked them what they need.",
        "The question is how would you shard it?",
        # 'or to, uh', as the fast pass heard it.
        ANSWER + "what you?",
    ],
)
def test_a_statement_or_a_question_to_oneself_hands_nothing_over(text):
    assert ending_of(text) == Ending.PLAIN


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("First I would measure.", True),
        ("First I would measure. Then I would change it.", False),
        ("I would measure first, and finally deploy.", False),
        ("So the first thing is the log.", True),
        ("Um, so, first I look at the log.", True),
        ("I would measure.", False),
        ("I'd ask the users first. Most of what they ask for they don't need.", False),
        ("We had to learn that first, and it took a quarter.", False),
    ],
)
def test_a_list_is_unfinished_until_its_second_item(text, unfinished):
    assert list_unfinished(text) is unfinished


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("If the table is big.", True),
        ("If the table is big, I would split it.", False),
        ("If the table is big I would split it.", False),
        ("It is fast. Unless it is cold.", True),
        ("The table is big.", False),
    ],
)
def test_a_clause_is_open_until_its_main_clause(text, is_open):
    assert clause_open(text) is is_open
