from typing import Any

from django.core.management.base import BaseCommand

from ... import catalogue


class Command(BaseCommand):
    help = "Load the job sources, the shipped list of boards and the schedules; edits of operators stay."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = catalogue.load()
        self.stdout.write(
            f"{loaded.sources} sources, {loaded.boards} new boards, {loaded.schedules} new schedules."
        )
