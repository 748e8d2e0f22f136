"""Stems of English words ('retries', 'retried': 'retri'), for whichever thread asks."""

from functools import lru_cache
from threading import Lock

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_AT_WORK = Lock()  # a stemmer keeps the word that it works on


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case."""
    with _AT_WORK:
        return str(_STEMMER.stemWord(word))
