"""What ends the processes that a killed supervisor left running; a program of its own, started by path.

It reads one line for each process that was started and for each that ended, '+STAGE PID' and '-PID', from
a pipe whose other end only the supervisor holds. When that end is gone the supervisor has ended, however
it did: what it had not seen ending is stopped, the last stage first, and killed if it does not go.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterable

# What a stage has to go by itself. The web process writes its interviews down in that time.
PATIENCE_S = 8.0


def main() -> None:
    # Each is the leader of a group of its own, and is ended with all that it started.
    stages: dict[int, int] = {}
    for line in sys.stdin:
        if line.startswith("+"):
            stage, leader = map(int, line[1:].split())
            stages[leader] = stage
        else:
            stages.pop(int(line[1:]), None)
    for stage in sorted(set(stages.values()), reverse=True):
        _end([leader for leader, of in stages.items() if of == stage])


def _end(leaders: list[int]) -> None:
    for leader in leaders:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(leader, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_S
    while _any_left(leaders) and time.monotonic() < deadline:
        time.sleep(0.05)
    for leader in leaders:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


def _any_left(leaders: Iterable[int]) -> bool:
    for leader in leaders:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, 0)
            return True
    return False


if __name__ == "__main__":
    main()
