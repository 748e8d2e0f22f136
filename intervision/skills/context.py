"""Tell whether a spelling that is also an everyday word ('Go', 'Rust', 'R') means the skill where it stands.

Mid-sentence, a capital is evidence by itself. At the start of a sentence, in a title, or for the names that
are written with a capital anyway, the words around must speak of technology.
"""

import re
from collections.abc import Callable

# These need evidence wherever they stand; single letters do too.
_ALWAYS = frozenset({"Go", "Spring", "Julia", "Ray", "Oracle"})
_NO_SUBJECTS = _ALWAYS - {"Go"} | {"Unity", "Chef", "Ruby", "Express", "Vault", "Ember", "Flask"}
# What may come before without being evidence: "in Spring", "working with Julia".
_BARRED_LEADS = {
    "Spring": frozenset({"in", "of", "for", "to", "from", "as", "like"}),
    "Julia": frozenset({"with", "of", "for", "to", "from", "like", "as"}),
    "Oracle": frozenset({"to", "from", "for", "like", "as", "of"}),  # the company
    "Ray": frozenset({"in", "with", "of", "for", "to", "from", "like", "as"}),
}
_LEADS = frozenset(
    """
    in with using use used uses know knows known learn learning learned learnt write writes writing wrote
    prefer like as of plain pure embedded idiomatic modern advanced production programming language coding
    into
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
# Only in lower case and never for a letter: "rewritten to Go", not the title "How To React".
_LOWER_LEADS = frozenset({"to", "from", "for", "is", "was", "mostly", "mainly", "our"})
_NOUNS = frozenset(
    """
    developer developers engineer engineers engineering programmer programmers programming code codebase
    coding language languages backend frontend back-end front-end microservice microservices api apis app
    apps application applications framework frameworks library libraries stack module modules package
    packages runtime compiler sdk ecosystem experience skills knowledge development developing routines
    goroutines channels component components hooks script scripts scripting server macros crate crates
    syntax lang specialist consultant architect expertise proficiency tests jobs cluster clusters dags
    charts pipelines workers notebooks templates apps stdlib
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
# Evidence mid-sentence only: "our Go services", but not "Swift service is our promise."
_WEAK_NOUNS = frozenset(
    """
    service services team teams project projects job role roles work test program programs binary binaries
    monolith client clients function functions tool tools tooling systems data models shop
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
_VERBS = frozenset(
    """
    is isn't has was lets gives doesn't
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
_HYPHENED = frozenset(
    """
    based powered native driven only first heavy style like lang written side specific
    """.split()  # noqa: SIM905 - as a list it would take a screen
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*(?:and|or)?|/|;|\||&|\(|\+|and|or)\s*")
_AFTER_NAME = re.compile(r"[ ]*(?:,\s*(?:and\s|or\s)?|/|;|\||&|\(|\+|and\s|or\s)[ ]*")
_HEADING = re.compile(
    r"\b(?:languages?|stack|technolog\w+|tools?|tooling|skills|frameworks?|back-?end|front-?end|programming)"
    r"[ ]*(?:\(|[:=\u2013\u2014-])[ ]*$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:\A|[.!?…][\"”')\]]*\s|\n)\s*(?:[-*•●▪·–—][ \t]*)?[\"“(]?$")
_WORD_BEFORE = re.compile(r"([^\W_][\w'’-]*)[ \t\xa0]+$")
_WORD_AFTER = re.compile(r"[ \t\xa0]+([^\W_][\w'’]*(?:-end)?)")
_TIED_NOUN = re.compile(r"[-\u2010\u2011][^\W_]")  # _stands_alone lets only Rust-based and its like through
_VERSION = re.compile(r"[ ]?v?\d{1,2}(?:\.\d+)*\+?(?![\w%])")
_NOT_A_LETTER = re.compile(r"['’♯]|&|[ ]&[ ]D\b")  # C's, C♯, R&D, R & D
_WINDOW = 40


def needs_context(spelled: str) -> bool:
    """Tell whether a spelling is one letter, or one word with a capital that could begin a sentence."""
    return len(spelled) == 1 or (spelled.isalpha() and spelled.istitle()) or spelled == "REST"


def is_meant(
    text: str, start: int, end: int, previous_end: int, is_name_at: Callable[[str, int], bool]
) -> bool:
    """Tell whether text[start:end] names the skill.

    `previous_end` is where the last skill found ends (0: none); `is_name_at` says where a spelling begins.
    """
    spelled = text[start:end]
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    if not _stands_alone(before, after, spelled):
        return False
    previous, following = _WORD_BEFORE.search(before), _WORD_AFTER.match(after)
    word_before = previous.group(1) if previous else ""
    word_after = following.group(1) if following else ""
    if spelled.isupper() and len(spelled) > 1:
        return not (word_before.isupper() and word_after.isupper())  # THE REST OF a heading in capitals
    opens = start == 0 or _SENTENCE_START.search(before) is not None
    if word_after.lower() in _NOUNS or _VERSION.match(after) or _TIED_NOUN.match(after):
        return True
    if _HEADING.search(before):
        return True
    if _in_list(text, start, end, before, after, previous_end, is_name_at):
        return True
    if word_after[:1].isupper() and word_after[1:2].islower() and not is_name_at(text, end + 1):
        return False  # Rust Belt, Vault Partners
    if opens:
        return word_after.lower() in _VERBS and spelled not in _NO_SUBJECTS
    if _leads(word_before, spelled) or (word_after in _WEAK_NOUNS and len(spelled) > 1):
        return True
    if spelled in _ALWAYS or len(spelled) == 1:
        return False
    return not word_before[:1].isupper() or word_before == "I"  # American Express


def _stands_alone(before: str, after: str, spelled: str) -> bool:
    """Tell whether no hyphen or sign ties the spelling into a longer word: Rust-coloured, X-Ray, R&D."""
    if before[-1:] in ("-", "@", "'", "’", "_") and before[-2:-1].isalnum():
        return False
    if after[:1] in ("-", "\u2010", "\u2011"):
        tail = re.match(r"[^\W_]+", after[1:])
        return tail is None or tail.group().lower() in _HYPHENED
    if len(spelled) == 1 and (_NOT_A_LETTER.match(after) or before[-1:] == "&"):
        return False
    return not (after[:1] == "_" or (after[:1] == "." and len(spelled) == 1 and after[1:2].isalpha()))


def _in_list(
    text: str,
    start: int,
    end: int,
    before: str,
    after: str,
    previous_end: int,
    is_name_at: Callable[[str, int], bool],
) -> bool:
    """Tell whether it is alone on its line, or the item before or after it in an enumeration is a skill."""
    line = before.rpartition("\n")[2] + "\0" + after.partition("\n")[0]
    if ("\n" in before or "\n" in after) and line.strip(" \t\r-*•●▪·–—,;.") == "\0":
        return True
    if previous_end and _BETWEEN_NAMES.fullmatch(text, previous_end, start):
        return True
    gap = _AFTER_NAME.match(after)
    if gap is None or not is_name_at(text, end + gap.end()):
        return False
    spelled = text[start:end]  # "Plan C and C-level": the same word is no evidence for itself
    item = text[end + gap.end() : end + gap.end() + len(spelled) + 1]
    return not (item.startswith(spelled) and not re.match(r"[\w+#]", item[len(spelled) :]))


def _leads(word: str, spelled: str) -> bool:
    if word in _LOWER_LEADS:
        return len(spelled) > 1 and word not in _BARRED_LEADS.get(spelled, ())
    return word.lower() in _LEADS and word.lower() not in _BARRED_LEADS.get(spelled, ())
