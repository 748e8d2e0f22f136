"""Key points of a good account ('Names what they decided') turned into advice ('name what you decided')."""

import re

# The verbs that such points begin with, and how one asks for the same. Others are plain statements.
_VERBS = {
    "Says": "say", "Names": "name", "Gives": "give", "Describes": "describe", "Tells": "tell", "Asks": "ask",
    "Shows": "show", "Explains": "explain", "Mentions": "mention", "Admits": "admit", "Reports": "report",
    "States": "state", "Compares": "compare", "Separates": "separate", "Draws": "draw", "Owns": "own up to",
    "Recognises": "say that you recognised", "Weighs": "weigh", "Distinguishes": "distinguish",
}  # fmt: skip
_YOURS = {
    "they": "you", "their": "your", "them": "you", "themselves": "yourself", "they'd": "you'd",
    "they've": "you've", "they're": "you're", "theirs": "yours",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z']+")


def as_advice(point: str) -> str:
    """Return 'say what you decided' for 'Says what they decided', '' for a plain statement."""
    first, _, rest = point.strip().rstrip(".").partition(" ")
    if first not in _VERBS:
        return ""
    turned = _WORD.sub(lambda word: _YOURS.get(word.group().lower(), word.group()), rest)
    return f"{_VERBS[first]} {turned}"
