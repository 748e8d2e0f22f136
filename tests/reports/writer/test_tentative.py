"""A question on which nothing is sure is not told as an answer without worth."""

import msgspec
import pytest

from interviews.history import Verdict, span
from reports.answers.asked import asked_questions
from reports.writer import tentative

from .. import sessions
from ..cast import built, record_of
from ..findings.test_omissions import judged
from ..sessions import Said

pytestmark = pytest.mark.django_db

SLUG = "ops-asks-for-realtime-stock"
ANSWER = (
    "First I would ask them what they do with the stock level. I would run the batch every ten minutes and "
    "read what has changed. A stream has to be kept alive all night. "
)
FIRST, BATCH, STREAM = (0, 10), (11, 24), (25, 33)


def unsure(alice, reply=""):
    """Return the interview and its record: three points that may be in the answer, and none for sure."""
    turns = [Said("question", ANSWER, certainty=0.6)]
    if reply:
        turns.append(Said("follow_up", reply, about="decision-behind-latency", certainty=0.6))
    row = sessions.talk(alice, *turns, slug=SLUG)
    record = record_of(row)
    for point, verdict, certainty, words in (
        ("decision-behind-latency", Verdict.HEARD, 0.59, FIRST),
        ("micro-batch-middle", Verdict.PARTLY, 0.73, BATCH),
        ("streaming-running-cost", Verdict.PARTLY, 0.71, STREAM),
    ):
        evidence = (span(record.turns[0].words, *words),)
        record = judged(record, 0, point, verdict=verdict, certainty=certainty, evidence=evidence)
    return row, record


def keep(row, record):
    for turn in record.turns:
        row.turns.filter(number=turn.number).update(content=msgspec.to_builtins(turn.content))


def said(record):
    return tentative.in_words(asked_questions(record)[0])


def test_the_surest_two_are_told_with_their_words_and_as_no_more_than_likely(alice):
    _row, record = unsure(alice)

    text = said(record)

    assert text.startswith("It seems that these are in it")
    assert "ask them what they do with the stock level" in text
    assert "run the batch every ten minutes" in text
    assert "stream has to be kept alive" not in text


def test_the_same_words_are_told_of_one_point_only(alice):
    _row, record = unsure(alice)
    words = (span(record.turns[0].words, *FIRST),)
    heard = {"verdict": Verdict.HEARD, "certainty": 0.3, "evidence": words}

    text = said(judged(record, 0, "micro-batch-middle", **heard))

    assert text.count("ask them what they do with the stock level") == 1
    assert "stream has to be kept alive" in text


def test_half_a_point_that_may_as_well_not_have_been_said_is_not_told(alice):
    _row, record = unsure(alice)
    words = (span(record.turns[0].words, *BATCH),)

    text = said(
        judged(record, 0, "micro-batch-middle", verdict=Verdict.PARTLY, certainty=0.6, evidence=words)
    )

    assert "run the batch every ten minutes" not in text


def test_what_the_candidate_then_did_not_know_is_not_among_them(alice):
    _row, record = unsure(alice, reply="I don't know, I never checked that.")

    assert "ask them" not in said(record)


def test_the_page_names_them_and_a_correction_takes_them_away(alice, client):
    row, record = unsure(alice)
    keep(row, record)
    report = built(row)
    client.force_login(alice)
    page = f"/reports/{row.pk}/"

    assert report.reviews.get().summary in client.get(page).content.decode().replace("&#x27;", "'")
    client.post(f"/reports/{row.pk}/answers/1/", {"text": "I would ask them, and then decide."})
    assert "As far as a comparison" not in client.get(page).content.decode()


def test_an_answer_of_which_nothing_is_likely_is_not_told_as_one_without_worth(alice, client):
    row = sessions.talk(alice, Said("question", ANSWER, certainty=0.6), slug=SLUG)
    built(row)
    client.force_login(alice)

    assert "That says nothing about how good it was." in client.get(f"/reports/{row.pk}/").content.decode()


def test_what_seems_to_be_in_it_stands_beside_a_gap_as_well(alice, client):
    row, record = unsure(alice)
    sure = {"verdict": Verdict.NOT_HEARD, "certainty": 0.95, "evidence": ()}
    keep(row, judged(record, 0, "streaming-running-cost", **sure))
    report = built(row)
    client.force_login(alice)

    html = client.get(f"/reports/{row.pk}/").content.decode().replace("&#x27;", "'")

    assert [claim.key_point for claim in report.claims.filter(kind="gap")] == ["streaming-running-cost"]
    assert "ask them what they do with the stock level" in report.reviews.get().summary
    assert report.reviews.get().summary in html


def test_a_scrap_is_told_of_no_point(alice):
    _row, record = unsure(alice)
    few = (span(record.turns[0].words, 0, 4),)

    assert "First I would ask" not in said(judged(record, 0, "decision-behind-latency", evidence=few))


def test_where_something_is_sure_nothing_is_added(alice):
    row, record = unsure(alice)
    keep(row, judged(record, 0, "decision-behind-latency", certainty=0.9))

    assert built(row).reviews.get().summary == ""


def test_what_is_shown_of_the_words_is_no_scrap_either(alice):
    answer = "We put a pool in front of it and set a limit and since then, uh, it hasn't happened again. "
    row = sessions.talk(alice, Said("question", answer, certainty=0.6), slug=SLUG)
    record = record_of(row)
    turn = record.turns[0]
    heard = tuple(
        msgspec.structs.replace(word, confidence=0.1) if word.text.startswith("uh") else word
        for word in turn.words
    )
    turn = msgspec.structs.replace(turn, words=heard, typed=False)
    record = msgspec.structs.replace(record, turns=(turn, *record.turns[1:]))
    words = (span(heard, 8, 18),)

    text = said(
        judged(record, 0, "micro-batch-middle", verdict=Verdict.PARTLY, certainty=0.7, evidence=words)
    )

    assert text == ""


def test_words_of_a_wrong_belief_are_told_of_no_point(alice):
    _row, record = unsure(alice)
    words = (span(record.turns[0].words, *FIRST),)
    wrong = {"verdict": Verdict.NOT_HEARD, "misconception": "asks nobody", "evidence": words}

    text = said(judged(record, 0, "streaming-running-cost", **wrong))

    assert "ask them what they do with the stock level" not in text
    assert "run the batch every ten minutes" in text
