"""Filler phrases ('like', 'you know', 'I mean', 'sort of', 'basically') where they carry no meaning.

The rules follow how the words are used (Laserna, Seih & Pennebaker 2014 on discourse markers; Fox Tree
2007): a filler can be taken out of its clause and leaves it whole, so a verb before 'like', an article
before 'kind of', or an object after 'you know' says that it carries meaning.
"""

from collections.abc import Sequence

from ...transcript import SOUNDS, bare
from .like import MARKS, is_filler_like, word_at, word_before

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
_KNOW_AFTER = frozenset(
    """what how why where when who whose which whether if that the a an about your my this it them him her
    exactly nothing everything for to in at from by only both one all each it's there's""".split()  # noqa: SIM905
)
_KNOW_BEFORE = frozenset(
    """do did if as when what once how because since let lets until don't would should before that things
    who all so then way""".split()  # noqa: SIM905
)
_MEAN_BEFORE = frozenset(["what", "which", "if", "that", "do", "did", "how", "when", "as"])
# What a clause begins with that says when the next words hold.
_CONDITIONS = frozenset(["if", "when", "whenever", "once", "until", "since", "because", "as"])
_JOINING = frozenset(["and", "but", "so", "or"])
_SUBJECTS = frozenset(["i", "he", "she", "it", "we", "they"])
_BE = frozenset(["am", "is", "are", "was", "were"])
_IT_IS = frozenset(["it's", "that's", "i'm", "he's", "she's", "we're", "they're"])
# 'I think so, yeah'
_SO_AFTER = frozenset(["think", "thought", "hope", "guess", "believe", "say", "said", "do", "did", "done"])
_SIDES = frozenset(["left", "top", "bottom", "up", "down", "middle", "center", "centre", "wrong"])


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


def _is_a_kind(said: Sequence[str], at: int) -> bool:
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
    word, after = said[at], word_at(said, at + 1)
    before = word_before(said, at)
    if word == "like":
        return int(is_filler_like(texts, said, at))
    if word == "you" and after == "know":
        return 0 if _is_known(texts, said, at) else 2
    if word == "i" and after == "mean":
        return 0 if _is_meant(texts, said, at) else 2
    if word in {"sort", "kind"} and after == "of":
        if texts[at].rstrip().endswith(MARKS):  # 'you sort, of course'
            return 0
        return 0 if _is_a_kind(said, at) else 2
    if word == "basically" or word == "literally":
        return 1
    if word in {"so", "and", "but"} and after == "yeah":
        return 0 if at + 2 >= len(said) or (word == "so" and before in _SO_AFTER) else 2
    return int(word == "right" and _is_asked(texts, said, at))


def _is_asked(texts: Sequence[str], said: Sequence[str], at: int) -> bool:
    """Tell whether 'right' asks for a nod on the way: 'you hash the key, right, and then you look it up'."""
    on_the_way = texts[at].endswith(",") or (texts[at].endswith("?") and word_at(said, at + 1) in _JOINING)
    return (
        on_the_way
        and at > 0
        and texts[at - 1].endswith(",")
        and len(_clause_before(texts, said, at)) > 1  # 'Yes, right, …' grants
        and not _SIDES & set(said[max(0, at - 2) : at + 3])
    )


def _is_known(texts: Sequence[str], said: Sequence[str], at: int) -> bool:
    """Tell whether 'you know' says that something is known: 'if it is larger, you know it's on the left'."""
    before, after = word_before(said, at), word_at(said, at + 2)
    set_off = at > 0 and texts[at - 1].rstrip().endswith((",", "…", "-"))
    opens = at > 0 and texts[at - 1].rstrip().endswith((".", "?"))
    told = bool(_CONDITIONS & set(_clause_before(texts, said, at)[:1]))
    # 'It's you know a pattern'; 'the good part is you know the size' says that it is known.
    if not told and (before in _IT_IS or (before in _BE and word_at(said, at - 2) in _SUBJECTS)):
        return False
    if texts[at + 1].rstrip().endswith((",", ".", "?")):
        return before in _KNOW_BEFORE and not (set_off or opens)
    return before in _KNOW_BEFORE or (after in _KNOW_AFTER and not set_off) or told


def _is_meant(texts: Sequence[str], said: Sequence[str], at: int) -> bool:
    """Tell whether 'I mean' says what something means: 'by quorum I mean more than half'."""
    if word_before(said, at) in _MEAN_BEFORE:
        return True
    if texts[at + 1].rstrip().endswith(","):
        return False
    clause = [] if texts[at - 1].rstrip().endswith(MARKS) else _clause_before(texts, said, at)
    return word_at(said, at + 2) in {"that", "by", "to"} or (
        bool({"by", "with"} & set(clause[:1])) or bool({"say", "says"} & set(clause))
    )


def _clause_before(texts: Sequence[str], said: Sequence[str], at: int) -> list[str]:
    """Return the words of the clause that ends right before `at`, without what joins it to another."""
    first = max(0, at - 1)
    while first > 0 and (said[first] in SOUNDS or not texts[first - 1].rstrip().endswith(MARKS)):
        first -= 1
    return [word for word in said[first:at] if word not in _JOINING | SOUNDS]
