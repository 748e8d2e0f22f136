import pytest

from interviews.analysis.content.connected import Connection
from interviews.analysis.judgement import UNREAD, Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.port import Answer
from interviews.bank.schema import read_bank
from interviews.transcript import words_of_typed

NOTES = (
    "Fragmentation: after weeks malloc fails with enough bytes free in total. Unbounded time, not OK in a "
    "control loop. Static pools, sized for worst case, per type. Pool empty -> defined policy: drop oldest "
    "telemetry, refuse new connection. Watermarks logged."
)
TERMS = (
    "Fragmentation, pool, static, the malloc of the heap, worst case, policy, free list, exhaustion, drop, "
    "watermark watermark, the bound of the loop, arena, block, and refusal."
)


def connection(text, *, typed):
    return Connection(text.split(), typed=typed)


@pytest.mark.parametrize(
    ("text", "typed", "notes"), [(NOTES, True, True), (TERMS, True, False), (NOTES, False, False)]
)
def test_only_what_was_written_can_be_notes_and_terms_are_none(text, typed, notes):
    assert connection(text, typed=typed).are_notes(4, 9) is notes


@pytest.mark.parametrize(
    "text",
    [
        "The caller makes up one id for the payment before the first try and sends the very same id again.",
        "So the handler saves the user, records a job and answers, and a worker sends the mail.",
        "An old copy lives on in each browser until the names of the files change with their contents.",
        "A slow quarter of an hour becomes a real outage, and the night shift pays for that.",
        "Priority inversion. A middle task keeps the logger from giving the mutex back.",
        "One trunk, thin hardware layer, a config per board. The build makes all six every time.",
    ],
)
def test_a_sentence_about_things_is_speech(text):
    assert connection(text, typed=False).are_speech(4, 9)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (
            "expand/contract. 1 add column 2 write both 3 backfill in batches 4 read new 5 drop old, one "
            "release later. each step reversible.",
            True,
        ),
        ("1. add nullable column 2. dual write 3. backfill 4. switch reads 5. drop old column", True),
        (
            "- measure first (EXPLAIN ANALYZE) - composite index customer_id, created_at desc - covering "
            "scan - check writes",
            True,
        ),
        ("Hash salted slowly. Verify the token's signature. Reject what expired. Log none of it.", True),
        ("1. column 2. dual write 3. backfill batch 4. reversible step 5. release", False),
        (
            "Cache, drop, batch, retry, backfill, queue, index, lock, read replica, write ahead, hash, log",
            False,
        ),
        ("- composite index - covering scan - index write - explain plan - customer order date", False),
    ],
)
def test_steps_that_say_what_to_do_are_notes_and_numbered_terms_are_none(text, notes):
    assert connection(text, typed=True).are_notes(0, len(text.split()) - 1) is notes


@pytest.mark.parametrize("number", [12, 13, 15, 18])
def test_a_dozen_terms_are_no_speech(number):
    few = " ".join(TERMS.split()[:number])

    assert not connection(few, typed=False).are_speech(2, number - 3)


def test_terms_thrown_together_are_no_speech_either():
    assert not connection(TERMS, typed=True).are_speech(4, 9)


@pytest.mark.parametrize(("text", "heard"), [(NOTES, 4), (TERMS, 0)])
def test_an_expert_who_writes_terse_notes_is_read(text, heard):
    question = next(one for one in read_bank() if one.slug == "no-heap-after-start")
    words = words_of_typed(text, start_ms=0, end_ms=60_000)

    judgement = LocalAnalyst().judge_now(Answer(text=text, words=words, typed=True), question)

    assert sum(point.verdict == Verdict.HEARD for point in judgement.points) == heard


def test_what_could_not_be_read_is_not_called_missing():
    question = next(one for one in read_bank() if one.slug == "no-heap-after-start")
    words = words_of_typed(TERMS, start_ms=0, end_ms=60_000)
    read_back = words_of_typed(f"{question.ask} {question.ask}", start_ms=0, end_ms=60_000)

    listed = LocalAnalyst().judge_now(Answer(text=TERMS, words=words), question)
    asked = LocalAnalyst().judge_now(Answer(text=question.ask, words=read_back), question)

    assert {point.verdict for point in listed.points} == {Verdict.CANNOT_TELL}
    assert listed.note == UNREAD
    assert {point.verdict for point in asked.points} == {Verdict.NOT_HEARD}
