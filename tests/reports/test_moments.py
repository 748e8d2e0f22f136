"""References in a text, and what looks like one inside a quote."""

from types import SimpleNamespace

from reports.moments import Moments, anchored, parts_of, references_in

TEXT = "At [1] you said “then swap nums[1] and”, and [2] says nothing; look at [1]."


def test_brackets_inside_a_quote_stay_as_they_were_said():
    parts = parts_of(TEXT, {"1": SimpleNamespace(start_ms=3000)}, Moments(()))

    read = "".join("0:03" if part.moment else part.text for part in parts)
    assert read == "At 0:03 you said “then swap nums[1] and”, and  says nothing; look at 0:03."
    assert [part.moment.at_ms for part in parts if part.moment] == [3000, 3000]


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
