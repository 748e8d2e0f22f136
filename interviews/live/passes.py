"""The two passes after an answer, side by side and beside the conversation: content and delivery.

Both rest on the verbatim transcript, the transcript of record; what the conversation needs at once is
judged at a glance (coverage.py).
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import TypeVar
from uuid import UUID

import msgspec

from intervision.owned_tasks import OwnedTasks
from intervision.priorities import BESIDE

from ..analysis.content import added
from ..analysis.delivery import coaching, measuring
from ..analysis.judgement import ContentJudgement, DeliveryMeasures
from ..analysis.local import LocalAnalyst
from ..analysis.port import Analyst, AnalystFailed, Answer
from ..bank.schema import Question
from ..costs import budget
from ..interviewer.understanding.in_passing import adds_to_an_earlier_answer
from ..speech.port import SAMPLE_RATE, Transcriber, TranscriberFailed, TurnEnded
from ..transcript import Word, words_of_typed
from . import facts, messages
from .costs import Costs
from .record import Record
from .state import TurnState

logger = logging.getLogger(__name__)

T = TypeVar("T")

# At the end passes are waited for while they get through: none for so long, and no longer than that in all. A
# judgement and its correction take 24 s at most (analysis/openai.py); on a busy machine passes queue up.
DRAIN_S, LONGEST_DRAIN_S = 30, 180
# A transcriber elsewhere takes no core, and may answer late: that must not keep other rooms' passes waiting.
REMOTE_PASSES = ThreadPoolExecutor(max_workers=16, thread_name_prefix="remote-passes")

LONGEST_ASKED = 60  # words; a recogniser looks back no further than some 220 parts of words


class Passes:
    """`names` are those that answers are likely to hold, such as what their questions name."""

    def __init__(
        self,
        record: Record,
        *,
        analyst: Analyst,
        local: LocalAnalyst,
        transcriber: Transcriber,
        names: Sequence[str] = (),
        send: Callable[[messages.ToPage], None],
        now_ms: Callable[[], int],
        executor: Executor = BESIDE,
    ) -> None:
        self.record, self.analyst, self.local, self.transcriber = record, analyst, local, transcriber
        self.executor = executor
        self._names = names
        self._transcribing = REMOTE_PASSES if transcriber.remote else executor
        self.coaching: bool | None = None  # as the candidate turned it on or off; else as planned
        self._send, self._now_ms = send, now_ms
        self._parts: dict[int, list[TurnEnded]] = {}
        self._tasks = OwnedTasks("the passes")
        self._of_turn: dict[int, asyncio.Task[None]] = {}
        self.costs = Costs(record, now_ms)

    def start(self, turn: TurnState, ended: TurnEnded | None = None) -> None:
        """Begin the passes of an answer; parts that were joined are measured together.

        `ended` has the audio of its latest part: what was typed has none, nor what another owner heard.
        """
        # The answer before may still be reopened and joined; older audio is not needed any more.
        for number in [number for number in self._parts if number < turn.number - 1]:
            if number not in self._of_turn:
                del self._parts[number]
        if ended is not None:
            self._parts.setdefault(turn.number, []).append(ended)
        self.cancel(turn.number)
        task = self._of_turn[turn.number] = self._tasks.start(self._measure(turn))
        task.add_done_callback(partial(self._done, turn.number))

    def cancel(self, turn: int) -> None:
        if task := self._of_turn.pop(turn, None):
            task.cancel()

    async def drain(self, *, longest_s: float = LONGEST_DRAIN_S) -> None:
        """Wait for passes that still run, as long as one after the other gets through. What is not through by
        then stays not measured."""
        now = asyncio.get_running_loop().time
        until = now() + longest_s
        while self._of_turn:
            done, _running = await asyncio.wait(
                list(self._of_turn.values()),
                timeout=min(DRAIN_S, until - now()),
                return_when=asyncio.FIRST_COMPLETED,
            )
            if not done:
                break
        await self.costs.settled()

    async def close(self) -> None:
        self._tasks.cancel()
        await self._tasks.settled()
        await self.costs.settled()

    def _done(self, turn: int, task: asyncio.Task[None]) -> None:
        if self._of_turn.get(turn) is task:
            del self._of_turn[turn]

    async def _measure(self, turn: TurnState) -> None:
        """Run the passes that the record has no result of: another owner may have been through with one."""
        if turn.words:  # perhaps from audio that only another owner had
            words, verbatim = tuple(turn.words), turn.verbatim
        else:
            words, verbatim = await self._words(turn)
            await self.record.append(
                facts.WordsMeasured(at_ms=self._now_ms(), turn=turn.number, words=words, verbatim=verbatim)
            )
        missing = []
        if turn.content is None:
            missing.append(self._content(turn, words))
        if turn.delivery is None:
            missing.append(self._delivery(turn, words, verbatim=verbatim))
        for result in await asyncio.gather(*missing, return_exceptions=True):
            if isinstance(result, BaseException):
                logger.error("A pass of turn %s crashed", turn.number, exc_info=result)

    async def _words(self, turn: TurnState) -> tuple[tuple[Word, ...], bool]:
        """Return the words of the answer, and whether they are verbatim: with the ums and uhs."""
        parts = self._parts.get(turn.number, [])
        if len(parts) < turn.parts:
            return words_from_record(turn), False
        words: list[Word] = []
        for part in parts:
            rest_ms = part.start_ms + part.read * 1000 // SAMPLE_RATE
            try:
                heard = await asyncio.get_running_loop().run_in_executor(
                    self._transcribing,
                    partial(
                        self.transcriber.verbatim,
                        part.samples[part.read :],
                        language=self.record.state.plan.language,
                        about=self.about(turn),
                    ),
                )
            except Exception as error:
                if isinstance(error, TranscriberFailed):
                    logger.warning("The verbatim pass failed: %s", error)
                else:  # a fault in an adapter, or in what a server sent: the answer is measured all the same
                    logger.exception("The verbatim pass crashed")
                await self._degraded(turn, "hearing", "the verbatim transcript could not be made")
                return words_from_record(turn), False
            words += part.words
            words += [
                Word(word.text, word.start_ms + rest_ms, word.end_ms + rest_ms, word.confidence)
                for word in heard
            ]
        if words:
            return tuple(words), True
        # Another language, or noise: read closely none of it was believed.
        guesses = words_from_record(turn)
        return tuple(msgspec.structs.replace(word, confidence=0.0) for word in guesses), False

    def about(self, turn: TurnState) -> str:
        """Return what an answer is likely to name, and the end of what was asked; never the rubric."""
        asked = " ".join(turn.asked.split()[-LONGEST_ASKED:])
        return f"{', '.join(self._names)}. {asked}" if self._names else asked

    async def _content(self, turn: TurnState, words: tuple[Word, ...]) -> None:
        judgement: ContentJudgement | None = None
        about = ""
        if (earlier := await self._spoken_to(turn, words)) is not None:
            answer = self._answer(turn, words, earlier)
            judgement = added.made_by(await self._judged(turn, answer, earlier), words)
            about = earlier.slug
        if judgement is None or not judgement.points:  # an analyst elsewhere may find nothing in it
            if (question := turn.move.question) is None:
                return
            judgement = await self._judged(turn, self._answer(turn, words, question), question)
            about = ""
        await self.record.append(
            facts.ContentJudged(at_ms=self._now_ms(), turn=turn.number, judgement=judgement, about=about)
        )

    async def _spoken_to(self, turn: TurnState, words: tuple[Word, ...]) -> Question | None:
        """Return the question that is spoken to by what was added when the questions were over, or by
        somebody who says that they come back to an earlier one."""
        if turn.skipped or not words:
            return None
        asked = self.record.state.asked
        if (question := turn.move.question) is not None:
            if not adds_to_an_earlier_answer(turn.answer):
                return None
            asked = asked[: asked.index(question)]
        return await added.question_spoken_to(self._answer(turn, words, None), asked, self.local)

    async def _judged(self, turn: TurnState, answer: Answer, question: Question) -> ContentJudgement:
        try:
            await self._check_budget()
            return await self.analyst.judge(answer, question, usage=self.costs.add)
        except AnalystFailed as error:
            logger.warning("The analyst %s failed: %s", self.analyst.name, error)
            await self._degraded(turn, "analyst", f"{self.analyst.name}: {error}")
        except Exception:  # a fault in an adapter, or in what a server sent
            logger.exception("The analyst %s crashed", self.analyst.name)
            await self._degraded(turn, "analyst", f"{self.analyst.name}: a fault in its adapter")
        return await self.local.judge(answer, question)

    async def _delivery(self, turn: TurnState, words: tuple[Word, ...], *, verbatim: bool) -> None:
        parts = self._parts.get(turn.number, [])
        measures = await self._in_executor(
            partial(
                measuring.measure,
                words=words,
                speech=tuple(turn.speech),
                asked_ms=turn.said_ms,
                typed=turn.typed,
                samples=parts[0].samples if len(parts) == turn.parts == 1 else None,
                from_audio=verbatim,
                language=self.record.state.plan.language,
                excused=tuple(turn.excused),
            )
        )
        await self.record.append(
            facts.DeliveryMeasured(at_ms=self._now_ms(), turn=turn.number, measures=measures)
        )
        await self._coach(turn, measures)

    async def _coach(self, turn: TurnState, measures: DeliveryMeasures) -> None:
        planned = self.record.state.plan.lines_on_delivery
        if not (planned if self.coaching is None else self.coaching):
            return
        shown = [
            (at_ms, line) for other in self.record.state.turns.values() for at_ms, line in other.coaching
        ]
        others = [
            other.delivery
            for other in self.record.state.turns.values()
            if other.number != turn.number and other.delivery is not None
        ]
        line = coaching.line_for(
            measures, shown=tuple(shown), now_ms=self._now_ms(), usual=measuring.baseline(others)
        )
        if line:
            await self.record.append(facts.CoachingShown(at_ms=self._now_ms(), turn=turn.number, line=line))
            self._send(messages.Coaching(line=line))

    async def _check_budget(self) -> None:
        """Raise AnalystFailed when a service may not be asked any more today."""
        if not self.analyst.remote:
            return
        try:
            await budget.acheck(UUID(self.record.state.plan.candidate_id))
        except budget.BudgetSpent as error:
            raise AnalystFailed(f"the {error.whose}'s daily budget is spent") from error

    async def _degraded(self, turn: TurnState, part: str, reason: str) -> None:
        # A pass fails long after its answer, when the next one may be on: the report plays what it is about.
        at_ms = turn.said_ms if turn.start_ms is None else turn.start_ms
        await self.record.append(facts.Degraded(at_ms=at_ms, part=part, reason=reason[:300]))

    def _answer(self, turn: TurnState, words: tuple[Word, ...], question: Question | None) -> Answer:
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
            asked=turn.asked,
            follow_up_to=earlier,
        )

    async def _in_executor(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.executor, work)


def words_from_record(turn: TurnState) -> tuple[Word, ...]:
    """Return the words of an answer without its audio: each phrase's words share the phrase's time evenly,
    and what was typed after them shares the rest."""
    spoken = " ".join(phrase.text for phrase in turn.phrases).split()
    if not spoken or (turn.typed and turn.answer.split()[: len(spoken)] != spoken):
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
    if turn.typed:
        typed = " ".join(turn.answer.split()[len(spoken) :])
        start = turn.phrases[-1].end_ms
        words += words_of_typed(typed, start_ms=start, end_ms=max(start, turn.end_ms or start))
    return tuple(words)


def not_measured(reason: str) -> tuple[ContentJudgement, DeliveryMeasures]:
    """Return what stands in the place of passes that did not finish."""
    return (
        ContentJudgement(points=(), note=reason),
        msgspec.structs.replace(DeliveryMeasures(words=0, speech_ms=0, total_ms=0), note=reason),
    )
