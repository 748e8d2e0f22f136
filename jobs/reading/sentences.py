"""The sentence of an ad that stands around a word, to be shown as the ad's own words."""

import re

_END = re.compile(r"[.!?](?=\s|$)|\n")
_MOST = 120  # characters to show


def sentence_at(text: str, at: int) -> str:
    """Return the sentence or item in which a place of the text is, without its mark."""
    start = max(text.rfind(end, 0, at) for end in (". ", "! ", "? ", "\n")) + 1
    end = _END.search(text, at)
    return text[start : end.end() if end else len(text)].strip(" *-•·\n")


def cut(words: str) -> str:
    """Return words as a line shows them: cut at a word."""
    return words if len(words) <= _MOST else words[:_MOST].rpartition(" ")[0] + " …"
