"""Making the interviewer's words audible, by the page and by a voice service."""

import asyncio
import time

import pytest

from interviews.speech import speaker as speaking
from interviews.speech.port import VoiceFailed
from interviews.speech.speaker import BrowserSpeaker, ServerSpeaker, make_speaker
from interviews.speech.voice import BrowserVoice


class Track:
    """Plays in no time, or not at all, as told."""

    def __init__(self) -> None:
        self.pcm = b""
        self.played = 0.0
        self.hushed = 0

    def play(self, pcm: bytes) -> None:
        self.pcm += pcm

    def hush(self) -> None:
        self.hushed += 1

    def progress(self) -> float:
        return self.played


class Tones:
    """A voice that makes a tenth of a second of sound of a character, or less, and may fail at a sentence."""

    name, in_browser, sample_rate, voices = "tones", False, 24_000, ("low", "high")

    def __init__(self, *, fail_on: str = "", character_ms: int = 100) -> None:
        self.fail_on = fail_on
        self.character = b"\1\0" * 24 * character_ms
        self.said: list[str] = []
        self.asked_for: list[str] = []

    async def speak(self, sentence, *, voice, speed, usage=None):
        self.asked_for.append(voice)
        if self.fail_on and self.fail_on in sentence:
            raise VoiceFailed("no sound today")
        self.said.append(sentence)
        yield self.character * len(sentence)


def server_speaker(voice=None):
    track, failures = Track(), []
    speaker = make_speaker(
        voice or Tones(),
        typing=False,
        play=track.play,
        hush=track.hush,
        on_progress=track.progress,
        on_failed=lambda reason, start: failures.append((reason, start)),
    )
    assert isinstance(speaker, ServerSpeaker)
    return speaker, track, failures


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def browser_speaker(*, typing: bool = False) -> BrowserSpeaker:
    speaker = make_speaker(
        BrowserVoice(), typing=typing, play=lambda pcm: None, hush=lambda: None, on_progress=lambda: 0.0
    )
    assert isinstance(speaker, BrowserSpeaker)
    return speaker


async def test_the_page_says_when_it_is_through():
    speaker = browser_speaker()
    speaker.begin(3)
    speaker.add("What would you measure first, and why that?" * 4)
    waiting = asyncio.create_task(speaker.finished())
    await settle()
    assert not waiting.done()

    speaker.page_heard(2, 10, finished=True)
    await settle()
    assert not waiting.done()
    speaker.page_heard(3, 10, finished=True)

    await asyncio.wait_for(waiting, 1)


async def test_a_page_that_says_nothing_is_waited_for_as_long_as_speaking_takes():
    speaker = browser_speaker()
    speaker.configure(voice="", speed=2.0)
    speaker.begin(0)
    speaker.add("Why is that?")
    began = time.monotonic()

    await speaker.finished()

    assert 1.5 < time.monotonic() - began < 6


@pytest.mark.parametrize("how", ["typing", "muted", "muted later"])
async def test_nobody_waits_for_words_that_are_only_read(how):
    speaker = browser_speaker(typing=how == "typing")
    speaker.muted = how == "muted"
    speaker.begin(0)
    speaker.add("What would you measure first? " * 20)
    waiting = asyncio.create_task(speaker.finished())
    await settle()

    if how == "muted later":
        speaker.muted = True

    await asyncio.wait_for(waiting, 1)
    assert speaker.stop() == 600


async def test_only_the_page_knows_what_was_heard_of_its_words():
    speaker = browser_speaker()
    speaker.begin(0)
    speaker.add("What would you measure first?")

    assert speaker.stop() is None


async def test_the_first_sentence_is_spoken_before_the_second_is_there():
    voice = Tones()
    speaker, track, _ = server_speaker(voice)

    speaker.begin(0)
    for delta in ("You said that ", "reads matter. ", "Why "):
        speaker.add(delta)
    await settle()

    assert voice.said == ["You said that reads matter."]
    assert track.pcm


async def test_finished_waits_until_the_track_has_played_all():
    speaker, track, _ = server_speaker()
    speaker.begin(0)
    speaker.add("Why would you do that?")
    waiting = asyncio.create_task(speaker.finished())
    await asyncio.sleep(0.1)
    assert not waiting.done()

    track.played = len(track.pcm) / 48_000

    await asyncio.wait_for(waiting, 1)


async def test_a_barge_in_silences_at_once_and_tells_what_was_heard():
    speaker, track, _ = server_speaker()
    speaker.begin(0)
    speaker.add("You said that reads matter. Why is that so, in your view?")
    await settle()
    track.played = 1.4  # of 2.7 s

    heard = speaker.stop()

    assert track.hushed == 2
    assert 12 <= heard <= 15


