"""The interviewer behind OpenAI's chat completions, or any server that speaks the same protocol."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any

import openai
from openai import AsyncOpenAI, DefaultAsyncHttpxClient
from openai.types.chat import ChatCompletionChunk

from intervision.chat_request import fields_for
from intervision.model_service import NOT_REACHED, refusal
from intervision.per_loop import PerLoop

from ..costs.usage import Usage, UsageSink
from .guard import Guard
from .port import InterviewerFailed, Situation
from .prompt import messages_for

logger = logging.getLogger(__name__)

# Between two replies lies an answer of a minute or two: the connection is kept that long, so that no reply
# waits for a new handshake (the SDK keeps it for five seconds).
KEPT_CONNECTION_S = 300.0
REPLY_TOKENS = 260
PURPOSE = "interviewer"


class OpenAIInterviewer:
    """Streams what a model says. `first_token_s`, `next_s` (after words that came) and `total_s` are how long
    it may take, in seconds."""

    name = "openai"
    remote = True

    def __init__(
        self,
        *,
        model: str,
        api_key: str,
        base_url: str | None = None,
        first_token_s: float = 1.5,
        next_s: float = 4.0,
        total_s: float = 20.0,
        request: dict[str, Any] | None = None,
    ) -> None:
        self.model, self.first_token_s, self.next_s, self.total_s = model, first_token_s, next_s, total_s
        self._api_key, self._base_url = api_key, base_url
        self._request = request or {}  # more fields of the request: temperature, service_tier
        self._counts_tokens = True
        self._clients = PerLoop(self._client)

    def supports(self, language: str) -> bool:
        """Models speak all the languages that we offer."""
        return True

    async def say(self, situation: Situation, *, usage: UsageSink | None = None) -> AsyncIterator[str]:
        """Yield what to say as it is written. Raises InterviewerFailed before the first words or midway."""
        clock = asyncio.get_running_loop().time
        begun = clock()
        guard = Guard(situation)
        messages = messages_for(situation)
        took: Usage | None = None
        sent = ended = False
        try:
            async with contextlib.AsyncExitStack() as stack:
                # The first deadline holds until words come, not until the headers do.
                deadline = begun + self.first_token_s
                async with asyncio.timeout_at(deadline):
                    stream = await self._open(messages)
                sent = True
                stack.push_async_callback(stream.close)
                chunks = aiter(stream)
                while True:
                    async with asyncio.timeout_at(deadline):
                        chunk = await anext(chunks, None)
                    if chunk is None:
                        break
                    took = self._usage(chunk) or took
                    if delta := _delta(chunk):
                        piece = "" if guard.done else guard.take(delta)
                        if not guard.thinks:
                            deadline = min(clock() + self.next_s, begun + self.total_s)
                        if piece:
                            yield piece
                    ended = ended or _has_ended(chunk)
                    if guard.done and not self._counts_tokens:
                        break
                if rest := guard.finish(ended=ended):
                    yield rest
        except TimeoutError as error:
            late = "its first word" if not guard.text else "the end of its reply"
            raise InterviewerFailed(f"{late} did not come in time") from error
        except openai.APIError as error:
            raise _failure(error, sent=sent) from error
        finally:
            # A reply that was thrown away has cost its tokens too; nobody counted them but us.
            if usage is not None and sent:
                usage(took or self._estimate(messages, guard.text))

    async def _open(self, messages: list[dict[str, str]]) -> openai.AsyncStream[ChatCompletionChunk]:
        try:
            return await self._create(messages)
        except openai.BadRequestError as error:
            if not (self._counts_tokens and "stream_options" in str(error)):
                raise
            logger.warning("%s can't count tokens of a stream; they are estimated", self._base_url)
            self._counts_tokens = False
            return await self._create(messages)

    async def _create(self, messages: list[dict[str, str]]) -> openai.AsyncStream[ChatCompletionChunk]:
        counted = {"stream_options": {"include_usage": True}} if self._counts_tokens else {}
        fields = fields_for(self._base_url, self._request, max_tokens=REPLY_TOKENS, **counted)
        create: Any = self._clients.get().chat.completions.create
        stream: openai.AsyncStream[ChatCompletionChunk] = await create(
            model=self.model, messages=messages, stream=True, **fields
        )
        return stream

    def _client(self) -> AsyncOpenAI:
        limits = type(openai.DEFAULT_CONNECTION_LIMITS)(
            max_connections=100, max_keepalive_connections=20, keepalive_expiry=KEPT_CONNECTION_S
        )
        return AsyncOpenAI(
            api_key=self._api_key,
            base_url=self._base_url,
            timeout=self.total_s,
            max_retries=0,  # the local interviewer is quicker than a second try
            http_client=DefaultAsyncHttpxClient(limits=limits),
        )

    async def close(self) -> None:
        """Close the running loop's connections."""
        if client := self._clients.pop():
            await client.close()

    def _usage(self, chunk: ChatCompletionChunk) -> Usage | None:
        if chunk.usage is None:
            return None
        return Usage(PURPOSE, self.model, chunk.usage.prompt_tokens, chunk.usage.completion_tokens)

    def _estimate(self, messages: list[dict[str, str]], said: str) -> Usage:
        """Count four characters a token, as is usual for English."""
        return Usage(PURPOSE, self.model, sum(len(m["content"]) for m in messages) // 4, len(said) // 4)


def _delta(chunk: ChatCompletionChunk) -> str:
    """Return the words of a chunk. Raises InterviewerFailed for a refusal."""
    if not chunk.choices:
        return ""
    delta = chunk.choices[0].delta
    if delta.refusal:
        raise InterviewerFailed("it refused")
    if chunk.choices[0].finish_reason == "content_filter":
        raise InterviewerFailed("its reply was filtered")
    return delta.content or ""


def _has_ended(chunk: ChatCompletionChunk) -> bool:
    """Tell whether the reply is complete: a server that goes away, or runs out of tokens, says otherwise."""
    return bool(chunk.choices) and chunk.choices[0].finish_reason not in (None, "length")


def _failure(error: openai.APIError, *, sent: bool) -> InterviewerFailed:
    """Say what went wrong without what was sent: the message ends up in the record."""
    if isinstance(error, openai.APIStatusError):
        failure = InterviewerFailed(refusal(error.status_code, error.code, error.type, error.param))
        failure.retryable = error.status_code == 429 or error.status_code >= 500
        return failure
    not_reached = isinstance(error, openai.APIConnectionError) and not sent
    failure = InterviewerFailed(NOT_REACHED if not_reached else "the connection to the service failed")
    failure.retryable = True
    return failure
