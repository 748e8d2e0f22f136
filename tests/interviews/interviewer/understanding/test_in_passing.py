"""What an answer asks at its end gets a word in passing."""

import pytest

from interviews.interviewer.local import words_for
from interviews.interviewer.phrasing import phrases
from interviews.interviewer.port import Move, MoveKind
from interviews.interviewer.questions_back import replies
from interviews.interviewer.understanding.intent import Intent, intent_of
from tests.interviews.interviewer.cast import GOOD, MINUTE, after, bank, exchange, opened, question, situation


@pytest.mark.parametrize(
    ("asked", "replied"),
    [
        ("Do you mean the cost side or more how it works inside?", True),
        ("Did that answer it, or do you want to know about the half loaded files too?", True),
        ("Would you also want me to split it by time?", True),
        ("Should I go deeper somewhere?", True),
        ("What do you think, would that be enough for you?", True),
        ("I'm a bit lost, are we still on the payments? If so, the key goes into a table.", True),
        ("Shall I go into the expiry as well?", True),
        ("I hope that's concrete enough?", True),
        ("I don't write it out, I hope that's okay.", True),
        ("We deployed on a Friday and I hope that's enough memory.", False),
        ("I set the timeout to two seconds and I hope that's enough.", False),
        ("We shipped it and I hope it was fine.", False),
        ("Is that clear from the log?", False),
        ("Is this clear to whoever reads the code?", False),
        ("And who would want to wait for that?", False),
        ("Would you want to pay for that?", False),
        ("Is this enough for two servers? No, they share a table.", False),
        ("Are we still waiting for the lock? Then the call fails.", False),
        ("What do you do with the old ones?", False),
        ("Does the key expire? I'd say after a day.", False),
        ("That's my answer, are we still on the payments?", True),
        ("Are we still talking about this endpoint?", True),
        ("Each node asks itself, are we still on the same term?", False),
        ("Each asks: are we still on the same term? And if not, it steps down and the others vote.", False),
        ("Are we still on the old key? Then the table answers the call.", False),
        ("When a write is lost, are we still on the same leader? Then it's the disk.", False),
        ("So the code says: are we still on the primary? If not it retries.", False),
        ("The server asks the client, do you want the old response?", False),
    ],
)
def test_what_an_answer_asks_at_its_end_is_not_asked_of_nobody(asked, replied):
    answer = f"I'd have the caller generate a unique key for each payment. {asked}"
    move = Move(kind=MoveKind.FOLLOW_UP, question=question(), reason="strong")

    text = words_for(situation(move, opened(answer)))

    assert text.startswith(phrases()["in_passing"]) is replied


@pytest.mark.parametrize(
    ("asked", "replied"),
    [
        ("Is that the right direction?", True),
        ("Am I on the right track?", True),
        ("Is this right?", True),
        ("Does that go in the right direction, or am I off?", True),
        ("Or is that wrong?", True),
        ("Could you tell me if that's right?", True),
        ("Was my answer what you wanted to hear?", True),
        ("Could the log tell me if that's right?", False),
        ("Is that the right replica?", False),
        ("Is that the wrong way? No, the server has the last word.", False),
        ("Am I on the old version then?", False),
        ("Is it right that both run at once?", False),
        ("Was this in the right order on the disk?", False),
        ("The client asks the server, is that right?", False),
        ("I asked my lead. Is that right?", True),
        ("How did I do?", True),
        ("Can you tell me how I did on that one.", True),
        ("Could you give me some feedback.", True),
        ("I'd like to know how I'm doing so far.", True),
        ("Was my answer okay? I'm a bit nervous.", True),
        ("Afterwards I asked my manager how I did on communication.", False),
        ("A nightly job compared both, and I read its list every morning to see how I did.", False),
        ("That's how I was in charge of two teams.", False),
        ("Then I ask myself, did I fail any test?", False),
        ("At each retro we go through what should I improve, and write it down.", False),
    ],
)
def test_who_asks_whether_it_is_right_is_told_where_that_will_stand(asked, replied):
    answer = f"I'd have the caller generate a unique key for each payment. {asked}"
    move = Move(kind=MoveKind.QUESTION, question=bank()[3])

    text = words_for(situation(move, opened(answer)))

    assert text.startswith(phrases()["in_passing_feedback"]) is replied


@pytest.mark.parametrize("kind", [MoveKind.QUESTION, MoveKind.FOLLOW_UP])
def test_who_asks_how_they_do_behind_an_answer_is_told_in_passing(kind):
    answer = "I'd have the caller generate a unique key for each payment and put it into a header."
    other = bank()[3]
    move = Move(kind=kind, question=other, reason="strong")

    asked = words_for(situation(move, opened(f"{answer} How am I doing so far?")))
    plain = words_for(situation(move, opened(answer)))

    assert asked.startswith(phrases()["in_passing_feedback"])
    assert asked.endswith(other.ask if kind is MoveKind.QUESTION else other.follow_ups.strong)
    assert not plain.startswith(phrases()["in_passing_feedback"])


