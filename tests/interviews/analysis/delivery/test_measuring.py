"""Delivery of one answer, from words, runs of speech and audio."""

import numpy as np
import pytest

from interviews.analysis.delivery import measuring
from interviews.analysis.delivery.measuring import baseline, measure
from interviews.analysis.judgement import LONG_PAUSE_MS, DeliveryMeasures, Pause
from interviews.transcript import Word

TWENTY = "I would put the job on a queue and let a worker take it when there is room for it"


def words_of(
    text: str, *, start_ms: int = 1_000, step_ms: int = 350, confidence: float = 0.9
) -> tuple[Word, ...]:
    return tuple(
        Word(part, start_ms + at * step_ms, start_ms + at * step_ms + step_ms - 50, confidence)
        for at, part in enumerate(text.split())
    )


def measured(text: str, **changes) -> DeliveryMeasures:
    words = words_of(text)
    given = {"speech": ((words[0].start_ms, words[-1].end_ms),), "asked_ms": 200, "typed": False} | changes
    return measure(words=given.pop("words", words), **given)


def test_pace_counts_words_over_the_whole_time_without_sounds():
    found = measured("um " + TWENTY + " uh")

    assert found.words == 20
    assert found.words_per_minute == pytest.approx(20 / (22 * 350 - 50) * 60_000)
    assert found.first_word_ms == 800
    assert found.fillers_per_minute == pytest.approx(2 / (22 * 350 - 50) * 60_000)


def test_pauses_are_told_apart_by_where_they_fall():
    words = (
        *words_of("so I put it on the", start_ms=0),
        *words_of("queue. Then a worker takes it.", start_ms=6_000),
    )

    found = measure(
        words=words,
        speech=((0, 2_050), (6_000, 6_300), (6_600, 8_100)),
        asked_ms=0,
        typed=False,
        from_audio=True,
    )

    assert [(pause.end_ms - pause.start_ms, pause.inside_clause) for pause in found.pauses] == [
        (3_950, True),
        (300, False),
    ]
    assert len(found.long_pauses) == 1


@pytest.mark.parametrize(
    ("before", "inside"),
    [
        ("so I put it on the", True),
        ("collisions, let me think about that for a moment", False),
        ("well give me a second", False),
        ("hmm, let me see", False),
    ],
)
def test_a_pause_that_was_announced_breaks_nothing_off(before, inside):
    words = (*words_of(before, start_ms=0, step_ms=300), *words_of("queue it goes there", start_ms=9_000))

    found = measure(words=words, speech=((0, words[-5].end_ms), (9_000, 10_350)), asked_ms=0, typed=False)

    assert [pause.inside_clause for pause in found.pauses] == [inside]
    assert len(found.long_pauses) == inside


@pytest.mark.parametrize(
    ("before", "inside"),
    [
        ("we moved the work away and", False),
        ("we moved the work away and, um,", False),
        ("we had long waits because uh", False),
        ("it was fast, but", False),
        ("it was fast at first so", False),
        ("we moved the work to a", True),
        ("we moved the work that", True),
        ("the reason was um", True),
        ("and we moved", True),
        ("it was so fast", True),
    ],
)
def test_a_pause_after_the_word_that_joins_a_clause_comes_before_that_clause(before, inside):
    words = (*words_of(before, start_ms=0, step_ms=300), *words_of("queue it goes there", start_ms=9_000))

    found = measure(words=words, speech=((0, words[-5].end_ms), (9_000, 10_350)), asked_ms=0, typed=False)

    assert [pause.inside_clause for pause in found.pauses] == [inside]


def test_long_pauses_are_no_time_of_the_pace_between_them():
    pauses = (Pause(0, 400), Pause(10_000, 20_000, inside_clause=True), Pause(30_000, 35_000))
    found = DeliveryMeasures(words=60, speech_ms=1, total_ms=60_000, words_per_minute=60, pauses=pauses)

    assert found.words_per_minute_unpaused == pytest.approx(80)
    assert DeliveryMeasures(words=1, speech_ms=1, total_ms=1).words_per_minute_unpaused is None


def coding(**changes) -> DeliveryMeasures:
    """Measure 20 s of talk, 90 s at the code pad, and 20 s of talk."""
    words = (
        *words_of(" ".join([TWENTY] * 3), start_ms=0, step_ms=333),
        *words_of(" ".join([TWENTY] * 3), start_ms=110_000, step_ms=333),
    )
    speech = ((0, 9_000), (9_500, 20_000), (110_000, 130_000))
    return measure(words=words, speech=speech, asked_ms=0, typed=False, **changes)


@pytest.mark.parametrize("excused", [(20_000, 110_000), (60_000, 70_000), (109_000, 119_000)])
def test_silence_that_is_excused_is_no_pause_and_no_time_of_the_answer(excused):
    found = coding(excused=(excused,))

    assert [(pause.start_ms, pause.end_ms) for pause in found.pauses] == [(9_000, 9_500)]
    assert found.total_ms == 40_000
    assert found.words_per_minute == pytest.approx(180)


def test_silence_that_nothing_excuses_counts():
    found = coding(excused=((0, 9_000), (110_000, 200_000)))

    assert len(found.long_pauses) == 1
    assert found.total_ms == 130_000


