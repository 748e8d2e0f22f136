"""The bank's clipped texts as they stand in a sentence: 'Names what they decided' as advice ('name what you
decided'), 'Takes silence for proof' as a statement ('It takes silence for proof')."""

import re

# What an account or an explanation does. Whoever gives it is 'they' in such a point, and nobody else is.
_TELLING = frozenset(
    """
    admits compares describes distinguishes draws explains gives makes mentions names owns recognises
    reports says separates shows states tells weighs
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
# What an answer does beside that.
_DOING = frozenset(
    """
    adds adjusts alerts asks asserts begins builds checks chooses drops follows generates handles imputes
    keeps knows leaves lists looks measures notices proposes puts quotes ranks reboots refuses sets splits
    stops suggests suspects takes thinks tries turns uses writes
    """.split()  # noqa: SIM905
)
# These are as often the plural of a noun: 'Tests cover it'.
_EITHER = frozenset(["changes", "lines", "rules", "tests"])
_OBJECT = frozenset(["a", "an", "both", "each", "how", "one", "out", "the", "what", "whether"])
_DONE = frozenset(
    """
    asked began brought built came changed compared found had kept looked made offered ran removed said
    shifted showed spoke told
    """.split()  # noqa: SIM905
)
# What a wrong belief does.
_BELIEVING = frozenset(
    """
    accepts acknowledges adds aims alerts allows answers applies assumes avoids believes bends blames
    blocks books breaks builds buries calls can carries changes charges checks chooses compares computes
    concludes conditions confuses contradicts copies corrects could counts couples covers creates credits
    cuts decides deletes denies describes destroys does doesn't draws drops empties entrusts equates
    exaggerates expects exposes extends fails falls filters follows forces forgets freezes gets gives goes
    guesses hands has hides holds ignores introduces is judges jumps keeps knows labels leads leaks leans
    leaves lets locks looks loses makes may measures memoises merges misses mistakes mixes moves
    multiplies narrows never offers only opens overlooks overrates overwrites patches pays picks prefers
    produces publishes puts reaches reads relies removes replaces reports retries reverses rewrites risks
    rules says sees separates shifts shows sizes skips sorts spends splits spreads stops swaps takes tells
    tests thinks throws ties trades trains treats trusts tunes turns underestimates underrates uses would
    """.split()  # noqa: SIM905
)
_BELIEVES_THAT = re.compile(r"^(?:believes|thinks) (?:that |(?!(?:in|of|about|only of)\b))", re.IGNORECASE)
_BASE = {"owns": "own up to", "recognises": "say that you recognised"}
_YOURS = {
    "they": "you", "their": "your", "them": "you", "themselves": "yourself", "they'd": "you'd",
    "they've": "you've", "they're": "you're", "theirs": "yours", "the speaker": "you", "the own": "your own",
    "he or she": "you", "him or her": "you",
}  # fmt: skip
_THEM = re.compile(
    r"\b(the speaker|the own|he or she|him or her|the(?:y|ir|m)[\w']*)(?![\w'])", re.IGNORECASE
)
_TELLER = re.compile(r"^(?:It|The account|The speaker|They) (?=(\w+))")
_AND_THEN = re.compile(
    r"((?:, (?:and |or |but )?| and | or | but )(?:perhaps |only |then )?)([a-z]+) (?=([a-z]+))"
)


def as_advice(point: str) -> str:
    """Return 'say what you decided' for 'Says what they decided', '' for a plain statement."""
    text = point.strip().rstrip(".")
    teller = _TELLER.match(text)
    if teller and (teller[1] in _TELLING or text.startswith("They ")):
        text = text[teller.end() :]
        if teller[1] not in _TELLING:
            return _to_you(f"describe how you {text}")
    start = "first " if text.startswith("First ") else ""
    head, _, rest = text[len(start) :].partition(" ")
    verb = head.lower()
    if verb in _DONE:
        return _to_you(f"describe how you {verb} {_in_base_form(rest)}")
    if not _is_verb(verb, rest):
        return ""
    advice = f"{start}{_base(verb)} {_in_base_form(rest)}"
    return _to_you(advice) if verb in _TELLING else advice


def as_statement(text: str) -> str:
    """Return 'It takes silence for proof' for 'Takes silence for proof', a whole sentence as it is. Words
    don't believe: they say."""
    text = _BELIEVES_THAT.sub("Says that ", text.strip())
    head = text.strip().split(" ", 1)[0]
    return f"It {text.strip()[0].lower()}{text.strip()[1:]}" if head.lower() in _BELIEVING else text


def _is_verb(word: str, rest: str) -> bool:
    following = rest.split(" ", 1)[0].rstrip(",")
    return word in _TELLING or word in _DOING or (word in _EITHER and following in _OBJECT)


def _base(verb: str) -> str:
    if verb in _BASE:
        return _BASE[verb]
    if verb.endswith(("ches", "shes")):
        return verb[:-2]
    return verb[:-3] + "y" if verb.endswith("ies") else verb[:-1]


def _in_base_form(rest: str) -> str:
    """Return what follows the first verb with the verbs that are joined to it in the same form."""

    def turned(found: re.Match[str]) -> str:
        lead, verb, following = found.groups()
        return f"{lead}{_base(verb)} " if _is_verb(verb, following) else found[0]

    return _AND_THEN.sub(turned, rest)


def _to_you(text: str) -> str:
    return _THEM.sub(lambda found: _YOURS.get(found[1].lower(), found[1]), text)
