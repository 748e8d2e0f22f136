"""The polite HTTP client of all sources: rates, retries, conditional requests, bounds, and who we are."""

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import hishel
import httpx
import msgspec
import stamina
from hishel.httpx import CacheTransport

from .errors import BadAnswer, Busy, Refused, ShapeChanged, SourceError, TooLarge, Unreachable
from .pace import Pace

T = TypeVar("T")

MAX_BYTES = 64 * 1024 * 1024
TIMEOUT = httpx.Timeout(connect=10, read=60, write=10, pool=10)
MAX_REDIRECTS = 3


class Patience(msgspec.Struct, frozen=True):
    """How often and how long a call is tried again; a longer wait that is asked for ends the run instead."""

    attempts: int = 4
    first_wait_s: float = 2.0
    longest_wait_s: float = 60.0


def user_agent(site_url: str) -> str:
    """Say who asks and where to complain."""
    return f"InterVision/1.0 (+{site_url}; job listings for candidates who rehearse interviews)"


class Client:
    """Fetches for one source. Use as a context manager; safe for one thread."""

    def __init__(
        self,
        *,
        pace: Pace,
        agent: str,
        cache: Path | None = None,
        patience: Patience = Patience(),  # noqa: B008 - frozen
        max_bytes: int = MAX_BYTES,
        on_wait: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_wait` is called before every request: whoever holds a lease renews it there."""
        self._pace = pace
        self._patience = patience
        self._max_bytes = max_bytes
        self._on_wait = on_wait
        headers = {"User-Agent": agent, "Accept-Encoding": "gzip, deflate", "Cache-Control": "no-cache"}
        # What holds a key goes past the cache, which would keep it on disk whatever the request says.
        self._uncached = _http(httpx.HTTPTransport(retries=1), headers)
        self._http = self._uncached
        if cache is not None:
            # A cache of ours alone, that asks the server every time ("no-cache") and saves us the same body.
            storage = hishel.SqliteStorage(database_path=cache, max_size=512 * 1024 * 1024)
            rules = hishel.CacheOptions(shared=False)
            transport = CacheTransport(httpx.HTTPTransport(retries=1), storage=storage, rfc=rules)
            self._http = _http(transport, headers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._uncached.close()
        self._http.close()

    def get(
        self,
        url: str,
        *,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        secret: bool = False,
    ) -> bytes:
        """Return the body. `secret`: the address or headers hold a key, so nothing is cached or quoted.

        Raises SourceError; Busy, Unreachable and BadAnswer only after the patience is used up.
        """
        for attempt in stamina.retry_context(
            on=self._wait_for,
            attempts=self._patience.attempts,
            timeout=None,
            wait_initial=self._patience.first_wait_s,
            wait_max=self._patience.longest_wait_s,
            wait_jitter=self._patience.first_wait_s / 2,
        ):
            with attempt:
                self._on_wait()
                self._pace.wait()
                return self._get(url, params or {}, headers or {}, secret)
        raise AssertionError("stamina raises or returns")

    def json(
        self,
        url: str,
        *,
        type: type[T] = Any,  # type: ignore[assignment]
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        secret: bool = False,
    ) -> T:
        """Return the body, decoded. An answer that is no JSON is tried again; one of another shape is not.

        Raises SourceError, and msgspec.ValidationError as ShapeChanged's cause in `decode`.
        """
        for attempt in stamina.retry_context(
            on=BadAnswer, attempts=2, timeout=None, wait_initial=self._patience.first_wait_s
        ):
            with attempt:
                body = self.get(url, params=params, headers=headers, secret=secret)
                return decode(body, type=type)
        raise AssertionError("stamina raises or returns")

    def _get(
        self, url: str, params: Mapping[str, str | int], headers: Mapping[str, str], secret: bool
    ) -> bytes:
        shown = httpx.URL(url).host if secret else url
        http = self._uncached if secret else self._http
        try:
            request = http.build_request("GET", url, params=params or None, headers=dict(headers))
            response = self._follow(http, request, shown, secret)
            try:
                _raise_for_status(response, shown)
                chunks: list[bytes] = []
                size = 0
                for chunk in response.iter_bytes():
                    size += len(chunk)
                    if size > self._max_bytes:
                        raise TooLarge(f"{shown} sent more than {self._max_bytes} bytes.")
                    chunks.append(chunk)
            finally:
                response.close()
        except (httpx.DecodingError, httpx.RemoteProtocolError) as error:
            raise BadAnswer(f"{shown} broke off: {error}") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unreachable(f"{shown} can't be reached: {error}") from error
        return b"".join(chunks)

    def _follow(self, http: httpx.Client, request: httpx.Request, shown: str, secret: bool) -> httpx.Response:
        """Send a request and return the answer at the end of its redirects, whose body is not read yet.

        An operator chose the first address; the others are the word of whoever answers there. Raises Refused
        where they lead into our own network, or take a key to another host.
        """
        first = request.url
        for _ in range(MAX_REDIRECTS + 1):
            response = http.send(request, stream=True)
            if response.next_request is None:
                return response
            response.close()
            request = response.next_request
            if secret and (request.url.host != first.host or request.url.scheme != first.scheme):
                raise Refused(f"{shown} redirects to {request.url.host}, which must not see the key.")
            if request.url.host != first.host and not is_public(request.url.host):
                raise Refused(f"{shown} redirects to {request.url.host}, which is no public address.")
        raise Refused(f"{shown} redirects in circles.")

    def _wait_for(self, error: Exception) -> bool | float:
        """Tell stamina whether to try again: as long as the server asked for, or by its own backoff."""
        if not isinstance(error, SourceError) or not error.retryable:
            return False
        if isinstance(error, Busy) and error.wait_s is not None:
            self._pace.hold(error.wait_s)
            return error.wait_s if error.wait_s <= self._patience.longest_wait_s else False
        return True


def _http(transport: httpx.BaseTransport, headers: Mapping[str, str]) -> httpx.Client:
    return httpx.Client(
        transport=transport,
        timeout=TIMEOUT,
        follow_redirects=False,  # Client looks at each first
        headers=dict(headers),
    )


def is_public(host: str) -> bool:
    """Tell whether every address of a host is one of the internet. Raises Unreachable if it has none."""
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{host} can't be reached: {error}") from error
    return all(_is_public(ipaddress.ip_address(address)) for address in found)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return inner.is_global and not inner.is_multicast


def decode(body: bytes, *, type: type[T]) -> T:
    """Return JSON as `type`. Raises BadAnswer for what is no JSON, ShapeChanged for JSON of another shape."""
    try:
        return msgspec.json.decode(body, type=type)
    except msgspec.ValidationError as error:
        raise ShapeChanged(f"The answer has another shape: {error}") from error
    except msgspec.DecodeError as error:
        start = body[:60].decode(errors="replace").strip()
        raise BadAnswer(f"The answer is no JSON ({error}); it begins with {start!r}.") from error


def _raise_for_status(response: httpx.Response, shown: str) -> None:
    status = response.status_code
    if status in (429, 503):
        raise Busy(f"{shown} asks us to wait ({status}).", wait_s=retry_after(response.headers))
    if status >= 500:
        raise Unreachable(f"{shown} answers {status}.")
    if status >= 400:
        raise Refused(f"{shown} answers {status}.", status=status)


def retry_after(headers: httpx.Headers, *, now: Callable[[], float] = time.time) -> float | None:
    """Return the seconds of a Retry-After header (a number or a date), None without a readable one."""
    value = headers.get("Retry-After", "").strip()
    if value.isdigit():
        return float(value)
    with suppress(ValueError, TypeError):
        moment = parsedate_to_datetime(value)
        aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        return max(0.0, (aware - datetime.fromtimestamp(now(), UTC)).total_seconds())
    return None
