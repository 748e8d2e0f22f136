"""References in a text, and what looks like one inside a quote."""

from types import SimpleNamespace

from interviews.history import Word
from reports.letter.moments import Moments, anchored, parts_of, references_in

TEXT = "At [1] you said “then swap nums[1] and”, and [2] says nothing; look at [1]."


def test_brackets_inside_a_quote_stay_as_they_were_said():
    parts = parts_of(TEXT, {"1": SimpleNamespace(start_ms=3000)}, Moments(()))

    read = "".join("0:03" if part.moment else part.text for part in parts)
    assert read == "At 0:03 you said “then swap nums[1] and”, and  says nothing; look at 0:03."
    assert [part.moment.at_ms for part in parts if part.moment] == [3000, 3000]


def test_a_reference_beside_words_from_within_its_passage_is_to_these_words():
    said = "First we measured it. Then the key moved into the database, and the cache went away."
    words = tuple(Word(text, at * 1000, at * 1000 + 900) for at, text in enumerate(said.split()))
    turns = (SimpleNamespace(number=4, words=words),)
    whole = SimpleNamespace(turn=4, first=0, last=len(words) - 1, role="said", start_ms=0)
    asked = SimpleNamespace(turn=4, first=0, last=3, role="asked", start_ms=500)
    text = (
        "At [1] you said “the key moved into the database…”, and “the cache went away” ([1]). “Nobody said "
        "this”, at [2]."
    )

    parts = parts_of(text, {"1": whole, "2": asked}, Moments(()), turns=turns)

    assert [part.moment.at_ms for part in parts if part.moment] == [5000, 12_000, 500]


def test_a_reference_without_words_of_its_passage_is_to_where_it_begins():
    words = (Word("Measured", 7000, 7300), Word("first.", 7400, 7900))
    passage = SimpleNamespace(turn=4, first=0, last=1, role="said", start_ms=7000)
    turns = (SimpleNamespace(number=4, words=words),)

    for text in ("Still open at [1]: to measure.", "At [1] you said “counted first”."):
        parts = parts_of(text, {"1": passage}, Moments(()), turns=turns)
        assert [part.moment.at_ms for part in parts if part.moment] == [7000]


def test_references_lead_to_the_claim_and_what_is_quoted_does_not():
    text = anchored(TEXT, "ab-1")

    assert text.startswith("At [ab-1#1] you said “then swap nums[1] and”")
    assert references_in(text) == ["ab-1#1", "ab-1#2", "ab-1#1"]


def test_what_was_not_recorded_leads_to_its_words():
    turns = (SimpleNamespace(number=1, said_ms=0), SimpleNamespace(number=2, said_ms=60_000))
    moments = Moments((), turns=turns)

    assert moments.at(59_000).href == "#turn-1"
    assert moments.at(61_000).href == "#turn-2"
    assert moments.recorded(61_000).href == ""
    assert Moments(()).at(61_000).href == ""


def test_what_was_recorded_is_heard():
    recording = SimpleNamespace(
        id="6b1f9f0e-7a53-4e0c-9f0e-0d6a3f6f1a11", offset_ms=0, duration_ms=10_000, has_video=False
    )
    moments = Moments((recording,), turns=(SimpleNamespace(number=1, said_ms=0),))

    assert "#t=4.7" in moments.at(5_000).href
    assert moments.at(11_000).href == "#turn-1"
