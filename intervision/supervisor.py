"""Keeping a handful of processes alive on one machine, and stopping all of them together.

Written here and not taken from a library: the store must outlive the processes that write to it on the way
down, no child may outlive us, and a control port that anybody on the machine can talk to is not wanted.
"""

import asyncio
import contextlib
import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from . import warden

BACKOFF_S = (0.3, 1.0, 3.0, 10.0, 30.0)
# A process that ran this long had a good start: its next failure counts as the first.
STEADY_S = 60.0
LINE_BYTES = 64 * 1024


class PartFailed(Exception):
    """A part did not come up; the message says which, its own lines were printed before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One process. Stages start in ascending order and stop in descending order, a stage's parts at once.

    `ready` is awaited until it returns True, at most `ready_s` seconds; without it a part counts as ready
    when it runs. `stop` holds signals with the seconds that each is given; what is left then is killed.
    `niceness` is how far it gives way to the others when the processors are busy, 0 to 19.
    `log` says where the reason is found when it stops, for a part that prints none.
    """

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    stage: int = 0
    ready: Callable[[], Awaitable[bool]] | None = None
    ready_s: float = 60.0
    stop: tuple[tuple[int, float], ...] = ((signal.SIGTERM, 10.0),)
    pass_fds: tuple[int, ...] = ()
    niceness: int = 0
    log: str = ""


@dataclass(slots=True)
class _Running:
    part: Part
    keeper: asyncio.Task[None]
    process: asyncio.subprocess.Process | None = None
    up: asyncio.Event = field(default_factory=asyncio.Event)


class Supervisor:
    """Starts parts, starts them again when they die, stops them. Belongs to the main thread's loop."""

    def __init__(self, say: Callable[[str, str], None]) -> None:
        """`say` gets a part's name and one line of its output, or of what happens to it."""
        self._say = say
        self._running: list[_Running] = []
        self._stopping = False
        self._warden: _Warden | None = None

    async def start(self, parts: list[Part]) -> None:
        """Start parts stage by stage. Raises PartFailed for one that does not come up; then call stop."""
        self._warden = self._warden or _Warden()
        for stage in sorted({part.stage for part in parts}):
            members = [self._begin(part) for part in parts if part.stage == stage]
            await asyncio.gather(*(self._wait_until_ready(running) for running in members))

    async def stop(self) -> None:
        """Stop everything, the last stage first. Returns when no process is left."""
        self._stopping = True
        for stage in sorted({running.part.stage for running in self._running}, reverse=True):
            members = [running for running in self._running if running.part.stage == stage]
            await asyncio.gather(*(self._end(running) for running in members))
        self._running.clear()
        if self._warden is not None:
            await asyncio.to_thread(self._warden.dismiss)
            self._warden = None

    def pids(self) -> dict[str, int]:
        """Return the ids of the processes that run now, by the name of their part."""
        return {one.part.name: one.process.pid for one in self._running if one.process is not None}

    def _begin(self, part: Part) -> _Running:
        running = _Running(part=part, keeper=asyncio.current_task())  # type: ignore[arg-type]
        running.keeper = asyncio.create_task(self._keep(running), name=f"keep {part.name}")
        self._running.append(running)
        return running

    async def _keep(self, running: _Running) -> None:
        """Run the part again and again until the supervisor stops."""
        failures = 0
        while not self._stopping:
            began = time.monotonic()
            code = await self._run_once(running)
            if self._stopping or not running.up.is_set():
                return
            failures = 1 if time.monotonic() - began > STEADY_S else failures + 1
            pause_s = BACKOFF_S[min(failures, len(BACKOFF_S)) - 1]
            why = "; ".join(filter(None, (_ending(code), running.part.log)))
            self._say(running.part.name, f"stopped ({why}); it starts again in {pause_s:g} s")
            await asyncio.sleep(pause_s)

    async def _run_once(self, running: _Running) -> int:
        part, warden = running.part, self._warden
        assert warden is not None, "parts begin in start"
        # A pipe of our own: asyncio's would have wait() wait for whoever else still holds it.
        ours, theirs = os.pipe()
        relay = asyncio.create_task(self._relay(part.name, ours))
        try:
            process = await asyncio.create_subprocess_exec(
                *part.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=theirs,
                stderr=theirs,
                env={**os.environ, **part.env},
                # A group of its own: Ctrl-C reaches us alone, and what it started can be ended with it.
                start_new_session=True,
                preexec_fn=functools.partial(_before_it_runs, part, warden),
                pass_fds=part.pass_fds,
            )
        except OSError as error:
            self._say(part.name, f"can't be started: {error}")
            return 127
        finally:
            os.close(theirs)
        running.process = process
        code = await process.wait()
        _signal_group(process.pid, signal.SIGKILL)
        warden.forget(process.pid)
        running.process = None
        await relay
        return code

    async def _relay(self, name: str, descriptor: int) -> None:
        """Tell the lines that come out of a pipe, until nobody holds its other end."""
        stream = asyncio.StreamReader(limit=LINE_BYTES)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(descriptor, "rb", buffering=0)
        )
        try:
            while True:
                try:
                    line = await stream.readline()
                except ValueError:  # longer than LINE_BYTES: what was read of it is gone
                    continue
                if not line:
                    return
                self._say(name, line.decode(errors="replace").rstrip())
        finally:
            transport.close()

    async def _wait_until_ready(self, running: _Running) -> None:
        part, why = running.part, running.part.log or "its last lines say why"
        deadline = time.monotonic() + part.ready_s
        while True:
            if running.keeper.done():
                raise PartFailed(f"{part.name} stopped right after its start; {why}.")
            if await part.ready() if part.ready else running.process is not None:
                running.up.set()
                return
            if time.monotonic() > deadline:
                raise PartFailed(f"{part.name} did not answer within {part.ready_s:g} seconds; {why}.")
            await asyncio.sleep(0.1)

    async def _end(self, running: _Running) -> None:
        process = running.process
        if process is None:
            running.keeper.cancel()
        else:
            for number, grace_s in running.part.stop:
                with contextlib.suppress(ProcessLookupError):
                    process.send_signal(number)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), grace_s)
                    break
            _signal_group(process.pid, signal.SIGKILL)
        # The pipe ends when the last process of the group is gone.
        with contextlib.suppress(TimeoutError, asyncio.CancelledError):
            await asyncio.wait_for(running.keeper, 5)


class _Warden:
    """The process that ends what we leave running when we are killed ourselves (warden.py)."""

    def __init__(self) -> None:
        # Our copy of the reading end keeps a line to a warden that is gone from ending its writer.
        self._reads, self._writes = os.pipe()
        os.set_blocking(self._writes, False)
        self._process = subprocess.Popen(
            (sys.executable, "-I", "-S", warden.__file__), stdin=self._reads, start_new_session=True
        )

    def know(self, pid: int, stage: int) -> None:
        self._tell(f"+{stage} {pid}")

    def forget(self, pid: int) -> None:
        self._tell(f"-{pid}")

    def dismiss(self) -> None:
        """Let it end, and return when it has."""
        os.close(self._writes)
        os.close(self._reads)
        self._process.wait()

    def _tell(self, line: str) -> None:
        with contextlib.suppress(OSError):
            os.write(self._writes, f"{line}\n".encode())


def _before_it_runs(part: Part, warden: _Warden) -> None:
    """What a child does before its program. It tells of itself: we may be killed before we can."""
    os.nice(part.niceness)
    warden.know(os.getpid(), part.stage)


def _signal_group(leader: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
