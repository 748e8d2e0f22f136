"""What is a filler, a repeat, a restart, a hedge; and what only looks like one."""

import pytest

from interviews.analysis.delivery.disfluency import disfluencies
from interviews.transcript import words_of_typed


def found(text: str, kind: str) -> list[str]:
    words = words_of_typed(text, start_ms=0, end_ms=1)
    return [one.span.quote for one in disfluencies(words) if one.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "I like Redis for that",
        "it takes a kind of lock on the row",
        "what sort of index would help",
        "do you know what that means",
        "things like caches and queues",
        "it works like a queue",
        "it looks like the cache is cold",
        "what I mean is that it blocks",
        "as you know the table is large",
        "I'd like to add an index",
        "you know the key already",
        "this kind of failure is rare",
        "Like I said, the lock is held for too long",
        "Like you said it depends on the load",
        "And like we mentioned, the replica lags",
        "it is like I just described with the queue",
        "it retries, like I was saying before",
        "we cached it like we did with the sessions",
        "it blocks, like you would expect from a lock",
        "we wrote it in Go, like you would in Rust",
        "in cases like when the cache is full",
        "there are problems like if the disk is full",
        "There are a few edge cases. Like when the leader dies.",
        "it is slow like when the cache is cold",
        "And like Redis it keeps all in memory",
        "but like Kafka it writes to disk first",
        "and then like Postgres it waits for the log",
        "because like Redis it runs on one thread",
        "I think so. Like Redis, it has one thread.",
        "Like so many systems it grew from a script",
        "there were tables like so many others",
        "you call it like so.",
        "for teams like you, it is a good fit",
        "if you like, we can walk through the code",
        "what would you like, a queue or a log",
        "a stack is like a pile of plates",
        "it behaves like we expected",
        "it was like a queue",
        "I would like a queue, and they would like to have two",
        "I would like just one table",
        "it works like two queues",
        "it's like two people who share a desk",
        "it's like nothing happened",
        "a user can like a post, or can like photos",
        "shards of a fixed size like four hundred rows",
        "you log in like everybody else",
        "the data in there is like a log",
        "it looks just like added noise",
        "we were like ships in the night",
        "there are tables that we have, like this one",
        "retries are what we have, like five of them",
        "If the middle is smaller than the target, you know everything to the left is too small",
        "It's sorted. If it's larger, you know it's in the left half.",
        "And once low passes high, you know there's no such value.",
        "If two of them die, you know one of the others has it",
        "when a new leader is elected, um, you know we are safe",
        "once it returns you know all writes are durable",
        "and then you know it's dead",
        "that way you know we are safe",
        "this lets you know they succeeded",
        "you know there's at least one replica",
        "You know from the header how long it is",
        "It is sorted. You know the largest is at the end.",
        "By quorum I mean more than half of the replicas.",
        "With five replicas I mean three",
        "and by hot I mean read often",
        "When I say cache I mean Redis",
    ],
)
def test_words_that_mean_something_are_no_fillers(text):
    assert found(text, "lexical_filler") == []


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("so it was, like, really slow", ["like,"]),
        ("the cache is, you know, cold", ["you know,"]),
        ("I mean, we could add an index", ["I mean,"]),
        ("it was kind of slow for us", ["kind of"]),
        ("it basically locks the row", ["basically"]),
        ("and like I was reading from the primary", ["like"]),
        ("and, like, Redis was slow", ["like,"]),
        ("and like, Redis was slow", ["like,"]),
        ("but um like Redis was slow", ["like"]),
        ("so like if it fails we retry", ["like"]),
        ("and like if it fails we retry", ["like"]),
        ("so like we added an index", ["like"]),
        ("the queries were like really slow", ["like"]),
        ("the queries got like so slow", ["like"]),
        ("Like, we had one table", ["Like,"]),
        ("it was down. Like, for hours", ["Like,"]),
        ("it was, like, I said no to that", ["like,"]),
        ("it has like um five shards", ["like"]),
        ("it is literally one row", ["literally"]),
        ("we sort of forgot about it", ["sort of"]),
        ("and you know we had a problem", ["you know"]),
        ("when it failed, you know, we had a look", ["you know,"]),
        ("it was slow, you know we had one table", ["you know"]),
        ("the replica, I mean the primary", ["I mean"]),
        ("I mean we could add an index", ["I mean"]),
        ("with a replica, I mean, it is slow", ["I mean,"]),
        ("we had like five hundred servers", ["like"]),
        ("it took like two days", ["like"]),
        ("we got like 80 requests a week", ["like"]),
        ("it's like ten lines of Python", ["like"]),
        ("it starts in like ten minutes", ["like"]),
        ("it was down for like an hour", ["like"]),
        ("it took like a couple of days", ["like"]),
        ("with like no timeout", ["like"]),
        ("you have like this big table", ["like"]),
        ("there was like this one script", ["like"]),
        ("there's like a queue in front of it", ["like"]),
        ("it would like just stop", ["like"]),
        ("we just like added an index", ["like"]),
        ("you can like add an index", ["like"]),
        ("so I was like okay let's look", ["like"]),
    ],
)
def test_words_that_only_fill_are_fillers(text, fillers):
    assert found(text, "lexical_filler") == fillers


