"""The two passes after an answer, side by side and beside the conversation: content and delivery.

Both rest on the verbatim transcript, the transcript of record; what the conversation needs at once is a
quick judgement of the fast text (Standing).
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import TypeVar
from uuid import UUID

import msgspec

from .. import budget
from ..analysis import coaching, delivery
from ..analysis.judgement import ContentJudgement, DeliveryMeasures
from ..analysis.local import LocalAnalyst
from ..analysis.port import Analyst, AnalystFailed, Answer
from ..bank.schema import Question
from ..interviewer.port import Usage
from ..speech.port import Transcriber, TranscriberFailed, TurnEnded
from ..transcript import Word, words_of_typed
from . import facts, messages
from .record import Record
from .state import TurnState

logger = logging.getLogger(__name__)

T = TypeVar("T")

DRAIN_S = 20
PATIENCE_S = 0.05
# One thread: the passes of one process must never take the core that the conversation listens with.
PASSES = ThreadPoolExecutor(max_workers=1, thread_name_prefix="passes")
STANDING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="standing")


class Passes:
    def __init__(
        self,
        record: Record,
        *,
        analyst: Analyst,
        local: LocalAnalyst,
        transcriber: Transcriber,
        send: Callable[[messages.ToPage], None],
        now_ms: Callable[[], int],
        executor: Executor = PASSES,
    ) -> None:
        self.record, self.analyst, self.local, self.transcriber = record, analyst, local, transcriber
        self.executor = executor
        self.coaching = False
        self._send, self._now_ms = send, now_ms
        self._parts: dict[int, list[TurnEnded]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def start(self, turn: TurnState, ended: TurnEnded) -> None:
        """Begin the passes of a spoken answer; parts that were joined are measured together."""
        # The answer before may still be reopened and joined; older audio is not needed any more.
        for number in [number for number in self._parts if number < turn.number - 1]:
            if number not in self._tasks:
                del self._parts[number]
        self._parts.setdefault(turn.number, []).append(ended)
        self._run(turn)

    def start_from_record(self, turn: TurnState) -> None:
        """Begin the passes of an answer that was typed, or whose audio went with its owner."""
        self._run(turn)

    def cancel(self, turn: int) -> None:
        if task := self._tasks.pop(turn, None):
            task.cancel()

    async def drain(self, timeout_s: float = DRAIN_S) -> None:
        """Wait for passes that still run. What is not through by then stays not measured."""
        if self._tasks:
            await asyncio.wait(list(self._tasks.values()), timeout=timeout_s)

    async def close(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _run(self, turn: TurnState) -> None:
        self.cancel(turn.number)
        task = asyncio.create_task(self._measure(turn), name=f"passes of turn {turn.number}")
        self._tasks[turn.number] = task
        task.add_done_callback(partial(self._done, turn.number))

    def _done(self, turn: int, task: asyncio.Task[None]) -> None:
        if self._tasks.get(turn) is task:
            del self._tasks[turn]
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("The passes of turn %s crashed", turn, exc_info=error)

    async def _measure(self, turn: TurnState) -> None:
        words = await self._words(turn)
        await self.record.append(facts.WordsMeasured(at_ms=self._now_ms(), turn=turn.number, words=words))
        await asyncio.gather(self._content(turn, words), self._delivery(turn, words))

    async def _words(self, turn: TurnState) -> tuple[Word, ...]:
        parts = self._parts.get(turn.number, [])
        if not parts:
            return words_from_record(turn)
        words: list[Word] = []
        for part in parts:
            try:
                heard = await self._in_executor(
                    partial(self.transcriber.verbatim, part.samples, language=self.record.state.plan.language)
                )
            except TranscriberFailed as error:
                logger.warning("The verbatim pass failed: %s", error)
                await self._degraded("hearing", "the verbatim transcript could not be made")
                return words_from_record(turn)
            words += [
                Word(word.text, word.start_ms + part.start_ms, word.end_ms + part.start_ms, word.confidence)
                for word in heard
            ]
        return tuple(words) or words_from_record(turn)

    async def _content(self, turn: TurnState, words: tuple[Word, ...]) -> None:
        question = turn.move.question
        if question is None:
            return
        answer = self._answer(turn, words)
        used: list[Usage] = []
        try:
            await self._check_budget()
            judgement = await self.analyst.judge(answer, question, usage=used.append)
        except AnalystFailed as error:
            await self._degraded("analyst", f"{self.analyst.name}: {error}")
            judgement = await self._in_executor(partial(self.local.judge_now, answer, question))
        for usage in used:
            await self._count(usage)
        await self.record.append(
            facts.ContentJudged(at_ms=self._now_ms(), turn=turn.number, judgement=judgement)
        )

    async def _delivery(self, turn: TurnState, words: tuple[Word, ...]) -> None:
        parts = self._parts.get(turn.number, [])
        measures = await self._in_executor(
            partial(
                delivery.measure,
                words=words,
                speech=tuple(turn.speech),
                asked_ms=turn.said_ms,
                typed=turn.typed,
                samples=parts[0].samples if len(parts) == 1 else None,
                from_audio=bool(parts),
            )
        )
        await self.record.append(
            facts.DeliveryMeasured(at_ms=self._now_ms(), turn=turn.number, measures=measures)
        )
        await self._coach(turn, measures)

    async def _coach(self, turn: TurnState, measures: DeliveryMeasures) -> None:
        plan = self.record.state.plan
        if not (self.coaching or plan.coaching_lines or plan.coaching):
            return
        shown = [
            (at_ms, line) for other in self.record.state.turns.values() for at_ms, line in other.coaching
        ]
        line = coaching.line_for(measures, shown=tuple(shown), now_ms=self._now_ms())
        if line:
            await self.record.append(facts.CoachingShown(at_ms=self._now_ms(), turn=turn.number, line=line))
            self._send(messages.Coaching(line=line))

    async def _check_budget(self) -> None:
        """Raise AnalystFailed when the paid analyst may not be asked today."""
        if self.analyst.name == self.local.name:
            return
        try:
            await self._in_executor(partial(budget.check, self._candidate_id))
        except budget.BudgetSpent as error:
            raise AnalystFailed(f"the {error.whose}'s daily budget is spent") from error

    async def _count(self, usage: Usage) -> None:
        await self._in_executor(partial(budget.spend, self._candidate_id, usage))
        await self.record.append(
            facts.UsageCounted(
                at_ms=self._now_ms(),
                purpose=usage.purpose,
                model=usage.model,
                tokens_in=usage.tokens_in,
                tokens_out=usage.tokens_out,
            )
        )

    @property
    def _candidate_id(self) -> UUID:
        return UUID(self.record.state.plan.candidate_id)

    async def _degraded(self, part: str, reason: str) -> None:
        await self.record.append(facts.Degraded(at_ms=self._now_ms(), part=part, reason=reason[:300]))

    def _answer(self, turn: TurnState, words: tuple[Word, ...]) -> Answer:
        question = turn.move.question
        earlier = tuple(
            other.answer
            for other in self.record.state.turns.values()
            if other.number < turn.number
            and other.answer
            and other.move.question is not None
            and question is not None
            and other.move.question.slug == question.slug
        )
        return Answer(
            text=" ".join(word.text.strip() for word in words),
            words=words,
            typed=turn.typed,
            code=turn.code,
            language=self.record.state.plan.language,
            follow_up_to=earlier,
        )

    async def _in_executor(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.executor, work)


class Standing:
    """What the running answer covers so far, from its fast text: quick enough to choose the next move by."""

    def __init__(self, passes: Passes) -> None:
        self._passes = passes
        self._by_turn: dict[int, tuple[str, ContentJudgement]] = {}
        self._judging: asyncio.Task[ContentJudgement | None] | None = None
        self._judged_text = ""  # of which answer and words `_judging` is

    def warm(self, turn: TurnState) -> None:
        """Judge what is there while the candidate speaks on, so that little is left at the end."""
        if self._judging is None or self._judging.done():
            self._judge(turn, " ".join(phrase.text for phrase in turn.phrases))

    async def of(self, turn: TurnState | None, answer_so_far: str) -> ContentJudgement | None:
        if turn is None or turn.move.question is None or turn.skipped:
            return None
        text = f"{turn.answer} {answer_so_far}".strip() if not turn.answered else turn.answer
        known = self._by_turn.get(turn.number)
        if known is not None and known[0] == text:
            return known[1]
        judging = self._judge(turn, text)
        done, _ = await asyncio.wait([judging], timeout=PATIENCE_S)
        # What was said up to the last phrase decides nearly as well, and keeps nobody waiting.
        return judging.result() if done else self.last(turn.number)

    def prepare(self, question: Question) -> None:
        """Get the rubric ready while the candidate hears the question and begins to speak."""
        STANDING.submit(self._passes.local.prepare, question)

    def last(self, turn: int) -> ContentJudgement | None:
        known = self._by_turn.get(turn)
        return known[1] if known else None

    def _judge(self, turn: TurnState, text: str) -> asyncio.Task[ContentJudgement | None]:
        """Begin to judge; what is being judged already is not begun twice."""
        told = f"{turn.number} {text}"
        if self._judging is None or self._judged_text != told:
            self._judging, self._judged_text = asyncio.create_task(self._judged(turn, text)), told
        return self._judging

    async def _judged(self, turn: TurnState, text: str) -> ContentJudgement | None:
        question = turn.move.question
        if question is None or not text:
            return None
        answer = Answer(text=text, words=words_of_typed(text, start_ms=0, end_ms=0), code=turn.code)
        try:
            judgement = await asyncio.get_running_loop().run_in_executor(
                STANDING, partial(self._passes.local.glance, answer, question)
            )
        except Exception:
            # Choosing the next question without it is worse, but a silent interviewer is worst.
            logger.exception("the standing of turn %s could not be judged", turn.number)
            return None
        self._by_turn[turn.number] = (text, judgement)
        return judgement

    def close(self) -> None:
        if self._judging is not None:
            self._judging.cancel()


def words_from_record(turn: TurnState) -> tuple[Word, ...]:
    """Return the words of an answer without its audio: each phrase's words share the phrase's time evenly."""
    if turn.typed or not turn.phrases:
        start = turn.start_ms or turn.said_ms
        return words_of_typed(turn.answer, start_ms=start, end_ms=turn.end_ms or start)
    words: list[Word] = []
    for phrase in turn.phrases:
        parts = phrase.text.split()
        step = (phrase.end_ms - phrase.start_ms) / max(1, len(parts))
        words += [
            Word(part, int(phrase.start_ms + n * step), int(phrase.start_ms + (n + 1) * step), 0.5)
            for n, part in enumerate(parts)
        ]
    return tuple(words)


def not_measured(reason: str) -> tuple[ContentJudgement, DeliveryMeasures]:
    """Return what stands in the place of passes that did not finish."""
    return (
        ContentJudgement(points=(), note=reason),
        msgspec.structs.replace(DeliveryMeasures(words=0, speech_ms=0, total_ms=0), note=reason),
    )
