"""`manage.py up` as an operator meets it: the real command, its real processes."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(condition: Callable[[], object], *, seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not happen within {seconds:g} s"
        time.sleep(0.1)


def descendants(pid: int) -> set[int]:
    """Return the processes that `pid` started, and those that they started."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Machine:
    """One run of `manage.py up`."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.port = free_port()
        self.log = folder / "up.log"
        clean = {key: value for key, value in os.environ.items() if key not in ("REDIS_URL", "VALKEY_PORT")}
        clean["DJANGO_SETTINGS_MODULE"] = "intervision.settings"
        settings = clean | {"VAR_DIR": str(folder / "var"), "PORT": str(self.port)} | env
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--workers", "1"],
                cwd=ROOT,
                env=settings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def output(self) -> str:
        return self.log.read_text()

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=5) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def wait_until_ready(self) -> None:
        def ready() -> bool:
            assert self.process.poll() is None, self.output()
            return "InterVision is ready" in self.output()

        until(ready, seconds=120, what="the start")

    def pid_of(self, what: str) -> int:
        for pid in descendants(self.process.pid):
            try:
                command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            except FileNotFoundError:
                continue
            if what in command:
                return pid
        return 0


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    children: set[int] = set()
    try:
        machine.wait_until_ready()
        children = descendants(machine.process.pid)
        yield machine
    finally:
        children |= descendants(machine.process.pid)
        machine.process.kill()
        machine.process.wait(10)
        for pid in filter(is_alive, children):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
class TestTheWholeProduct:
    def test_it_serves_comes_back_after_a_kill_and_leaves_nobody_behind(self, machine: Machine) -> None:
        assert machine.answers()
        assert re.search(r"interviewer +LocalInterviewer", machine.output())

        os.kill(machine.pid_of("daphne"), signal.SIGKILL)
        until(lambda: not machine.answers(), seconds=5, what="the end of the web process")
        until(machine.answers, seconds=60, what="the return of the web process")

        children = descendants(machine.process.pid)
        assert len(children) >= 4
        machine.process.send_signal(signal.SIGINT)
        assert machine.process.wait(40) == 0
        assert not [pid for pid in children if is_alive(pid)]

    def test_nobody_is_left_when_it_is_killed_itself(self, machine: Machine) -> None:
        children = descendants(machine.process.pid)

        machine.process.kill()

        until(lambda: not [pid for pid in children if is_alive(pid)], seconds=30, what="the end of all")

    def test_one_that_is_started_right_after_a_kill_waits_for_what_is_left(
        self, machine: Machine, tmp_path: Path
    ) -> None:
        folder = tmp_path / "second"
        folder.mkdir()
        children = descendants(machine.process.pid)

        machine.process.kill()
        machine.process.wait()
        second = Machine(folder, VAR_DIR=str(tmp_path / "var"))

        try:
            second.wait_until_ready()
            assert not [pid for pid in children if is_alive(pid)]
        finally:
            second.process.terminate()
            second.process.wait(60)

    def test_a_second_one_on_the_same_data_is_refused(self, machine: Machine, tmp_path: Path) -> None:
        folder = tmp_path / "second"
        folder.mkdir()

        second = Machine(folder, VAR_DIR=str(tmp_path / "var"))

        assert second.process.wait(60) == 1
        assert "InterVision is already running with the data in" in second.output()
        assert f"process {machine.process.pid}" in second.output()


def refused(folder: Path, **env: str) -> str:
    machine = Machine(folder, **env)
    assert machine.process.wait(60) == 1, machine.output()
    output = machine.output()
    assert "Traceback" not in output
    assert len(output.strip().splitlines()) == 1, output
    return output


@pytest.mark.server
class TestOneLineSaysWhatToDo:
    def test_when_the_port_is_taken(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]

            output = refused(tmp_path, PORT=str(port))

        assert f"Port {port} on 127.0.0.1 is taken" in output
        assert re.search(r"PORT=\d+ make run", output)

    def test_when_the_port_asked_for_valkey_is_taken(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            output = refused(tmp_path, VALKEY_PORT=str(taken.getsockname()[1]))

        assert "VALKEY_PORT asks for it" in output

    @pytest.mark.parametrize(
        ("name", "value"), [("PORT", "eighty"), ("DEBUG", "perhaps"), ("ICE_SERVERS", "[{")]
    )
    def test_when_a_setting_can_not_be_read(self, tmp_path: Path, name: str, value: str) -> None:
        output = refused(tmp_path, **{name: value})

        assert name in output
        assert "docs/settings.md" in output

    def test_when_the_address_is_another_machines(self, tmp_path: Path) -> None:
        output = refused(tmp_path, HOST="192.0.2.1")

        assert "HOST=192.0.2.1 is not an address of this machine" in output

    def test_when_the_data_folder_can_not_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")

        output = refused(tmp_path, VAR_DIR=str(tmp_path / "file" / "var"))

        assert "VAR_DIR=" in output

    def test_when_a_provider_is_missing(self, tmp_path: Path) -> None:
        machine = Machine(tmp_path, INTERVIEWER_BACKEND="no.such.Interviewer")

        assert machine.process.wait(60) == 1
        assert 'PROVIDERS["interviewer"]' in machine.output()
        assert "INTERVIEWER_BACKEND" in machine.output()
