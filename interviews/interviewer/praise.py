"""The praise or thanks that models begin with, whatever they were told ('Great answer!'), taken out."""

import re

_VERDICTS = frozenset(
    """
    amazing awesome brilliant done excellent fantastic good great impressive interesting insightful nice
    outstanding perfect sense superb terrific thank thanks thorough thoughtful wonderful
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
_BESIDE = frozenset(
    """
    a absolutely again all an and answer answers approach clear detail detailed example explaining explanation
    for idea insight is it it's job lot make makes me much observation of point quite question really response
    sharing so solid start such that that's the these thinking this through total very walking was well what
    work you your
    """.split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\s.!,;:?–—]+")
_SENTENCE = re.compile(r"\s*([^.!,;:?–—]*?)\s*([.!,]|[–—])\s+(?=\S)")


def without_praise(text: str) -> str:
    """Return the beginning of a reply without a first clause, or several, that only praise or thank."""
    while (clause := _SENTENCE.match(text)) and _only_praises(clause.group(1)):
        rest = text[clause.end() :]
        text = rest[:1].upper() + rest[1:]
    return text


def may_be_praise(text: str) -> bool:
    """Tell whether a beginning may yet turn out to be praise or thanks alone."""
    if _SENTENCE.match(text):
        return False
    *whole, last = _words(text) or [""]
    if _is_more([*whole, last]):
        return False
    known = _VERDICTS | _BESIDE
    return all(word in known for word in whole) and any(word.startswith(last) for word in known)


def _only_praises(clause: str) -> bool:
    words = _words(clause)
    praises = not _VERDICTS.isdisjoint(words) and all(word in _VERDICTS or word in _BESIDE for word in words)
    return praises and not _is_more(words)


def _is_more(words: list[str]) -> bool:
    """Tell a question ('what makes a good example, …') or a condition ('done well, …') from mere praise."""
    first, second = ([*words[words[:1] == ["so"] :], "", ""])[:2]
    return first in ("is", "was") or (first in ("what", "done") and second not in ("", "a", "an"))


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]
