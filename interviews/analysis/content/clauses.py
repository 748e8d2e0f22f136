"""A spoken answer cut into clauses: runs of words that can say one thing, without what is no content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...transcript import bare, is_sound
from ..repairs import unparted, withdrawn

_FILLING = (
    ("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of"), ("let", "me", "think"),
    ("let", "me", "see"), ("i", "guess"), ("and", "stuff"), ("and", "so", "on"), ("or", "something"),
)  # fmt: skip
_OPENERS = frozenset(
    [
        "and",
        "but",
        "so",
        "because",
        "since",
        "although",
        "though",
        "while",
        "whereas",
        "which",
        "then",
        "if",
        "when",
        "unless",
        "except",
        "instead",
    ]
)
_MIN_CLAUSE, _MAX_CLAUSE, _MAX_SENTENCE = 5, 16, 40  # words
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*$")
_CLAUSE_END = re.compile(r"[,;:]+[\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Clause:
    """Indexes into the answer's words, in order; sounds and empty phrases are not among them."""

    words: tuple[int, ...]
    sentence: int


def clauses(words: Sequence[str]) -> list[Clause]:
    """Cut at sentence ends, commas and conjunctions; recognisers that write no marks are cut by length."""
    kept = kept_words(words)
    words = unparted(words)
    found: list[Clause] = []
    run: list[int] = []
    sentence = in_sentence = 0

    def close(*, end_sentence: bool) -> None:
        nonlocal run, sentence, in_sentence
        if run:
            found.append(Clause(tuple(run), sentence))
            in_sentence += len(run)
            run = []
        if end_sentence or in_sentence >= _MAX_SENTENCE:
            sentence += 1
            in_sentence = 0

    for position, index in enumerate(kept):
        if len(run) >= _MIN_CLAUSE and bare(words[index]) in _OPENERS:
            close(end_sentence=False)
        run.append(index)
        # A mark may stand on a filler that was left out, right behind this word.
        until = kept[position + 1] if position + 1 < len(kept) else len(words)
        ends = [words[at] for at in range(index, until)]
        if any(_SENTENCE_END.search(word) for word in ends):
            close(end_sentence=True)
        elif len(run) >= _MAX_CLAUSE or (
            len(run) >= _MIN_CLAUSE - 1 and any(_CLAUSE_END.search(word) for word in ends)
        ):
            close(end_sentence=False)
    close(end_sentence=True)
    return found


def kept_words(words: Sequence[str]) -> list[int]:
    """Return the indexes of the words that can carry content: no sounds, no empty phrases, no repeats, no
    figure that is corrected at once."""
    said = [bare(word) for word in words]
    taken_back = withdrawn(words)
    kept: list[int] = []
    at = 0
    while at < len(said):
        skip = next((len(phrase) for phrase in _FILLING if tuple(said[at : at + len(phrase)]) == phrase), 0)
        if skip and not _is_meant(said, at):
            at += skip
            continue
        if (
            said[at]
            and at not in taken_back
            and not is_sound(words[at])
            and not (kept and kept[-1] == at - 1 and said[at - 1] == said[at])
        ):
            kept.append(at)
        at += 1
    return kept


def _is_meant(said: Sequence[str], at: int) -> bool:
    """Tell 'a kind of lock' and 'do you know' from the fillers."""
    before = said[at - 1] if at else ""
    return before in {
        "a",
        "the",
        "this",
        "that",
        "some",
        "what",
        "which",
        "any",
        "one",
        "do",
        "would",
        "if",
        "same",
    }
