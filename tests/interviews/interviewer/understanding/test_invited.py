"""What a candidate says when invited to ask."""

import pytest

from interviews.interviewer.understanding.invited import announces, declines, has_question


@pytest.mark.parametrize(
    "said",
    [
        "How did I do?",
        "Yes, I was wondering what a typical day looks like.",
        "Thanks. I was wondering how you handle on-call.",
        "I'd like feedback on my answers.",
        "I would like to know more about the report",
        "No, but I'm curious how I did.",
        "The second one went badly for me, I had never thought about it.",
        "I have a question about the report.",
    ],
)
def test_question_needs_no_question_mark(said):
    assert has_question(said)
    assert not declines(said)


@pytest.mark.parametrize(
    "said",
    [
        "No, I'm good, thank you.",
        "No questions from me.",
        "Not from my side.",
        "I guess not.",
        "No, I don't have any questions, thanks.",
        "That's all. Thanks.",
        "I think that's it.",
        "Thanks.",
        "Okay, thank you very much for your time.",
        "Great, thanks, bye.",
        "It was nice talking to you, thank you.",
        "I can't think of anything.",
        "Nein, ich habe keine Fragen, danke.",
        "Non, merci.",
        "Ні, дякую.",
    ],
)
def test_no_is_told_from_a_question(said):
    assert declines(said)
    assert not has_question(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Yes.",
        "Yes, I have a question.",
        "Um.",
        "Okay.",
        "That's good to know.",
        "Got it.",
        "Sure, one question.",
    ],
)
def test_neither_question_nor_no(said):
    assert not has_question(said)
    assert not declines(said)


def test_announcement_is_no_wish_for_another_question_of_the_interviewer():
    assert announces("Another question.")
    assert announces("I've got two more questions.")
    assert not announces("No questions.")
