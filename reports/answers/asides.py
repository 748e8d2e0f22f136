"""What candidates say about the talk or about themselves: no part of an answer, and nothing to quote."""

import re

from interviews.history import corrected_figures, is_request, only_announces, without_announcements

_ASIDE = re.compile(
    r"\b(?:sorry|apologi[sz]e)\b"
    # Who corrects themselves says it again.
    r"|\b(?:no,? (?:wait(?! is\b)|not)|wait,|scratch that|let me (?:rephrase|start (?:again|over)))"
    r"|\bi(?:'m| am) (?:(?:a bit|a little|quite|so|really|very|just|getting|still) )*"
    r"(?:nervous|stuck|lost|tired|blank|done)\b"
    r"|\bi(?:'m| am) (?:not|no) (?:an? )?(?:[\w-]+ ){0,2}expert\b"
    r"|\bi(?:'m| am) (?:\w+ ){0,2}(?:not (?:\w+ )?(?:great|good|strong)|bad|terrible|weak) (?:at|with)\b"
    # What it is called, and whether it was the right word.
    r"|\bi(?:'m| am) not (?:\w+ )?sure (?:if|whether|that) (?:that|this|it)(?:'s| is| was) "
    r"(?:(?:really|even|actually) )?(?:the |what )?(?:right|correct|proper|real|exact|called|you)\b"
    r"|\b(?:what|how) (?:it|that|this)(?:'s| is) called\b"
    r"|\bi forg[eo]t (?:the|its|what) (?:\w+ )?(?:name|word|term)\b"
    r"|\bnot my (?:strength|strong (?:point|suit))\b"
    r"|\b(?:that's|that is) (?:all|it|everything) (?:that )?(?:i|from me)\b"
    r"|\bi(?:'ve| have)? (?:just |already )(?:said|covered|answered|mentioned|explained|told you)\b"
    r"|\bi(?:'ve| have)? (?:said|covered|answered|mentioned) (?:it|that|this) (?:already|before)\b"
    r"|\b(?:that's|that is) (?:exactly |just )?what i (?:just )?(?:said|told you)\b|\bgiven you my answer\b"
    # To an interviewer who has taken something up.
    r"|^i did(?:n't| not) (?:mean|reach for|bring up|claim)\b[^,]*, i (?:only |just )?(?:said|meant)\b"
    r"|(?<!if )\b(?:that's|that is|that was) (?:a|my) (?:yes|no)(?=[.,;:!?…]|$| from me\b)"
    r"|\bthat was my (?:\w+ )?(?:answer|sentence)\b"
    r"|\b(?:my|your) question\b|\bi asked for\b|\bthis one i know\b|\bcan i ask\b"
    r"|\bwhat i did(?:n't| not) say\b"
    r"|\b(?:can|could|may|shall) (?:we|i|you) (?:please )?(?:stop|finish|end|skip|repeat|go on|move on)\b"
    r"|\b(?:good|great|tough|hard|interesting) (?:question|one)\b"
    r"|\b(?:i'd|i would) (?:rather|prefer to|like to) (?:leave it|go on|move on|stop)\b"
    # To come back to a question, before what is said of it.
    r"|\b(?:something|(?:a|one)(?: more| other| last)? (?:thing|point|word)) (?:more |else )?"
    r"(?:to|on|about|for) (?:the|my|your|that) (?:[\w-]+ ){0,3}(?:question|answer)[.!]?$"
    r"|\blet me (?:just )?(?:think|see|take it)\b|\btalk it through\b|^(?:thanks|thank you)\b",
    re.IGNORECASE,
)
# Said later, it corrects.
_SAYS_WHAT_WAS_MEANT = re.compile(
    r"^(?:(?:okay|ok|so|well|yes|no|oh|hm+)\b[,.]? )*i (?:only |just )?meant (?!to\b|well\b)", re.IGNORECASE
)
# Inside a sentence that says something else it only goes.
_AS_SAID = re.compile(
    r"(?:^|,?\s+)as i(?:'ve| have)? (?:just |already )?(?:said|mentioned|told you)\b(?: before)?,?\s*",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"^(?:(?:okay|ok|um|uh|er|erm|hmm|ah|oh|right|well|yes|yeah|so"
    r"|(?:let me |i'll )?(?:talk|walk|take) you through(?: it| that| this)?(?=:))\b[,.:]?\s+)+",
    re.IGNORECASE,
)


def is_aside(sentence: str) -> bool:
    said = corrected_figures(sentence.replace("’", "'"))
    return is_request(said) or only_announces(said) or _ASIDE.search(said) is not None


def explains_earlier_words(opening: str) -> bool:
    """Tell whether an answer sets out with what somebody meant who was asked about it."""
    return _SAYS_WHAT_WAS_MEANT.search(opening.replace("’", "'")) is not None


def without_asides(sentence: str) -> str:
    """Return the sentence without 'as I said', what it only announces, and the words with which one starts to
    speak."""
    told = without_announcements(_AS_SAID.sub(" ", sentence))
    return _OPENERS.sub("", told.strip()).strip()
