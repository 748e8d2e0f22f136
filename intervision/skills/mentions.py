"""Find the names of skills in free text: a trie over words, entered once per word of the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

import msgspec

from intervision.skills.context import is_meant, needs_context
from intervision.words import spaced

# A word; a dot belongs to it only if nothing stands before the dot: ".NET", but not "example.net".
_FIRST = re.compile(r"(?:(?<![^\W_])\.)?[^\W_]+")
# After a word: a word over one gap (spaces, a line's end or a hyphen), or a sign that names contain.
_AFTER_WORD = re.compile(
    r"(?:[ \t\xa0]+|[ \t\xa0]*\r?\n[ \t]*|[-\u2010\u2011])([^\W_]+)|[ ]?([/&])|([.+#'’_@])"
)
# After '/' and '&' a space may stand; after the other signs nothing may: "Node. JS is" is not Node.js.
_AFTER_SLASH = re.compile(r"[ ]?([^\W_]+)")
_SIGNS = frozenset("+#")
_SIGNS_INSIDE = frozenset(".+#'’_@")
_BETWEEN = frozenset("/&")
_GAPS = frozenset(" \t\xa0\r\n-\u2010\u2011")
_TRAILING_SIGN = re.compile(r"[+#]+(?![^\W_])")
_AFTER_SIGN = re.compile(r"([^\W_]+)|([.+#'’_@])")


class SkillMention(msgspec.Struct, frozen=True, gc=False):
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


class _Candidate(msgspec.Struct, frozen=True, gc=False):
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
        self._leads = {
            word: node.next.keys()
            for word, node in self._root.next.items()
            if not (node.loose or node.exact or word[0] == "." or f".{word}" in self._root.next)
        }
        self._heads = frozenset(word.removeprefix(".") for word in self._root.next)

    def find(self, text: str) -> list[SkillMention]:
        """Find what is named, from left to right, the longest first, without overlaps."""
        found: list[SkillMention] = []
        taken = 0
        words = _lowered(spaced(text)).split(" ")
        ends = list(accumulate(map(len, words)))
        for number in [number for number, word in enumerate(words) if word in self._heads]:
            # A blank stands between any two of the words.
            start, end = ends[number] - len(words[number]) + number, ends[number] + number
            if start < taken:
                continue
            after = words[number + 1] if number + 1 < len(words) else ""
            # "In", "on" and "the" begin many a skill's name, and mostly go on to something else.
            goes_on = self._leads.get(words[number])
            if goes_on and after and after not in goes_on and text[end] == " " and text[start - 1] != ".":
                continue
            for candidate in self._starting(text, start, end, words[number], after):
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

    def _starting(self, text: str, start: int, end: int, word: str, after: str) -> list[_Candidate]:
        """Return the spellings that begin with text[start:end], the longest first.

        `word` is the same in lower case, and `after` what follows one sign further on.
        """
        node = self._root.next.get(word)
        if text[start - 1 : start] == "." and not text[max(0, start - 2) : start - 1].isalnum():
            dotted = self._root.next.get(f".{word}")
            start, node = (start - 1, dotted) if dotted else (start, node)
        if node is None:
            return []
        if not _may_go_on(node, text, end, after):
            one = _spelling(node, text, start, end, (text[start:end],))
            return [one] if one else []
        first = _FIRST.match(text, start)
        assert first is not None
        return self._candidates(text, first)

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
            if not sign_belongs and (one := _spelling(node, text, first.start(), end, written)):
                candidates.append(one)
            if not node.next:
                break
        return candidates[::-1]

    def _is_name_at(self, text: str, start: int) -> bool:
        """Tell whether some skill's spelling begins here, its own surroundings left out of account."""
        first = _FIRST.match(text, start)
        return first is not None and bool(self._candidates(text, first))


def _spelling(node: _Node, text: str, start: int, end: int, written: tuple[str, ...]) -> _Candidate | None:
    """Return the spelling that ends at a node, if one does."""
    if node.exact and (slug := node.exact.get(written)):
        return _Candidate(slug, start, end, needs_context(text[start:end]))
    return _Candidate(node.loose, start, end, guarded=False) if node.loose else None


def _may_go_on(node: _Node, text: str, end: int, after: str) -> bool:
    """Tell whether a spelling might go on here. Most don't, and to see it is cheaper than to read on."""
    sign, further = text[end : end + 1], text[end + 1 : end + 2]
    if sign in _GAPS:
        return bool(node.next) and (not after or after in node.next or further in _BETWEEN)
    if sign in _BETWEEN or sign in _SIGNS:
        return True
    return bool(node.next) and sign in _SIGNS_INSIDE and (further.isalnum() or further in _SIGNS_INSIDE)


def _lowered(text: str) -> str:
    """Return a text in lower case that is as long as it was."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


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
