"""What the candidate writes while the interview goes on: that they do, and the code on the pad."""

from collections.abc import Callable

from . import facts
from .floor import Ears
from .record import Record
from .state import TurnState

# A page tells of code when the keys have rested for 0.9 s (static/js/room/pad.js): it is kept at once. Code
# that comes faster, and very much of it, waits: the record grows by 10 kB/s at most.
CODE_EVERY_MS = 800
CODE_CHARACTERS_PER_MS = 10
# Much shorter than what a moment of writing excuses (live/state.py).
NOTED_EVERY_MS = 1_000


class Writing:
    """Writes it into the record, at a pace; the newest code is kept sooner or later, and with an answer."""

    def __init__(self, record: Record, ears: Ears, now_ms: Callable[[], int]) -> None:
        self._record, self._ears, self._now_ms = record, ears, now_ms
        self.last_ms: int | None = None  # when anything was written
        self._noted_ms = -NOTED_EVERY_MS
        self._unkept: dict[int, facts.CodeChanged] = {}  # the newest code of each turn that waits
        self._next_code_ms = 0

    async def goes_on(self) -> None:
        """The candidate types an answer; keep when: a spoken one may be going on beside it."""
        now, state = self._writes(), self._record.state
        turn = state.current
        if turn is None or turn.answered or state.plan.typing or now - self._noted_ms < NOTED_EVERY_MS:
            return
        self._noted_ms = now
        await self._record.append(facts.Wrote(at_ms=now, turn=turn.number))

    async def code(self, turn: TurnState, code: str, language: str) -> None:
        """The pad changed while `turn` was on."""
        now = self._writes() if turn is self._record.state.current else self._now_ms()
        self._unkept[turn.number] = facts.CodeChanged(
            at_ms=now, turn=turn.number, code=code, language=language
        )
        await self.keep_due()

    def code_of(self, turn: TurnState) -> str:
        """Return the code that was written in a turn, be it in the record yet or not."""
        waiting = self._unkept.get(turn.number)
        return turn.code if waiting is None else waiting.code

    async def keep_due(self) -> None:
        """Append the code that waits, if it has waited long enough."""
        if self._now_ms() >= self._next_code_ms:
            await self.keep()

    async def keep(self) -> None:
        """Append the code that waits, now."""
        while self._unkept:
            changed = self._unkept.pop(next(iter(self._unkept)))
            wait_ms = max(CODE_EVERY_MS, len(changed.code) // CODE_CHARACTERS_PER_MS)
            self._next_code_ms = max(self._next_code_ms, self._now_ms()) + wait_ms
            await self._record.append(changed)

    def _writes(self) -> int:
        self.last_ms = self._now_ms()
        self._ears.candidate_writes()
        return self.last_ms
