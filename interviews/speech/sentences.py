"""Cutting a stream of words into sentences that can be spoken one after the other."""

import re

# An end of sentence, or a line's end, with something after it: '3.5' and 'e.g. this' stay whole.
_END = re.compile(r"(?<=[.!?…])[\"')\]]?\s+|\n+")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|vs|cf|approx|Mr|Mrs|Ms|Dr)\.$", re.IGNORECASE)
SHORTEST = 12  # characters: 'Right.' goes with what follows
LONGEST = 220


class Sentences:
    """Takes pieces of text; gives back the sentences that are complete, spaces included."""

    def __init__(self) -> None:
        self._rest = ""

    def add(self, delta: str) -> list[str]:
        self._rest += delta
        complete: list[str] = []
        while (end := _first_end(self._rest)) is not None:
            complete.append(self._rest[:end])
            self._rest = self._rest[end:]
        return complete

    def flush(self) -> list[str]:
        """Return what is left, if it holds anything that can be spoken."""
        rest, self._rest = self._rest, ""
        return [rest] if rest.strip() else []


def _first_end(text: str) -> int | None:
    for match in _END.finditer(text):
        sentence = text[: match.end()]
        stripped = sentence.strip()
        if len(stripped) >= SHORTEST and not _ABBREVIATION.search(stripped):
            return match.end()
    if len(text) > LONGEST and (place := text.rfind(", ", SHORTEST, LONGEST)) > 0:
        return place + 2
    return None
