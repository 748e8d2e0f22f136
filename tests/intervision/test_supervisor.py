import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intervision.supervisor import Part, PartFailed, Supervisor

Lines = list[tuple[str, str]]


def part(name: str, program: str, **options: object) -> Part:
    return Part(name=name, command=(sys.executable, "-u", "-c", textwrap.dedent(program)), **options)  # type: ignore[arg-type]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


async def until(condition: Callable[[], object], *, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


@pytest.fixture
def lines() -> Lines:
    return []


@pytest.fixture
def supervisor(lines: Lines) -> Supervisor:
    return Supervisor(lambda name, line: lines.append((name, line)))


SLEEPS = "import time; print('here', flush=True); time.sleep(60)"


async def test_output_is_told_by_name(supervisor: Supervisor, lines: Lines) -> None:
    await supervisor.start([part("one", SLEEPS)])
    await until(lambda: lines)

    await supervisor.stop()

    assert lines == [("one", "here")]


async def test_a_part_may_give_way_to_the_others(supervisor: Supervisor, lines: Lines) -> None:
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    tells = "import os, time; print(os.nice(0)); time.sleep(60)"
    await supervisor.start([part("nice", tells, niceness=3), part("plain", tells)])
    await until(lambda: len(lines) > 1)

    await supervisor.stop()

    assert sorted(lines) == [("nice", str(ours + 3)), ("plain", str(ours))]


async def test_a_killed_part_comes_back_as_another_process(supervisor: Supervisor, lines: Lines) -> None:
    await supervisor.start([part("one", SLEEPS)])
    first = supervisor.pids()["one"]

    os.kill(first, signal.SIGKILL)
    await until(lambda: supervisor.pids().get("one", first) != first)

    second = supervisor.pids()["one"]
    assert is_alive(second)
    assert any("SIGKILL" in line and "starts again" in line for _, line in lines)
    await supervisor.stop()
    assert not is_alive(second)


async def test_a_part_that_stops_is_told_with_the_log_of_its_own(
    supervisor: Supervisor, lines: Lines
) -> None:
    await supervisor.start([part("one", SLEEPS, log="one.log says why")])

    os.kill(supervisor.pids()["one"], signal.SIGKILL)
    await until(lambda: any("stopped" in line for _, line in lines))

    await supervisor.stop()
    assert ("one", "stopped (SIGKILL; one.log says why); it starts again in 0.3 s") in lines


async def test_what_a_killed_part_had_started_ends_with_it(supervisor: Supervisor, lines: Lines) -> None:
    program = """
        import subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        print(child.pid, flush=True)
        time.sleep(60)
    """
    await supervisor.start([part("one", program)])
    await until(lambda: lines)
    grandchild = int(lines[0][1])

    os.kill(supervisor.pids()["one"], signal.SIGKILL)
    await until(lambda: not is_alive(grandchild))

    await supervisor.stop()


async def test_stop_takes_the_last_stage_first(supervisor: Supervisor, lines: Lines, tmp_path: Path) -> None:
    program = """
        import signal, sys, time
        def leave(*_):
            print("leaves", flush=True)
            sys.exit()
        signal.signal(signal.SIGTERM, leave)
        print("here", flush=True)
        time.sleep(60)
    """
    parts = [part("store", program, stage=0), part("web", program, stage=1)]
    await supervisor.start(parts)
    await until(lambda: len(lines) == 2)

    await supervisor.stop()

    assert [name for name, line in lines if line == "leaves"] == ["web", "store"]


async def test_stop_kills_what_does_not_listen(supervisor: Supervisor, lines: Lines) -> None:
    program = """
        import signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        print("here", flush=True)
        time.sleep(60)
    """
    await supervisor.start([part("deaf", program, stop=((signal.SIGTERM, 0.2),))])
    await until(lambda: lines)
    pid = supervisor.pids()["deaf"]

    await supervisor.stop()

    assert not is_alive(pid)


async def test_start_fails_when_a_part_ends_at_once(supervisor: Supervisor, lines: Lines) -> None:
    async def never() -> bool:
        return False

    with pytest.raises(PartFailed, match="web stopped right after its start"):
        await supervisor.start([part("web", "print('no such setting')", ready=never)])

    await supervisor.stop()
    assert ("web", "no such setting") in lines


async def test_start_fails_when_a_part_never_answers(supervisor: Supervisor) -> None:
    async def never() -> bool:
        return False

    with pytest.raises(PartFailed, match=r"web did not answer within 0\.3 seconds"):
        await supervisor.start([part("web", SLEEPS, ready=never, ready_s=0.3)])

    pid = supervisor.pids()["web"]
    await supervisor.stop()
    assert not is_alive(pid)


async def test_a_later_stage_waits_for_an_earlier_one(supervisor: Supervisor) -> None:
    seen: list[dict[str, int]] = []
    asked = 0

    async def third_time() -> bool:
        nonlocal asked
        asked += 1
        seen.append(supervisor.pids())
        return asked == 3

    await supervisor.start([part("web", SLEEPS, stage=1), part("store", SLEEPS, stage=0, ready=third_time)])

    assert all("web" not in pids for pids in seen)
    assert set(supervisor.pids()) == {"store", "web"}
    await supervisor.stop()


async def test_an_endless_line_is_dropped_and_the_part_goes_on(supervisor: Supervisor, lines: Lines) -> None:
    program = """
        import time
        print("x" * 300_000, flush=True)
        print("after it", flush=True)
        time.sleep(60)
    """
    await supervisor.start([part("one", program)])

    await until(lambda: ("one", "after it") in lines)

    await supervisor.stop()


async def test_a_command_that_is_not_there_is_told(supervisor: Supervisor, lines: Lines) -> None:
    async def never() -> bool:
        return False

    with pytest.raises(PartFailed):
        await supervisor.start([Part(name="web", command=("/no/such/program",), ready=never)])

    assert "can't be started" in lines[0][1]
    await supervisor.stop()


@contextlib.contextmanager
def supervising(*programs: str) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Run a supervisor in a process of its own, each program in a stage; yields it, and its parts' ids."""
    program = f"""
import asyncio, sys
from intervision.supervisor import Part, Supervisor
parts = [
    Part(name=str(stage), command=(sys.executable, "-u", "-c", program), stage=stage)
    for stage, program in enumerate({programs!r})
]
async def main():
    await Supervisor(lambda name, line: print(line, flush=True)).start(parts)
    await asyncio.sleep(60)
asyncio.run(main())
"""
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pids = [int(process.stdout.readline()) for _ in programs]
    try:
        yield process, pids
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


TELLS = "import os, time; print(os.getpid()); time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {TELLS}"


async def test_no_process_outlives_a_killed_supervisor() -> None:
    with supervising(TELLS, TELLS) as (process, pids):
        process.kill()

        await until(lambda: not any(map(is_alive, pids)), seconds=5)


async def test_nor_does_one_that_does_not_listen() -> None:
    with supervising(DEAF) as (process, [pid]):
        process.kill()

        await until(lambda: not is_alive(pid), seconds=20)


async def test_a_killed_supervisors_last_stage_ends_first(tmp_path: Path) -> None:
    left = tmp_path / "left"
    program = """
import os, signal, sys, time
def leave(*_):
    open({left!r}, "a").write({name!r})
    sys.exit()
signal.signal(signal.SIGTERM, leave)
print(os.getpid())
time.sleep(60)
"""
    names = ("store ", "worker ", "web ")
    with supervising(*(program.format(left=str(left), name=name) for name in names)) as (process, pids):
        process.kill()

        await until(lambda: not any(map(is_alive, pids)), seconds=5)

    assert left.read_text().split() == ["web", "worker", "store"]


async def test_a_warden_that_is_gone_keeps_no_part_from_starting(supervisor: Supervisor) -> None:
    await supervisor.start([part("one", SLEEPS)])
    for warden in wardens_of(os.getpid()):
        os.kill(warden, signal.SIGKILL)
        await until(lambda pid=warden: not is_alive(pid))

    await supervisor.start([part("two", SLEEPS)])

    assert is_alive(supervisor.pids()["two"])
    await supervisor.stop()


async def test_the_warden_ends_with_its_supervisor(supervisor: Supervisor) -> None:
    await supervisor.start([part("one", SLEEPS)])
    before = wardens_of(os.getpid())

    await supervisor.stop()
    await supervisor.stop()  # asked once more, nothing is left to do

    assert len(before) == 1
    assert not wardens_of(os.getpid())


def wardens_of(parent: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            ppid = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if ppid == parent and b"warden.py" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found
