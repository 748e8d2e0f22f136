"""Deeds in a CV: 'moved a monolith to Kafka', in the candidate's words, worth asking about."""

import re
from collections.abc import Iterator

from intervision.skills import vocabulary

DEEDS_AT_MOST = 8
WORDS = range(4, 27)
_DEED_CHARACTERS = 170
_VERBS = frozenset(
    """
    accelerated achieved added adopted architected audited automated benchmarked bootstrapped brought built
    chose coached co-founded collaborated completed conceived configured consolidated contributed converted
    coordinated created cut debugged decommissioned decoupled decreased defined delivered deployed designed
    detected developed devised diagnosed directed discovered documented doubled drove eliminated enabled
    engineered ensured established evaluated expanded extended extracted fixed founded grew guided halved
    handled hardened headed hired implemented improved increased initiated instrumented integrated introduced
    investigated launched led lowered maintained managed mentored merged migrated modelled modeled modernised
    modernized monitored moved negotiated onboarded operated optimised optimized orchestrated organised
    organized overhauled owned parallelised parallelized participated piloted pioneered planned ported
    prevented profiled programmed promoted proposed prototyped published raised ran rebuilt redesigned reduced
    refactored released removed replaced replatformed researched resolved rewrote rolled saved scaled secured
    set shaped shipped shortened simplified sped split spearheaded standardised standardized started
    streamlined strengthened supervised supported switched taught tested tracked trained transformed
    transitioned translated triaged tripled tuned turned unified upgraded used validated worked wrote
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
# Deeds that say little by themselves, or are no matter for an interview.
_FAINT = frozenset(
    {"worked", "used", "participated", "supported", "collaborated", "contributed", "handled", "ensured"}
    | {"maintained", "completed", "set"}
)
# Private characters are bullets of the fonts Symbol and Wingdings; Word's second level has an 'o'.
_BULLET = re.compile(r"^\s*(?:[•●▪■◦○‣⁃▸►➢✓✔\ue000-\uf8ff]\s*|[*·–—-](?:\s+|$)|\d{1,2}[.)]\s+|o\s+(?=[A-Z]))")
# No phrase ends in one of these: what ends so goes on in the next line.
_FUNCTION_WORDS = frozenset(
    """
    a about across after against among an and as at because before behind between both but by during for
    from if in including into its my nor of on onto or our per so than that the their these this those through
    to toward towards until upon using versus via when where whereas which while who whose with within without
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
# Too short to have been broken by the page.
_FULL_LINE = 45
# What stands under a list: 'Skills: Go', 'EDUCATION', 'Example GmbH, Vienna', '2019 – 2024'.
_NAME = r"[^\W\d_a-z][\w&.'-]*"
_HEADING = re.compile(
    rf"^(?:[^.,:]{{1,30}}:(?:\s|$)|[^a-z]+$|.*\b(?:19|20)\d\d\b|{_NAME}(?:,?\s(?:(?:of|and|&|at)\s)?{_NAME})*$)"
)
_LEAD = re.compile(r"^(?:i|we|and|also|successfully|single-handedly|jointly|independently)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_FOR_A_PROGRAM = re.compile(
    r"\b(?:instructions?|ignore|disregard|rubric|interviewer|as an ai|passed with|full marks)\b|[<>{}]",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|https?://|www\.|\+?\d[\d ()-]{7,}\d")
_CUT = re.compile(r"\s*(?:[;:]|\s[–—-]\s|\.\s|,\s(?=(?:which|resulting|thereby|leading|including|using)\b))")
# What came of it stays where there is room for it.
_RESULT = re.compile(r",\s(?=\w+ing\b)")


def deeds(text: str) -> tuple[str, ...]:
    """Return up to eight deeds, each beginning with its verb in the past, the most telling first."""
    ranked: dict[str, float] = {}
    for number, item in enumerate(items(text)):
        if (deed := deed_in(item)) and deed.casefold() not in (known.casefold() for known in ranked):
            skills = {mention.slug for mention in vocabulary().find(deed)}
            worth = 1.0 + min(3, len(skills)) + 0.8 * bool(_NUMBER.search(deed)) - 0.01 * number
            ranked[deed] = worth - (1.2 if deed.split(" ", 1)[0].lower() in _FAINT else 0)
    best = sorted(ranked, key=lambda deed: -ranked[deed])
    return tuple(deed for deed in best[:DEEDS_AT_MOST] if ranked[deed] > 0.9)


def deed_in(item: str) -> str:
    """Return the deed that an item tells, '' when it tells none."""
    item = _LEAD.sub("", item.strip())
    if not is_deed(item) or _FOR_A_PROGRAM.search(item) or _CONTACT.search(item):
        return ""
    if (cut := _CUT.search(item)) and _fits(item[: cut.start()]):
        item = item[: cut.start()]
    if not _fits(item) and (result := _RESULT.search(item)):
        item = item[: result.start()]
    words = item.rstrip(" .;,").split()
    if not _fits(item) or _is_unfinished(" ".join(words)):
        return ""
    return " ".join([words[0].lower(), *words[1:]])


def _fits(item: str) -> bool:
    return len(item.split()) in WORDS and len(item) <= _DEED_CHARACTERS


def is_deed(text: str) -> bool:
    """Tell whether a text begins with a verb in the past, as after 'you wrote that you'."""
    return text.split(" ", 1)[0].strip(",").lower() in _VERBS


def items(text: str) -> Iterator[str]:
    """Yield the bullets, lines and sentences of a CV, lines that were broken by the page joined again."""
    current, bulleted = "", False
    for line in text.splitlines():
        bullet = _BULLET.match(line)
        bare = " ".join(line[bullet.end() :].split() if bullet else line.split())
        if current and bare and not bullet and len(current) < 400 and _goes_on(current, bare, bulleted):
            current = f"{current} {bare}"
            continue
        yield from _sentences(current)
        # A bullet may stand in a line of its own before its text.
        bulleted = bool(bullet) or (bulleted and not current)
        current = bare
    yield from _sentences(current)


def _goes_on(current: str, following: str, bulleted: bool) -> bool:
    """Tell whether the page broke a line between the two."""
    if following[0].islower() or _is_unfinished(current):
        return True
    is_open = bulleted and current[-1] not in ".!?;:" and len(current) >= _FULL_LINE
    return is_open and not _HEADING.match(following)


def _is_unfinished(text: str) -> bool:
    return text.endswith(",") or text.rsplit(" ", 1)[-1].lower() in _FUNCTION_WORDS


def _sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text):
        if sentence.strip():
            yield sentence.strip()
