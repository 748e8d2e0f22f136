"""HTTP/1.1 on plain asyncio streams, for the servers that tests talk to."""

import asyncio
import json
import re
from typing import Any

import h11


class HungUp(Exception):
    """The client closed the connection."""


class Wire:
    """One client's connection. Subclasses answer."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.http = h11.Connection(h11.SERVER)

    async def answer(self, request: h11.Request, body: bytes) -> None:
        """Answer one call with _respond, _json or _head and _send."""
        raise NotImplementedError

    async def hung_up(self) -> None:
        """The client went away before the answer was complete."""

    async def run(self) -> None:
        while True:
            request = await self._event()
            if not isinstance(request, h11.Request):
                return
            body = b""
            while isinstance(event := await self._event(), h11.Data):
                body += bytes(event.data)
            try:
                await self.answer(request, body)
            except HungUp:
                await self.hung_up()
                raise
            if self.http.our_state is h11.MUST_CLOSE:
                return
            self.http.start_next_cycle()

    async def _event(self) -> Any:
        while (event := self.http.next_event()) is h11.NEED_DATA:
            data = await self.reader.read(65_536)
            if not data and self.http.their_state is h11.SEND_BODY:
                raise HungUp
            self.http.receive_data(data)
        return event

    async def _wait(self, ms: float) -> None:
        """Wait, unless the client hangs up: then raise HungUp."""
        if ms <= 0:
            return
        gone = asyncio.ensure_future(self.reader.read(1))
        try:
            done, _ = await asyncio.wait([gone], timeout=ms / 1000)
        finally:
            if not gone.done():
                gone.cancel()
                await asyncio.gather(gone, return_exceptions=True)
        if done:
            raise HungUp

    async def _head(self, content_type: str) -> None:
        headers = [("content-type", content_type), ("transfer-encoding", "chunked"), ("x-request-id", "fake")]
        await self._send(h11.Response(status_code=200, headers=headers))

    async def _send(self, event: Any) -> None:
        if self.writer.transport.is_closing():
            raise HungUp
        data = self.http.send(event)
        if data:
            self.writer.write(data)
            try:
                await self.writer.drain()
            except ConnectionError as error:
                raise HungUp from error

    async def _json(self, status: int, value: Any) -> None:
        await self._respond(status, json.dumps(value, default=str).encode(), "application/json")

    async def _error(self, status: int, message: str, code: str) -> None:
        await self._json(status, {"error": {"message": message, "type": code, "code": code, "param": None}})

    async def _respond(self, status: int, body: bytes, content_type: str) -> None:
        headers = [
            ("content-type", content_type),
            ("content-length", str(len(body))),
            ("x-request-id", "fake"),
        ]
        await self._send(h11.Response(status_code=status, headers=headers))
        await self._send(h11.Data(data=body))
        await self._send(h11.EndOfMessage())


def form_fields(content_type: str, body: bytes) -> dict[str, Any]:
    """Return the fields of a multipart form; of a file only its name and size (`file_bytes`)."""
    match = re.search(r'boundary="?([^";]+)"?', content_type)
    if match is None:
        raise ValueError("no boundary")
    found: dict[str, Any] = {}
    for section in body.split(b"--" + match.group(1).encode())[1:-1]:
        head, _, value = section.partition(b"\r\n\r\n")
        value = value.removesuffix(b"\r\n")
        name = re.search(rb'name="([^"]+)"', head)
        if name is None:
            continue
        if file := re.search(rb'filename="([^"]*)"', head):
            found["file"], found["file_bytes"] = file.group(1).decode(), len(value)
        else:
            found[name.group(1).decode()] = value.decode()
    return found
