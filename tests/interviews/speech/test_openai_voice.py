"""The voice of an OpenAI-compatible service."""

from math import ceil

import httpx2
import pytest

from interviews.costs.usage import Usage
from interviews.speech.openai import OpenAIVoice
from interviews.speech.port import VoiceFailed
from tests.fakes.openai_server import FakeOpenAI


async def test_openai_speaks_in_whole_samples_as_they_come():
    server = FakeOpenAI()
    await server.start()
    voice = OpenAIVoice(api_key="none", base_url=server.base_url)

    used: list[Usage] = []
    chunks = [chunk async for chunk in voice.speak("Why is that?", voice="", speed=1.0, usage=used.append)]

    seconds = sum(map(len, chunks)) / 48_000
    assert seconds > 0.2
    assert [one.tokens_out for one in used] == [ceil(seconds * 1_250 / 60)]
    assert all(len(chunk) % 2 == 0 for chunk in chunks)
    await voice.close()
    await server.stop()


@pytest.mark.parametrize("fault", ["500", "429", "401", "stall", "break", "html", "cut"])
async def test_openai_failures_are_told_as_such(fault):
    server = FakeOpenAI(fault=fault)
    await server.start()
    voice = OpenAIVoice(api_key="none", base_url=server.base_url, timeout_s=0.5)

    with pytest.raises(VoiceFailed):
        async for _ in voice.speak("Why is that? " * 10, voice="", speed=1.0):
            pass
    await voice.close()
    await server.stop()


async def test_openai_sound_that_stops_midway_is_told_as_such(monkeypatch):
    async def bytes_then_silence(self, chunk_size=None):
        yield b"\0" * 9_600
        raise httpx2.ReadTimeout("nothing came")

    monkeypatch.setattr(httpx2.Response, "aiter_bytes", bytes_then_silence)
    server = FakeOpenAI()
    await server.start()
    voice = OpenAIVoice(api_key="none", base_url=server.base_url)

    with pytest.raises(VoiceFailed):
        async for _ in voice.speak("Why is that?", voice="", speed=1.0):
            pass
    await voice.close()
    await server.stop()
