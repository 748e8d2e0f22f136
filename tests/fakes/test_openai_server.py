"""The fake server, asked by the real SDK."""

import asyncio
import time

import httpx
import openai
import pytest
from openai import AsyncOpenAI, OpenAI

from .openai_server import running, served


def client(server, **options) -> AsyncOpenAI:
    return AsyncOpenAI(base_url=server.base_url, api_key="k", max_retries=0, **options)


async def chat(server, **options):
    async with client(server) as sdk:
        stream = await sdk.chat.completions.create(
            model="m",
            messages=[{"role": "user", "content": "<ask>How would you test it?</ask>"}],
            stream=True,
            stream_options={"include_usage": True},
            **options,
        )
        return [chunk async for chunk in stream]


def text_of(chunks) -> str:
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


async def test_chat_streams_what_is_to_be_asked_and_counts_tokens():
    async with served() as server:
        chunks = await chat(server)

    assert text_of(chunks) == "Thanks. How would you test it?"
    assert chunks[-1].usage.completion_tokens > 0
    assert server.asked[0].finished


async def test_latency_is_kept():
    async with served(first_token_ms=150, token_ms=20) as server:
        begun = time.monotonic()
        chunks = await chat(server)
        took_ms = (time.monotonic() - begun) * 1000

    assert took_ms >= 150 + 20 * (len(chunks) - 5)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("401", openai.AuthenticationError),
        ("429", openai.RateLimitError),
        ("500", openai.InternalServerError),
    ],
)
async def test_error_answers_are_those_of_the_protocol(fault, error):
    async with served(fault=fault) as server:
        with pytest.raises(error):
            await chat(server)


async def test_fault_passes_after_the_times_it_was_ordered_for():
    async with served(fault="500", fault_times=1) as server:
        with pytest.raises(openai.InternalServerError):
            await chat(server)
        assert text_of(await chat(server))


async def test_broken_stream_fails_midway():
    async with served(fault="break", fault_after=3) as server, client(server) as sdk:
        stream = await sdk.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "Hello"}], stream=True
        )
        got = []
        with pytest.raises(openai.APIConnectionError):
            async for chunk in stream:
                got.append(chunk)

    assert len(got) == 3


async def test_stalled_stream_notices_that_the_client_hangs_up():
    async with served(fault="stall", fault_after=2) as server, client(server) as sdk:
        stream = await sdk.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "Hello"}], stream=True
        )
        await anext(aiter(stream))
        await stream.close()
        for _ in range(100):
            if server.asked[0].cancelled:
                break
            await asyncio.sleep(0.01)

    assert server.asked[0].cancelled


async def test_client_that_hangs_up_amid_its_request_is_no_fault_of_the_server(caplog):
    async with served() as server:
        _, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 90\r\n\r\n{")
        await writer.drain()
        writer.close()
        for _ in range(100):
            await asyncio.sleep(0.01)
            if not server._connections:
                break
        assert not server._connections

    assert not caplog.records


async def test_structured_output_fits_the_schema_and_reads_the_rubric():
    schema = {
        "type": "object",
        "properties": {
            "points": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "key_point": {"type": "string", "enum": ["client-key", "expiry"]},
                        "verdict": {"type": "string", "enum": ["heard", "partly", "not_heard"]},
                        "quote": {"type": "string"},
                    },
                },
            },
            "beyond": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        },
    }
    prompt = (
        '<point slug="client-key">The client sends a unique key</point>\n'
        '<point slug="expiry">Old entries are deleted after some days</point>\n'
        "<answer>Well, let me see. The client sends a unique key with every call.</answer>"
    )
    async with served() as server, client(server) as sdk:
        completion = await sdk.chat.completions.create(
            model="m",
            messages=[{"role": "user", "content": prompt}],
            response_format={"type": "json_schema", "json_schema": {"name": "j", "schema": schema}},
        )

    import json

    judged = json.loads(completion.choices[0].message.content)
    assert judged["points"] == [
        {
            "key_point": "client-key",
            "verdict": "heard",
            "quote": "The client sends a unique key with every call.",
        },
        {"key_point": "expiry", "verdict": "not_heard", "quote": ""},
    ]
    assert judged["beyond"] is None


async def test_transcription_and_speech():
    async with served(transcript="hello there") as server, client(server) as sdk:
        heard = await sdk.audio.transcriptions.create(model="w", file=("a.wav", b"\0" * 32_044))
        async with sdk.audio.speech.with_streaming_response.create(
            model="t", voice="alloy", input="Good morning.", response_format="pcm"
        ) as response:
            sound = b"".join([piece async for piece in response.iter_bytes()])

    assert heard.text == "hello there"
    assert server.asked[0].body["file_bytes"] == 32_044
    assert len(sound) == len("Good morning.") * 60 * 24 * 2


def test_control_changes_behaviour_while_it_runs():
    with running() as server, OpenAI(base_url=server.base_url, api_key="k", max_retries=0) as sdk:
        root = server.base_url.removesuffix("/v1")
        httpx.post(f"{root}/control", json={"reply": "Programmed."}).raise_for_status()
        said = sdk.chat.completions.create(model="m", messages=[{"role": "user", "content": "x"}])
        refused = httpx.post(f"{root}/control", json={"no_such_thing": 1})
        models = [model.id for model in sdk.models.list()]

    assert said.choices[0].message.content == "Programmed."
    assert refused.status_code == 400
    assert models == ["fake"]
