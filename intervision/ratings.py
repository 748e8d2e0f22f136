"""Words that rate whoever is interviewed. A model finds them now and then, whatever it was told.

A share is none ('three out of ten requests fail'), nor is what a service or a test passes or fails.
"""

import re

_COUNT = r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten)"
_ENDS = r"(?=\s*(?:[.,;:!?)]|$|(?:for|on|so far|from me|in my book)\b))"
_SURELY = r"(?:(?:definitely|certainly|probably|clearly|likely|not|never|surely) )?"
_KIND = r"(?:first|next|last|final|whole|real|actual|technical|coding|design|system|onsite|hiring|phone)"
# A program passes a loop and clears a screen.
_ROUND = (
    rf"(?:this|the|an?|my|our|your|any) (?:(?:{_KIND} ){{0,2}}(?:interview|round|rehearsal|screening)"
    rf"|{_KIND} (?:interview )?(?:screen|loop)|(?:hiring )?bar{_ENDS})"
)
# A number of points out of a whole, with nothing counted behind it. 'Three of five' are a quorum.
_MARKS = (
    rf"\b{_COUNT}(?:(?:\s*/\s*|\s+(?:out\s+)?of\s+)(?:10|100|ten|(?:a|one) hundred)"
    rf"|(?:\s*/\s*|\s+out\s+of\s+)(?:5|five))\b{_ENDS}"
)
MARKS = re.compile(_MARKS, re.IGNORECASE)
# The end of a text that may go on as such marks, or as a share.
_MAY_BE_MARKS = re.compile(
    rf"\b{_COUNT}(?:\s*/\s*\d*(?:\s+\w*)?|\s+(?:o|ou|out|(?:out\s+)?of?(?:\s+\w*){{0,2}}))?\s*$",
    re.IGNORECASE,
)
_RATES = re.compile(
    "|".join(
        (
            _MARKS,
            r"\bi(?:'d| would| will|'ll)? (?:rate|score|grade) (?:you|your|that|this)\b",
            rf"\b(?:give|gave) (?:\w+ ){{1,2}}{_COUNT} of (?:5|five)\b{_ENDS}",
            r"\b(?:full|top|high|low) marks\b",
            r"\b(?:give|gave|deserves?|earns?|worth) (?:\w+ ){0,3}an? (?:solid |strong |clear )?"
            rf"[ABCDF][+-]?{_ENDS}",
            rf"\b(?:i|we)(?:'d| would| will|'ll)? {_SURELY}(?:hire|reject) you\b",
            r"\b(?:strong|lean|clear|no|definite) hire\b",
            rf"\byou(?:'d| would| will|'ll|'re| are) {_SURELY}(?:be |get )?"
            r"(?:hired|shortlisted|rejected(?! (?:by|with|on|as|because|if|when)\b))\b",
            rf"\byou(?:'d| would| will|'ll) {_SURELY}(?:get|receive) "
            rf"(?:(?:the job|through)\b{_ENDS}|an offer\b)",
            rf"\byou(?:'d| would| will|'ll|'ve| have)? {_SURELY}"
            rf"(?:pass|fail|clear|passed|failed|cleared|aced|nailed) {_ROUND}\b",
            r"\byou(?:'re| are| were|'d be| would be| look like| seem)(?: \w+)? an? (?:\w+ ){0,2}"
            r"(?:strong|solid|good|great|excellent|outstanding|impressive|promising|ideal|perfect|exceptional|stellar"
            r"|weak|poor|average|decent|competitive|serious|senior|junior|top) (?:\w+ ){0,2}candidate\b",
            r"\b(?:junior|mid|senior|staff|principal|entry)[- ]level (?:answer|response|performance)\b",
        )
    ),
    re.IGNORECASE,
)
# The end of a text that rates, but for what may follow: 'an A' may go on as 'an A record'.
_RATES_YET = re.compile(rf"(?:{_RATES.pattern})\s*\w*$", re.IGNORECASE)
# Only what praises: 'a bad response' is what a server sends.
_PRAISES = re.compile(
    r"\b(?:excellent|great|perfect|outstanding|fantastic|brilliant|impressive|amazing|superb|wonderful|flawless"
    r"|terrific|exceptional|stellar)(?: \w+)? (?:answers?|responses?|explanations?|interview|job|work)\b"
    r"|\bwell done\b|\b(?:good|nice) job\b",
    re.IGNORECASE,
)


def rating_in(text: str) -> str:
    """Return the first words that rate the person or what they may hope for, '' where none do."""
    found = _RATES.search(text.replace("’", "'"))
    return found.group(0) if found else ""


def may_rate_from(text: str) -> int:
    """Return where the end of a text begins that may go on as a rating, or as none; its length: nowhere."""
    plain = text.replace("’", "'")
    found = [each.start() for pattern in (_MAY_BE_MARKS, _RATES_YET) if (each := pattern.search(plain))]
    return min(found, default=len(text))


def praise_in(text: str) -> str:
    """Return the first words that praise an answer, '' where none do."""
    found = _PRAISES.search(text.replace("’", "'"))
    return found.group(0) if found else ""
