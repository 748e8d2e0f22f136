"""Bring this machine's index of jobs up to the database: for nodes that answer searches and run no worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ...index import generations
from ...matching import nearness


class Command(BaseCommand):
    help = "Refresh the full-text index of jobs on this machine, or build it anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="build a new one, then swap")

    def handle(self, *args: Any, **options: Any) -> None:
        jobs = generations.rebuild() if options["rebuild"] else generations.refresh()
        titles = nearness.learn()
        self.stdout.write(f"{jobs} jobs indexed, {titles} titles learned")
