"""Where transcription is done: one slow answer must not deafen the other interviews of the process."""

import asyncio
import threading

from interviews.speech.openai import OpenAITranscriber
from interviews.speech.whisper import WhisperTranscriber
from interviews.speech.workshop import Threads


async def test_a_transcriber_elsewhere_that_hangs_holds_up_no_other_interview():
    heard: asyncio.Queue[str | Exception] = asyncio.Queue()
    answered = threading.Event()
    transcriber = OpenAITranscriber(api_key="none")

    def hang() -> str:
        answered.wait(10)
        return "late"

    Threads(transcriber).transcribe(hang, heard.put_nowait)
    Threads(transcriber).transcribe(lambda: "at once", heard.put_nowait)
    try:
        first = await asyncio.wait_for(heard.get(), 5)
    finally:
        answered.set()

    assert (first, await heard.get()) == ("at once", "late")


async def test_a_transcriber_of_this_machine_takes_one_core_whatever_comes():
    heard: asyncio.Queue[str | Exception] = asyncio.Queue()
    transcriber = WhisperTranscriber()

    for _ in range(3):
        Threads(transcriber).transcribe(lambda: threading.current_thread().name, heard.put_nowait)

    assert len({await heard.get() for _ in range(3)}) == 1