@pytest.mark.parametrize("kind", [MoveKind.QUESTION, MoveKind.FOLLOW_UP])
def test_who_is_answered_in_passing_gets_no_receipt_beside_it(kind):
    answer = "I'd have the caller generate a unique key for each payment. Is that enough?"
    point = question().key_points[1].slug
    move = Move(kind=kind, question=question(), key_point=point, reason="missing")

    texts = [words_for(situation(move, opened(answer), seed=seed)) for seed in range(12)]

    assert not any("unique key" in text for text in texts)


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("How many more questions are there?", "time_left"),
        ("How much time do we have left, by the way?", "time_left"),
        ("Is that clear enough, and how many questions are you going to ask?", "time_left"),
        ("What would you have answered?", "own_view"),
        ("Can I come back to the first part later?", "earlier"),
        ("Was that too long?", "pace"),
        ("Is this being recorded?", "kept"),
        ("Are you a real person?", "what_are_you"),
        ("How many retries are left?", ""),
        ("So what would the client do then?", ""),
        ("I asked my lead, what do you think?", ""),
        ("How many questions are there? I'd say about ten of them per user, so one row for each.", ""),
        ("The server asks each of them, are you still there?", ""),
        ("The support agent types, can you hear me?", ""),
        ("And then the user asks what comes next?", ""),
        ("The customer wonders, what happens with my data?", ""),
    ],
)
@pytest.mark.parametrize("answer", ["I'd have the caller generate a unique key for each payment.", GOOD])
def test_who_asks_about_the_talk_behind_an_answer_is_told_and_goes_on(answer, asked, about):
    said = f"{answer} {asked}"
    move = after(opened(said))
    text = words_for(situation(move, opened(said)))
    kinds = [about] if about else replies("talk")
    told = [way.partition(".")[0] for kind in kinds for way in replies("talk")[kind].say]

    assert text.startswith(tuple(told)) is bool(about)
    if about:
        assert intent_of(said) is Intent.ANSWER
        assert move.kind is not MoveKind.CLARIFY


def test_a_short_answer_before_a_question_about_the_talk_is_an_answer():
    said = "Maybe the app was killed in the background? Uh, how many more questions are there?"

    assert intent_of(said) is Intent.ANSWER
    assert intent_of("Sorry, I'm a bit nervous. How many more questions are there?") is Intent.ASKS_BACK
    assert intent_of("Okay, thank you for that. Is this being recorded?") is Intent.ASKS_BACK


def test_the_time_that_is_left_is_told_in_minutes():
    asked = opened(f"{GOOD} How many more questions are there?")
    move = Move(kind=MoveKind.QUESTION, question=bank()[3])

    assert "about 15 minutes left" in words_for(situation(move, asked, elapsed_ms=10 * MINUTE))
    assert "nearly through" in words_for(situation(move, asked, elapsed_ms=24 * MINUTE))


@pytest.mark.parametrize(
    ("said", "nervous"),
    [
        ("Maybe padding? I'm sorry, I'm a bit nervous.", True),
        ("Sorry, I'm really nervous today. I'd say the padding.", True),
        ("I think it's the padding, but my head is empty, I'm so nervous.", True),
        ("It's the padding. Sorry, this is my first interview.", True),
        ("I am getting nervous here, sorry. The padding, I think.", True),
        ("I was nervous before the release, so we tested the padding.", False),
        ("The team is nervous about the padding.", False),
        ("I'm nervous about a single lock for all rows, so I'd split it.", False),
        ("A padding makes me nervous there.", False),
        ("I'd be nervous without a test.", False),
        ("I'm not nervous in production since then, it's padded.", False),
        ("I'm no longer nervous, because the rollback works.", False),
        ("I get nervous every time somebody runs a migration.", False),
        ("I'm nervous to touch that code, so I'd test the padding.", False),
        ("I'm getting anxious looks from the team.", False),
        ("I've been nervous ever since that outage.", False),
        ("This is my first interview, sorry.", True),
        ("I'm nervous, sorry. The padding.", True),
    ],
)
def test_who_is_nervous_hears_a_kind_word_once(said, nervous):
    kind = tuple(phrases()["in_passing_nervous"])
    move = Move(kind=MoveKind.FOLLOW_UP, question=question(), reason="strong")
    first = words_for(situation(move, opened(said)))
    again = exchange("follow_up", said, question=question(), said=first)

    assert first.startswith(kind) is nervous
    assert not words_for(situation(move, opened(said), again)).startswith(kind)


@pytest.mark.parametrize(
    ("wish", "about_topic"),
    [
        ("But honestly I'd rather talk about the migration.", True),
        ("I'd like to talk about my thesis next.", True),
        ("I'd prefer to tell you about the second project, if I may.", True),
        ("I'd rather talk to the team first.", False),
        ("I'd like to talk about the risk with the product owner.", False),
        ("They would rather talk about the price.", False),
    ],
)
def test_who_would_rather_talk_about_something_else_is_told_how(wish, about_topic):
    said = f"{GOOD} {wish}"
    told = tuple(way.partition(".")[0] for way in replies("talk")["topic"].say)

    assert words_for(situation(after(opened(said)), opened(said))).startswith(told) is about_topic
