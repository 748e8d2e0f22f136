"""Find the names of skills in free text: a trie over words, entered once per word of the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from intervision.skills.context import is_meant, needs_context

# A word; a dot belongs to it only if nothing stands before the dot: ".NET", but not "example.net".
_FIRST = re.compile(r"(?:(?<![^\W_])\.)?[^\W_]+")
# After a word: a word over one gap (spaces, a line's end or a hyphen), or a sign that names contain.
_AFTER_WORD = re.compile(
    r"(?:[ \t\xa0]+|[ \t\xa0]*\r?\n[ \t]*|[-\u2010\u2011])([^\W_]+)|[ ]?([/&])|([.+#'’_@])"
)
# After '/' and '&' a space may stand; after the other signs nothing may: "Node. JS is" is not Node.js.
_AFTER_SLASH = re.compile(r"[ ]?([^\W_]+)")
_SIGNS = frozenset("+#")
_TRAILING_SIGN = re.compile(r"[+#]+(?![^\W_])")
_AFTER_SIGN = re.compile(r"([^\W_]+)|([.+#'’_@])")


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill named in a text: text[start:end] == mention.text."""

    slug: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    loose: str | None = None
    exact: dict[tuple[str, ...], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Candidate:
    slug: str
    start: int
    end: int
    guarded: bool


def spelling_key(text: str) -> tuple[str, ...]:
    """Return the words and signs of a spelling, which are the same for 'event-driven' and 'event driven'."""
    first = _FIRST.match(text)
    return tuple(token for token, _ in _tokens(text, first)) if first else ()


class Finder:
    """Finds spellings. Built once from (slug, spellings in any case, spellings in one case)."""

    def __init__(self, spellings: Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
        """Build the trie; the other number of a noun is found too, unless it is another's own spelling."""
        self._root = _Node()
        others: list[tuple[tuple[str, ...], str]] = []
        for slug, loose, exact in spellings:
            for text in loose:
                key = spelling_key(text.lower())
                self._add(key).loose = slug
                others += [(other, slug) for other in _other_number(key)]
            for text in exact:
                key = spelling_key(text)
                self._add(tuple(token.lower() for token in key)).exact[key] = slug
        for key, slug in others:
            node = self._add(key)
            node.loose = node.loose or slug

    def find(self, text: str) -> list[SkillMention]:
        """Find what is named, from left to right, the longest first, without overlaps."""
        found: list[SkillMention] = []
        entries = self._root.next
        taken = 0
        for match in _FIRST.finditer(text):
            word = match.group().lower()
            if word not in entries:
                if word[0] != "." or word[1:] not in entries:
                    continue
                inner = _FIRST.match(text, match.start() + 1)
                assert inner is not None
                match = inner
            if match.start() < taken:
                continue
            for candidate in self._candidates(text, match):
                if not candidate.guarded or is_meant(
                    text, candidate.start, candidate.end, taken, self._is_name_at
                ):
                    start, taken = candidate.start, candidate.end
                    found.append(SkillMention(candidate.slug, start, taken, text[start:taken]))
                    break
        return found

    def _add(self, key: tuple[str, ...]) -> _Node:
        node = self._root
        for token in key:
            node = node.next.setdefault(token, _Node())
        return node

    def _candidates(self, text: str, first: re.Match[str]) -> list[_Candidate]:
        """Return the spellings that begin at this word, the longest first."""
        candidates: list[_Candidate] = []
        node = self._root
        written: tuple[str, ...] = ()
        for token, end in _tokens(text, first):
            following = node.next.get(token.lower())
            if following is None:
                break
            node, written = following, (*written, token)
            sign_belongs = text[end : end + 1] in _SIGNS and _TRAILING_SIGN.match(text, end)  # C in C++, C#
            if not sign_belongs and (slug := node.exact.get(written) if node.exact else None):
                spelled = text[first.start() : end]
                candidates.append(_Candidate(slug, first.start(), end, needs_context(spelled)))
            elif not sign_belongs and node.loose:
                candidates.append(_Candidate(node.loose, first.start(), end, guarded=False))
            if not node.next:
                break
        return candidates[::-1]

    def _is_name_at(self, text: str, start: int) -> bool:
        """Tell whether some skill's spelling begins here, its own surroundings left out of account."""
        first = _FIRST.match(text, start)
        return first is not None and bool(self._candidates(text, first))


def _tokens(text: str, first: re.Match[str]) -> Iterable[tuple[str, int]]:
    """Yield the words and signs that follow one another from here, each with where it ends."""
    yield first.group(), first.end()
    after, end = _AFTER_WORD, first.end()
    while match := after.match(text, end):
        token = match.group(match.lastindex or 0)
        end = match.end()
        if token in "/&":
            after = _AFTER_SLASH
        elif token in ".+#'’_@":
            after = _AFTER_SIGN
            token = token.replace("’", "'")
        else:
            after = _AFTER_WORD
        yield token, end


def _other_number(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the plural of a singular, and of phrases ('race conditions') the singular of a plural."""
    *head, last = key
    if len(last) < 3 or not last.isalpha() or last.endswith(("ss", "us", "is", "ics", "ing")):
        return []
    if last.endswith("s"):
        return [(*head, last[:-3] + "y" if last.endswith("ies") else last[:-1])] if head else []
    if last.endswith("y") and last[-2] not in "aeiou":
        return [(*head, last[:-1] + "ies")]
    return [(*head, last + "s")]
