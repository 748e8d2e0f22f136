"""The interviewer without a model is asked something back, told that it was said, or asked to repeat."""

import pytest

from interviews.interviewer.local import words_for
from interviews.interviewer.phrasing import phrases
from interviews.interviewer.port import Move, MoveKind
from interviews.interviewer.questions_back import replies
from interviews.interviewer.sequence import FEEDBACK
from tests.interviews.interviewer.cast import after, bank, exchange, opened, question, situation


def test_a_question_back_gets_other_words_the_second_time():
    move = Move(kind=MoveKind.CLARIFY, question=question())
    opening = [way.partition(".")[0] for way in replies("clarify")["meaning"].say]

    for seed in range(20):
        first = words_for(situation(move, opened("What do you mean by that?"), seed=seed))
        told = exchange("clarify", "What do you mean by money?", question=bank()[2], said=first)
        again = Move(kind=MoveKind.CLARIFY, question=bank()[2])
        second = words_for(situation(again, told, seed=seed))

        said = [way for way in opening if way in first]
        assert said
        assert not any(way in second for way in said)


def test_clarification_helps_and_hands_the_word_back():
    for asked in (
        "What scale are we talking about?",
        "Can I assume there's a queue?",
        "What do you mean by that?",
        "How much time do I have?",
    ):
        text = words_for(situation(Move(kind=MoveKind.CLARIFY, question=question()), opened(asked)))

        assert len(text.split()) > 6
        assert text.rstrip()[-1] in ".?"


def test_who_asks_whether_they_are_heard_is_told_and_asked_again():
    move = Move(kind=MoveKind.CLARIFY, question=question())
    text = words_for(situation(move, opened("Hello, can you hear me?")))

    assert text.startswith(tuple(replies("talk")["hearing"].say))
    assert text.endswith(question().ask.strip())


def test_who_asks_how_they_do_is_told_of_the_report_and_asked_again():
    move = Move(kind=MoveKind.CLARIFY, question=question(), reason=FEEDBACK)
    text = words_for(situation(move, opened("How am I doing so far?")))

    assert "report" in text
    assert text.endswith(question().ask.strip())


def test_a_question_back_is_answered_by_what_it_asks_and_not_by_the_answer_before_it():
    answer = "I'd first look at the traffic and the cost of the team. Do I have to run it?"
    move = Move(kind=MoveKind.CLARIFY, question=question())

    assert words_for(situation(move, opened(answer))).startswith(replies("clarify")["doing"].say)


def test_who_says_that_they_said_it_is_told_so():
    other = bank()[3]
    move = Move(kind=MoveKind.QUESTION, question=other)
    texts = {words_for(situation(move, opened("You already asked me that."), seed=seed)) for seed in range(6)}

    assert all(text.startswith(phrases()["said_before"]) for text in texts)


def test_who_had_to_say_it_again_is_told_that_they_had_said_it():
    answer = "As I said, the fetcher stands in a network of its own, and reaches nothing inside."
    move = Move(kind=MoveKind.QUESTION, question=bank()[3])
    texts = {words_for(situation(move, opened(answer), seed=seed)) for seed in range(6)}

    assert all(text.startswith(phrases()["said_before"]) for text in texts)


def test_figures_of_the_question_come_before_general_ones():
    about = next(each for each in bank() if "Forty partners" in each.ask)
    move = Move(kind=MoveKind.CLARIFY, question=about)
    text = words_for(situation(move, exchange("open", "How many users does it have?", question=about)))

    assert "Forty partners" in text


def test_repeat_says_the_open_question_again():
    probe = question().key_points[2]
    followed = exchange("follow_up", "Sorry?", question=question(), key_point=probe.slug)
    text = words_for(situation(Move(kind=MoveKind.REPEAT, question=question()), opened("Well."), followed))

    assert probe.probe in text


def test_question_back_about_a_follow_up_gets_the_follow_up_again():
    point = question().key_points[1]
    probed = exchange(
        "follow_up", "Do you mean like a JWT?", question=question(), said=point.probe, key_point=point.slug
    )
    move = Move(kind=MoveKind.CLARIFY, question=question(), key_point=point.slug)

    text = words_for(situation(move, opened("I'd sign it."), probed))

    assert text.endswith(point.probe)
    assert text.count("?") == 1


def test_who_did_not_follow_is_asked_once_more_whatever_they_ask():
    point = question().key_points[1]
    answer = "Sorry, I didn't get that. Who pays what?"
    probed = exchange("follow_up", answer, question=question(), said=point.probe, key_point=point.slug)
    move = Move(kind=MoveKind.CLARIFY, question=question(), key_point=point.slug)

    text = words_for(situation(move, opened("I'd sign it."), probed))

    assert text.endswith(point.probe)


@pytest.mark.parametrize(
    ("said", "adds"),
    [
        (
            "Sorry, can I add something to the one before first? We measured it after, and it fell by half.",
            True,
        ),
        ("Before I go on, one thing I'd add to the cache one: I'd put jitter on the expiry.", True),
        ("Before I get to that, one more thing to the cache question: I'd put jitter on the expiry.", True),
        ("Going back to the last question for a second, the lock is on the row and not on the table.", True),
        ("Oh, and on the first one, I'd also compare the counts after the load.", True),
        ("I forgot to mention on the first question that we had a script for the rollback.", True),
        ("Oh, and on the first one, I'd also check the count. For this one, I'd use a unique key.", False),
        ("For the last one I'd also render it on the server, since it changes every day.", False),
        ("One thing I'd add to the first table is an index on the day.", False),
        ("Can I quickly correct my last answer? It was one thousand, not ten thousand.", True),
        ("May I come back to the first question? I forgot the rollback, which we had in a script.", True),
        ("Um, could I just say something about the question before? The lock was on the row.", True),
        ("Can I add one thing to what I said earlier? The key expires after a day.", True),
        ("Can I come back to the first one later? I think the parent's state is what counts.", False),
        ("Can I add a column before the last one? I'd do it online, in two steps.", False),
        ("Can I change the first part of the key? Then I'd hash it.", False),
        ("Can I add something to the cache? I'd put the user's rights in it.", False),
        ("Could they come back to the first page? I'd keep the cursor for an hour.", False),
        ("I'd add something to the table before the release, a version.", False),
    ],
)
def test_who_adds_to_an_earlier_answer_is_thanked_and_asked_again(said, adds):
    move = after(opened(said))
    text = words_for(situation(move, opened(said)))

    assert (move.kind is MoveKind.CLARIFY and text.startswith(tuple(replies("talk")["added"].say))) is adds
    assert text.endswith(question().ask.strip()) is adds


def test_who_gets_a_simpler_question_is_not_told_what_it_goes_by():
    said = "I don't know Swift, sorry. Can we have something simpler?"
    move = after(opened(said))
    told = tuple(way.partition(".")[0] for kind in ("next_one", "topic") for way in replies("talk")[kind].say)

    assert move.kind is MoveKind.MOVE_ON
    assert not words_for(situation(move, opened(said))).startswith(told)
