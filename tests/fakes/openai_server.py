"""A server that speaks the OpenAI protocol, with latency and faults to order.

    python -m tests.fakes.openai_server --port 9000 --first-token-ms 300

serves the whole product with OPENAI_BASE_URL=http://127.0.0.1:9000/v1. In tests, `running()` starts one in a
thread and `FakeOpenAI` in the running loop. POST /control changes the behaviour while it runs, with the names
of Behaviour as keys; GET /control returns it; GET /requests returns what was asked so far.
"""

import argparse
import asyncio
import contextlib
import json
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, dataclass, field, fields
from typing import Any

import h11

from . import openai_answers as answers
from .wire import HungUp, Wire, form_fields

FAULTS = (
    *("400", "401", "429", "500", "stall", "break", "invalid_json", "refusal", "empty"),
    *("html", "cut", "no message", "trickle"),  # 200, and not what the protocol says
)
# Faults that are an answer of the protocol: (status, message, code).
ERRORS = {
    "400": (400, "Unknown field: stream_options", "invalid_request_error"),
    "401": (401, "Incorrect API key provided.", "invalid_api_key"),
    "429": (429, "Rate limit reached. Please try again later.", "rate_limit_exceeded"),
    "500": (500, "The server had an error while processing your request.", "server_error"),
}
PARTS = ("chat", "structured", "transcription", "speech")
_AUDIO_TYPES = {"pcm": "audio/pcm", "wav": "audio/wav"}


@dataclass
class Behaviour:
    """How the server answers. Times are milliseconds."""

    first_token_ms: float = 0
    token_ms: float = 0
    fault: str = ""  # one of FAULTS
    fault_part: str = ""  # one of PARTS; empty: all
    fault_times: int = -1  # how many more calls fail; -1: all
    fault_after: int = 5  # pieces that are sent before a stream stalls or breaks off; 0: before the first
    reply: str = ""  # what chat says; empty: what the prompt's <ask> says
    replies: list[str] = field(default_factory=list)  # said first, one a call
    structured: Any = None  # what structured output returns; None: made from the schema and the prompt
    transcript: str = "I would start with the simplest thing that works and measure it."
    key: str = ""  # the API key that is wanted; empty: any
    listed: str = "fake"  # the one model that it lists
    schemas: str = "kept"  # kept | refused | ignored: what becomes of the schema in a request
    finish: str = "stop"  # why a reply ends, as the server says; empty: it says nothing


@dataclass
class Asked:
    """One call as it came in. `cancelled`: the client hung up before the end."""

    path: str
    body: dict[str, Any]
    part: str = ""
    at: float = 0.0
    pieces_sent: int = 0
    sent: list[tuple[float, str]] = field(
        default_factory=list
    )  # (time.monotonic(), text) of each streamed piece
    cancelled: bool = False
    finished: bool = False
    fault: str = ""


class FakeOpenAI:
    """The server, in the running event loop."""

    def __init__(self, **behaviour: Any) -> None:
        self.behaviour = Behaviour(**behaviour)
        self.asked: deque[Asked] = deque(maxlen=500)
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self.port = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> None:
        self._server = await asyncio.start_server(self._serve, host, port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def __aenter__(self) -> "FakeOpenAI":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            await _Connection(self, reader, writer).run()
        except (ConnectionError, HungUp, asyncio.CancelledError):
            pass
        finally:
            self._connections.discard(task)
            writer.close()

    def fault_for(self, part: str) -> str:
        """Return the fault that this call suffers, and count it."""
        now = self.behaviour
        if not now.fault or now.fault_times == 0 or now.fault_part not in ("", part):
            return ""
        now.fault_times -= now.fault_times > 0
        return now.fault

    def control(self, change: dict[str, Any]) -> None:
        """Change the behaviour. Raises ValueError for a name or a fault that there is none of."""
        known = {item.name for item in fields(Behaviour)}
        if unknown := change.keys() - known:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(sorted(known))}")
        if change.get("fault") and change["fault"] not in FAULTS:
            raise ValueError(f"unknown fault; known: {', '.join(FAULTS)}")
        for name, value in change.items():
            setattr(self.behaviour, name, value)


