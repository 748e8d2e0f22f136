"""Employers' names, cleaned so that "ACME GmbH & Co. KG" and "Acme" are the same; and agencies."""

import re
import unicodedata
from functools import lru_cache

from intervision.columns import fitted

_LEGAL = frozenset(
    """
    inc incorporated llc llp ltd limited corp corporation co company plc gmbh ag kg kgaa se mbh
    ug ohg ev sa sas sarl srl spa bv nv ab as asa aps oy oyj sl slu lda sro kft zrt doo pty pvt
    private pte bhd sdn kk gk lp pbc holding holdings
    """.split()  # noqa: SIM905
)
# They say where or what, and come and go in how sources write an employer.
_TRAILING = frozenset(
    """
    group international global usa us uk emea europe deutschland germany careers jobs hiring hq
    """.split()  # noqa: SIM905
)
_GENERIC = frozenset(
    """
    technologies technology tech software labs lab systems solutions platforms platform services
    digital online studio studios networks network
    """.split()  # noqa: SIM905
)
_WEB = re.compile(r"\.(?:com|io|ai|co|org|net|dev|app|tech|de|eu|fr|uk)\b")
_NOT_WORD = re.compile(r"[^\w]+")
_AGENCY = re.compile(
    r"\b(?:recruit(?:ment|ing|ers?)?|staffing|personnel|talent(?: partners| solutions| acquisition)?|"
    r"headhunt\w*|"
    r"manpower|adecco|randstad|hays|robert half|michael page|kforce|teksystems|insight global|experis|"
    r"cybercoders|jobgether|personalvermittlung|zeitarbeit|bemanning|executive search|search partners|"
    r"consulting recruiters|jobot|motion recruitment|harnham|nigel frank|robert walters|outsourc\w*|"
    r"ferchau|akkodis|gulp|lever middleware|toptal|turing|andela|crossover|braintrust|hired|dice)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def employer_key(name: str) -> str:
    """Return a name in lower case without accents, legal forms, countries and signs."""
    return fitted("".join(_words(name)), 200)


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("&", " and ")).lower()
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    bare = re.sub(r"\((?:formerly|yc|f/k/a)[^)]*\)|\((?:[a-z]\d{2})\)", " ", bare)
    words = _NOT_WORD.sub(" ", _WEB.sub(" ", re.sub(r"(?<=\w)\.(?=\w\b)", "", bare))).split()
    while len(words) > 1 and (words[-1] in _LEGAL or words[-1] in _TRAILING or words[-1] == "and"):
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return words or [_NOT_WORD.sub("", folded) or name.strip().lower()]


@lru_cache(maxsize=50_000)
def loose_key(name: str) -> str:
    """Return the key without words that come and go: "Acme Technologies" and "Acme" share it."""
    words = _words(name)
    while len(words) > 1 and words[-1] in _GENERIC:
        words.pop()
    return fitted("".join(words), 200)


def is_agency(name: str) -> bool:
    """Tell whether a name is one of those that list openings of other employers."""
    return bool(_AGENCY.search(name))
