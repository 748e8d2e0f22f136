"""Swear words that nobody said: a recogniser makes 'shit hub' of 'git hub', and no report may quote it."""

import re
from collections.abc import Sequence

from interviews.history import Word

# A rehearsal has few of them: one is believed only where the recogniser has hardly a doubt.
BELIEVED = 0.8

_SWEARING = re.compile(
    r"^(?:(?:bull|horse)?shit\w*|\w*fuck\w*|bitch\w*|cunts?|dicks?|cocks?|ass|arse|(?:ass|arse)holes?|piss\w*|"
    r"whores?|sluts?|wank\w*|bastards?|tits?|boobs?|porn\w*|sex|sexy|crap\w*|damn\w*|nigg\w*|fag(?:got)?s?|"
    r"retard(?:s|ed)?|rape[sd]?|nazis?)$",
    re.IGNORECASE,
)


def is_misheard_swearing(word: Word) -> bool:
    said = word.text.strip(" ,.;:!?…–—-“”\"'()").removesuffix("'s")
    return word.confidence < BELIEVED and _SWEARING.match(said) is not None


def without_misheard_swearing(words: Sequence[Word]) -> str:
    return " ".join("…" if is_misheard_swearing(word) else word.text for word in words)
