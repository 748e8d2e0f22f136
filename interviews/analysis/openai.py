"""The analyst behind OpenAI's chat completions, or any server that speaks the same protocol."""

import asyncio
from typing import Any

import msgspec
import openai
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletion

from intervision.chat_request import fields_for
from intervision.model_service import NOT_REACHED, refusal
from intervision.per_loop import PerLoop
from intervision.structured import Structured, read

from ..bank.schema import Question
from ..costs.usage import Usage, UsageSink
from .checking import Said, checked, faults_of, second_opinion
from .judgement import ContentJudgement, PointJudgement, Verdict
from .local import JUDGING, LocalAnalyst
from .port import AnalystFailed, Answer
from .prompt import messages_for, schema_for

PURPOSE = "analyst"
MAX_TOKENS = 2_000
TRIES = 2


class OpenAIAnalyst:
    """Judges with a model; every quote is checked against the words. `timeout_s` bounds one call."""

    name = "openai"
    remote = True

    def __init__(
        self,
        *,
        model: str,
        api_key: str,
        base_url: str | None = None,
        timeout_s: float = 12.0,
        max_tokens: int = MAX_TOKENS,
        request: dict[str, Any] | None = None,
    ) -> None:
        self.model, self.timeout_s, self.max_tokens = model, timeout_s, max_tokens
        self._api_key, self._base_url = api_key, base_url
        self._local = LocalAnalyst()
        self._request = request or {}  # more fields of the request: temperature, service_tier
        self._shape = Structured("judgement", self._request)
        self._clients = PerLoop(self._client)

    async def judge(
        self, answer: Answer, question: Question, *, usage: UsageSink | None = None
    ) -> ContentJudgement:
        """Judge the answer, once more if the first judgement has faults. Raises AnalystFailed."""
        if not answer.words:
            return ContentJudgement(
                points=tuple(
                    PointJudgement(key_point=point.slug, verdict=Verdict.NOT_HEARD)
                    for point in question.key_points
                ),
                judged_by=self.name,
            )
        messages = messages_for(answer, question)
        best: Said | None = None
        for _ in range(TRIES):
            try:
                text = await self._ask(messages, question, usage)
            except AnalystFailed:
                if best is None:
                    raise
                break  # the first judgement had faults, but is one
            try:
                said = read(text, Said)
            except msgspec.DecodeError as error:
                self._shape.was_passed_over()
                faults = [f"it is not the JSON that was asked for: {error}"]
            else:
                faults = faults_of(said, question, answer)
                if not any(fault.startswith("key point") for fault in faults):
                    best = said
            if not faults:
                break
            messages = [
                *messages,
                {"role": "assistant", "content": text[:4_000]},
                {"role": "user", "content": "Correct this and answer again in full: " + "; ".join(faults)},
            ]
        if best is None:
            raise AnalystFailed("its judgement could not be read")
        judgement = checked(best, question, answer, judged_by=self.name)
        claimed = sum(point.verdict in (Verdict.HEARD, Verdict.PARTLY) for point in best.points)
        unproven = sum(
            judged.verdict == Verdict.CANNOT_TELL
            and one.verdict in (Verdict.HEARD, Verdict.PARTLY)
            for judged in judgement.points
            for one in best.points
            if one.key_point == judged.key_point
        )  # fmt: skip
        if claimed and unproven * 2 > claimed:
            raise AnalystFailed("its quotes are not in the answer, or stand for everything")
        return await asyncio.get_running_loop().run_in_executor(
            JUDGING, self._weigh, judgement, answer, question
        )

    def _weigh(self, judgement: ContentJudgement, answer: Answer, question: Question) -> ContentJudgement:
        if not answer.language.startswith("en"):
            return judgement
        local, contradicted = self._local.judge_and_doubt(answer, question)
        return second_opinion(
            judgement,
            local,
            lambda quote, point: self._local.turns_round(quote, question, point, typed=answer.typed),
            contradicted,
            answer.words,
        )

    async def _ask(self, messages: list[dict[str, str]], question: Question, usage: UsageSink | None) -> str:
        try:
            async with asyncio.timeout(self.timeout_s):
                completion = await self._complete(messages, schema_for(question))
        except TimeoutError as error:
            raise _failed("its judgement did not come in time", retryable=True) from error
        except openai.APIStatusError as error:
            raise _failed(
                refusal(error.status_code, error.code, error.type, error.param),
                retryable=error.status_code == 429 or error.status_code >= 500,
            ) from error
        except openai.APIError as error:
            raise _failed(NOT_REACHED, retryable=True) from error
        except ValueError as error:
            raise _failed("the service answered no JSON", retryable=True) from error
        # The SDK hands on what is no completion: a page of some gateway, a list, a choice without a message.
        try:
            if usage is not None and completion.usage is not None:
                took = completion.usage
                usage(Usage(PURPOSE, self.model, took.prompt_tokens, took.completion_tokens))
            return _text_of(completion)
        except (AttributeError, TypeError) as error:
            raise _failed("the service answered no completion", retryable=True) from error

    async def _complete(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> ChatCompletion:
        try:
            return await self._create(messages, schema)
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            if not self._shape.was_refused(str(error)):
                raise
            return await self._create(messages, schema)

    async def _create(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> ChatCompletion:
        create: Any = self._clients.get().chat.completions.create
        fields = fields_for(
            self._base_url, self._request, max_tokens=self.max_tokens, **self._shape.field(schema)
        )
        told = self._shape.messages(messages, schema)
        completion: ChatCompletion = await create(model=self.model, messages=told, **fields)
        return completion

    def _client(self) -> AsyncOpenAI:
        return AsyncOpenAI(
            api_key=self._api_key, base_url=self._base_url, timeout=self.timeout_s, max_retries=0
        )

    async def close(self) -> None:
        """Close the running loop's connections."""
        if client := self._clients.pop():
            await client.close()


def _text_of(completion: ChatCompletion) -> str:
    if not completion.choices:
        raise _failed("it said nothing", retryable=True)
    choice = completion.choices[0]
    if choice.message.refusal:
        raise _failed("it refused", retryable=False)
    if choice.finish_reason == "content_filter":
        raise _failed("its judgement was filtered", retryable=False)
    if choice.finish_reason == "length":
        raise _failed("its judgement was cut off: it takes more than max_tokens", retryable=False)
    return str(choice.message.content or "")


def _failed(reason: str, *, retryable: bool) -> AnalystFailed:
    """Say what went wrong without what was sent: the message ends up in the record."""
    failure = AnalystFailed(reason)
    failure.retryable = retryable
    return failure
