"""A synthetic candidate: joins a running server over WebSocket and WebRTC, and speaks WAV files or types.

    python -m tests.benchmarks.candidate --url http://127.0.0.1:8000 --domain backend --seniority senior \
        --answers DIR --out transcript.json

Without --answers it types. The transcript has every message with the time when it came.
"""

import argparse
import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import httpx
import numpy as np
from aiortc import MediaStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from websockets.asyncio.client import connect

from tests.benchmarks import given

RATE = 48_000
FRAME = 960  # 20 ms


def end_of_speech_ms(path: Path, samples: np.ndarray) -> int:
    """Return the marked end of the recording, or the last moment above the noise."""
    if marks := given.ends_ms(path):
        return marks[-1]
    blocks = np.abs(samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)).max(axis=1)
    loud = np.nonzero(blocks > max(300, blocks.max() * 0.03))[0]
    return int((loud[-1] + 1) * 20) if len(loud) else 0


class Microphone(MediaStreamTrack):
    """Silence, until something is given to say. Paced as a sound card is."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._queue = np.zeros(0, np.int16)
        self._started = 0.0
        self._sent = 0
        self._marks: list[tuple[int, asyncio.Future[float]]] = []  # sample -> when it left

    def say(self, samples: np.ndarray, mark_ms: int) -> asyncio.Future[float]:
        """Say `samples` from now on; the future gets the time when the sample at `mark_ms` left."""
        left: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        at = self._sent + len(self._queue) + int(mark_ms * RATE / 1000)
        self._queue = np.concatenate([self._queue, samples])
        self._marks.append((at, left))
        return left

    async def recv(self) -> av.AudioFrame:
        if not self._started:
            self._started = time.perf_counter()
        await asyncio.sleep(max(0.0, self._started + self._sent / RATE - time.perf_counter()))
        block, self._queue = self._queue[:FRAME], self._queue[FRAME:]
        if len(block) < FRAME:
            # A real room is never digitally silent.
            block = np.concatenate(
                [block, np.random.default_rng(self._sent).integers(-4, 5, FRAME - len(block), np.int16)]
            )
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, self._sent, Fraction(1, RATE)
        self._sent += FRAME
        now = time.perf_counter()
        for mark, left in self._marks:
            if mark <= self._sent and not left.done():
                left.set_result(now)
        return frame


@dataclass
class Candidate:
    """One person in one interview. `inbox` has (perf_counter seconds, message) in order of arrival."""

    url: str
    interview_id: str
    cookies: dict[str, str]
    inbox: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    microphone: Microphone | None = None
    finished: bool = False

    @classmethod
    async def sign_up(cls, url: str, **choices: Any) -> "Candidate":
        """Plan a rehearsal as a guest would: over the form."""
        form = {
            "domain": "backend",
            "seniority": "senior",
            "minutes": 10,
            "manner": "interview",
            "mode": "voice",
        }
        async with httpx.AsyncClient(base_url=url, timeout=30) as http:
            page = await http.get("/rehearse/")
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
            assert token, "the form has no CSRF token"
            data = {**form, **choices, "csrfmiddlewaretoken": token.group(1)}
            answer = await http.post("/rehearse/", data=data, headers={"Referer": f"{url}/rehearse/"})
            interview_id = re.search(r"/interviews/([0-9a-f-]{36})/", answer.headers.get("Location", ""))
            if not interview_id:
                chosen = ", ".join(f"{name}={value}" for name, value in {**form, **choices}.items())
                raise given.Unusable(f"{url} refused a rehearsal with {chosen} ({answer.status_code}).")
            return cls(url, interview_id.group(1), dict(http.cookies))

    @asynccontextmanager
    async def enter(self, *, speak: bool) -> AsyncIterator["Candidate"]:
        """Join the room; with `speak`, over WebRTC too."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        address = f"{self.url.replace('http', 'ws', 1)}/ws/interviews/{self.interview_id}/"
        headers = {"Cookie": cookie, "Origin": self.url}
        async with connect(address, additional_headers=headers, max_size=None) as socket:
            self._socket, self._peer = socket, None
            reading = asyncio.create_task(self._read())
            try:
                await self.send({"type": "join"})
                await self.wait("welcome")
                if speak:
                    await self._connect()
                yield self
            finally:
                reading.cancel()
                if self._peer is not None:
                    await self._peer.close()

    async def _connect(self) -> None:
        self._peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.microphone = Microphone()
        self._peer.addTrack(self.microphone)
        await self._peer.setLocalDescription(await self._peer.createOffer())
        seen = len(self.inbox)
        await self.send({"type": "offer", "sdp": self._peer.localDescription.sdp})
        answer = await self.wait("answer", after=seen)
        await self._peer.setRemoteDescription(RTCSessionDescription(answer["sdp"], "answer"))
        for _ in range(200):
            if self._peer.connectionState == "connected":
                return
            await asyncio.sleep(0.05)
        raise TimeoutError("the peer connection was not made")

    async def send(self, message: dict[str, Any]) -> None:
        await self._socket.send(json.dumps(message))

    async def _read(self) -> None:
        async for data in self._socket:
            message = json.loads(data)
            self.inbox.append((time.perf_counter(), message))
            if message["type"] == "said":
                # As a page does that shows the words and has no voice.
                await self.send(
                    {
                        "type": "heard",
                        "turn": message["turn"],
                        "characters": len(message["text"]),
                        "finished": True,
                    }
                )
            self.finished = self.finished or message["type"] == "finished"

    async def wait(
        self,
        kind: str,
        *,
        after: int = 0,
        timeout_s: float = 60,
        where: Callable[[dict[str, Any]], bool] = lambda message: True,
    ) -> dict[str, Any]:
        """Return the first message of a kind from position `after` on. Raises TimeoutError."""
        return (await self.wait_at(kind, after=after, timeout_s=timeout_s, where=where))[1]

    async def wait_at(
        self,
        kind: str,
        *,
        after: int = 0,
        timeout_s: float = 60,
        where: Callable[[dict[str, Any]], bool] = lambda message: True,
    ) -> tuple[float, dict[str, Any]]:
        until = time.perf_counter() + timeout_s
        while time.perf_counter() < until and (kind == "finished" or not self.finished):
            for at, message in self.inbox[after:]:
                if message["type"] == kind and where(message):
                    return at, message
            await asyncio.sleep(0.005)
        raise TimeoutError(f"no {kind!r} within {timeout_s} s; last: {self.inbox[-3:]}")

    async def say(self, samples: np.ndarray, mark_ms: int) -> float:
        """Say something and return when the sample at `mark_ms` had left the microphone."""
        assert self.microphone is not None
        left = self.microphone.say(samples, mark_ms)
        return await left

    async def type(self, text: str, *, reply_to: int | None = None) -> None:
        await self.send({"type": "typed", "text": text, "started_ms": 4000, "reply_to": reply_to})

    def turns(self) -> list[dict[str, Any]]:
        """What was said, in order, as the page would show it."""
        said = {m["turn"]: m for _, m in self.inbox if m["type"] == "said"}
        kept = {m["turn"]: m for _, m in self.inbox if m["type"] == "answer_kept"}
        return [
            {
                "turn": n,
                "said": said[n]["text"],
                "by": said[n]["by"],
                "answer": kept.get(n, {}).get("text", ""),
            }
            for n in sorted(said)
        ]


