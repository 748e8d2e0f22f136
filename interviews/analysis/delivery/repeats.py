"""Words that come twice in a row because a speaker ran at them twice ('I would, I would retry')."""

import re
from collections.abc import Sequence

from ...transcript import SOUNDS, bare
from ..figures import NUMBER_WORDS

_LONGEST = 4  # words
_STRESSED = frozenset(
    {
        "very",
        "really",
        "much",
        "no",
        "yes",
        "yeah",
        "many",
        "far",
        "more",
        "had",
        "that",
        "ha",
        "bye",
        "so",
        "oh",
        "way",
        "super",
        "long",
        "big",
        "huge",
        "deep",
        "small",
        "tiny",
        "old",
        "slow",
        "fast",
        "blah",
        "knock",
        "log",
    }
)
# Signs of code, said aloud: 'left plus plus', 'logs dash dash previous'.
_SIGNS = frozenset("plus minus dash dot point equals slash star colon hash underscore".split())  # noqa: SIM905
# No clause ends in these, so before a comma they were broken off: 'our, our platform'.
_LEADING_ON = frozenset(
    """a an the these those my your our their its of in on at by for from to with into about as is are
    was were have has had can could will would should might then
    i he she we they i'd i'll i've i'm we'd we'll we've we're and or but if because which
    when""".split()  # noqa: SIM905
)
# The second belongs to what follows: 'sign in in the other tab', 'what it is is a tree'.
_PARTED = re.compile(
    r"\b(?:(?:log|sign|check|plug|opt|kick)(?:s|ed|ing|ged|ging|ted)? in"
    r"|(?:turn|switch|log|sign|carry|carried|go|move)(?:e?s|e?d|ed|ing|ged|ging|ne)? on|went on"
    r"|(?:that|(?:what|how|where|who|all|way|that)(?: [\w']+){1,4}) is)$"
)
_SENTENCE_END = re.compile(r"(?<!\.\.)[.?!][\"'”’)]*$")  # '…' breaks off
_CLAUSE_END = re.compile(r"[,;:][\"'”’)]*$")


def repeats(texts: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return (first, last, again) of words that come twice in a row; sounds may stand between."""
    said = [bare(text) for text in texts]
    kept = [at for at, word in enumerate(said) if word and word not in SOUNDS]
    found: list[tuple[int, int, int]] = []
    position = 0
    while position < len(kept):
        for size in range(min(_LONGEST, (len(kept) - position) // 2), 0, -1):
            one = [said[at] for at in kept[position : position + size]]
            two = [said[at] for at in kept[position + size : position + 2 * size]]
            first, last, again = kept[position], kept[position + size - 1], kept[position + size]
            if one == two and not (_are_meant(texts, one, first) or _begins_anew(texts, first, last, again)):
                found.append((first, last, again))
                position += size
                break
        else:
            position += 1
    return found


def _are_meant(texts: Sequence[str], words: Sequence[str], first: int) -> bool:
    """Tell whether `words`, which begin at `first`, are such as are said twice for what they say."""
    if all(word in _SIGNS or word in NUMBER_WORDS or word[:1].isdigit() for word in words):
        return True
    if len(words) == 2:
        return words[1] == "and"  # 'longer and longer and'
    # 'a T T L', 'a, b, b'
    spelled_out = (texts[first].isupper() or len(words[0]) == 1) and words[0] not in {"i", "a"}
    so_far = " ".join(map(bare, texts[max(0, first - 5) : first + 1]))
    return len(words) == 1 and (
        words[0] in _STRESSED
        or spelled_out
        or bool(words[0] in {"in", "on", "is"} and _PARTED.search(so_far))
    )


def _begins_anew(texts: Sequence[str], first: int, last: int, again: int) -> bool:
    """Tell whether something ended between both times: 'I'd take Redis. Redis keeps it in memory.'"""
    if any(map(_SENTENCE_END.search, texts[last:again])):
        return not texts[again][:1].islower()
    if first == last and _are_listed(texts, first, again):
        return True
    begins = first == 0 or any(pattern.search(texts[first - 1]) for pattern in (_SENTENCE_END, _CLAUSE_END))
    # Where the clause is no longer than what comes again, it was broken off: 'The cache, the cache is cold'.
    return bool(_CLAUSE_END.search(texts[last])) and not begins and bare(texts[last]) not in _LEADING_ON


def _are_listed(texts: Sequence[str], first: int, again: int) -> bool:
    """Tell whether both words are items: 'get, put, put, and get'."""
    if bare(texts[first]) in _LEADING_ON or not all(texts[at].endswith(",") for at in (first, again)):
        return False
    after = texts[again + 1 : again + 3]
    return any(bare(text) in {"and", "or"} for text in after) or bool(after and after[0].endswith((",", ".")))
