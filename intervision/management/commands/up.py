"""`manage.py up`: the whole product on one machine, until Ctrl-C."""

import asyncio
import contextlib
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intervision import machine
from intervision.supervisor import PartFailed, Supervisor


class Command(BaseCommand):
    help = "Start everything on this machine: store, tasks, web. Ctrl-C stops it."
    requires_system_checks = ()  # machine.prepare runs them, and says what to do in one line

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workers", type=int, default=2, help="tasks at the same time (default 2)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with machine.only_one_here() as lock:
                machine.prepare()
                # Last: a port that is free now may be another's in the seconds that a new database takes.
                layout = machine.lay_out(
                    workers=options["workers"], verbose=options["verbosity"] > 1, lock=lock
                )
                asyncio.run(self._run(layout))
        except machine.CannotStart as error:
            raise CommandError(str(error)) from error

    async def _run(self, layout: machine.Layout) -> None:
        supervisor = Supervisor(self._say)
        stop = machine.stop_event()
        starting = asyncio.create_task(supervisor.start(layout.parts))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not stop.is_set():
                await starting
                self.stdout.write("\n".join(machine.welcome(layout)))
                self.stdout.flush()
                await stop.wait()
            self.stdout.write("Stopping. Anything still being recorded or written is finished first.")
        except PartFailed as error:
            raise machine.CannotStart(str(error)) from error
        finally:
            for task in (starting, stopping):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, PartFailed):
                    await task
            await supervisor.stop()

    def _say(self, name: str, line: str) -> None:
        sys.stdout.write(f"{name:>6} | {line}\n")
        sys.stdout.flush()
