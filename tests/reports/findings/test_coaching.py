"""Delivery coaching: what is due is said, and nothing else."""

import msgspec
import pytest

from interviews.history import InterviewRecord, Pause
from reports.evidence import verified
from reports.findings import coaching
from reports.writer.local import Choice, LocalWriter

from .. import sessions
from ..cast import built, record_of
from ..sessions import Said

pytestmark = pytest.mark.django_db

ANSWER = "The client would send an idempotency key with the payment and we look it up before we charge."


def found(alice, **how):
    return coaching.find(record_of(sessions.past_interview(alice, seed=8, questions=5, **how)))


def shades(alice, **how):
    return [str(finding.shade) for finding in found(alice, **how)]


def test_few_fillers_are_not_mentioned(alice):
    assert "sounds" not in shades(alice, fillers=2)


def test_twelve_a_minute_come_first(alice):
    assert shades(alice, fillers=20, long_pauses=2)[0] == "sounds"


def test_some_are_mentioned_after_what_matters_more(alice):
    heard = shades(alice, fillers=9, long_pauses=2)

    assert "sounds" in heard
    assert heard[0] == "pauses"


def short_talk(alice, *, ums):
    """Return twenty seconds of talk with some ums."""
    row = sessions.past_interview(alice, seed=8, questions=1, fillers=30, follow_ups=False, talkative=1)
    record = record_of(row)
    delivery = record.turns[0].delivery
    return remeasured(record, {"total_ms": 20_000, "disfluencies": delivery.disfluencies[:ums]})


def test_two_ums_are_no_habit_however_short_the_talk(alice):
    assert "sounds" not in [finding.shade for finding in coaching.find(short_talk(alice, ums=2))]


def test_of_less_than_a_minute_no_number_a_minute_is_told(alice):
    [sounds] = [one for one in coaching.find(short_talk(alice, ums=4)) if one.shade == "sounds"]

    told = LocalWriter()._text(sounds, Choice("1"))

    assert "rate" not in dict(sounds.amounts)
    assert " 4 " in told
    assert "a minute" not in told


def test_long_pauses_inside_a_thought_are_listed_with_the_words_around_them(alice):
    pauses = next(finding for finding in found(alice, long_pauses=1) if finding.shade == "pauses")

    assert all(quote.role == "pause" for quote in pauses.evidence)
    assert dict(pauses.amounts)["longest"]


def remeasured(record: InterviewRecord, *measures: dict[str, object]) -> InterviewRecord:
    """Return the record with its first answers measured otherwise."""
    turns = list(record.turns)
    for number, changes in enumerate(measures):
        delivery = msgspec.structs.replace(turns[number].delivery, **changes)
        turns[number] = msgspec.structs.replace(turns[number], delivery=delivery)
    return msgspec.structs.replace(record, turns=tuple(turns))


def test_the_answer_that_the_pace_is_of_is_quoted_first(alice):
    record = record_of(sessions.past_interview(alice, seed=8, questions=5, follow_ups=False, talkative=1))
    paces = [{"words_per_minute": pace} for pace in (205.0, 150.0, 260.0, 150.0, 150.0)]

    fast = next(one for one in coaching.find(remeasured(record, *paces)) if one.shade == "fast")

    assert dict(fast.amounts) == {"pace": "260", "own": "150", "answer": str(record.turns[2].number)}
    assert [quote.turn for quote in fast.evidence] == [record.turns[2].number, record.turns[0].number]


