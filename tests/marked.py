"""A language for tests in which every translated text stands between marks, and what of a page does not."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.utils.translation.trans_real import CONTEXT_SEPARATOR, DjangoTranslation

_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
_LETTERS = re.compile(r"[^\W\d_]")
# What stands in these is no text of ours: scripts and styles, keys, code, and what somebody typed.
_SILENT = ("script", "style", "kbd", "code", "pre", "textarea")
_READ_OUT = ("aria-label", "title", "placeholder", "alt")


class MarkedLanguage(DjangoTranslation):
    """English, with each message between ⟦ and ⟧."""

    def gettext(self, message: str) -> str:
        text = message.rpartition(CONTEXT_SEPARATOR)[2]
        return f"⟦{text}⟧" if text.strip() else text

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def unmarked(texts: list[str]) -> list[str]:
    """Return the pieces of the texts, in their order, that hold letters and stand outside all marks. A text
    may begin in one piece and end in another, as a sentence does that a link divides."""
    whole = "\n".join(texts)
    while (inner := _MARKED.sub("\n", whole)) != whole:
        whole = inner
    pieces = (" ".join(line.split()) for line in whole.split("\n"))
    return [piece for piece in pieces if _LETTERS.search(piece)]


def texts_of(html: str) -> list[str]:
    """Return what a page shows and reads out, and the words that it hands to its scripts (id=…-words)."""
    reader = _Reader()
    reader.feed(html)
    return [*reader.shown, *reader.read_out, *reader.words]


def strings_in(data: Any, *, without: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield all strings of a JSON document in order, but those under the keys that are left out."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in without:
                yield from strings_in(value, without=without)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings_in(value, without=without)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.read_out: list[str] = []
        self.words: list[str] = []
        self._silent: list[tuple[str, str]] = []  # the open elements that show nothing: tag, id

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.read_out += [text for name in _READ_OUT if (text := named.get(name))]
        if tag in _SILENT:
            self._silent.append((tag, named.get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1][0] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.shown.append(data)
        elif self._silent[-1][1].endswith("-words"):
            self.words += strings_in(json.loads(data))
