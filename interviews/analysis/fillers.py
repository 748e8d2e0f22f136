"""Filler phrases ('like', 'you know', 'I mean', 'sort of', 'basically') where they carry no meaning.

The rules follow how the words are used (Laserna, Seih & Pennebaker 2014 on discourse markers; Fox Tree
2007): a filler can be taken out of its clause and leaves it whole, so a verb before 'like', an article
before 'kind of', or an object after 'you know' says that it carries meaning.
"""

from collections.abc import Sequence

from ..transcript import bare
from .like import is_filler_like, word_before

_ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "some",
        "any",
        "what",
        "which",
        "one",
        "every",
        "each",
        "no",
        "another",
        "same",
        "his",
        "her",
        "its",
        "my",
        "your",
        "our",
        "their",
    ]
)
_ADVERBS = frozenset(["basically", "literally", "honestly", "obviously", "essentially", "actually"])
_KNOW_AFTER = frozenset(
    [
        "what",
        "how",
        "why",
        "where",
        "when",
        "who",
        "which",
        "whether",
        "if",
        "that",
        "the",
        "a",
        "an",
        "about",
        "your",
        "my",
        "this",
        "it",
        "them",
        "him",
        "her",
        "exactly",
        "nothing",
        "everything",
        "for",
        "to",
    ]
)
_KNOW_BEFORE = frozenset(
    [
        "do",
        "did",
        "if",
        "as",
        "when",
        "what",
        "once",
        "how",
        "because",
        "since",
        "let",
        "until",
        "don't",
        "would",
        "should",
        "before",
        "that",
        "things",
        "who",
        "all",
        "so",
    ]
)
_MEAN_AFTER = frozenset(["that", "the", "by", "this", "a", "to", "it"])


def lexical(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return (first, last) word indexes of the lexical fillers."""
    said = [bare(text) for text in texts]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(said):
        length = _filler_at(texts, said, at)
        if length:
            found.append((at, at + length - 1))
        at += max(1, length)
    return found


def is_a_kind(said: Sequence[str], at: int) -> bool:
    """Tell whether 'kind of' or 'sort of' at this place names a kind: 'a kind of lock'."""
    before = said[at - 1] if at else ""
    return before in _ARTICLES or before in {
        "of",
        "different",
        "certain",
        "special",
        "new",
        "right",
        "wrong",
        "best",
        "other",
        "first",
        "similar",
    }


def _filler_at(texts: Sequence[str], said: Sequence[str], at: int) -> int:
    word = said[at]
    before = word_before(said, at)
    after = said[at + 1] if at + 1 < len(said) else ""
    set_off = at > 0 and texts[at - 1].rstrip().endswith((",", ".", "?", "…", "-"))
    if word == "like":
        return int(is_filler_like(texts, said, at))
    if word == "you" and after == "know":
        following = said[at + 2] if at + 2 < len(said) else ""
        closed = texts[at + 1].rstrip().endswith((",", ".", "?"))
        if closed and (set_off or before not in _KNOW_BEFORE):
            return 2
        if before in _KNOW_BEFORE or (following in _KNOW_AFTER and not set_off):
            return 0
        return 2
    if word == "i" and after == "mean":
        following = said[at + 2] if at + 2 < len(said) else ""
        closed = texts[at + 1].rstrip().endswith(",")
        if before in {"what", "which", "if", "that", "do", "did", "how", "when", "as"}:
            return 0
        return 2 if closed or following not in {"that", "by", "to"} else 0
    if word in {"sort", "kind"} and after == "of":
        return 0 if is_a_kind(said, at) or (at + 2 >= len(said) and before in _ARTICLES) else 2
    if word == "basically" or word == "literally":
        return 1
    return 0
