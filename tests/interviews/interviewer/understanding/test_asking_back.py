"""Turns that end with a question to the interviewer, and those that only look like it."""

import pytest

from interviews.interviewer.understanding.intent import Intent, intent_of


@pytest.mark.parametrize(
    "tag",
    [
        "is it?",
        "isn't it?",
        "is there?",
        "do we?",
        "are they?",
        "would it?",
        "has it?",
        "can you?",
        "were we?",
    ],
)
@pytest.mark.parametrize(
    "statement",
    [
        "Lockfiles with hashes, and no install scripts. I think that's about it",
        "So the cache isn't the bottleneck there",
        "I don't think there's more to say about the header",
    ],
)
def test_a_tag_behind_a_statement_asks_nothing_back(statement, tag):
    assert intent_of(f"{statement}, {tag}") is Intent.ANSWER


@pytest.mark.parametrize(
    "said",
    [
        "Is it?",
        "Sorry, do we?",
        "So there's a queue already, is there a dead letter queue?",
        "The clients retry, do they wait in between?",
        "Okay, and is there?",
        "Do we own the clients, can we change them?",
        "Sorry, one thing first, was that a question about schemas or about separate databases?",
        "Were you asking about the write path?",
        "Was it one region?",
    ],
)
def test_a_question_that_only_looks_like_a_tag_is_asked_back(said):
    assert intent_of(said) is Intent.ASKS_BACK


@pytest.mark.parametrize(
    "said",
    [
        "What do you mean by the next page along? The other endpoints?",
        "Do you mean the write path? Or the reads?",
        "Are you asking about the rollout? Like, feature flags?",
        "What exactly do you want me to compare? The costs?",
        "Would you like me to draw it? Just boxes?",
        "Sorry, what did you have in mind there? The mobile clients?",
    ],
)
def test_every_question_at_the_end_is_read(said):
    assert intent_of(said) is Intent.ASKS_BACK


@pytest.mark.parametrize(
    "said",
    [
        "What could be the cause? Maybe the cache?",
        "Where would I look first? The slow query log?",
        "What would you do then? Restart the consumer?",
        "How do we find out? A heap dump?",
        "Which one is it? The index on the date, I think?",
        "Who reads it? The billing job?",
    ],
)
def test_who_answers_their_own_question_with_a_guess_asks_nothing_back(said):
    assert intent_of(said) is Intent.ANSWER


@pytest.mark.parametrize(
    "said",
    [
        "Maybe when, um, one order has many products then the rows are repeated?",
        "I don't know. Maybe when one order has many products, and you send the same data again?",
        "Perhaps because the index isn't used when the column is wrapped in a function?",
        "Would that be the write ahead log that is replayed after a crash?",
        "Is it because the lock is held during the whole call?",
        "We'd have to check that the domain matches? Maybe the browser does that?",
        "Probably with a token bucket, one for each client?",
    ],
)
def test_an_answer_put_as_a_question_is_an_answer(said):
    assert intent_of(said) is Intent.ANSWER


@pytest.mark.parametrize(
    "said",
    [
        "Maybe what do you mean by fast?",
        "Perhaps, could we say the table has ten million rows?",
        "So maybe, how many users are there?",
        "How long should this be? Two minutes or so?",
        "How detailed should my answer be? Maybe just the main steps?",
        "Do you mean the latency of a single request? Maybe for the slowest of them?",
        "Would that be a real system?",
        "Maybe you could give me an example of what you mean?",
    ],
)
def test_a_question_put_with_care_is_asked_back(said):
    assert intent_of(said) is Intent.ASKS_BACK


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("Um, can it be something from my studies? I haven't worked that much yet.", True),
        ("Is it okay if it's from a course? I'm still studying.", True),
        ("Is it fine if it's from the cache? It's a second old.", False),
        ("Does it have to be from work? I only have a side project.", True),
        ("Can I talk about a course? I'm still studying.", True),
        ("Is it okay if I take one from an internship? It was a short one.", True),
        ("Would a group project count? I'm a student.", True),
        ("Can it be cached? I'd put it in memory.", False),
        ("Does it have to be atomic? Then I'd use a transaction.", False),
        ("Can it be from my studies? We had a tool that copied files by hand, and I wrote a script.", False),
        ("Is it okay if the reader waits? I'd say a second is fine.", False),
        ("Can I take a lock here? It blocks the others.", False),
    ],
)
def test_who_asks_for_leave_and_says_why_asks_back(said, asks):
    assert (intent_of(said) is Intent.ASKS_BACK) is asks
