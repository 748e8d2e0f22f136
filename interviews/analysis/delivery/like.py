"""'like' where it only fills: it can be taken out of its clause and leaves it whole.

A verb before it or a thing to compare after it says that it carries meaning ('I like Redis', 'works like a
queue'); a number, or words that belong together on both sides, that it carries none.
"""

from collections.abc import Sequence

from ...transcript import SOUNDS
from ..figures import NUMBER_WORDS

_BE = frozenset(
    """is was are were be been being 's 're it's that's he's she's they're there's i'm you're we're""".split()  # noqa: SIM905
)
_PRONOUNS = frozenset(["i", "you", "he", "she", "it", "we", "they", "people", "who"])
_LIKE_VERBS = frozenset(
    """look looks looked looking feel feels felt sound sounds sounded seem seems seemed work works
    worked act acts behave behaves treat treats taste something anything things nothing stuff more much
    just exactly rather act would i'd you'd we'd they'd he'd she'd don't didn't doesn't do did does
    really to unlike not
    someone people systems tools databases languages frameworks places companies services""".split()  # noqa: SIM905
)
_JOINING = frozenset(["and", "but", "so", "because", "then"])
_INTENSIFIERS = frozenset(["really", "very", "super", "totally", "so", "okay"])
_CASES = frozenset(["case", "situation", "scenario", "problem", "example", "moment"])
_LIKED_AFTER = frozenset(
    ["if", "as", "what", "whatever", "whenever", "however", "anything", "that", "which", "would", "do", "did"]
)
_TELLING = frozenset(
    """said say saying did do does mentioned mention mentioning described describing explained explaining
    discussed talked told showed shown seen saw wrote noted expect expected in with for on""".split()  # noqa: SIM905
)
_BEFORE_TELLING = frozenset(["just", "already", "also", "was", "were", "have", "had", "would", "all"])
# Their object is still to come: 'it took like two days', 'in like ten minutes'.
_COUNTING_VERBS = frozenset(
    """have has had get gets got take takes took need needs needed cost costs spent waited lost saw""".split()  # noqa: SIM905
)
_BEFORE_AN_OBJECT = frozenset(["have", "has", "had", "with", "for", "after"])
_DETERMINERS = frozenset(["a", "an", "this", "these", "no", "some", "any"])
_MEASURES = frozenset(["couple", "few", "dozen", "hundred", "thousand", "million", "half", "quarter"])
_PLACES = frozenset(["in", "out", "up", "over", "down", "from", "back"])  # 'the data in there is like a log'
_MODALS = frozenset(["can", "could", "will", "would", "should", "might"])
# 'can like add', but 'users can like posts': verbs that are no names of things.
_DOING = frozenset(
    """add make get go have be put keep do take try see stop crash fail wait added made got went had put
    kept did took tried stopped crashed failed used moved""".split()  # noqa: SIM905
)
_SOMEBODY = frozenset(["i", "you", "he", "she", "we"])  # 'they are like building blocks'
_SOMEBODY_IS = frozenset(["i'm", "you're", "he's", "she's", "we're"])
_OPENING_A_NAME = frozenset(
    ["the", "a", "an", "it", "them", "our", "my", "your", "each", "every", "this", "those"]
)
_EXCLAIMED = frozenset(["okay", "ok", "yeah", "yes", "oh", "wow", "hey", "why", "wait"])
MARKS = (",", ".", "?", "!", ";", ":", "…")


