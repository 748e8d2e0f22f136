"""What a web process does when it is stopped."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The real server, with a room that takes a while to write down what was heard.
SERVER = """
import asyncio, os, signal, sys
from daphne.cli import CommandLineInterface
import intervision.asgi
from interviews.live import room, rooms
from twisted.internet import reactor

class Busy(room.Room):
    def __init__(self):
        self.interview_id, self._ending = "one", None

    async def close(self):
        rooms.open_rooms.pop(self.interview_id)
        await asyncio.sleep(0.5)
        print("written down", flush=True)

rooms.open_rooms["one"] = Busy()
reactor.callLater(0.2, os.kill, os.getpid(), signal.SIGTERM)
CommandLineInterface().run(["-b", "127.0.0.1", "-p", "0", "-v", "0", "intervision.asgi:application"])
"""


def test_rooms_are_written_down_before_a_stopped_process_ends() -> None:
    run = subprocess.run(
        [sys.executable, "-c", SERVER],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )

    assert "written down" in run.stdout, run.stderr
