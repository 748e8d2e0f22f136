"""Requests in languages other than English: only turns that are nothing but a request, from requests.yaml."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import yaml

REQUESTS_FILE = Path(__file__).with_name("requests.yaml")
WORDS_AT_MOST = 9
_NO_LETTER = re.compile(r"[^\w']+|_")


def request_in(said: str) -> str | None:
    """Return the value of the Intent that the whole turn is, in whichever language; None when it is none."""
    return next((name for name in _requests() if name not in ("yes", "no") and is_all(name, said)), None)


def is_all(name: str, said: str) -> bool:
    """Tell whether the turn consists of phrases of one kind, and of words that may stand beside any."""
    words = _plain(said)
    if not words or words.count(" ") >= WORDS_AT_MOST:
        return False
    phrases, beside = _requests()[name], _beside()
    bare = " ".join(beside.sub(" ", words).split())
    return phrases.fullmatch(words) is not None or (bare != "" and phrases.fullmatch(bare) is not None)


@cache
def _requests() -> dict[str, re.Pattern[str]]:
    """Return kind of request -> a row of its phrases in all languages, read once a process."""
    found: dict[str, list[str]] = {}
    for language in _read()["languages"].values():
        for name, phrases in language.items():
            found.setdefault(name, []).extend(phrases)
    return {name: re.compile(_row(phrases)) for name, phrases in found.items()}


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(_plain_pattern, _read()['beside']))})(?![\w'])")


@cache
def _read() -> dict[str, dict[str, dict[str, list[str]]]]:
    raw: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load(REQUESTS_FILE.read_text("utf-8"))
    return raw


def _row(phrases: list[str]) -> str:
    one = "|".join(f"(?:{_plain_pattern(phrase)})" for phrase in phrases)
    return rf"(?:{one})(?: (?:{one}))*"


def _plain_pattern(phrase: str) -> str:
    return _without_marks(phrase.casefold())


# Each kind of request asks for the same turn, and a report asks for every answer again and again.
@lru_cache(maxsize=64)
def _plain(said: str) -> str:
    return " ".join(_NO_LETTER.sub(" ", _without_marks(said.casefold().replace("’", "'"))).split())


def _without_marks(text: str) -> str:
    """Drop accents and dots: they are often left out in typing."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
