"""Finding words that were not used before: the phrases of phrases.yaml, by seed and by what was said."""

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from string import Formatter

import yaml

PHRASES_FILE = Path(__file__).with_name("phrases.yaml")


class Phrasing:
    """Chooses phrases for one turn. `said` is all that the interviewer has said in this interview."""

    def __init__(self, *, seed: int, turn: int, said: str) -> None:
        self._seed, self._turn = seed, turn
        self._said = said.casefold()
        self.chance = random.Random(f"{seed}:{turn}")

    def one(self, name: str, **filled: str) -> str:
        """Return one phrase of the set, filled in, that was not used yet; the longest unused else."""
        return self.fill(self.pick(name), **filled)

    def pick(self, name: str) -> str:
        """Return one phrase of the set as it is written."""
        ways = list(phrases()[name])
        random.Random(f"{self._seed}:{name}").shuffle(ways)
        found = min(ways, key=lambda way: self._said.rfind(landmark(way)))
        self._said += f" {landmark(found)}"
        return found

    def unused(self, name: str) -> bool:
        """Tell whether the set has a phrase that was not used yet."""
        return any(landmark(way) not in self._said for way in phrases()[name])

    def used(self, name: str) -> bool:
        """Tell whether a phrase of the set was said before."""
        return any(landmark(way) in self._said for way in phrases()[name])

    def fill(self, way: str, **filled: str) -> str:
        """Fill a phrase in, with a capital at the beginning and a lower-case question within."""
        text = way.format(**filled)
        return text[:1].upper() + text[1:]


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Return the sets of phrases.yaml, read once a process."""
    raw = yaml.safe_load(PHRASES_FILE.read_text(encoding="utf-8"))
    return {name: tuple(" ".join(str(way).split()) for way in ways) for name, ways in raw.items()}


@cache
def landmark(way: str) -> str:
    """Return the longest part of a phrase that stands in every use of it, to find it again by."""
    parts: Sequence[str] = [literal.casefold().strip() for literal, *_ in Formatter().parse(way)]
    return max(parts, key=len)
