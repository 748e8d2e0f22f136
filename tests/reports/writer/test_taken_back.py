"""What a candidate takes back, at once or later, is no part of a stronger version."""

import pytest

from .versions import (
    ACCOUNT,
    FIRST,
    HEARD,
    NOT_HEARD,
    PARTLY,
    version_after,
    version_of,
    version_with,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "taken_back",
    [
        "Our loader dropped the lines that it could not parse. No, wait, it put them in a table for rejects.",
        "Do you mean the cost side, or more how it works inside?",
        "Hm, no, that leaves a hole in the middle of it... no, it's fine after all.",
        "I'd rather leave it there and go on, if that's fine with you.",
        "Does that slow the payment down? No, it's one lookup in Redis.",
    ],
)
def test_what_was_taken_back_or_only_asked_is_no_part_of_a_stronger_version(alice, taken_back):
    first = "We store the key in a table beside the payment."
    second = "The client makes the key before its first try. We store the key in a table beside the payment."

    assert version_of(alice, f"{first} {taken_back}", second) == version_of(alice, first, second)


@pytest.mark.parametrize(
    "kept",
    [
        "Oh, and there is no lock that the workers share.",
        "Ah, so no message is lost when the broker restarts.",
    ],
)
def test_a_no_inside_a_sentence_takes_nothing_back(alice, kept):
    first = "We store the key in a table beside the payment."
    second = "The client makes the key before its first try. We store the key in a table beside the payment."

    assert kept.split(" no ")[1] in version_of(alice, f"{first} {kept}", second)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "Then I'd put every key through bcrypt, no, sorry, argon2id I'd take today, with a salt, and "
            "mark the row. And a login does the rest of it.",
            "Argon2id I'd take today, with a salt, and mark the row. And a login does the rest of it.",
        ),
        (
            "The lock comes first, no wait, we insert the key before we charge anybody.",
            "We insert the key before we charge anybody.",
        ),
        ("We poll the provider... scratch that, we wait for its webhook.", "We wait for its webhook."),
        ("We poll it each minute. No, wait, we take its webhook instead.", "We take its webhook instead."),
        (
            "We poll it each minute. No, wait, the server uses a unique index.",
            "The server uses a unique index.",
        ),
        ("We poll it each minute. No, wait, a unique index decides it.", "A unique index decides it."),
        (
            "We poll it each minute. Scratch that, two workers may not both read.",
            "Two workers may not both read.",
        ),
        (
            "A lock in memory is enough. I was wrong about that, two workers could both read before either "
            "wrote.",
            "Two workers could both read before either wrote.",
        ),
        ("We use the replica. I meant the primary keeps it.", "The primary keeps it."),
        # What is left of these is no sentence, or is about what has gone.
        ("We look it up there. No, wait, on the primary, as a replica may lag.", ""),
        ("We poll it each minute. No, wait, with a lock that the server holds.", ""),
        ("We poll it each minute. No, wait, a webhook of the provider, which must not be lost.", ""),
        ("We poll it each minute. No, wait, two webhooks from the provider.", ""),
        ("We poll it each minute. No, wait, a key stored beside the payment.", ""),
        ("We poll it each minute. No, wait, a lock the server holds.", ""),
        ("We poll it each minute. No, wait, a lock across the workers.", ""),
        ("We poll it each minute. No, wait, a key as the client made it.", ""),
        ("I'd run it every hour, no, wait, every ten minutes on the replica.", ""),
        ("We put a lock on the row, I take that back, it must not block anybody.", ""),
        ("We poll it each minute. On second thought, with its webhook and no poll.", ""),
    ],
)
def test_of_a_sentence_that_corrects_itself_what_was_meant_stands(alice, said, kept):
    assert version_with(alice, said) == kept


