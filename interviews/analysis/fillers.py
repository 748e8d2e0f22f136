"""Filler phrases ('like', 'you know', 'I mean', 'sort of', 'basically') where they carry no meaning.

The rules follow how the words are used (Laserna, Seih & Pennebaker 2014 on discourse markers; Fox Tree
2007): a filler can be taken out of its clause and leaves it whole, so a verb before 'like', an article
before 'kind of', or an object after 'you know' says that it carries meaning.
"""

from collections.abc import Sequence

from ..transcript import SOUNDS, bare

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
_BE = frozenset(
    [
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "being",
        "'s",
        "'re",
        "it's",
        "that's",
        "he's",
        "she's",
        "they're",
        "there's",
        "i'm",
        "you're",
        "we're",
    ]
)
_PRONOUNS = frozenset(["i", "you", "he", "she", "it", "we", "they", "people", "who"])
_LIKE_VERBS = frozenset(
    """look looks looked looking feel feels felt sound sounds sounded seem seems seemed work works
    worked act acts behave behaves treat treats taste something anything things nothing stuff more much
    just exactly rather act would i'd you'd we'd they'd he'd she'd don't didn't doesn't do did does
    really to unlike not
    someone people systems tools databases languages frameworks places companies services""".split()  # noqa: SIM905
)
_JOINING = frozenset(["and", "but", "so", "because", "then"])
_INTENSIFIERS = frozenset(["really", "very", "super", "totally", "so", "okay"])
_CASES = frozenset(["case", "situation", "scenario", "problem", "example", "moment"])
_LIKED_AFTER = frozenset(
    ["if", "as", "what", "whatever", "whenever", "however", "anything", "that", "which", "would", "do", "did"]
)
_TELLING = frozenset(
    """said say saying did do does mentioned mention mentioning described describing explained explaining
    discussed talked told showed shown seen saw wrote noted expect expected in with for on""".split()  # noqa: SIM905
)
_BEFORE_TELLING = frozenset(["just", "already", "also", "was", "were", "have", "had", "would", "all"])
_MARKS = (",", ".", "?", "!", ";", ":", "…")
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
    before = _before(said, at)
    after = said[at + 1] if at + 1 < len(said) else ""
    set_off = at > 0 and texts[at - 1].rstrip().endswith((",", ".", "?", "…", "-"))
    if word == "like":
        return int(_is_filler_like(texts, said, at))
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


def _is_filler_like(texts: Sequence[str], said: Sequence[str], at: int) -> bool:
    before, after = _before(said, at), _word(said, at + 1)
    opens = at == 0 or texts[at - 1].rstrip().endswith((".", "?", "!"))
    set_off = opens or texts[at - 1].rstrip().endswith((",", ".", "?", "…", "-"))
    closed = texts[at].rstrip().endswith(",")
    if _is_example(before, after) or (not closed and _points_back(texts, said, at)):
        return False
    if set_off and closed:
        return True
    before = "" if opens else before
    if before in _PRONOUNS and before not in {"it", "people"}:
        # 'If you like, …' ends a clause too.
        return closed and after not in {"the", "a", "to"} and _word(said, at - 2) not in _LIKED_AFTER
    if before in _LIKE_VERBS:
        return closed and set_off
    if closed and before in _BE:
        return True
    if before in _BE:
        # 'it's like a queue' compares; 'it's like really slow' fills.
        return after in _INTENSIFIERS | SOUNDS | {"pretty", "not", "just", "i", "we", "you"}
    if after in _INTENSIFIERS | SOUNDS | {"i", "we", "you", "they", "he", "she"}:
        return True
    if after in {"if", "when"}:
        return before in _JOINING
    # 'And like Redis it keeps all in memory' compares, unless something sets it off.
    return before == "so" or (before in _JOINING and (set_off or closed or said[at - 1] in SOUNDS))


def _is_example(before: str, after: str) -> bool:
    """Tell whether 'like' gives one: 'in cases like when the disk is full'."""
    plural = len(before) > 3 and before.endswith("s") and not before.endswith(("ss", "us", "is", "'s"))
    return after in {"if", "when"} and (plural or before in _CASES)


def _points_back(texts: Sequence[str], said: Sequence[str], at: int) -> bool:
    """Tell whether 'like' compares: 'like I said', 'like so many', 'do it like so'."""
    after, ends = _word(said, at + 1), at + 2 >= len(said) or texts[at + 1].rstrip().endswith(_MARKS)
    if after == "so":
        return ends or said[at + 2] in {"many", "much", "few"}
    if after not in {"i", "we", "you", "they", "he", "she", "you'd", "we've", "i've", "you've"}:
        return False
    if ends:
        return after == "you"  # 'for teams like you'
    verb = at + 2
    while _word(said, verb) in _BEFORE_TELLING:
        verb += 1
    return _word(said, verb) in _TELLING


def _word(said: Sequence[str], at: int) -> str:
    return said[at] if 0 <= at < len(said) else ""


def _before(said: Sequence[str], at: int) -> str:
    for index in range(at - 1, -1, -1):
        if said[index] and said[index] not in SOUNDS:
            return said[index]
    return ""
