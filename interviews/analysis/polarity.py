"""Whether a run of words says a thing or turns it down: negation, contrast, and beliefs laid at others' door."""

import re
from collections.abc import Sequence

from ..transcript import bare

_NEGATORS = frozenset(
    """not no never neither nor without cannot can't don't doesn't didn't won't wouldn't shouldn't couldn't
    isn't aren't wasn't weren't hasn't haven't nobody nothing none avoid avoids avoiding dont doesnt wont
    wouldnt shouldnt isnt arent cant stop""".split()  # noqa: SIM905
)
# After these, "not" is no denial of what follows: 'not only', 'not just', 'no matter'.
_NOT_NEGATING = frozenset(["only", "just", "merely", "necessarily", "matter", "doubt", "problem"])
_REJECTING = re.compile(
    r"\b(?:i(?:'d| would)? never|i would(?:n't| not)|i(?:'d| would) avoid|we should(?:n't| not)|you should(?:n't| not)"
    r"|never (?:do|use|put|store|rely|trust)|(?:a|some|many|most|lots of|other)? ?people (?:think|say|believe|assume|often)"
    r"|some (?:think|say|believe)|it(?:'s| is) (?:a )?(?:myth|mistake|misconception|wrong|tempting)|"
    r"(?:common|classic) (?:mistake|misconception|error|trap)|(?:is|are|would be|that's) (?:just )?(?:plain )?wrong"
    r"|(?:is|would be) a (?:bad|terrible) idea|instead of|rather than|as opposed to"
    r"|there(?:'s| is) no (?:need|point|reason|such)|(?:no|not any|without any) (?:need|point|reason)"
    r"|makes no sense|(?:is|are) (?:useless|pointless|nonsense|overrated|a waste))\b"
)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|as opposed to|not just|not only)\b")


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


def contrasts(words: Sequence[str]) -> bool:
    """Tell whether one thing is set against another ('rather than'): a denial of only one half."""
    return bool(_INSTEAD.search(" ".join(bare(word) for word in words)))