def test_a_pause_to_think_is_no_slow_speech(alice):
    record = record_of(sessions.past_interview(alice, seed=8, questions=5, follow_ups=False, talkative=1))
    total_ms = record.turns[1].delivery.total_ms
    slow = {"words_per_minute": 90.0}
    thinking = slow | {"pauses": (Pause(0, total_ms // 3),)}

    paused = coaching.find(remeasured(record, {}, thinking))
    [slowly] = [one for one in coaching.find(remeasured(record, {}, thinking, slow)) if one.shade == "slow"]

    assert not [one for one in paused if one.shade == "slow"]
    assert [quote.turn for quote in slowly.evidence] == [record.turns[2].number]


def test_who_spoke_slowly_is_not_told_to_breathe(alice):
    record = record_of(sessions.past_interview(alice, seed=8, questions=5, follow_ups=False, talkative=1))
    [slow] = [
        one for one in coaching.find(remeasured(record, {"words_per_minute": 80.0})) if one.shade == "slow"
    ]

    told = [LocalWriter()._text(slow, Choice(str(seed))) for seed in range(6)]

    assert len(set(told)) > 1
    assert not [text for text in told if "breath" in text]


@pytest.mark.parametrize("pace", [80, 110, 150, 190])
def test_an_even_pace_is_one_s_own_and_not_mentioned(alice, pace):
    assert not {"fast", "slow"} & set(shades(alice, pace=pace))


def test_steady_delivery_is_said_once_with_a_moment(alice):
    assert shades(alice, fillers=0) == ["steady"]


@pytest.mark.parametrize("measures", [{"words_per_minute": 260.0}, {"fillers_per_minute": None}])
def test_nothing_is_called_steady_that_was_fast_or_not_measured(alice, measures):
    record = record_of(sessions.past_interview(alice, seed=8, questions=1, fillers=0, talkative=2))

    assert coaching.find(remeasured(record, measures)) == ()


def test_sounds_are_counted_only_where_they_were_written_down(alice):
    record = record_of(sessions.past_interview(alice, seed=8, questions=5, fillers=14))
    silent = {"fillers_per_minute": None, "disfluencies": ()}
    half = remeasured(record, *[silent] * (len(record.turns) // 2))
    none = remeasured(record, *[silent] * len(record.turns))

    rate = coaching.overview(half).sounds_per_minute

    assert rate == pytest.approx(coaching.overview(record).sounds_per_minute, rel=0.25)
    assert coaching.find(half)[0].shade == "sounds"
    assert coaching.overview(none).sounds_per_minute is None
    assert coaching.overview(none).words_per_minute


def test_typed_answers_are_not_measured(alice):
    assert shades(alice, typed=True) == []


def test_every_moment_stands_in_the_transcript(alice):
    row = sessions.past_interview(alice, seed=8, questions=5, fillers=14, long_pauses=2)
    record = record_of(row)

    found = coaching.find(record)

    assert len(found) > 1
    for finding in found:
        assert finding.evidence
        assert verified(finding.evidence, record=record) == finding.evidence


def test_nobody_practises_on_words_that_were_hard_to_hear(alice):
    record = record_of(sessions.past_interview(alice, seed=8, questions=5, fillers=20))
    turns = tuple(
        msgspec.structs.replace(
            turn, words=tuple(msgspec.structs.replace(word, confidence=0.1) for word in turn.words)
        )
        for turn in record.turns
    )

    assert [finding for finding in coaching.find(record) if finding.shade == "sounds"]
    guessed = coaching.find(msgspec.structs.replace(record, turns=turns))
    assert not [finding for finding in guessed if finding.shade == "sounds"]


def test_what_the_camera_saw_is_said_once_with_the_answers_that_it_is_about(alice, client):
    row = sessions.talk(alice, Said("question", ANSWER), Said("follow_up", ANSWER), Said("follow_up", ANSWER))
    edge = {"samples": 10, "out_of_frame": 0, "at_edge": 6, "dark": 0}
    for turn, framing in zip(row.turns.order_by("number"), (edge, edge, edge | {"at_edge": 0}), strict=True):
        turn.framing = framing
        turn.save()
    record = record_of(row)

    [(text, times)] = coaching.camera(record).items()

    assert text.startswith("Your face was at the very edge for most of the answer")
    assert times == [turn.answer_start_ms for turn in record.turns[:2]]
    built(row)
    client.force_login(alice)
    page = client.get(f"/reports/{row.pk}/").content.decode()
    assert page.count("How you looked on camera") == 1
    assert text in page


@pytest.mark.parametrize(("pace", "told"), [(210, "quick"), (150, None), (80, "unhurried")])
def test_a_pace_outside_the_band_all_along_is_said_once_and_kindly(alice, client, pace, told):
    row = sessions.past_interview(alice, seed=8, questions=5, pace=pace, fillers=0, talkative=1)
    report = built(row)
    client.force_login(alice)
    html = client.get(f"/reports/{row.pk}/").content.decode()

    said = list(report.claims.filter(kind="delivery", shade__in=["quick", "unhurried"]))

    assert [claim.shade for claim in said] == ([told] if told else [])
    assert all("words a minute" in claim.text and "“" in claim.text for claim in said)
    if told:
        assert "Nothing stood out" not in html
        assert not report.claims.filter(shade__in=["fast", "slow", "steady"]).exists()


def test_of_a_single_minute_nothing_is_said(alice):
    assert not shades(alice, pace=210, fillers=0, slugs=["payment-retried-after-timeout"], follow_ups=False)


def test_no_moment_is_one_of_a_misheard_swear_word(alice):
    record = record_of(sessions.past_interview(alice, seed=8, questions=5, long_pauses=2))
    [pauses] = [finding for finding in coaching.find(record) if finding.shade == "pauses"]
    quote = pauses.evidence[0]
    turns = list(record.turns)
    at = next(index for index, turn in enumerate(turns) if turn.number == quote.turn)
    words = list(turns[at].words)
    words[quote.first] = msgspec.structs.replace(words[quote.first], text="shit", confidence=0.2)
    turns[at] = msgspec.structs.replace(turns[at], words=tuple(words))

    found = coaching.find(msgspec.structs.replace(record, turns=tuple(turns)))

    assert not any("shit" in quote.text for finding in found for quote in finding.evidence)
