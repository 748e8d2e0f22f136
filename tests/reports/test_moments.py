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
