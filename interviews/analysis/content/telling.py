"""How an answer is told: first-hand and particular, or at second hand and in general. Length is no sign.

Whoever did or understood a thing names amounts, cases and consequences; whoever has only heard of it speaks
of what is 'important' and what 'one' does. These are measures of the whole answer for the combiner: they
tell how far to trust that words near a key point make it. Nobody is shown them.
"""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ...transcript import Word, bare
from . import depth, polarity, terms

NAMES = (
    "rarity",
    "content",
    "variety",
    "amounts",
    "past",
    "own",
    "shared",
    "general",
    "vague",
    "lessons",
    "depth",
    "line",
    "numbers",
    "failure_cases",
    "trade_offs",
    "examples",
    "alternatives",
    "reasons",
    "sequence",
    "denials",
    "dismissals",
)
_VAGUE = frozenset(
    """
    some something somehow somewhere stuff things thing often always usually normal normally general
    important good better best well many lot lots very really maybe probably perhaps think believe guess
    everybody everyone everything basically generally topic kind quite
    """.split()  # noqa: SIM905
)
_FIRST_PERSON = frozenset("i my me mine myself we our us ours ourselves".split())  # noqa: SIM905
_OWN = frozenset(["i", "i'd", "i've", "my", "me"])
_SHARED = frozenset(["we", "our", "us"])
_GENERAL = frozenset(["you", "your", "you're", "one", "people"])
_PAST = frozenset(
    """
    was were had did made went came said told took wrote saw found got put ran thought gave built broke kept
    knew held left
    """.split()  # noqa: SIM905
)
_HAPPENED = _PAST | frozenset(
    """
    set lost sent met led cut spent brought chose felt began grew fell heard meant paid sold showed taught
    understood won
    """.split()  # noqa: SIM905
)
_NOT_PAST = frozenset(
    """
    need speed feed red bed indeed exceed proceed succeed seed embed shed hundred based used unused related
    """.split()  # noqa: SIM905
)
LEAST_PAST = 2  # words that say that something was
_AMOUNT = re.compile(
    r"^(?:\d[\d.,:%]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|eighty|ninety|hundred|thousand|million|half|percent|twice)$"
)
_LESSON = re.compile(
    r"\b(?:since then|since,|next time|from then on|now (?:i|we)|(?:i|we) now|i'd (?:do|have|use|write|"
    r"measure|start|ask)|i would|should(?:'ve| have)|would(?:'ve| have)|could(?:'ve| have)|today i"
    r"|what's different|never again|no longer|any more)\b"
)
_MOST_AMOUNTS = 1.5  # one answer in a hundred has more


def manner(words: Sequence[Word], rarity: terms.Rarity) -> npt.NDArray[np.float64]:
    """Return one number a name of NAMES: shares of the words, or how much of a sign. At least one word."""
    said = [bare(word.text) for word in words]
    content = terms.stems_of(" ".join(said))
    signs = depth.hints(words)
    deep = [sign.kind for sign in signs]
    structure = depth.structure(words)
    built = [sign.kind for sign in structure]
    count = len(said)
    return np.array(
        [
            rarity.total(content) / count,
            len(content) / count,
            len(set(content)) / max(1, len(content)),
            min(sum(bool(_AMOUNT.match(word)) for word in said) / count**0.5, _MOST_AMOUNTS),
            sum(word.endswith("ed") or word in _PAST for word in said) / count,
            sum(word in _OWN for word in said) / count,
            sum(word in _SHARED for word in said) / count,
            sum(word in _GENERAL for word in said) / count,
            sum(word in _VAGUE for word in said) / count,
            _some(len(_LESSON.findall(" ".join(said)))),
            depth.strength(signs),
            depth.line(words, structure),
            _some(deep.count("number")),
            _some(deep.count("failure_case")),
            _some(deep.count("trade_off")),
            _some(deep.count("example")),
            _some(deep.count("alternative")),
            _some(built.count("reason")),
            _some(built.count("sequence")),
            polarity.negations(said) / count,
            polarity.dismissals(said) / count,
        ]
    )


def is_first_hand(words: Sequence[Word]) -> bool:
    """Return whether somebody tells of themselves, by 'I', 'we' and their kin: in each of 223 accounts."""
    return any(bare(word.text).partition("'")[0] in _FIRST_PERSON for word in words)


def tells_what_happened(words: Sequence[Word]) -> bool:
    """Return whether somebody tells what was: 152 of 153 accounts have three words for that, one has one."""
    said = [bare(word.text).removesuffix("n't") for word in words]
    past = sum(word in _HAPPENED or (word.endswith("ed") and word not in _NOT_PAST) for word in said)
    return past >= LEAST_PAST


def _some(count: int) -> float:
    """Return 0 for none towards 1 for many: the first tells most, and no repetition adds up to an answer."""
    return 1 - 0.5**count