@pytest.mark.parametrize(
    "kept",
    [
        "No wait is needed, since the driver polls the table.",
        "Actually no payment is lost when the broker restarts.",
        "There's, actually, no lock that the workers share.",
        "They compare with two equals signs. That's wrong because timing leaks the signature.",
        "If I was wrong about the load, we scale out by hand.",
        "So no, it doesn't lock the table.",
        "We write is null, since an equals sign finds none and I'd think I was wrong.",
        "I'd go back to see whether I was wrong with the limit.",
    ],
)
def test_what_only_sounds_like_a_correction_stays(alice, kept):
    assert kept.removeprefix("So ").casefold() in version_with(alice, kept).casefold()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("We look it up on a read replica. I meant on the primary, as a replica may lag.", ""),
        (
            "We look it up on a read replica. I just meant that we look it up on the primary.",
            "We look it up on the primary.",
        ),
        (
            "Reads go to a replica. Sorry, I meant we send them to the primary.",
            "We send them to the primary.",
        ),
        ("Reads go to a replica. No, I meant we send them to the primary.", "We send them to the primary."),
        ("We look it up there. I meant to add an index.", "We look it up there. I meant to add an index."),
        ("We look it up there. I meant well with it.", "We look it up there. I meant well with it."),
    ],
)
def test_who_says_later_what_they_meant_takes_back_the_sentence_before(alice, said, kept):
    assert version_with(alice, said) == kept


EQUAL = "Equal keys don't matter here, I think."


WAS_WRONG = "So I was wrong there, I have to compare the request as well, and refuse another amount."


IS_WRONG = (
    "I said that equal keys don't matter, but thinking about it that is wrong there, I have to compare the "
    "request as well, and refuse another amount."
)


@pytest.mark.parametrize("taken_back", [WAS_WRONG, IS_WRONG])
@pytest.mark.parametrize("about", ["key-bound-to-request", ""])
def test_what_a_later_answer_takes_back_is_gone(alice, about, taken_back):
    version = version_after(
        alice,
        f"{FIRST} {EQUAL}",
        f"Ah, hmm. {taken_back}",
        about=about,
        client_key=[(HEARD, FIRST), (NOT_HEARD, "")],
        key_bound_to_request=[(PARTLY, EQUAL), (HEARD, "wrong there, I have to compare the request")],
    )

    assert version == f"{FIRST} I have to compare the request as well, and refuse another amount."


@pytest.mark.parametrize(("words", "offered"), [("have to compare", False), ("would compare", True)])
def test_where_nobody_can_tell_what_was_taken_back_there_is_no_version(alice, words, offered):
    then = (
        WAS_WRONG if words in WAS_WRONG else "I would compare the request as well, and refuse another amount."
    )

    version = version_after(
        alice,
        f"{FIRST} {EQUAL}",
        f"{FIRST} {then}",
        client_key=[(HEARD, FIRST), (NOT_HEARD, "")],
        key_bound_to_request=[(NOT_HEARD, ""), (HEARD, words)],
    )

    assert bool(version) == offered


def test_where_what_is_named_as_wrong_is_not_what_the_point_rested_on_there_is_no_version(alice):
    version = version_after(
        alice,
        f"{FIRST} {EQUAL} And I'd retry at once.",
        "I said I'd retry at once, but that is wrong. I have to compare the request as well.",
        about="key-bound-to-request",
        client_key=[(HEARD, FIRST), (NOT_HEARD, "")],
        key_bound_to_request=[(PARTLY, EQUAL), (HEARD, "I have to compare the request")],
    )

    assert version == ""


def test_what_the_same_answer_takes_back_is_the_sentence_before(alice):
    said = "We lock the row for it. Then I was wrong before, we insert the key and lock nothing."

    assert version_with(alice, said) == "We insert the key and lock nothing."


def test_who_was_wrong_in_a_story_tells_it(alice):
    story = "I thought that the index was missing. I was wrong, and a lock held the table."

    assert version_with(alice, story, slug=ACCOUNT) == story
