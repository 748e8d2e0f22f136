"""How long a text is for a column: SQL Server counts UTF-16 units, of which an emoji takes two or more."""


def units(text: str) -> int:
    """Return how much of a column's length a text takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitted(text: str, length: int) -> str:
    """Return as much of a text, from its beginning, as a column of this length holds; no character halved."""
    start = text[:length]
    # Half a character fits no encoding: one that comes in, or is left at the end, is left out.
    return start.encode("utf-16-le", "ignore")[: 2 * length].decode("utf-16-le", "ignore")
