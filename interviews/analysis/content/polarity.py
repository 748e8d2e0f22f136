"""Whether words say a thing or turn it down: negation, contrast, and beliefs laid at others' door."""

import re
from collections.abc import Sequence

from ...transcript import bare

_NEGATORS = frozenset(
    """not no never neither nor without cannot can't don't doesn't didn't won't wouldn't shouldn't couldn't
    isn't aren't wasn't weren't hasn't haven't nobody nothing none avoid avoids avoiding dont doesnt wont
    wouldnt shouldnt isnt arent cant stop""".split()  # noqa: SIM905
)
# After these, "not" is no denial of what follows: 'not only', 'not just', 'no matter'.
_NOT_NEGATING = frozenset(["only", "just", "merely", "necessarily", "matter", "doubt", "problem"])
_REJECTING = re.compile(
    r"\b(?:i(?:'d| would)? never|i would(?:n't| not)|i(?:'d| would) avoid|we should(?:n't| not)|you "
    r"should(?:n't| not)"
    r"|never (?:do|use|put|store|rely|trust)|(?:a|some|many|most|lots of|other)? ?people (?:think|"
    r"say|believe|assume|often)"
    r"|some (?:think|say|believe)|it(?:'s| is) (?:a )?(?:myth|mistake|misconception|wrong|tempting)|"
    r"(?:common|classic) (?:mistake|misconception|error|trap)|(?:is|are|would be|that's) (?:just "
    r")?(?:plain )?wrong"
    r"|(?:is|would be) a (?:bad|terrible) idea|instead of|rather than|as opposed to"
    r"|there(?:'s| is) no (?:need|point|reason|such)|(?:no|not any|without any) (?:need|point|reason)"
    r"|makes no sense|(?:is|are) (?:useless|pointless|nonsense|overrated|a waste))\b"
)


def negations(words: Sequence[str]) -> int:
    """Count the words that deny."""
    said = [bare(word) for word in words]
    return sum(
        word in _NEGATORS and not (at + 1 < len(said) and said[at + 1] in _NOT_NEGATING)
        for at, word in enumerate(said)
    )


def rejects(words: Sequence[str]) -> bool:
    """Tell whether the words name a thing in order to turn it down, or as what others believe."""
    return bool(_REJECTING.search(" ".join(bare(word) for word in words)))


_OTHERS = re.compile(
    r"\b(?:(?:some|many|most|a lot of|lots of|other)? ?(?:people|folks|devs|developers|candidates|"
    r"teams|juniors) (?:think|say|believe|assume|claim|often)"
    r"|some (?:think|say|believe)|it(?:'s| is) (?:a )?(?:myth|misconception)|(?:common|classic) "
    r"(?:mistake|misconception|myth)|i used to think)\b"
)
_REFUSES = frozenset(
    """never no without avoid avoids avoiding cannot nobody nothing neither nor against skip
    refuse""".split()  # noqa: SIM905
)
ENDS_SCOPE = frozenset(
    ("but", "instead", "however", "so", "because", "since", "although", "though", "unless")
)


def denied(words: Sequence[str]) -> frozenset[int]:
    """Return the positions of the words of a clause that stand under a denial: from the denying word on."""
    said = [bare(word) for word in words]
    text = " ".join(said)
    start: int | None = None
    if _OTHERS.search(text):
        start = 0
    found: set[int] = set()
    for at, word in enumerate(said):
        if start is not None and word in ENDS_SCOPE and at > start:
            start = None
        following = said[at + 1] if at + 1 < len(said) else ""
        denies = word in _REFUSES or (word in _NEGATORS and following not in _NOT_NEGATING)
        swaps = (word, following) in {("instead", "of"), ("rather", "than"), ("opposed", "to")}
        if (denies or swaps) and start is None:
            start = at
        if start is not None:
            found.add(at)
    return frozenset(found)


