"""Reparanda: words that a speaker gives up and says anew ('the bank of, no, the river')."""

from collections.abc import Sequence

from ..transcript import bare
from .clauses import SOUNDS

_MAX_REPEAT = 4
_MEANT = frozenset(
    {"very", "really", "much", "no", "yes", "yeah", "many", "far", "more", "had", "that", "ha", "bye"}
)


def reparanda(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return (first, last) word indexes of what was given up."""
    said = [bare(text) for text in texts]
    kept = [at for at, word in enumerate(said) if word and word not in SOUNDS]
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(kept):
        for size in range(min(_MAX_REPEAT, (len(kept) - position) // 2), 0, -1):
            one = [said[at] for at in kept[position : position + size]]
            two = [said[at] for at in kept[position + size : position + 2 * size]]
            if one == two and not (size == 1 and one[0] in _MEANT):
                found.append((kept[position], kept[position + size - 1]))
                position += size
                break
        else:
            position += 1
    return found