SENTENCES = (
    "You said that reads matter. ",
    "Why is that so, in your view? ",
    "And how would you test it? ",
    "Take your time.",
)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaking, "AHEAD_S", 0.3)
    monkeypatch.setattr(speaking, "STALLED_S", 0.1)


async def test_a_new_connection_in_the_middle_of_a_turn_does_not_keep_the_rest_waiting(impatient):
    voice = Tones(character_ms=10)
    speaker, track, _ = server_speaker(voice)
    track.played = 30.0
    speaker.begin(4)
    for sentence in SENTENCES[:3]:
        speaker.add(sentence)
    await settle()
    track.played += 0.1

    track.played = 0.0  # the new one's
    speaker.add(SENTENCES[3])

    await asyncio.wait_for(speaker.finished(), 10)
    assert len(voice.said) == len(SENTENCES)
    assert speaker.stop() == len("".join(SENTENCES))


async def test_a_turn_that_is_waited_for_was_heard_to_its_last_letter(impatient):
    speaker, track, _ = server_speaker(Tones(character_ms=10))
    speaker.begin(0)
    speaker.add("What is an index? ")
    waiting = asyncio.create_task(speaker.finished())
    await settle()

    track.played = len(track.pcm) / 48_000 - 0.0004  # the track counts in samples, and time in floats

    await asyncio.wait_for(waiting, 1)
    assert speaker.stop() == len("What is an index? ")


async def test_a_turn_that_no_track_plays_takes_as_long_as_it_would_have(impatient):
    voice = Tones(character_ms=10)
    speaker, track, _ = server_speaker(voice)
    began = time.monotonic()
    speaker.begin(0)
    for sentence in SENTENCES:
        speaker.add(sentence)

    await asyncio.wait_for(speaker.finished(), 10)

    assert len(voice.said) == len(SENTENCES)
    assert time.monotonic() - began > len(track.pcm) / 48_000


async def test_a_track_that_comes_late_is_waited_for(impatient):
    speaker, track, _ = server_speaker(Tones(character_ms=10))
    speaker.begin(0)
    speaker.add("You said that reads matter. Why is that so, in your view? ")
    waiting = asyncio.create_task(speaker.finished())
    await asyncio.sleep(0.2)

    track.played = 0.02
    await asyncio.sleep(0.06)
    heard = speaker.stop()

    assert 0 < heard < 8
    waiting.cancel()


async def test_a_voice_that_fails_leaves_the_rest_to_the_page():
    speaker, _, failures = server_speaker(Tones(fail_on="Why"))
    speaker.begin(0)
    speaker.add("You said that reads matter. Why is that so? ")
    await settle()
    speaker.add("Take your time.")
    waiting = asyncio.create_task(speaker.finished())
    await settle()

    assert [start for _, start in failures] == [len("You said that reads matter. ")]
    assert "no sound today" in speaker.failed
    assert speaker.by_page
    assert not waiting.done()
    speaker.page_heard(0, 58, finished=True)
    await asyncio.wait_for(waiting, 1)
    assert speaker.stop() is None


async def test_a_fault_in_the_voice_leaves_the_rest_to_the_page():
    class Broken(Tones):
        async def speak(self, sentence, *, voice, speed, usage=None):
            raise ValueError("what is this?")
            yield b""

    speaker, _, failures = server_speaker(Broken())
    speaker.begin(0)
    speaker.add("Why is that so, please? ")
    await settle()

    assert [start for _, start in failures] == [0]
    assert speaker.by_page


async def test_the_next_turn_tries_the_voice_again():
    voice = Tones(fail_on="Why")
    speaker, _, _ = server_speaker(voice)
    speaker.begin(0)
    speaker.add("Why is that so, please? ")
    await settle()

    speaker.begin(1)
    speaker.add("And how would you test it? ")
    await settle()

    assert voice.said == ["And how would you test it?"]
    assert speaker.failed == ""
    assert not speaker.by_page


async def test_after_several_failures_the_page_speaks_whole_turns_and_the_voice_is_left_alone():
    voice = Tones(fail_on="Why")
    speaker, _, failures = server_speaker(voice)
    for turn in range(3):
        speaker.begin(turn)
        speaker.add("Why is that so, please? ")
        await settle()

    speaker.begin(3)
    by_page = speaker.by_page
    speaker.add("And how would you test it? ")
    await settle()

    assert by_page
    assert len(failures) == 3
    assert voice.said == []


async def test_voice_that_only_the_page_knows_is_not_asked_for():
    voice = Tones()
    speaker, _, _ = server_speaker(voice)
    for turn, name in enumerate(("high", "Google UK English")):
        speaker.configure(voice=name, speed=1.0)
        speaker.begin(turn)
        speaker.add("How would you test it, then? ")
        await settle()

    assert voice.asked_for == ["high", ""]