def test_sounds_are_filled_pauses():
    assert found("Um, I would uh use er an index", "filled_pause") == ["Um,", "uh", "er"]


def test_an_abbreviation_in_capitals_is_no_sound():
    assert found("I would draw an ER diagram, um, of the tables", "filled_pause") == ["um,"]


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("the gap is 5 mm wide", []),
        ("the gap is 2.5 mm.", []),
        ("five or, mm, six of them", ["mm,"]),
        ("it takes 5, mm, or 6 of them", ["mm,"]),
    ],
)
def test_millimetres_are_no_sound(text, sounds):
    assert found(text, "filled_pause") == sounds


def test_words_said_twice_are_a_repeat():
    assert found("it takes the the lock and I would I would retry", "repeat") == ["the", "I would"]
    assert found("that is very very slow, no no", "repeat") == []


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
    ],
)
def test_words_that_are_meant_twice_are_no_repeat(text):
    assert found(text, "repeat") == []


@pytest.mark.parametrize(
    ("text", "repeats"),
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
    ],
)
def test_a_second_run_at_words_is_a_repeat(text, repeats):
    assert found(text, "repeat") == repeats


@pytest.mark.parametrize(
    "text",
    [
        "So after a write, um, I read from the primary after it.",
        "The worker takes, um, the oldest job, and it marks it with, uh, its own name.",
        "The server then, uh, verifies the ID, and the server answers.",
    ],
)
def test_a_sound_alone_takes_nothing_back(text):
    assert found(text, "restart") == []


def test_words_taken_back_are_a_restart():
    assert found("it goes to the primary, sorry, to the replica first", "restart") == ["to the primary,"]
    assert found("it goes to the primary, uh, to the replica first", "restart") == ["to the primary,"]


@pytest.mark.parametrize(
    "text",
    [
        "There is no lock on the row, so no wait is needed",
        "No, I would not do that because it blocks the writers",
        "It's not the primary that fails but the replica",
    ],
)
def test_denials_are_no_restarts(text):
    assert found(text, "restart") == []


def test_hedges_and_trailing_off_are_named():
    text = "I think it is the index, maybe, and I would check the plan and so on"

    assert found(text, "hedge") == ["I think", "maybe,"]
    assert found(text, "trailing_off") == ["and so on"]


@pytest.mark.parametrize(
    "text",
    [
        "I think of the queries first, then I think about which key every query has.",
        "A bloom filter says either no or maybe, and for a maybe you go to the disk.",
    ],
)
def test_words_that_soften_nothing_are_no_hedges(text):
    assert found(text, "hedge") == []


def test_a_second_way_that_may_do_is_hedged():
    assert found("I'd take Redis or maybe Kafka for it", "hedge") == ["maybe"]


@pytest.mark.parametrize(
    "text",
    [
        "I'd look at indexes, locks, vacuum, and so on.",
        "You set a flag with or. You test it with and.",
        "It is a bitwise and.",
    ],
)
def test_an_end_that_is_meant_trails_nowhere(text):
    assert found(text, "trailing_off") == []


@pytest.mark.parametrize(
    "text", ["I'd look at the plan and so on...", "it was slow, so yeah.", "it was slow and."]
)
def test_an_end_that_is_none_trails_off(text):
    assert found(text, "trailing_off")


@pytest.mark.parametrize("end", ["like", "like…", "like..."])
def test_like_without_a_full_stop_trails_off(end):
    assert found(f"and then the cache was sort of {end}", "trailing_off") == [end]


def test_like_at_the_end_of_a_sentence_trails_nowhere():
    assert found("First I check what the query plan looks like.", "trailing_off") == []


@pytest.mark.parametrize(
    "text",
    [
        "Is it safe? I think so.",
        "It comes back by itself, I hope so",
        "It takes ten seconds or so.",
        "Nobody asked us to do so.",
    ],
)
def test_so_that_stands_for_something_trails_nowhere(text):
    assert found(text, "trailing_off") == []


@pytest.mark.parametrize("text", ["it was slow and so", "we added an index, so", "I would say so…"])
def test_so_that_leads_nowhere_trails_off(text):
    assert found(text, "trailing_off")


@pytest.mark.parametrize("text", ["", "😀", "…", "um", "for i in range ( 10 ) : print ( i )"])
def test_nothing_breaks_it(text):
    assert isinstance(disfluencies(words_of_typed(text, start_ms=0, end_ms=1)), tuple)
