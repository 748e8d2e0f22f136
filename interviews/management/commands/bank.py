"""manage.py bank load | lint | export: the question bank from the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interviews.bank import lint
from interviews.bank.export import write_files
from interviews.bank.loader import load_bank
from interviews.bank.schema import BANK_FOLDER, BankError


class Command(BaseCommand):
    help = "Load the question bank from its files, hold them to their rules, or export what the database has."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        load = actions.add_parser("load", help="bring the database up to the files; edited questions stay")
        load.add_argument("--folder", type=Path, default=BANK_FOLDER)
        check = actions.add_parser("lint", help="hold the files to their rules")
        check.add_argument("files", nargs="*", type=Path)
        export = actions.add_parser("export", help="write the active questions as YAML, one file a domain")
        export.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        match options["action"]:
            case "load":
                self._load(options["folder"])
            case "lint":
                if lint.main([str(path) for path in options["files"]]):
                    raise CommandError(
                        "The bank breaks the rules above; docs/question-bank.md explains them."
                    )
            case "export":
                for path in write_files(options["folder"]):
                    self.stdout.write(str(path))

    def _load(self, folder: Path) -> None:
        try:
            report = load_bank(folder)
        except BankError as error:
            raise CommandError(f"Nothing was loaded. Correct these first:\n{error}") from error
        self.stdout.write(
            f"{len(report.added)} added, {len(report.updated)} updated, {report.unchanged} unchanged, "
            f"{len(report.deactivated)} no longer asked, {len(report.kept)} kept as edited here"
        )
        for slug in report.kept:
            self.stdout.write(f"  kept: {slug} (shipped in other words now; compare with its file)")