def is_filler_like(texts: Sequence[str], said: Sequence[str], at: int) -> bool:
    """Tell whether 'like', the word at this place, says nothing."""
    before, after = word_before(said, at), word_at(said, at + 1)
    opens = at == 0 or texts[at - 1].rstrip().endswith((".", "?", "!"))
    set_off = opens or texts[at - 1].rstrip().endswith((",", ".", "?", "…", "-"))
    closed = texts[at].rstrip().endswith(",")
    if _is_example(before, after) or (not closed and _points_back(texts, said, at)):
        return False
    if set_off and closed:
        return True
    before = "" if opens else before
    if not set_off and _is_before_more(texts, said, at):
        return True
    if before in _PRONOUNS and before not in {"it", "people"}:
        # 'If you like, …' ends a clause too.
        return closed and after not in {"the", "a", "to"} and word_at(said, at - 2) not in _LIKED_AFTER
    if before in _LIKE_VERBS:
        return closed and set_off
    if closed and before in _BE:
        return True
    if before in _BE:
        # 'it's like a queue' compares; 'it's like really slow' fills.
        return after in _INTENSIFIERS | SOUNDS | {"pretty", "not", "just", "i", "we", "you"}
    if after in _INTENSIFIERS | SOUNDS | {"i", "we", "you", "they", "he", "she"}:
        return True
    if after in {"if", "when"}:
        return before in _JOINING
    # 'And like Redis it keeps all in memory' compares, unless something sets it off.
    return before == "so" or (before in _JOINING and (set_off or closed or said[at - 1] in SOUNDS))


def _is_before_more(texts: Sequence[str], said: Sequence[str], at: int) -> bool:
    """Tell whether 'like' parts words that belong together: 'had like five', 'can like add'."""
    earlier, before, after, later = (word_at(said, at + step) for step in (-2, -1, 1, 2))
    counted = after[:1].isdigit() or after in NUMBER_WORDS or (after == "a" and later in _MEASURES)
    if before in _COUNTING_VERBS or before in {"in", "with", "for", "at", "after", "within"}:
        return counted or (before in _BEFORE_AN_OBJECT and after in _DETERMINERS)
    if before in _BE:
        there = before == "there's" or (earlier == "there" and word_at(said, at - 3) not in _PLACES)
        exclaimed = earlier in {"i", "we", "he", "she", "they"} and after in _EXCLAIMED
        telling = before in _SOMEBODY_IS or (before in _BE and earlier in _SOMEBODY)
        doing = telling and after.endswith("ing") and not after.endswith("thing")
        only = after == "the" and later in {"only", "worst", "best", "biggest"}
        # 'It's like two people who share a desk' compares.
        return there or exclaimed or doing or only or (counted and after not in {"a", "one", "two"})
    if before == "just":
        # 'The pod just like went away', but 'the output reads just like added noise'.
        subject = earlier not in _BE | _LIKE_VERBS and word_at(said, at - 3) in _OPENING_A_NAME
        return (earlier in _PRONOUNS or subject) and after in _DOING
    if after == "just" and before in _MODALS:
        return later in _DOING
    # 'I would like add' is how some say 'like to add'.
    if before not in _MODALS - {"would"}:
        return False
    acts = later in _OPENING_A_NAME and not after.endswith("s") and texts[at + 1].islower()
    return after in _DOING or (acts and after not in _OPENING_A_NAME | {"and", "or", "to"})


def _is_example(before: str, after: str) -> bool:
    """Tell whether 'like' gives one: 'in cases like when the disk is full'."""
    plural = len(before) > 3 and before.endswith("s") and not before.endswith(("ss", "us", "is", "'s"))
    return after in {"if", "when"} and (plural or before in _CASES)


def _points_back(texts: Sequence[str], said: Sequence[str], at: int) -> bool:
    """Tell whether 'like' compares: 'like I said', 'like so many', 'do it like so'."""
    after, ends = word_at(said, at + 1), at + 2 >= len(said) or texts[at + 1].rstrip().endswith(MARKS)
    if after == "so":
        return ends or said[at + 2] in {"many", "much", "few"}
    if after not in {"i", "we", "you", "they", "he", "she", "you'd", "we've", "i've", "you've"}:
        return False
    if ends:
        return after == "you"  # 'for teams like you'
    verb = at + 2
    while word_at(said, verb) in _BEFORE_TELLING:
        verb += 1
    return word_at(said, verb) in _TELLING


def word_at(said: Sequence[str], at: int) -> str:
    return said[at] if 0 <= at < len(said) else ""


def word_before(said: Sequence[str], at: int) -> str:
    for index in range(at - 1, -1, -1):
        if said[index] and said[index] not in SOUNDS:
            return said[index]
    return ""
