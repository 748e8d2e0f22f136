"""Words taken back where plain words show it: 'in Mongo, I mean, in Postgres'. The tagger sees others."""

import re
from collections.abc import Iterator, Sequence

from ...transcript import SOUNDS, bare
from .like import MARKS

_LEADING = frozenset(
    """a an the my your our its in on at by for from to with into of""".split()  # noqa: SIM905
)
_FARTHEST = 4  # words taken back with 'I mean'
_AFTER = frozenset("and or but so then for to in on at by from with because when that is are was".split())  # noqa: SIM905
_SUBJECTS = frozenset("i you he she it we they there".split())  # noqa: SIM905
_VERBS = frozenset(
    """am is are was were have has had do did can could will would should might""".split()  # noqa: SIM905
)
_ALSO_DOING = frozenset("have has had do did".split())  # noqa: SIM905
_BOTH = re.compile(r"(?:i|you|he|she|it|we|they|there)'(?:m|s|d|re|ve|ll)")
_JOINING = frozenset(["and", "but", "so", "well", "then", "yeah"])


def restarts(texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield (first, last, again) of words taken back and of sentences begun twice: 'You can you could'."""
    said = [bare(text) for text in texts]
    kept = [at for at, word in enumerate(said) if word and word not in SOUNDS]
    words = [said[at] for at in kept]
    ends = [_mark(texts[at].rstrip()) for at in kept]
    free = 0
    for at in range(len(words)):
        if (begin := _taken_back(words, ends, at)) is not None and begin >= free:
            yield kept[begin], kept[at - 1], kept[at + 2]
            free = at
        elif at >= free and (length := _begun_twice(words, ends, at)):
            yield kept[at], kept[at + length - 1], kept[at + length]
            free = at + length


def _taken_back(words: Sequence[str], ends: Sequence[str], at: int) -> int | None:
    """Return where the words begin that 'I mean' at this place takes back: as many others, or one more,
    follow it. 'A lock, I mean a row lock' takes none back."""
    repair = at + 2
    if list(words[at:repair]) != ["i", "mean"] or not at or ends[at - 1] not in {",", "…"}:
        return None
    for begin in range(at - 2, max(-1, at - _FARTHEST - 1), -1):
        if ends[begin]:
            return None
        if words[begin : begin + 1] != words[repair : repair + 1]:
            continue
        old = words[begin:at]
        for last in range(repair + len(old) - 1, min(repair + len(old) + 1, len(words))):
            new = words[repair : last + 1]
            ends_there = bool(ends[last]) or last + 1 == len(words) or words[last + 1] in _AFTER
            others = new != old if len(new) == len(old) else set(new) & set(old) <= _LEADING
            if words[begin] in _LEADING and others and ends_there:
                return begin
        return None
    return None


def _begun_twice(words: Sequence[str], ends: Sequence[str], at: int) -> int:
    """Return how many words of a first beginning stand here right before a second. 'If you can you should'
    and 'all we could we did' begin once."""
    if at and not ends[at - 1] and words[at - 1] not in _JOINING:
        return 0
    length = _beginning(words, at)
    if not length or not set(ends[at : at + length]) <= {"", "…"}:
        return 0
    second = _beginning(words, at + length)
    if words[at + length - 1] in _ALSO_DOING and words[at + length : at + length + 1] == ["it"]:
        return 0  # 'They did it was great'
    return length if second and at + length + second < len(words) else 0


def _beginning(words: Sequence[str], at: int) -> int:
    """Return how many words are a subject and its verb at this place, 0 where there is none."""
    if at < len(words) and _BOTH.fullmatch(words[at]):
        return 1
    both = at + 1 < len(words) and words[at] in _SUBJECTS and words[at + 1] in _VERBS
    return 2 if both else 0


def _mark(text: str) -> str:
    return "…" if text.endswith("...") else next((mark for mark in MARKS if text.endswith(mark)), "")
