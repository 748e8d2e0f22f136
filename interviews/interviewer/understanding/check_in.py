"""What a short reply means right after a check-in: the candidate thinks on, takes the hint, or goes on."""

import re

from . import languages
from .intent import Intent
from .patterns import count_words, pieces

_NEXT = r"(?:the |a |an )?(?:next|another|other|different|new)(?: one| question)?"
_GO_ON = re.compile(
    r"(?:let's |we can |can we |could we )?(?:go|move|carry|going|moving) on"
    rf"(?: (?:to|with) (?:{_NEXT}|something else))?|"
    rf"(?:i'd like |i'd rather have |i'd take |give me |ask me )?(?:{_NEXT}|something else)|"
    r"(?:let's |i'd |i'll )?(?:skip|pass)(?: (?:it|this|that))?(?: one| question)?"
)
_THINKS = re.compile(
    r"(?:i'm |i am |just )*(?:still )?(?:thinking|at it|on it|here)(?: about (?:it|this|that))?|"
    r"not (?:yet|quite|done|now)(?: yet)?|i'm not (?:done|finished|there)(?: yet)?|"
    r"wait|hold on|hang on|longer|(?:a (?:bit|little) )?more time|almost|nearly|no (?:hint|hurry|rush)s?|"
    r"(?:leave|let) me (?:to )?think(?: (?:about|for|it|this|on)\b.*)?|i'll think(?: .*)?|"
    r"i'm (?:fine|good)|(?:that|it)(?:'s| is) (?:fine|clear|enough|good|all right)|"
    r"(?:just )?(?:a|one|another) (?:bit|second|sec|moment|minute)(?: (?:more|longer))?|"
    r"(?:i need |i'd like |give me |i'll take )(?:a |one |some |another |more )+"
    r"(?:bit|second|sec|moment|minute|time)s?"
)
_HINT = re.compile(
    r"(?:i'd (?:like|love|take) |i'll take |give me |i need |maybe )?(?:a |the |some |one )?"
    r"(?:small |little )?(?:hint|nudge|clue)s?(?: (?:would|might|could) (?:help|be \w+))?|"
    r"nudge me|help(?: me)?"
)
_NO = re.compile(r"no|nope|nah|not really|no thanks|no thank you")
_YES = re.compile(
    r"yes|yep|yup|sure|of course|absolutely|definitely|why not|i would|go ahead|"
    r"(?:that|it) (?:would|might|could)(?: help| be (?:nice|great|good|helpful))?"
)
_NOD = re.compile(r"\b(?:yeah|okay|ok|right|please)\b", re.IGNORECASE)
_LED = re.compile(r"^(?:yes|no|sure) (?=\w)")
_BESIDE = re.compile(r"thanks|thank you|and|but|then")
REPLY_WORDS = 7


def reply_to_check_in(text: str, *, offered: bool = True) -> Intent | None:
    """Return what a reply to a check-in wants, None when it is to be read like any other turn.

    `offered`: a hint and another question were on offer; who had asked for a moment themselves only nods.
    """
    said = " ".join(text.replace("’", "'").split())
    agrees = Intent.WANTS_HINT if offered else Intent.WANTS_MOMENT
    if languages.is_all("no", said):
        return Intent.WANTS_MOMENT
    if languages.is_all("yes", said):
        return agrees
    parts = [part for part in pieces(said) if not _BESIDE.fullmatch(part)]
    if not parts:
        return agrees if _NOD.search(said) else None
    if count_words(said) > REPLY_WORDS:
        return None
    found: set[Intent] = set()
    nods: set[Intent] = set()
    for part in parts:
        if (intent := _named(part) or _named(_LED.sub("", part))) is not None:
            found.add(intent)
        elif _NO.fullmatch(part):
            nods.add(Intent.WANTS_MOMENT)
        elif _YES.fullmatch(part):
            nods.add(agrees)
        else:
            return None
    # 'No, a hint' and 'yes, still thinking': what is named counts before the yes or no.
    named = found or nods
    order = (Intent.WANTS_TO_SKIP, Intent.WANTS_MOMENT, Intent.WANTS_HINT)
    return next(intent for intent in order if intent in named)


def _named(part: str) -> Intent | None:
    """Return what a piece of a reply names by itself."""
    for phrase, intent in (
        (_GO_ON, Intent.WANTS_TO_SKIP),
        (_THINKS, Intent.WANTS_MOMENT),
        (_HINT, Intent.WANTS_HINT),
    ):
        if phrase.fullmatch(part):
            return intent
    return None
