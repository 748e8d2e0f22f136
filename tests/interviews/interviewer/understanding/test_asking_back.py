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


@pytest.mark.parametrize(
    "said",
    [
        "I don't know. By the position, maybe? Like the id of the last post?",
        "Would that be a hash map?",
        "Is it that one of them gets an error? Like the second one should see that the seat is gone?",
        "With the id? Like the one of the last post?",
        "I don't know. With a parameter, maybe? Like the date that you pass in?",
        "I'm not sure, maybe flexbox? Because it wraps? Or would that be grid, because it has columns?",
        "Um, would that maybe be the id of the last post?",
        "Is that when two threads wait for each other?",
        "Was it the one where the leader dies and somebody else takes over?",
        "Does it have to do with the event loop?",
        "Is that because the index is sorted the other way, I guess?",
    ],
)
def test_a_guess_that_rises_at_its_end_is_an_answer(said):
    assert intent_of(said) is Intent.ANSWER


@pytest.mark.parametrize(
    "said",
    [
        "Would that be okay?",
        "Would that be per user?",
        "What kind of store is it? Like the cart?",
        "Would that be enough for you?",
        "Do you maybe mean the write path?",
        "Is it maybe more than one region?",
        "Is that the write path?",
        "Would this be part of the same service?",
    ],
)
def test_a_question_about_the_question_is_no_guess(said):
    assert intent_of(said) is Intent.ASKS_BACK


@pytest.mark.parametrize("said", ["You tell me.", "Hmm, you tell me!", "I'd rather hear what you would do."])
def test_who_hands_the_question_back_answers_nothing(said):
    assert intent_of(said) is Intent.ASKS_BACK


def test_who_tells_of_somebody_who_hands_it_back_answers():
    said = "When I asked the team how long it takes they said you tell me, so I measured it over a week."

    assert intent_of(said) is Intent.ANSWER


@pytest.mark.parametrize(
    ("said", "gives_up"),
    [
        ("I don't know. By the position, maybe?", False),
        ("I don't know, probably a lock.", False),
        ("No idea, perhaps the cache?", False),
        ("I don't know, maybe.", True),
        ("I have no idea, maybe we can skip it.", True),
        ("I don't know, I think I forgot.", True),
        ("I don't know. Maybe later?", True),
    ],
)
def test_who_guesses_after_all_has_not_given_up(said, gives_up):
    given_up = intent_of(said) in (Intent.DOES_NOT_KNOW, Intent.WANTS_TO_SKIP)

    assert given_up is gives_up
