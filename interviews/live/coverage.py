"""What the running answer covers so far, judged at a glance: quick enough to choose the next move by.

Of a written answer that is complete there is time for the full judgement: nobody hears the silence. Where the
machine is too busy for it, the glance decides there as well.
"""

import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from ..analysis.judgement import ContentJudgement
from ..analysis.local import LocalAnalyst
from ..analysis.port import Answer
from ..bank.schema import Question
from ..transcript import words_of_typed
from .record import Record
from .state import TurnState

logger = logging.getLogger(__name__)

# How long the next move waits for the last phrase to be judged; of a written answer nothing was judged before
# it came, and nobody minds a moment's silence after it. On two cores that seven processes shared it took two
# to six seconds, and without what an answer covers there is neither a follow-up nor a word of coaching.
PATIENCE_S = 0.05
WRITTEN_PATIENCE_S = 4.0
# One thread for the process: what the interviewer waits for must not stand behind the passes.
GLANCING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="glancing")


class Coverage:
    """Which key points the current answer has made."""

    def __init__(self, record: Record, local: LocalAnalyst) -> None:
        self._record, self._local = record, local
        self._by_turn: dict[int, tuple[str, ContentJudgement]] = {}
        self._judging: dict[tuple[int, str], asyncio.Task[ContentJudgement | None]] = {}
        # The turn and the words that were not judged soon enough last.
        self._late: tuple[int, str] | None = None

    def prepare(self, question: Question) -> None:
        """Get the rubric ready while the candidate hears the question and begins to speak."""
        GLANCING.submit(self._local.prepare, question).add_done_callback(_log_failure)

    def warm(self, turn: TurnState) -> None:
        """Judge what is there while the candidate speaks on, so that little is left at the end."""
        if not self._judging:
            self._judge(turn, f"{turn.answer} {turn.pending_text}".strip())

    async def of(self, turn: TurnState | None, answer_so_far: str) -> ContentJudgement | None:
        """Return what the turn's answer covers, its latest words with it if they are judged soon enough.

        `answer_so_far` is what was heard since the answer began or was taken up again.
        """
        if turn is None or turn.move.question is None or turn.skipped:
            return None
        text = f"{turn.answer} {answer_so_far}".strip() if not turn.answered else turn.answer
        self._late = None
        known = self._by_turn.get(turn.number)
        if known is not None and known[0] == text and (turn.number, text) not in self._judging:
            return known[1]
        judging = self._judge(turn, text)
        await asyncio.wait([judging], timeout=_patience_s(turn))
        judged = judging.result() if judging.done() and not judging.cancelled() else None
        if judged is None:
            self._late = (turn.number, text)
        # What was said up to the last phrase decides nearly as well, and keeps nobody waiting.
        return judged or self.last(turn.number)

    def has_caught_up(self, turn: TurnState) -> bool:
        """Tell whether an answer is judged by now that was not, or not closely, when `of` was asked last."""
        known = self._by_turn.get(turn.number)
        return known is not None and self._late == (turn.number, known[0])

    async def may_make(self, turn: TurnState, text: str, question: Question, key_point: str) -> bool:
        """Tell whether words that seem to leave a key point out may make it, in part at least; False where
        that is not told soon enough. Costs a tenth of a close judgement."""
        answer = self._answer(turn, text)
        if not answer.language.startswith("en"):
            return False
        reading = asyncio.get_running_loop().run_in_executor(
            GLANCING, partial(self._local.may_make, answer, question, key_point)
        )
        await asyncio.wait([reading], timeout=_patience_s(turn))
        if not reading.done():
            if (known := self._by_turn.get(turn.number)) is not None:
                self._late = (turn.number, known[0])
            return False
        if (error := reading.exception()) is not None:
            logger.error("what turn %s may have said could not be read", turn.number, exc_info=error)
            return False
        return reading.result()

    def last(self, turn: int) -> ContentJudgement | None:
        """Return what was judged last of a turn's answer, whether or not more was said since."""
        known = self._by_turn.get(turn)
        return known[1] if known else None

    def close(self) -> None:
        for judging in self._judging.values():
            judging.cancel()

    def _judge(self, turn: TurnState, text: str) -> asyncio.Task[ContentJudgement | None]:
        """Begin to judge; what is being judged already is not begun twice."""
        which = (turn.number, text)
        if which not in self._judging:
            self._judging[which] = asyncio.create_task(self._judged(turn, text))
            self._judging[which].add_done_callback(lambda _: self._judging.pop(which, None))
        return self._judging[which]

    def _answer(self, turn: TurnState, text: str) -> Answer:
        return Answer(
            text=text,
            words=words_of_typed(text, start_ms=0, end_ms=0),
            code=turn.code,
            typed=turn.typed,
            language=self._record.state.plan.language,
        )

    async def _judged(self, turn: TurnState, text: str) -> ContentJudgement | None:
        question = turn.move.question
        if question is None or not text:
            return None
        answer = self._answer(turn, text)
        # A word of praise follows at once.
        ways = [self._local.glance_twice if self._record.state.plan.coaching else self._local.glance]
        if turn.typed and turn.answered:
            ways.append(self._local.judge_now)
        judgement = None
        for judge in ways:
            try:
                judgement = await asyncio.get_running_loop().run_in_executor(
                    GLANCING, partial(judge, answer, question)
                )
            except Exception:
                # Choosing the next question without it is worse, but a silent interviewer is worst.
                logger.exception("what turn %s covers could not be judged", turn.number)
                break
            self._by_turn[turn.number] = (text, judgement)
        return judgement


def _patience_s(turn: TurnState) -> float:
    return WRITTEN_PATIENCE_S if turn.typed and turn.answered else PATIENCE_S


def _log_failure(preparing: Future[None]) -> None:
    if not preparing.cancelled() and (error := preparing.exception()) is not None:
        logger.error("a rubric could not be prepared", exc_info=error)
