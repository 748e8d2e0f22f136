"""Evidence: what stands, and the three corruptions that must be caught."""

from itertools import pairwise

import msgspec
import pytest

from interviews.history import Span, Verdict
from reports.evidence import Fault, Role, fault_of, find, place, quote_at, verified
from reports.findings import key_points

from . import sessions
from .cast import record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(alice):
    return record_of(sessions.past_interview(alice, seed=11, questions=4, fillers=5))


@pytest.fixture
def findings(record):
    found = key_points.find(record)
    return [*found.strengths, *found.gaps]


def test_every_finding_has_evidence_that_stands(record, findings):
    assert len(findings) > 8
    for finding in findings:
        assert finding.evidence
        assert verified(finding.evidence, record=record) == finding.evidence


def test_a_one_word_corruption_is_caught(record, findings):
    for finding in findings:
        quote = finding.evidence[0]
        words = quote.text.split()
        for index in range(len(words)):
            changed = " ".join([*words[:index], "zebra", *words[index + 1 :]])
            corrupted = msgspec.structs.replace(quote, text=changed)
            assert fault_of(corrupted, record=record, relied_on=finding.evidence) is Fault.NOT_THERE


def test_a_dropped_word_is_caught(record, findings):
    quote = max((finding.evidence[0] for finding in findings), key=lambda quote: len(quote.text))
    words = quote.text.split()

    shortened = msgspec.structs.replace(quote, text=" ".join(words[:3] + words[4:]))

    assert fault_of(shortened, record=record, relied_on=[quote]) is Fault.NOT_THERE


def test_a_shifted_time_is_caught(record, findings):
    for finding in findings:
        for by_ms in (-1500, 1, 1500):
            quote = finding.evidence[0]
            shifted = msgspec.structs.replace(quote, start_ms=quote.start_ms + by_ms)
            assert fault_of(shifted, record=record, relied_on=finding.evidence) is Fault.WRONG_TIME


def test_a_quote_swapped_between_claims_is_caught(record, findings):
    heard = [finding for finding in findings if finding.kind == "strength"]
    pairs = [(one, other.evidence[0]) for one, other in pairwise(heard)]
    swaps = [(one, swapped) for one, swapped in pairs if swapped not in one.evidence]
    assert swaps
    for one, swapped in swaps:
        assert fault_of(swapped, record=record, relied_on=one.evidence) is Fault.WRONG_PLACE
        assert find(swapped.text, at_ms=swapped.start_ms, record=record, relied_on=one.evidence) is (
            Fault.WRONG_PLACE
        )


def test_a_quote_of_an_answer_that_does_not_exist_is_caught(record, findings):
    quote = msgspec.structs.replace(findings[0].evidence[0], turn=99)

    assert fault_of(quote, record=record, relied_on=[quote]) is Fault.NO_SUCH_ANSWER


def test_find_takes_part_of_a_quote_at_its_own_time(record, findings):
    quote = findings[0].evidence[0]
    turn = next(turn for turn in record.turns if turn.number == quote.turn)
    inside = quote_at(turn, quote.first + 1, quote.last)

    found = find(inside.text, at_ms=inside.start_ms + 900, record=record, relied_on=[quote])

    assert found == msgspec.structs.replace(inside, role=quote.role)


def test_find_refuses_a_time_more_than_a_second_away(record, findings):
    quote = findings[0].evidence[0]

    found = find(quote.text, at_ms=quote.start_ms + 1001, record=record, relied_on=[quote])

    assert found is Fault.WRONG_TIME


def test_find_refuses_words_that_nobody_said(record, findings):
    quote = findings[0].evidence[0]

    found = find("we ran it on zebras", at_ms=quote.start_ms, record=record, relied_on=[quote])

    assert found is Fault.NOT_THERE


def test_place_follows_the_words_when_an_analyst_miscounts(record):
    turn = record.answered[0]
    right = quote_at(turn, 2, 7)

    found = place(Span(0, 5, right.text, 0, 0), turn)

    assert found == right


def test_place_gives_nothing_for_words_that_are_not_there(record):
    assert place(Span(0, 2, "never said this", 0, 0), record.answered[0]) is None


def test_the_words_of_the_question_can_be_quoted_as_asked(record):
    turn = record.turns[0]
    quote = quote_at(turn, 0, 2, Role.ASKED)

    assert quote.start_ms == turn.said_ms
    assert fault_of(quote, record=record, relied_on=[quote]) is None


def test_an_analyst_that_points_nowhere_makes_no_claim(alice):
    row = sessions.past_interview(alice, seed=2, questions=2, skill=1.0)
    for turn in row.turns.all():
        for point in turn.content["points"]:
            for span in point["evidence"]:
                span["quote"] = "words that were never said at all"
        turn.save()

    found = key_points.find(record_of(row))

    assert not [finding for finding in found.strengths if finding.shade == Verdict.HEARD]
    assert found.drops["no_evidence"] > 3
