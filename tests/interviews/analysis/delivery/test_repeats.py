"""Words said twice because a speaker ran at them twice, and words that are meant twice."""

import pytest

from interviews.analysis.delivery.repeats import repeats


def repeats_in(text: str) -> list[str]:
    texts = text.split()
    return [" ".join(texts[first : last + 1]) for first, last, _ in repeats(texts)]


def test_words_said_twice_are_a_repeat():
    assert repeats_in("it takes the the lock and I would I would retry") == ["the", "I would"]
    assert repeats_in("that is very very slow, no no") == []


@pytest.mark.parametrize(
    "text",
    [
        "I'd put a cache in front of the database. The database is the part that hurts.",
        "So I'd take Redis. Redis keeps it all in memory.",
        "The test found it. It was their mistake.",
        "if it is too small, left plus plus, else right minus minus",
        "then kubectl logs dash dash previous",
        "it listens on one two seven dot zero dot zero dot one",
        "the split is fifty fifty, and the port is 7 7 7 7",
        "a column with DE DE in it",
        "We had microservices, I was for it, it was five services",
        "when the admin changes the price, the price service is told",
        "each round takes longer and longer and you pay for it",
        "If it says, oh, oh, I'm killed, it hit its limit.",  # OOM killed
        "and the exit code says oh oh I'm",
        "once two of them have it, uh, it tells the client",
        "it is a big big table and it took a long long time",
        "the service was way way too chatty",
        "it says blah blah blah and then a stack trace",
        "on a log log plot it is a line",
        "the list holds a, b, b and c",
        "it holds x x y",
        "The operations are get, put, put, and get.",
        "it goes to one, red, red, or blue.",
        "you sign in in the other tab",
        "we had to log in in order to see it",
        "the flag is turned on on the replicas",
        "it goes on on port eighty",
        "what it is is a hash table",
        "the node that is is the leader stays it",
    ],
)
def test_words_that_are_meant_twice_are_no_repeat(text):
    assert repeats_in(text) == []


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("I would… I would retry", ["I would…"]),
        ("I'd, um, I'd group by event", ["I'd,"]),
        ("So we moved our, our platform", ["our,"]),
        ("it writes to the, to the file", ["to the,"]),
        ("it works because, um, because of the key", ["because,"]),
        ("The cache, the cache is cold", ["The cache,"]),
        ("it takes the lock the lock on the row", ["the lock"]),
        ("the cache and the cache and the queue", ["the cache and"]),
        ("in five in five minutes", ["in five"]),
        ("it waits in in the queue", ["in"]),
        ("it depends on on the load", ["on"]),
        ("the logic in in the handler", ["in"]),
        ("the cargo on on the ship", ["on"]),
        ("the blog in in Go", ["in"]),
        ("it is is a hash table", ["is"]),
        ("what is is a hash table", ["is"]),
        ("we have, have two regions", ["have,"]),
        ("you can, can retry it", ["can,"]),
        ("and then, then we moved it", ["then,"]),
        ("table table scans are slow", ["table"]),
        ("a a lock is taken", ["a"]),
        ("and, and, and then it failed", ["and,", "and,"]),
        ("the primary, Redis, Redis, keeps it all in memory", ["Redis,"]),
    ],
)
def test_a_second_run_at_words_is_a_repeat(text, again):
    assert repeats_in(text) == again
