"""What a hint gives to somebody who is stuck: a way in, nothing half right, nothing that was said already."""

import re

import msgspec
import pytest

from interviews.bank.schema import KeyPoint, Question, read_bank
from interviews.interviewer.hint import word_towards
from interviews.interviewer.local import words_for
from interviews.interviewer.phrasing import landmark, phrases
from interviews.interviewer.port import Move, MoveKind
from tests.interviews.interviewer.cast import exchange, judged, situation


def found(slug: str, point: str) -> tuple[Question, KeyPoint]:
    asked = next(question for question in read_bank() if question.slug == slug)
    return asked, next(each for each in asked.key_points if each.slug == point)


def hint_after(asked: Question, point: KeyPoint, *said: str, answer: str = "Hmm.") -> str:
    """Return the hint to somebody to whom all this was said about a question, last the probe of a point."""
    earlier = [exchange(question=asked, answer="Well.", said=text) for text in said]
    probed = exchange("follow_up", answer, question=asked, said=point.probe, content=judged(asked))
    hint = Move(MoveKind.HINT, question=asked, key_point=point.slug)
    return words_for(situation(hint, *earlier, probed))


def is_of(text: str, name: str) -> bool:
    return any(landmark(way) in text.casefold() for way in phrases()[name])


def test_a_hint_gives_nothing_that_is_half_right_or_wrong():
    given = [
        (point.slug, beside_it)
        for asked in read_bank()[::6]
        for point in asked.key_points
        for beside_it in (*point.partial, *(belief.says for belief in point.misconceptions))
        if beside_it.casefold() in hint_after(asked, point).casefold()
    ]

    assert given == []


def test_a_hint_is_written_as_one_says_it():
    told = [hint_after(asked, point) for asked in read_bank()[::6] for point in asked.key_points]

    assert not [text for text in told if re.search(r"\.\.|[{}]|“”", text) or not text.endswith((".", "?"))]


@pytest.mark.parametrize(
    ("slug", "point", "word"),
    [
        ("customer-moved-history-dimension", "row-per-version", "dimension"),
        ("password-in-the-repository", "rotate-not-just-delete", "history"),
        ("recovery-that-falls-over-again", "bounded-retries", "jitter"),
    ],
)
def test_who_was_asked_for_a_point_gets_a_word_of_it(slug, point, word):
    assert f"“{word}”" in hint_after(*found(slug, point))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Refill the bucket in one atomic step", "refill"),
        ("Knowledge that changes belongs in retrieval", "knowledge"),
        ("HttpOnly keeps it from the script", "HttpOnly"),
        ("CIDR says which of them belong together", "CIDR"),
        ("Parquet has the least to read", "Parquet"),
        ("It says TalkBack", "TalkBack"),
    ],
)
def test_only_a_name_keeps_its_capital(text, word):
    asked = next(iter(read_bank()))
    point = msgspec.structs.replace(asked.key_points[0], point=text, paraphrases=(text.lower(),) * 3)
    beside = " ".join(other for other in text.lower().split() if other != word.lower())

    assert word_towards(point, asked, said=beside) == word


@pytest.mark.parametrize("word", ["nasty", "less", "useful", "best", "useless", "fully"])
def test_a_word_of_degree_is_no_hint(word):
    asked = next(iter(read_bank()))
    point = msgspec.structs.replace(
        asked.key_points[0], point=f"It is {word}", paraphrases=(f"it was {word}",)
    )

    assert word_towards(point, asked, said="") == ""


def test_a_word_that_was_said_is_no_hint():
    for asked in read_bank()[:40]:
        for point in asked.key_points:
            if word := word_towards(point, asked, said=""):
                assert word_towards(point, asked, said=f"I'd think about {word}.") != word


def test_a_word_that_the_point_turns_down_is_no_hint():
    asked, point = found("json-lines-with-bad-records", "fail-above-threshold")

    assert "publishing" in point.point
    assert word_towards(point, asked, said="") != "publishing"


def test_where_no_word_helps_a_smaller_step_is_asked_for_once():
    asked, point = next(
        (asked, point)
        for asked in read_bank()
        for point in asked.key_points
        if not word_towards(point, asked, said="")
    )
    closer = asked.follow_ups.vague

    assert hint_after(asked, point).endswith(closer)
    again = hint_after(asked, point, closer)
    assert closer not in again
    assert again.endswith(point.probe)
    assert is_of(again, "hint_try")