# Pairs of everyday words of which one turns a statement round; words of a field are no such pairs.
_PAIRS = (
    "before after", "first last", "newest oldest", "latest oldest", "earlier later", "always never",
    "all none", "everybody nobody", "increase decrease", "raise lower", "more less", "more fewer",
    "most least", "faster slower", "bigger smaller", "larger smaller", "longer shorter", "higher lower",
    "older newer", "cheaper dearer", "stronger weaker", "with without", "same different",
    "together apart", "shared separate", "one every", "inside outside", "enable disable",
    "enabled disabled", "allow forbid", "add remove", "keep delete", "start stop", "open closed",
    "public private", "safe unsafe", "cheap expensive", "automatic manual", "automatically manually",
    "synchronous asynchronous", "local remote", "strong weak", "above below", "ascending descending",
    "best worst", "easy hard", "simple complex", "long short", "small large", "small big", "many few",
    "old new", "required optional", "possible impossible", "true false", "random fixed",
    "sorted unsorted", "visible hidden", "accept refuse", "live offline",
)  # fmt: skip
_OPPOSITES: dict[str, set[str]] = {}
for _pair in _PAIRS:
    _one, _other = _pair.split()
    _OPPOSITES.setdefault(_one, set()).add(_other)
    _OPPOSITES.setdefault(_other, set()).add(_one)


def opposites(said: Sequence[str], stated: Sequence[str]) -> int:
    """Count the words of a statement in whose place its opposite was said; both are bare words."""
    heard, wanted = set(said), set(stated)
    return sum(word not in heard and bool(_OPPOSITES.get(word, set()) & (heard - wanted)) for word in wanted)


_DISMISSING = re.compile(
    r"\b(?:(?:is|are|was)(?:n't| not) (?:needed|necessary|worth|important|required|a problem|my job)"
    r"|(?:do|does|did|would)(?:n't| not) (?:need|matter|have to|bother|help|make sense|want to)"
    r"|no (?:need|point|use|reason|difference|harm)|needn't|superfluous|optional|pointless|useless"
    r"|overrated|overkill|nonsense|(?:a|pure) waste|leave (?:it )?out"
    r"|only (?:makes?|costs?|slows?|hides?|disturbs?|confuses?)"
    r"|makes no sense|can be (?:ignored|skipped|left out)|never|nothing|at all|by (?:it|them)sel(?:f|ves)"
    r"|can't (?:happen|occur|go wrong)|sorts? itself out)\b"
)


def dismissals(words: Sequence[str]) -> int:
    """Count where bare words wave something away as needless or impossible."""
    return len(_DISMISSING.findall(" ".join(words)))


_NEEDLESS = re.compile(
    r"\b(?:superfluous|pointless|useless|unnecessar(?:y|ily)|unneeded|needless(?:ly)?|redundant|overkill|"
    r"overrated|impossible|(?:a|pure) (?:waste|luxury)|wasted|skip(?:s|ped|ping)?|"
    r"(?:leave|leaving|left) (?:\w+ ){0,3}out)\b"
)


def calls_needless(words: Sequence[str]) -> bool:
    """Tell whether words wave something away, or call it impossible, without a word that denies."""
    return bool(_NEEDLESS.search(" ".join(bare(word) for word in words)))


# What is said right behind that which it takes back.
TAKES_BACK_AT_ONCE = re.compile(
    r"\b(?:i take (?:that|it) back|(?:scratch|strike) that|correct myself|on second thoughts?"
    r"|actually,? no|no,? (?:wait|sorry)|(?:wait|sorry),? no|i misspoke)\b",
    re.IGNORECASE,
)
# And what was said a while ago.
TAKES_BACK_LATER = re.compile(
    r"(?:\bi was wrong\b|\bi (?:first |just )?said\b[^.?!;:]*\bbut\b[^.?!;:]*"
    r"\b(?:that|this|it)(?:'s| is| was) (?:actually )?(?:wrong|nonsense|a mistake|not right|not true)\b)",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    rf"{TAKES_BACK_AT_ONCE.pattern}|{TAKES_BACK_LATER.pattern}|\b(?:i meant to say"
    r"|(?:that|this|it)(?:'s| is| was) (?:actually )?(?:wrong|bad|nonsense|a mistake|not right|not true))\b",
    re.IGNORECASE,
)


def takes_back(text: str) -> bool:
    """Tell whether somebody corrects what they said: it is not theirs any more."""
    return _TAKES_BACK.search(text.replace("’", "'")) is not None