def test_fillers_are_counted_over_the_time_that_is_left():
    words = (
        *words_of("um " + TWENTY, start_ms=0, step_ms=333),
        *words_of(TWENTY, start_ms=60_000, step_ms=333),
    )
    speech = ((0, 7_000), (60_000, 66_600))

    found = measure(words=words, speech=speech, asked_ms=0, typed=False, excused=((7_000, 60_000),))

    assert found.fillers_per_minute == pytest.approx(60_000 / 13_600)


def test_short_pauses_of_who_talks_while_writing_stay_in_the_pace():
    found = coding(excused=((0, 20_000),))

    assert (found.pauses[0].start_ms, found.pauses[0].end_ms) == (9_000, 9_500)
    assert found.total_ms == 130_000


def test_runs_of_speech_that_nearly_touch_hold_no_pause():
    found = measured(TWENTY, speech=((1_000, 4_000), (4_100, 7_950)))

    assert found.pauses == ()
    assert found.speech_ms == 6_950


@pytest.mark.parametrize("confidence", [0.1, 0.4])
def test_nothing_is_measured_when_the_recogniser_is_unsure(confidence):
    found = measured(TWENTY, words=words_of(TWENTY, confidence=confidence))

    assert found.words_per_minute is None
    assert found.fillers_per_minute is None
    assert "hard to make out" in found.note


def test_pace_is_not_measured_when_words_and_sound_disagree():
    silence = np.zeros(16_000 * 8, np.int16)

    found = measured(TWENTY, samples=silence)

    assert found.words_per_minute is None
    assert found.disfluencies == ()
    assert "do not agree" in found.note


def test_sounds_are_not_counted_when_the_words_are_not_verbatim():
    found = measured("um " + TWENTY, from_audio=False)

    assert found.fillers_per_minute is None
    assert found.words_per_minute is not None
    assert found.note


def test_typed_answers_have_words_and_no_rates():
    found = measured(TWENTY, typed=True)

    assert found.words == 20
    assert found.words_per_minute is None
    assert found.disfluencies == ()
    assert "Typed" in found.note


@pytest.mark.parametrize(
    ("text", "speech"),
    [("", ()), ("", ((0, 3_000),)), ("um", ((0, 400),)), ("😀 🎵", ((0, 900),)), ("Yes", ((0, 500),))],
)
def test_silence_a_cough_music_and_one_word_give_no_rates(text, speech):
    found = measure(words=words_of(text), speech=speech, asked_ms=0, typed=False, from_audio=True)

    assert found.words_per_minute is None
    assert found.note


def test_another_language_has_pace_but_no_fillers():
    german = (
        "also ich würde das in eine Warteschlange legen und ein Arbeiter holt es sich wenn er Zeit hat dafür"
    )

    found = measured(german, words=words_of(german), language="de")

    assert found.words_per_minute is not None
    assert found.fillers_per_minute is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "я бы положил задачу в очередь и дал работнику взять её когда будет место"),
        ("de", "das größte Problem wäre für mich die Verzögerung zwischen den beiden Rechenzentren"),
    ],
)
def test_another_language_has_pace_but_no_syllables(language, text):
    silence = np.zeros(16_000 * 8, np.int16)  # has no nuclei that these words could agree with

    found = measured(text, words=words_of(text), language=language, samples=silence)

    assert found.words_per_minute is not None
    assert found.syllables_per_minute is None
    assert found.articulation_rate is None
    assert "do not agree" not in found.note


def test_millimetres_are_words():
    found = measured("the gap is 5 mm wide and the other is 7 mm wide")

    assert found.words == 13
    assert found.fillers_per_minute == 0


def test_another_language_s_words_are_counted_even_if_they_sound_like_um_or_er():
    found = measured("er nimmt eine Warteschlange um die Last zu glätten wenn er kann", language="de")

    assert found.words == 12
    assert found.disfluencies == ()


def test_a_word_in_capitals_counts_as_a_word():
    assert measured("I would draw an ER diagram of the tables before that").words == 11


def test_a_monologue_of_five_minutes_is_measured():
    found = measured(
        " ".join([TWENTY + "."] * 45),
        words=words_of(" ".join([TWENTY + "."] * 45)),
        speech=((1_000, 316_000),),
    )

    assert found.words == 900
    assert found.words_per_minute == pytest.approx(171, abs=1)


def test_baseline_is_the_middle_of_what_was_measured():
    rates = [
        DeliveryMeasures(words=50, speech_ms=1, total_ms=1, words_per_minute=rate) for rate in (120, 140, 200)
    ]

    usual = baseline([*rates, DeliveryMeasures(words=1, speech_ms=1, total_ms=1)])

    assert usual.words_per_minute == 140
    assert usual.fillers_per_minute is None
    assert baseline(rates[:1]).words_per_minute is None


def test_thresholds_are_those_of_the_sources():
    assert (measuring.PAUSE_MS, LONG_PAUSE_MS) == (250, 2_500)
    assert (measuring.QUIET_FILLERS, measuring.MANY_FILLERS) == (5, 12)
    assert (measuring.SLOW_WPM, measuring.FAST_WPM) == (100, 175)
