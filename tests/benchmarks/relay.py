"""What the server adds to each token, over calling the same stand-in model directly with the SDK.

    python -m tests.benchmarks.relay

The stand-in notes when it sent each piece, on the clock that both ways are measured with (time.monotonic is
one for all processes of a machine).
"""

import asyncio
import time
from typing import Any

import httpx
from openai import AsyncOpenAI

from tests.benchmarks.candidate import Candidate
from tests.benchmarks.servers import openai_server, product
from tests.benchmarks.stats import finish, percentile

ROUNDS = 12
# Without thanks or praise, which are left out of what is said.
REPLY = "That helps me to follow. What would you look at first, and what would you expect to see?"
Arrivals = list[tuple[float, str]]  # (time.monotonic(), text)


def lags_ms(sent: Arrivals, arrived: Arrivals) -> list[float]:
    """Return for each arrival how long its last character was on its way; pieces may have been joined.

    Raises ValueError where not all that was sent arrived: it can't be told then what was late.
    """
    if "".join(text for _, text in arrived).strip() != "".join(text for _, text in sent).strip():
        raise ValueError(f"sent {sent}, arrived {arrived}")
    lags, sent_text, index = [], 0, -1
    arrived_text = 0
    for at, text in arrived:
        arrived_text += len(text)
        while sent_text < arrived_text and index + 1 < len(sent):
            index += 1
            sent_text += len(sent[index][1])
        lags.append((at - sent[index][0]) * 1000)
    return lags


def streamed(base_url: str) -> list[Arrivals]:
    """Return what the stand-in streamed so far, call by call."""
    asked: list[dict[str, Any]] = httpx.get(base_url.removesuffix("/v1") + "/requests").json()
    return [
        [(at, text) for at, text in call["sent"]]
        for call in asked
        if call["part"] == "chat" and call["finished"]
    ]


async def direct(base_url: str) -> list[Arrivals]:
    client = AsyncOpenAI(base_url=base_url, api_key="test")
    calls = []
    for _ in range(ROUNDS):
        stream = await client.chat.completions.create(
            model="stand-in", messages=[{"role": "user", "content": "Go on."}], stream=True
        )
        arrivals: Arrivals = []
        async for chunk in stream:
            if chunk.choices and (text := chunk.choices[0].delta.content):
                arrivals.append((time.monotonic(), text))
        calls.append(arrivals)
    await client.close()
    return calls


async def relayed(url: str) -> list[Arrivals]:
    candidate = await Candidate.sign_up(url, minutes=45, mode="typing")
    offset = time.monotonic() - time.perf_counter()
    async with candidate.enter(speak=False):
        turn = (await candidate.wait("said"))["turn"]
        for _ in range(ROUNDS - 1):
            await candidate.type("I would measure first and then change one thing.", reply_to=turn)
            turn = (await candidate.wait("said", where=lambda message, last=turn: message["turn"] > last))[
                "turn"
            ]
        return [
            [(at + offset, message["text"]) for at, message in candidate.inbox if is_token(message, number)]
            for number in range(turn + 1)
        ]


def is_token(message: dict[str, Any], turn: int) -> bool:
    return message["type"] == "token" and message["turn"] == turn


def all_lags(sent: list[Arrivals], arrived: list[Arrivals]) -> list[float]:
    return [lag for pair in zip(sent, arrived, strict=True) for lag in lags_ms(*pair)]


def main() -> None:
    with (
        openai_server("--first-token-ms", "50", "--token-ms", "15", "--reply", REPLY) as model,
        product(
            OPENAI_BASE_URL=model,
            OPENAI_API_KEY="test",
            OPENAI_VOICE="0",
            ANALYST_BACKEND="interviews.analysis.local.LocalAnalyst",
        ) as url,
    ):
        arrived = asyncio.run(relayed(url))
        through = all_lags(streamed(model)[: len(arrived)], arrived)
        before = len(streamed(model))
        arrived = asyncio.run(direct(model))
        straight = all_lags(streamed(model)[before:], arrived)
    finish(
        {
            "added_p50_ms": round(percentile(through, 50) - percentile(straight, 50), 3),
            "added_p95_ms": round(percentile(through, 95) - percentile(straight, 95), 3),
            "direct_p50_ms": percentile(straight, 50),
            "relayed_p50_ms": percentile(through, 50),
            "tokens": len(through),
        }
    )


if __name__ == "__main__":
    main()
