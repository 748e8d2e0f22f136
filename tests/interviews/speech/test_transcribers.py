"""What every transcriber promises (port.py), kept by the local one and by OpenAI's."""

from collections.abc import Iterator

import numpy as np
import pytest
from openai.types.audio import TranscriptionVerbose, TranscriptionWord

from interviews.speech.openai import SHARED_OUT, OpenAITranscriber
from interviews.speech.port import NOTHING, SAMPLE_RATE, Heard, Transcriber, TranscriberFailed
from interviews.speech.whisper import Decoded, WhisperTranscriber
from tests.benchmarks.voices import speak_marked
from tests.fakes.openai_server import running
from tests.interviews.speech.simulation import room_tone

ANSWER = "Um, I would look at the plan first, uh, and then at the index."
SAID = "I would start with the simplest thing that works and measure it."


@pytest.fixture(scope="module")
def whisper() -> WhisperTranscriber:
    return WhisperTranscriber()


@pytest.fixture(params=["whisper", "openai"])
def transcriber(request, whisper) -> Iterator[Transcriber]:
    if request.param == "whisper":
        yield whisper
        return
    with running(transcript=SAID) as server:
        yield OpenAITranscriber(api_key="none", base_url=server.base_url)


def plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalpha() or letter == " ").strip()


def test_fast_returns_what_was_said(transcriber):
    samples, _, _ = speak_marked(SAID, tail_ms=300)

    heard = transcriber.fast(samples, language="en")

    assert plain(heard.text) == plain(SAID)


def test_whisper_tells_a_whole_sentence_from_one_that_goes_on(whisper):
    whole, _, _ = speak_marked("We moved the work into a queue between the two services.", tail_ms=100)
    part, _, _ = speak_marked("We moved the work into a queue between the", tail_ms=100)

    closed, open_ended = (whisper.fast(samples, language="en").closed for samples in (whole, part))

    assert closed > 0.7
    assert open_ended < closed - 0.3


def test_verbatim_gives_every_word_a_place_in_the_speech(transcriber):
    samples, _, end_ms = speak_marked(SAID, lead_ms=3_000, tail_ms=2_000)

    words = transcriber.verbatim(samples, language="en")

    heard, said = (plain(" ".join(word.text for word in words)).split(), plain(SAID).split())
    assert len(heard) == len(said)
    # Processors round differently, and beams with them: one small word may come out as its neighbour.
    assert sum(one != other for one, other in zip(heard, said, strict=True)) <= 1
    assert all(word.start_ms <= word.end_ms for word in words)
    assert [word.start_ms for word in words] == sorted(word.start_ms for word in words)
    assert words[0].start_ms > 2_500
    assert words[-1].end_ms < end_ms + 400


@pytest.mark.parametrize("level", [0, 4])
def test_verbatim_of_a_quiet_room_is_empty(transcriber, level):
    assert transcriber.verbatim(room_tone(3_000, level=level), language="en") == ()


