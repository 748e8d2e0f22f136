"""The replies of questions_back.yaml to what a candidate asks, read once a process."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

ANSWERS_FILE = Path(__file__).with_name("questions_back.yaml")


class Reply(NamedTuple):
    """Ways to answer one kind of question."""

    kind: str
    asks: re.Pattern[str] | None
    say: tuple[str, ...]


@cache
def replies(part: str) -> dict[str, Reply]:
    """Return one part of the file by kind: `clarify`, `talk` or `reply`."""
    raw = yaml.safe_load(ANSWERS_FILE.read_text(encoding="utf-8"))[part]
    return {
        kind: Reply(
            kind,
            re.compile("|".join(entry["asks"]), re.IGNORECASE) if entry.get("asks") else None,
            tuple(entry["say"]),
        )
        for kind, entry in raw.items()
    }


def first_kind(part: str, asked: str) -> Reply | None:
    """Return the reply of the first kind that a question is of."""
    asked = asked.replace("’", "'")
    return next((each for each in replies(part).values() if each.asks and each.asks.search(asked)), None)