class _Connection(Wire):
    """One client's connection: a call after the other, noticing when the client hangs up."""

    def __init__(
        self, server: FakeOpenAI, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        super().__init__(reader, writer)
        self.server = server
        self.asked = Asked(path="", body={})

    async def hung_up(self) -> None:
        self.asked.cancelled = True

    async def answer(self, request: h11.Request, body: bytes) -> None:
        path = request.target.decode().partition("?")[0].removeprefix("/v1")
        method = request.method.decode()
        headers = {name.decode().lower(): value.decode() for name, value in request.headers}
        wanted = self.server.behaviour.key
        match method, path:
            case "GET", "/models" if wanted and headers.get("authorization") != f"Bearer {wanted}":
                await self._error(*ERRORS["401"])
            case "GET", "/models":
                listed = self.server.behaviour.listed
                await self._json(
                    200, {"object": "list", "data": [{"id": listed, "object": "model", "owned_by": "tests"}]}
                )
            case "GET", "/control":
                await self._json(200, asdict(self.server.behaviour))
            case "POST", "/control":
                await self._control(body)
            case "GET", "/requests":
                await self._json(200, [asdict(asked) for asked in self.server.asked])
            case "POST", "/chat/completions" | "/audio/transcriptions" | "/audio/speech":
                await self._model_call(path, headers, body)
            case _:
                await self._error(404, f"there is no {method} {path} here", "not_found")

    async def _control(self, body: bytes) -> None:
        try:
            self.server.control(json.loads(body or b"{}"))
        except (ValueError, TypeError) as error:
            await self._error(400, str(error), "invalid_request_error")
        else:
            await self._json(200, asdict(self.server.behaviour))

    async def _model_call(self, path: str, headers: dict[str, str], body: bytes) -> None:
        is_form = headers.get("content-type", "").startswith("multipart/")
        try:
            call = form_fields(headers["content-type"], body) if is_form else json.loads(body)
        except ValueError:
            await self._error(400, "the body is not JSON", "invalid_request_error")
            return
        behaviour = self.server.behaviour
        wanted = call.get("response_format")  # of sound it is a word
        with_schema = isinstance(wanted, dict) and wanted.get("type") == "json_schema"
        told = behaviour.schemas != "kept" and not call.get("stream")  # then the prompt has to tell of it
        part = {"/audio/transcriptions": "transcription", "/audio/speech": "speech"}.get(path) or (
            "structured" if with_schema or told else "chat"
        )
        self.asked = Asked(path=path, body=_loggable(call), part=part, at=time.time())
        self.server.asked.append(self.asked)
        if behaviour.schemas == "refused" and with_schema:
            await self._error(400, "This response_format type is unavailable now", "invalid_request_error")
            return
        if behaviour.key and headers.get("authorization") != f"Bearer {behaviour.key}":
            await self._error(*ERRORS["401"])
            return
        self.asked.fault = self.server.fault_for(part)
        match self.asked.fault:
            case fault if fault in ERRORS:
                await self._error(*ERRORS[fault])
            case "html":
                page = b"<!doctype html><title>Welcome</title><p>Sign in to the gateway."
                await self._respond(200, page, "text/html")
            case "cut":
                await self._respond(200, b'{"id": "1", "choices": [{"index": 0, "mess', "application/json")
            case "no message":
                await self._json(200, {"id": "1", "choices": [{"index": 0, "finish_reason": "stop"}]})
            case "trickle":
                await self._trickle()
            case _ if part == "speech":
                await self._speech(call)
            case _ if part == "transcription":
                await self._transcription(call)
            case _:
                await self._chat(call, part)
        self.asked.finished = True

    # --- chat --------------------------------------------------------------------------------------------

    async def _chat(self, call: dict[str, Any], part: str) -> None:
        messages = call.get("messages") or []
        text, refusal = self._words(call, part), ""
        match self.asked.fault:
            case "invalid_json":
                text = text[: len(text) // 2] + '{"'
            case "refusal":
                text, refusal = "", "I'm sorry, but I can't help with that."
            case "empty":
                text = ""
        usage = {
            "prompt_tokens": answers.tokens(answers.text_of(messages)),
            "completion_tokens": answers.tokens(text),
        }
        usage["total_tokens"] = sum(usage.values())
        base = {
            "id": f"chatcmpl-{len(self.server.asked)}",
            "created": int(time.time()),
            "model": call.get("model", ""),
        }
        if call.get("stream"):
            with_usage = (call.get("stream_options") or {}).get("include_usage")
            await self._stream(base, text, refusal, usage if with_usage else None)
            return
        await self._wait(self.server.behaviour.first_token_ms)
        await self._maybe_fall_silent(0)
        message = {"role": "assistant", "content": text or None, "refusal": refusal or None}
        finish = self.server.behaviour.finish
        choice = {"index": 0, "message": message, "finish_reason": finish, "logprobs": None}
        await self._json(200, base | {"object": "chat.completion", "choices": [choice], "usage": usage})

    async def _stream(
        self, base: dict[str, Any], text: str, refusal: str, usage: dict[str, int] | None
    ) -> None:
        """Send the text piece by piece, and the usage behind it where it was asked for."""
        base["object"] = "chat.completion.chunk"
        await self._head("text/event-stream")
        key = "refusal" if refusal else "content"
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        deltas += [{key: piece} for piece in answers.pieces(refusal or text) if piece]
        await self._wait(self.server.behaviour.first_token_ms)
        for number, delta in enumerate(deltas):
            await self._maybe_fall_silent(number)
            if number > 1:
                await self._wait(self.server.behaviour.token_ms)
            choice = {"index": 0, "delta": delta, "finish_reason": None}
            self.asked.sent.append((time.monotonic(), str(delta.get(key, ""))))
            await self._event_line(base | {"choices": [choice]})
            self.asked.pieces_sent += 1
        finish = self.server.behaviour.finish or None
        await self._event_line(base | {"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
        if usage is not None:
            await self._event_line(base | {"choices": [], "usage": usage})
        await self._send(h11.Data(data=b"data: [DONE]\n\n"))
        await self._send(h11.EndOfMessage())

    def _words(self, call: dict[str, Any], part: str) -> str:
        behaviour = self.server.behaviour
        if behaviour.replies:
            return behaviour.replies.pop(0)
        if part == "structured":
            messages = call.get("messages") or []
            if behaviour.schemas != "kept" and "JSON schema" not in answers.text_of(messages):
                return "Here is what I think of it: well said, on the whole."
            if behaviour.structured is not None:
                reply = json.dumps(behaviour.structured)
                return reply if behaviour.schemas == "kept" else f"Sure!\n```json\n{reply}\n```\nDone."
            schema = call["response_format"]["json_schema"].get("schema", {})
            return answers.structured_reply(schema, call.get("messages") or [])
        return behaviour.reply or answers.chat_reply(call.get("messages") or [])

    async def _event_line(self, data: dict[str, Any]) -> None:
        await self._send(h11.Data(data=b"data: " + json.dumps(data).encode() + b"\n\n"))

    # --- sound -------------------------------------------------------------------------------------------

    async def _speech(self, call: dict[str, Any]) -> None:
        kind = call.get("response_format") or "mp3"
        if kind not in _AUDIO_TYPES:
            await self._error(
                400, f"this server makes {', '.join(_AUDIO_TYPES)}, not {kind}", "invalid_request_error"
            )
            return
        text, speed = str(call.get("input", "")), float(call.get("speed") or 1)
        await self._wait(self.server.behaviour.first_token_ms)
        await self._maybe_fall_silent(0)
        await self._head(_AUDIO_TYPES[kind])
        if kind == "wav":
            length = sum(len(piece) for piece in answers.tone(text, speed=speed))
            await self._send(h11.Data(data=answers.wav_header(length)))
        for number, piece in enumerate(answers.tone(text, speed=speed)):
            if number:
                await self._maybe_fall_silent(number)
                await self._wait(self.server.behaviour.token_ms)
            await self._send(h11.Data(data=piece))
            self.asked.pieces_sent += 1
        await self._send(h11.EndOfMessage())

    async def _transcription(self, call: dict[str, Any]) -> None:
        await self._wait(self.server.behaviour.first_token_ms)
        await self._maybe_fall_silent(0)
        text = "" if self.asked.fault in ("empty", "refusal") else self.server.behaviour.transcript
        kind = call.get("response_format", "json")
        if self.asked.fault == "invalid_json":
            await self._respond(200, b'{"text": "I wou', "application/json")
        elif kind == "text":
            await self._respond(200, text.encode(), "text/plain")
        else:
            seconds = max(0, int(call.get("file_bytes", 0)) - 44) / 32_000
            extra = {"task": "transcribe", "language": "english", "duration": seconds}
            said = text.split()
            step = seconds / max(1, len(said))
            words = [  # as the service lists them, without the marks of the text
                {"word": word.strip(".,;:?!"), "start": n * step, "end": (n + 1) * step}
                for n, word in enumerate(said)
            ]
            await self._json(
                200,
                {"text": text} | (extra | {"words": words, "segments": []} if kind == "verbose_json" else {}),
            )

    # --- faults ------------------------------------------------------------------------------------------

    async def _trickle(self) -> None:
        """Send blanks for ever: each read of the client succeeds."""
        await self._head("application/json")
        while True:
            await self._send(h11.Data(data=b" "))
            await self._wait(50)

    async def _maybe_fall_silent(self, pieces_sent: int) -> None:
        """Stall or break off when it is time to."""
        after = (
            self.server.behaviour.fault_after
            if pieces_sent or self.asked.part in ("chat", "structured")
            else 0
        )
        if self.asked.fault == "stall" and pieces_sent >= after:
            await self._wait(3_600_000)
        if self.asked.fault == "break" and pieces_sent >= after:
            self.writer.transport.abort()
            raise ConnectionResetError


def _loggable(call: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in call.items() if not isinstance(value, bytes)}


@contextlib.asynccontextmanager
async def served(**behaviour: Any) -> AsyncIterator[FakeOpenAI]:
    """A server in this event loop, for async tests."""
    async with FakeOpenAI(**behaviour) as server:
        yield server


@contextlib.contextmanager
def running(**behaviour: Any) -> Iterator[FakeOpenAI]:
    """A server in a thread of its own, for tests that block."""
    server, ready, loop = FakeOpenAI(**behaviour), threading.Event(), asyncio.new_event_loop()
    over = asyncio.Event()

    async def main() -> None:
        await server.start()
        ready.set()
        await over.wait()
        await server.stop()

    thread = threading.Thread(target=lambda: loop.run_until_complete(main()), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.openai_server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9000)
    parser.add_argument("--first-token-ms", type=float, default=0)
    parser.add_argument("--token-ms", type=float, default=0)
    parser.add_argument("--fault", choices=FAULTS, default="")
    parser.add_argument("--fault-part", choices=PARTS, default="")
    parser.add_argument("--fault-times", type=int, default=-1)
    parser.add_argument("--fault-after", type=int, default=5)
    parser.add_argument("--reply", default="")
    parser.add_argument("--transcript", default=Behaviour.transcript)
    parser.add_argument("--key", default="", help="the API key that is wanted; without it any is good")
    options = vars(parser.parse_args())
    host, port = options.pop("host"), options.pop("port")

    async def serve() -> None:
        server = FakeOpenAI(**options)
        await server.start(port, host)
        print(f"OPENAI_BASE_URL=http://{host}:{server.port}/v1", flush=True)
        try:
            await asyncio.Event().wait()
        finally:
            await server.stop()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve())


if __name__ == "__main__":
    main()
