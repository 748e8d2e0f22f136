from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...intake import pull
from ...sources.registry import UnknownSource, sources


class Command(BaseCommand):
    help = "Pull job sources now, in this process: those that are named, or all that are on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", help="names of sources; none: all that are on")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in options["names"] or sources():
            try:
                run = pull.pull(name, asked=bool(options["names"]))
            except UnknownSource as error:
                raise CommandError(f"There is no source {name}: {', '.join(sources())}") from error
            except pull.NotPulled as reason:
                self.stdout.write(str(reason))
                continue
            self.stdout.write(
                f"{name}: {run.get_state_display()}; {run.pages} pages, {run.new} new, "
                f"{run.changed} changed, {run.unchanged} unchanged, {run.closed} closed, {run.errors} errors"
            )
