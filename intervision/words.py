"""Words as runs of letters and digits, found many times faster than by a pattern."""


class _Blanks(dict[int, int]):
    """Maps a character that is no letter or digit to a blank; it grows as characters are met."""

    def __missing__(self, code: int) -> int:
        kept = self[code] = code if chr(code).isalnum() else 0x20
        return kept


_BLANKS = _Blanks()


def spaced(text: str) -> str:
    """Return the text, as long as it was, with a blank for all that is no letter or digit."""
    return text.translate(_BLANKS)


def words_in(text: str) -> list[str]:
    """Return the words of a text: what the pattern [^\\W_]+ finds."""
    return spaced(text).split()
