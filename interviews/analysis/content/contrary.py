"""Signs that words near a statement say its opposite: denied where it affirms, or its two sides swapped.

Each sign is measured between a run of words and one statement, the same way round for both: 'not by a timer'
beside 'without a timer' is no sign, 'by a timer' beside it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...transcript import bare
from . import polarity, terms
from .clauses import clauses

NAMES = (
    "clash",
    "clause_clash",
    "swapped",
    "turned",
    "surplus_denials",
    "surplus_absolutes",
    "surplus_dismissals",
    "surplus_swaps",
    "clauses_denied",
)
_PIVOTS = (
    "before", "after", "than", "then", "to", "into", "while", "whereas", "but", "because", "since", "so",
    "over", "not", "instead", "and", "in",
)  # fmt: skip
_INVERSE = {"before": "after", "after": "before"}
_ABSOLUTE = frozenset(
    """never always nobody none nothing everybody everyone everything forever ever completely any all every
    only impossible unlimited exactly entirely""".split()  # noqa: SIM905
)
_SWAPS = re.compile(
    r"\b(?:instead of|rather than|as opposed to|the other way round|in place of|not vice versa)\b"
)
_DOT_WITHIN = re.compile(r"(?<=\w)\.(?=[A-Za-z])")  # of 'Math.random', which nobody says
_MARK = re.compile(r"[,;:.!?]+[\"')\]]*$")
_UNDOING = ("un", "in", "im", "non", "dis", "ir", "de")


@dataclass(frozen=True, slots=True)
class Stance:
    """A run of words as it affirms and denies."""

    words: tuple[str, ...]  # bare
    stems: frozenset[str]
    denied: frozenset[str]  # stems from a denying word on
    in_denying_clause: frozenset[str]
    sides: tuple[tuple[str, frozenset[str], frozenset[str]], ...]  # pivot, stems before it, stems behind it
    denials: int
    absolutes: int
    dismissals: int
    swaps: int
    clauses_denied: float  # share


def stance(words: Sequence[str]) -> Stance:
    """Read a run of words, marks and all."""
    denied: set[str] = set()
    affirmed: set[str] = set()
    in_denying: set[str] = set()
    outside: set[str] = set()
    sides: list[tuple[str, frozenset[str], frozenset[str]]] = []
    cut = clauses(words)
    denying = 0
    for clause in cut:
        said = [words[at] for at in clause.words]
        refused = polarity.denied(said)
        stems = list(terms.placed_stems(said))
        denied.update(stem for stem, at in stems if at in refused)
        affirmed.update(stem for stem, at in stems if at not in refused)
        bare_words = terms.word_parts(" ".join(said))
        denies = bool(refused) or polarity.dismissals(bare_words) > 0
        denying += denies
        (in_denying if denies else outside).update(stem for stem, _ in stems)
    by_sentence: dict[int, list[str]] = {}
    for clause in cut:
        by_sentence.setdefault(clause.sentence, []).extend(words[at] for at in clause.words)
    for said in by_sentence.values():
        parts = terms.word_parts(" ".join(said))
        for at, word in enumerate(parts):
            if word in _PIVOTS:
                before, behind = frozenset(terms.stems(parts[:at])), frozenset(terms.stems(parts[at + 1 :]))
                if before and behind:
                    sides.append((word, before, behind))
    spoken = tuple(terms.word_parts(" ".join(words)))
    return Stance(
        words=spoken,
        stems=frozenset(terms.stems(spoken)),
        denied=frozenset(denied - affirmed),
        in_denying_clause=frozenset(in_denying - outside),
        sides=tuple(sides),
        denials=polarity.negations(words),
        absolutes=sum(word in _ABSOLUTE for word in spoken),
        dismissals=polarity.dismissals(spoken),
        swaps=len(_SWAPS.findall(" ".join(spoken))),
        clauses_denied=denying / max(1, len(cut)),
    )


def denies(said: Sequence[str], stated: Sequence[str]) -> bool:
    """Tell whether words deny more than a statement does: in the clauses that have most in common, and in
    all that they share, which one of them may say in another clause."""
    mine = _denials(said := _apart(said), beside=(stated := _apart(stated)))
    other = _denials(stated, beside=said)
    return mine[0] > other[0] and mine[1] > other[1]


def _apart(words: Sequence[str]) -> list[str]:
    return [part for word in words for part in _DOT_WITHIN.split(word)]


def _denials(words: Sequence[str], *, beside: Sequence[str]) -> tuple[int, int]:
    """Count the denials of what is shared with other words: in the clause that shares most, and in all.

    'No, …' and 'I'm not an expert but …' lead to it, and deny nothing of it.
    """
    other = frozenset(terms.stems(terms.word_parts(" ".join(beside))))

    def shared(part: Sequence[str]) -> int:
        return len(other.intersection(terms.stems(terms.word_parts(" ".join(part)))))

    def denials(clause: Sequence[str]) -> int:
        return sum(polarity.negations(part) for part in _parts(clause) if shared(part))

    told = [[words[at] for at in clause.words] for clause in clauses(words)]
    return denials(max(told, key=shared, default=[])), sum(map(denials, told))


def _parts(clause: Sequence[str]) -> list[list[str]]:
    """Cut a clause where a denial ends."""
    parts: list[list[str]] = [[]]
    for word in clause:
        if bare(word) in polarity.ENDS_SCOPE:
            parts.append([])
        parts[-1].append(word)
        if _MARK.search(word):
            parts.append([])
    return parts


def signs(said: Stance, stated: Stance, rarity: terms.Rarity) -> list[float]:
    """Return one number a name of NAMES."""
    shared = said.stems & stated.stems
    weight = max(rarity.total(shared), 1e-9)
    return [
        rarity.total(shared & (said.denied ^ stated.denied)) / weight,
        rarity.total(shared & (said.in_denying_clause ^ stated.in_denying_clause)) / weight,
        _swapped(said, stated, rarity),
        float(polarity.opposites(said.words, stated.words) + _undone(said.words, stated.words)),
        float(said.denials - stated.denials),
        float(said.absolutes - stated.absolutes),
        float(said.dismissals - stated.dismissals),
        float(said.swaps - stated.swaps),
        said.clauses_denied - stated.clauses_denied,
    ]


def _swapped(said: Stance, stated: Stance, rarity: terms.Rarity) -> float:
    """Return how far the two sides of a word like 'before' or 'than' have changed places, 0 to 1."""
    most = 0.0
    for pivot, before, behind in stated.sides:
        for other, left, right in said.sides:
            if other == pivot:
                straight, cross = (before & left, behind & right), (before & right, behind & left)
            elif other == _INVERSE.get(pivot):
                straight, cross = (before & right, behind & left), (before & left, behind & right)
            else:
                continue
            kept = sum(rarity.total(side) for side in straight)
            changed = sum(rarity.total(side) for side in cross)
            if all(cross) and kept + changed:
                most = max(most, (changed - kept) / (changed + kept))
    return most


def _undone(said: Sequence[str], stated: Sequence[str]) -> int:
    """Count words of one that stand in the other with 'un-', 'non-' and the like before them."""
    heard, wanted = set(said), set(stated)
    return sum(
        prefix + word in more and word not in more
        for some, more in ((wanted, heard), (heard, wanted))
        for word in some
        if len(word) > 3
        for prefix in _UNDOING
    )
