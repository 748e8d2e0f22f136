"""Disfl-QA as token labels: which words of the spoken question its written one leaves out."""

import gzip
import json
from pathlib import Path

from interviews.transcript import bare


def read(path: Path) -> list[tuple[list[str], list[str]]]:
    """Return (words of the disfluent question, words of the fluent one)."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    return [(_words(row["disfluent"]), _words(row["original"])) for row in rows.values()]


def labels(disfluent: list[str], fluent: list[str]) -> list[bool]:
    """Mark the words that are left out: the later of two copies is kept, as it is the repair."""
    one, two = [bare(word) for word in disfluent], [bare(word) for word in fluent]
    rows, columns = len(one), len(two)
    longest = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows):
        for j in range(columns):
            longest[i + 1][j + 1] = (
                longest[i][j] + 1 if one[i] == two[j] else max(longest[i][j + 1], longest[i + 1][j])
            )
    out = [True] * rows
    i, j = rows, columns
    while i and j:
        if one[i - 1] == two[j - 1]:
            out[i - 1] = False
            i, j = i - 1, j - 1
        elif longest[i - 1][j] >= longest[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return out


def _words(text: str) -> list[str]:
    return [word for word in text.split() if bare(word)]
