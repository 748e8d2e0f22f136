"""The language that a listing is written in."""

import re
from functools import lru_cache

import py3langid

SAMPLE = 400  # characters: more costs time and changes little
# Words that are frequent in one language only; many of them in a sample make a slow classifier needless.
_ENGLISH = frozenset(
    """
    the and of to with for you our we are will your this that is be by can from have how it their they what
    """.split()  # noqa: SIM905
)
# Norwegian has a code of its own beside those of its two ways of writing: they are one to a reader.
_COMMON = {"no": "nb", "nn": "nb"}
_CODE = re.compile(r"^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$")


def read_language(text: str, *, stated: str = "") -> str:
    """Return ISO 639-1, or an empty string for a text too short or in two. `stated` is the source's code."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < 60:
        return common_code(stated[:2].lower()) if _CODE.match(stated) else ""
    if _is_english(sample):
        return "en"
    code = _classify(sample)
    # "English follows": such an ad is in both, and its reader sees which of them is meant.
    return "" if code != "en" and _is_english(text[len(text) // 2 :]) else code


def _is_english(text: str) -> bool:
    words = text.lower().split()
    return sum(word in _ENGLISH for word in words) >= max(6, len(words) // 5)


def common_code(code: str) -> str:
    """Return the code by which a language is compared."""
    return _COMMON.get(code, code)


@lru_cache(maxsize=4096)
def _classify(sample: str) -> str:
    code, _ = py3langid.classify(sample)
    return common_code(str(code))