def test_a_blink_of_audio_is_no_text(transcriber):
    assert transcriber.fast(np.zeros(SAMPLE_RATE // 100, np.int16), language="en") == NOTHING


@pytest.mark.parametrize("level", [0, 4, 300, 3_000])
def test_whisper_invents_nothing_on_noise(whisper, level):
    noise = room_tone(4_000, level=level)

    assert whisper.fast(noise, language="en") == NOTHING
    assert whisper.verbatim(noise, language="en") == ()


def test_whisper_keeps_the_fillers_in_the_verbatim_pass(whisper):
    samples, _, _ = speak_marked("Um, I would use a queue [600] uh, between the two services.", tail_ms=200)

    words = [plain(word.text) for word in whisper.verbatim(samples, language="en")]

    assert "queue" in words
    assert {"um", "uh"} & set(words)


def test_whisper_writes_the_sounds_that_its_decoder_leaves_out(whisper):
    # By itself the decoder writes neither of the two.
    with_sounds, _, _ = speak_marked(
        "We moved the, uh, payments into a queue, um, between the two.", tail_ms=200
    )
    without, _, _ = speak_marked("We moved the payments into a queue between the two.", tail_ms=200)

    heard, plainly = (
        [plain(word.text) for word in whisper.verbatim(samples, language="en")]
        for samples in (with_sounds, without)
    )

    assert heard[heard.index("the") :][:3] == ["the", "uh", "payments"]
    assert heard[heard.index("queue") :][:3] == ["queue", "um", "between"]
    assert not {"um", "uh"} & set(plainly)


@pytest.mark.parametrize("said", ["I start with the cache [400] um,", "Then we measure it. Um,"])
def test_whisper_hears_that_somebody_hesitates(whisper, said):
    samples, _, _ = speak_marked(said, voice="rms", tail_ms=250)

    assert whisper.fast(samples, language="en").hesitates


@pytest.mark.parametrize("said", ["The bottom.", "That is the maximum.", "We read the data.", ANSWER])
def test_whisper_takes_no_word_for_a_hesitation(whisper, said):
    samples, _, _ = speak_marked(said, tail_ms=250)

    assert not whisper.fast(samples, language="en").hesitates


def test_whisper_lets_no_word_reach_into_a_pause(whisper):
    samples, pauses, _ = speak_marked(
        "We return the stored response, [1900] and, um, [1100] well, [900] we store that key in a table, "
        "[1400] so, um, [800] the client sends it again.",
        tail_ms=500,
    )

    words = whisper.verbatim(samples, language="en")

    inside = [
        (word.text, start, end)
        for word in words
        for start, end in pauses
        if word.start_ms < end - 250 and word.end_ms > start + 250
    ]
    assert inside == []


def test_whisper_finds_words_after_a_long_silence_at_their_time(whisper):
    samples, pauses, _ = speak_marked("We measure first. [9000] Then we change the index.", tail_ms=200)

    words = whisper.verbatim(samples, language="en")

    then = next(word for word in words if plain(word.text) == "then")
    assert abs(then.start_ms - pauses[0][1]) < 400


@pytest.mark.slow
def test_whisper_hears_a_five_minute_monologue_to_its_end(whisper):
    part, _, _ = speak_marked("The cache sits in front of the database and it expires after a minute. [700]")
    end, _, _ = speak_marked("Finally we deploy on Friday.", tail_ms=200)
    samples = np.concatenate([*[part] * (300 * SAMPLE_RATE // len(part)), end])

    words = whisper.verbatim(samples, language="en")

    assert plain(words[-1].text) == "friday"
    assert words[-1].end_ms > 295_000
    assert sum(plain(word.text) == "database" for word in words) > 300 * SAMPLE_RATE // len(part) * 0.8


def test_whisper_hears_again_what_went_round_in_a_loop():
    class Looping(WhisperTranscriber):
        def _decode(self, samples, language, window_s, *, beam, prompt, no_repeat=False):
            text = "It is the same as the land" + " of the land" * (0 if no_repeat else 7)
            return Decoded(text, [], None, 0, 0.1 if no_repeat else 0.9)

        def _hesitates(self, heard, language):
            return False

    heard = Looping().fast(room_tone(3_000), language="en")

    assert heard == Heard("It is the same as the land", 0.1)


def test_a_model_that_is_not_there_is_said_in_words(tmp_path):
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(TranscriberFailed, match="could not be loaded"):
        WhisperTranscriber(model=str(tmp_path)).fast(np.zeros(SAMPLE_RATE, np.int16), language="en")


@pytest.mark.parametrize("fault", ["500", "429", "401", "invalid_json", "html", "cut", "no message"])
def test_openai_failures_are_told_as_such(fault):
    samples, _, _ = speak_marked(SAID)
    with running(fault=fault) as server:
        transcriber = OpenAITranscriber(api_key="none", base_url=server.base_url, timeout_s=3)

        with pytest.raises(TranscriberFailed):
            transcriber.fast(samples, language="en")
        with pytest.raises(TranscriberFailed):
            transcriber.verbatim(samples, language="en")


def test_openai_is_asked_once_as_its_next_phrase_waits():
    samples, _, _ = speak_marked(SAID)
    with running(fault="429", fault_times=1) as server:
        transcriber = OpenAITranscriber(api_key="none", base_url=server.base_url)

        with pytest.raises(TranscriberFailed):
            transcriber.fast(samples, language="en")

        assert len(server.asked) == 1


def test_openai_shares_out_times_when_the_server_gives_none():
    samples, _, _ = speak_marked(SAID, lead_ms=1_000)
    with running(transcript=SAID, fault="400", fault_part="transcription", fault_times=1) as server:
        transcriber = OpenAITranscriber(api_key="none", base_url=server.base_url)

        words = transcriber.verbatim(samples, language="en")

    heard, said = (plain(" ".join(word.text for word in words)).split(), plain(SAID).split())
    assert len(heard) == len(said)
    # Processors round differently, and beams with them: one small word may come out as its neighbour.
    assert sum(one != other for one, other in zip(heard, said, strict=True)) <= 1
    assert words[0].start_ms > 700
    assert words[-1].end_ms <= len(samples) * 1_000 // SAMPLE_RATE


def test_openai_shares_out_times_when_those_that_come_are_none():
    samples, _, _ = speak_marked(SAID, lead_ms=500)
    transcriber = OpenAITranscriber(api_key="none")
    word = TranscriptionWord.model_construct(word="I", start=None, end=None)
    heard = TranscriptionVerbose.model_construct(text=SAID, words=[word])
    transcriber._ask = lambda *arguments, **options: heard

    words = transcriber.verbatim(samples, language="en")

    assert [word.text for word in words] == SAID.split()
    assert {word.confidence for word in words} == {SHARED_OUT}


def test_openai_words_keep_the_marks_of_their_text():
    samples, _, _ = speak_marked(SAID, lead_ms=500)
    with running(transcript="Yes, I would. Why not?") as server:
        transcriber = OpenAITranscriber(api_key="none", base_url=server.base_url)

        words = transcriber.verbatim(samples, language="en")

    assert [word.text for word in words] == ["Yes,", "I", "would.", "Why", "not?"]


def test_openai_sound_that_is_refused_does_not_end_word_times():
    samples, _, _ = speak_marked(SAID, lead_ms=500)
    with running(transcript=SAID, fault="400", fault_part="transcription", fault_times=2) as server:
        transcriber = OpenAITranscriber(api_key="none", base_url=server.base_url)
        with pytest.raises(TranscriberFailed):
            transcriber.verbatim(samples, language="en")

        words = transcriber.verbatim(samples, language="en")

    assert {word.confidence for word in words} != {SHARED_OUT}


def test_whisper_spells_what_the_talk_is_about(whisper):
    samples, _, _ = speak_marked("I would put the idempotency key into Postgres.", tail_ms=200)

    alone, told = (
        " ".join(word.text for word in whisper.verbatim(samples, language="en", about=about))
        for about in ("", "SQL, Postgres, Redis, Kafka, idempotency key. How is nobody charged twice?")
    )

    assert "idempotency key" not in alone
    assert "idempotency key into Postgres" in told


def test_whisper_hears_none_of_what_the_talk_is_about_where_nobody_says_it(whisper):
    said = "I like to walk along the river when the sun is low, and my brother takes the dog."
    samples, _, _ = speak_marked(said, tail_ms=200)

    words = whisper.verbatim(samples, language="en", about="Redis, Kafka, deadlock. What is a deadlock?")

    assert plain(" ".join(word.text for word in words)) == plain(said)
    assert whisper.verbatim(room_tone(4_000, level=300), language="en", about="Redis, Kafka.") == ()
