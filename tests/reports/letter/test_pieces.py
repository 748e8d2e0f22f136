"""Texts in pieces: nothing of them is lost, whatever is marked."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.template.loader import render_to_string

from interviews.history import Word
from reports.letter.pieces import Piece, as_heard, looked_for, without_trailing_stop


@pytest.mark.parametrize("query", ["", "lock", "LOCKS", "nowhere", "ß"])
def test_a_text_stays_whole_whatever_is_looked_for(query):
    text = "Locks first, then a lock on the Straße."

    assert "".join(piece.text for piece in looked_for(text, query)) == text


def test_what_is_looked_for_is_a_piece_of_its_own():
    assert [piece.text for piece in looked_for("A lock, and locks", "lock") if piece.found] == [
        "lock",
        "lock",
    ]


def test_words_that_were_hard_to_hear_are_pieces_of_their_own():
    heard = (("90%", 0.9), ("you", 0.1), ("discover", 0.2), ("um", 0.1), ("locks.", 0.9))

    pieces = as_heard([Word(text, 0, 1, confidence) for text, confidence in heard])

    assert pieces == (
        Piece("90%"),
        Piece(" "),
        Piece("you discover", guessed=True),
        Piece(" "),
        Piece("um locks."),
    )


def test_silence_has_no_pieces():
    assert as_heard([]) == ()


@pytest.mark.parametrize("stop", [",", ";", ":"])
def test_a_quote_that_stops_before_its_sentence_ends_without_a_comma(stop):
    quote = (Piece("a minute,"), Piece(" "), Piece(f"five minutes{stop}", guessed=True))

    assert without_trailing_stop(quote)[-1] == Piece("five minutes", guessed=True)
    assert without_trailing_stop((Piece("a month."),)) == (Piece("a month."),)


def test_a_quote_on_the_progress_page_ends_without_the_comma_where_the_answer_goes_on():
    moment = SimpleNamespace(
        quote="So I resolve the name myself,", landed=True, interview_id=uuid4(), held_at=None, point="x",
        moment=SimpleNamespace(at_ms=1_000),
    )  # fmt: skip

    assert "“So I resolve the name myself”" in render_to_string("reports/_heard.html", {"moment": moment})
