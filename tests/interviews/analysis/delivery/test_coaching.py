"""At most one quiet line, and never the same twice in a minute."""

import pytest

from interviews.analysis.delivery.coaching import line_for
from interviews.analysis.delivery.measuring import Baseline, baseline
from interviews.analysis.judgement import DeliveryMeasures, Disfluency, Pause
from interviews.transcript import Span


def said(kind: str, *quotes: str) -> tuple[Disfluency, ...]:
    return tuple(Disfluency(kind, Span(at, at, quote, 0, 1)) for at, quote in enumerate(quotes))


MANY = said("filled_pause", *["um"] * 5) + said("lexical_filler", *["you know,"] * 5)


def measures(**changes) -> DeliveryMeasures:
    given = {
        "disfluencies": MANY,
        "words": 150,
        "speech_ms": 55_000,
        "total_ms": 60_000,
        "words_per_minute": 150.0,
        "fillers_per_minute": 2.0,
    }
    return DeliveryMeasures(**given | changes)


def test_a_fluent_answer_gets_no_line():
    assert line_for(measures(), shown=(), now_ms=60_000) is None


def test_few_fillers_stay_unsaid_and_many_come_first():
    assert line_for(measures(fillers_per_minute=5.0), shown=(), now_ms=0) is None
    assert "notice" in line_for(measures(fillers_per_minute=8.0), shown=(), now_ms=0)
    assert "came often" in line_for(
        measures(fillers_per_minute=12.0, words_per_minute=220.0), shown=(), now_ms=0
    )


def test_pace_comes_before_a_few_fillers():
    assert "quick" in line_for(measures(fillers_per_minute=8.0, words_per_minute=200.0), shown=(), now_ms=0)


def test_the_neutral_band_of_pace_is_left_alone():
    for rate in (100.0, 130.0, 175.0):
        assert line_for(measures(words_per_minute=rate), shown=(), now_ms=0) is None


def test_a_quick_speaker_is_only_told_when_quicker_than_usual():
    usual = Baseline(answers=3, words_per_minute=190.0)

    assert line_for(measures(words_per_minute=200.0), shown=(), now_ms=0, usual=usual) is None
    assert "quick" in line_for(measures(words_per_minute=230.0), shown=(), now_ms=0, usual=usual)


def test_a_slow_first_answer_is_not_held_against_what_is_usual():
    line = line_for(measures(words_per_minute=95.0), shown=(), now_ms=0, usual=baseline([]))

    assert "listener" in line
    assert "usual" not in line


def test_a_slow_speaker_is_only_told_when_slower_than_usual():
    usual = Baseline(answers=3, words_per_minute=100.0)

    assert line_for(measures(words_per_minute=95.0), shown=(), now_ms=0, usual=usual) is None
    assert "slower than usual" in line_for(measures(words_per_minute=80.0), shown=(), now_ms=0, usual=usual)


def test_a_pause_to_think_is_no_slow_speech():
    pause = Pause(10_000, 26_000)

    assert line_for(measures(words_per_minute=92.0, pauses=(pause,)), shown=(), now_ms=0) is None


def test_long_pauses_between_sentences_are_left_alone():
    pauses = tuple(Pause(at, at + 3_000) for at in (1_000, 9_000, 20_000))

    assert line_for(measures(pauses=pauses), shown=(), now_ms=0) is None


def test_one_answer_that_trails_off_is_not_spoken_of_and_the_second_is():
    trailing = measures(disfluencies=(Disfluency("trailing_off", Span(149, 149, "so", 0, 1)),))

    assert line_for(trailing, shown=(), now_ms=0, usual=baseline([measures()])) is None
    assert "trailed off" in line_for(trailing, shown=(), now_ms=0, usual=baseline([trailing]))


def test_the_same_line_comes_again_only_after_a_minute():
    line = line_for(measures(fillers_per_minute=15.0), shown=(), now_ms=10_000)

    assert line_for(measures(fillers_per_minute=15.0), shown=((10_000, line),), now_ms=69_999) is None
    assert line_for(measures(fillers_per_minute=15.0), shown=((10_000, line),), now_ms=70_000) == line


def test_a_short_answer_gets_no_line():
    assert line_for(measures(total_ms=9_000, fillers_per_minute=20.0), shown=(), now_ms=0) is None


def test_what_was_not_measured_is_not_spoken_of():
    assert line_for(measures(fillers_per_minute=None, words_per_minute=None), shown=(), now_ms=0) is None


def test_the_filler_phrase_is_named_and_long_pauses_get_help():
    pauses = tuple(Pause(at, at + 3_000, inside_clause=True) for at in (1_000, 9_000, 20_000))

    assert "you know" in line_for(measures(lexical_fillers_per_minute=13.0), shown=(), now_ms=0)
    assert "think" in line_for(measures(pauses=pauses), shown=(), now_ms=0)


def test_the_phrase_is_named_as_it_is_written():
    fillers = said("lexical_filler", "I mean,", "i mean", "like", "like", "I mean")

    line = line_for(measures(lexical_fillers_per_minute=13.0, disfluencies=fillers), shown=(), now_ms=0)

    assert line.startswith("“I mean” came often.")


@pytest.mark.parametrize("rates", [{"fillers_per_minute": 13.0}, {"lexical_fillers_per_minute": 13.0}])
@pytest.mark.parametrize(("times", "told"), [(2, None), (3, "few"), (4, "few"), (5, "often")])
def test_of_a_short_answer_the_count_must_bear_out_the_rate(rates, times, told):
    fillers = said("filled_pause", *["um"] * times) + said("lexical_filler", *["like"] * times)

    line = line_for(measures(total_ms=16_000, disfluencies=fillers, **rates), shown=(), now_ms=0)

    assert told in line if told else line is None


def test_no_phrase_is_named_that_came_once_or_twice():
    fillers = said("lexical_filler", "like", "you know", "like", "I mean", "basically")

    few = line_for(measures(lexical_fillers_per_minute=8.0, disfluencies=fillers), shown=(), now_ms=0)
    often = line_for(measures(lexical_fillers_per_minute=13.0, disfluencies=fillers), shown=(), now_ms=0)

    assert few.startswith("Small words such as “like” ")
    assert often.startswith("Small words such as “like” ")