async def rehearse(url: str, *, answers: list[Path], turns: int, **choices: Any) -> Candidate:
    """Go through one interview: a recording (or a typed line) for each turn, then end it."""
    candidate = await Candidate.sign_up(url, mode="voice" if answers else "typing", **choices)
    async with candidate.enter(speak=bool(answers)):
        seen = 0
        for number in range(turns):
            said = await candidate.wait("said", after=seen)
            seen = len(candidate.inbox)
            # Who speaks at once goes on with the answer before.
            await asyncio.sleep(3 if answers else 0.5)
            if answers:
                path = answers[number % len(answers)]
                samples = given.sound(path, RATE)
                await candidate.say(samples, end_of_speech_ms(path, samples))
            else:
                await candidate.type(
                    f"For question {number + 1} I would measure, then change one thing: guessing is slow.",
                    reply_to=said["turn"],
                )
            # Of a cough or music nothing is kept; the interviewer speaks first then.
            with suppress(TimeoutError):
                await candidate.wait("answer_kept", after=seen)
            if candidate.finished:
                return candidate
        await candidate.wait("said", after=seen)
        await candidate.send({"type": "control", "action": "end"})
        await candidate.wait("finished", timeout_s=60)
    return candidate


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", required=True)
    parser.add_argument("--domain", default="backend")
    parser.add_argument("--seniority", default="senior")
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument(
        "--answers", type=Path, help="a folder of WAV files; without it the answers are typed"
    )
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    answers = given.recordings(options.answers) if options.answers else []
    try:
        candidate = asyncio.run(
            rehearse(
                options.url.rstrip("/"),
                answers=answers,
                turns=options.turns,
                domain=options.domain,
                seniority=options.seniority,
                minutes=options.minutes,
            )
        )
    except (httpx.HTTPError, OSError) as problem:  # TimeoutError is an OSError
        raise given.Unusable(f"{options.url}: {problem}") from problem
    began = candidate.inbox[0][0]
    transcript = {
        "interview": candidate.interview_id,
        "turns": candidate.turns(),
        "messages": [{"at_ms": round((at - began) * 1000), **message} for at, message in candidate.inbox],
    }
    options.out.write_text(json.dumps(transcript, indent=1))
    for turn in transcript["turns"]:
        print(f"interviewer: {turn['said']}\ncandidate:   {turn['answer']}\n")


if __name__ == "__main__":
    main()
