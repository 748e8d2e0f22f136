"""Which titles name the same kind of role: by the words that tell it apart, or by what else it is called.

How near titles are in letters or in meaning does not tell: in 6,400 titles of the market "Anaplan engineer"
was near to "data engineer", and "mechanical engineer" nearer to "front end engineer" than "web developer".
"""

import re
from collections.abc import Iterable
from functools import lru_cache

# What people of a role are called: "backend developer" and "backend engineer" are one.
_DOES = {
    "engineer": "engineer", "developer": "engineer", "programmer": "engineer", "architect": "engineer",
    "tester": "engineer", "entwickler": "engineer", "softwareentwickler": "engineer",
    "engineering": "engineering", "administrator": "administrator", "scientist": "scientist",
    "analyst": "analyst", "designer": "designer", "technician": "technician", "writer": "writer",
}  # fmt: skip
# These lead, find or sell to those who do it, whatever the rest of the title names.
_BESIDE = frozenset({
    "manager", "supervisor", "director", "head", "chief", "president", "recruiter", "representative",
    "executive", "consultant", "partner",
})  # fmt: skip
_ENGINEER = r"(?:engineer|developer|programmer|entwickler)\b"
# "PLC software engineer"; but not what says no more than how far, for whom or at what size.
_OF_A_FIELD = re.compile(
    r"^(?!(?:graduate|associate|founding|experienced|remote|hybrid|level|product|platform|cloud|web|"
    r"infrastructure|payments|applications?|distributed systems) software\b)"
    r".+ software (?:engineer|developer)\b"
)
_LEARNING = "machine learning|deep learning|mlops|llm|nlp|natural language processing|computer vision"
# Who develops on one of these is of its own kind.
_PRODUCTS = re.compile(
    r"\b(?:salesforce|sap|abap|servicenow|dynamics|workday|netsuite|peoplesoft|sharepoint|power platform|"
    r"pega|guidewire|mulesoft|odoo|hubspot|wordpress|drupal|magento|shopify|typo3)\b"
)
# In words of normalised titles: "SRE" is "site reliability engineer" there, "QA" is "quality assurance".
_OTHERWISE = {
    kind: re.compile(rf"\b(?:{words})")
    for kind, words in {
        "back end": r"(?:back end|full ?stack|server side)\b|"
        r"(?:server|api|java|python|golang|go|php|ruby|rails|net|node\.js|kotlin|scala|django|spring) "
        rf"(?:software )?{_ENGINEER}|"
        # They build on models more often than they train one.
        rf"artificial intelligence software {_ENGINEER}",
        "front end": rf"(?:front end|full ?stack)\b|(?:ui|web|react|angular|vue|javascript) {_ENGINEER}",
        "mobile": rf"(?:mobile|android|ios|flutter|react native) (?:\w+ )?{_ENGINEER}|"
        rf"{_ENGINEER} (?:mobile|android|ios)\b",
        "data": rf"(?:data|analytics|etl|bi|business intelligence) {_ENGINEER}|"
        r"data (?:platform|infrastructure|pipeline|warehouse)s?\b",
        "operations": r"(?:site reliability|devops|devsecops)\b|"
        rf"(?:(?<!power )platform|infrastructure|production|reliability|kubernetes|cloud) {_ENGINEER}",
        "quality": r"(?:quality assurance|test automation|sdet|software test(?:er|ing)|automation tester|"
        r"software quality|quality automation|(?:engineer|developer|development) in test)\b|"
        r"^(?:test|quality) engineer\b",
        "embedded": r"(?:embedded|firmware|bsp|rtos|autosar|bootloader|device drivers?)\b",
        "learning": rf"(?:{_LEARNING}|artificial intelligence|genai|prompt) (?:\w+ )?{_ENGINEER}|"
        # After it, "AI" is as often the name of a team.
        rf"{_ENGINEER} (?:{_LEARNING})\b",
        "science": r"(?:data|applied|research|machine learning) scientist\b",
        "security": rf"(?:security|appsec|penetration) (?:\w+ )?(?:{_ENGINEER}|tester\b)",
    }.items()
}  # fmt: skip


def is_one_of(title: str, sought: Iterable[str]) -> bool:
    """Tell whether a title names a kind of role of those that are sought; all are normalised.

    Who seeks backend roles or a plain "software engineer" means no embedded one, and none of PLCs.
    """
    wanted = frozenset().union(*map(_kinds, sought := tuple(sought)))
    if _kinds(title) and wanted and _kinds(title).isdisjoint(wanted):
        return False
    plain = not (wanted and _OF_A_FIELD.search(title))
    return any(same_kind(title, one) for one in sought if plain or _kinds(one))


@lru_cache(maxsize=50_000)
def same_kind(title: str, sought: str) -> bool:
    """Tell whether a title names the kind of role that is sought; both are normalised."""
    if not _beside(title) <= _beside(sought):
        return False
    does = _does(sought)
    by_words = _tells(sought) <= set(title.split()) and (not does or not does.isdisjoint(_does(title)))
    return by_words or not _kinds(title).isdisjoint(_kinds(sought))


def is_known(title: str) -> bool:
    """Tell whether its kind is one of those above: it is told by its words."""
    return bool(_kinds(title))


def _beside(title: str) -> frozenset[str]:
    return _BESIDE.intersection(title.split())


def _does(title: str) -> set[str]:
    return {_DOES[word] for word in title.split() if word in _DOES}


def _tells(sought: str) -> set[str]:
    """Return the words that tell a role apart: "data" of "data engineer"; all of "software engineer"."""
    words = set(sought.split())
    return words - _DOES.keys() - {"software"} or words


@lru_cache(maxsize=50_000)
def _kinds(title: str) -> frozenset[str]:
    kinds = frozenset(kind for kind, words in _OTHERWISE.items() if words.search(title))
    return kinds | frozenset(_PRODUCTS.findall(title))
