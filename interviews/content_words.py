"""The words of a text, and the stems of those that carry meaning: do two texts speak of the same?"""

import re

from intervision.stemming import stem

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FUNCTION_WORDS = frozenset(
    """
    a about after all also am an and another any are as at back be because been before being both but by can
    could did do does doing down each either every few first for from get gets getting give go goes going
    got had has have having he her here him his how i i'd i'll i'm i've if in into is isn't it it's its
    itself just keep kind know let let's like look lot made make makes making many may me might more most
    much must my need needs never new next no not nothing now of off on once one only or other our out over
    own part put really right said same say says see she should so some something sort still such sure take
    tell than that that's the their them then there there's these they they're thing things think this those
    through time to told too two under until up us use used uses using very want was way we we'd we're well
    went were what what's when where which while who why will with without would you you'd you'll you're
    you've your yourself explain describe walk happen happens actually even
    """.split()  # noqa: SIM905 - as a list it would take a screen
)


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning."""
    return frozenset(stem(word) for word in words(text) if word not in _FUNCTION_WORDS)
