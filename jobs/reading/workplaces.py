"""Where a job is done and from where one may apply for it, each with the words that say so.

A bare "remote" says nothing of geography: then the applicants' scope stays unknown.
"""

import re

import msgspec

from intervision.columns import fitted

from ..sources.port import RawPosting
from .places import Reading, read_applicants
from .workplace_words import denies_remote, kind_in

_REMOTE_TITLE = re.compile(
    r"\bremote\b(?!\s+(?:sensing|control|support|access|desktop|monitoring|hands))", re.I
)
_HYBRID_TITLE = re.compile(r"\bhybrid\b(?!\s+(?:cloud|app|mobile|infrastructure|vehicle|energy|it\b))", re.I)
_ANYWHERE = re.compile(
    r"\b(?:work|hire|hiring|apply|live|based|candidates|remote(?:ly)?)\s+(?:\w+\s){0,3}?"
    r"(?:anywhere in the world|from anywhere\b(?! in)|worldwide|anywhere on (?:the )?(?:earth|planet))",
    re.IGNORECASE,
)
_MUST_LIVE = re.compile(
    r"\b(?:must|need to|have to|should|required to|candidates?|applicants?|you(?:'re| are)?|"
    r"we (?:can )?(?:only )?hire)"
    r"\s+(?:\w+\s){0,4}?(?:be\s+)?(?:based|located|reside|residing|resident|live|living|"
    r"in-country)\s+(?:\w+\s)?"
    r"(?:in|within)\s+(?P<where>[^.;:\n]{2,70})",
    re.IGNORECASE,
)
_AUTHORISED = re.compile(
    r"\b(?:legally\s+)?(?:authori[sz]ed|eligible|right|permission)\s+to\s+work\s+(?:\w+\s)?(?:in|within)\s+"
    r"(?P<where>[^.;:\n]{2,60})",
    re.IGNORECASE,
)
# The phrase ends where it goes on to something else than places.
_END = re.compile(
    r"\b(?:and (?:be|have|able|willing|work)|with|without|who|to (?:be|work|apply)|at the|for (?:this|"
    r"the)|as|due|"
    r"during|or be|because|where|on a)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_WORDS = 200


class Workplace(msgspec.Struct, frozen=True, gc=False):
    """How work is done, and from where one may apply. Empty is unknown; `words` are the listing's own."""

    kind: str = ""
    basis: str = ""
    words: str = ""
    scope: str = ""
    countries: tuple[str, ...] = ()
    scope_basis: str = ""
    scope_words: str = ""


def read_workplace(raw: RawPosting, *, title: str, text: str, places: tuple[Reading, ...]) -> Workplace:
    """Return how and from where a job is done: fields go before places, places before title and prose."""
    kind, basis, words = _kind(raw, title, text, places)
    if kind != "remote":
        return Workplace(kind, basis, words)
    scope, countries, scope_basis, scope_words = _scope(raw, text, places)
    return Workplace(kind, basis, words, scope, tuple(sorted(countries)), scope_basis, scope_words)


def _kind(raw: RawPosting, title: str, text: str, places: tuple[Reading, ...]) -> tuple[str, str, str]:
    if raw.workplace:
        return raw.workplace, raw.workplace_basis, ""
    said = fitted("; ".join(place.words for place in raw.places if place.words), _WORDS)
    if any(place.hybrid for place in places):
        return "hybrid", "stated", said
    if any(place.remote for place in places):
        return "remote", "stated", said
    if any(place.onsite for place in places):
        return "onsite", "stated", said
    if _HYBRID_TITLE.search(title):
        return "hybrid", "text", fitted(title, _WORDS)
    if _REMOTE_TITLE.search(title) and not denies_remote(title):
        return "remote", "text", fitted(title, _WORDS)
    kind, words = kind_in(text)
    return kind, "text" if kind else "", fitted(words, _WORDS)


def _scope(raw: RawPosting, text: str, places: tuple[Reading, ...]) -> tuple[str, frozenset[str], str, str]:
    words = fitted(", ".join(raw.applicants), _WORDS)
    if raw.applicants:
        reading = read_applicants(raw.applicants)
        if reading.countries:
            return "countries", reading.countries, raw.applicant_basis, words
        if reading.worldwide:
            return "worldwide", frozenset(), raw.applicant_basis, words
    if raw.worldwide:
        return "worldwide", frozenset(), raw.applicant_basis, ""
    said = fitted("; ".join(place.words for place in raw.places if place.words), _WORDS)
    remote = [place for place in places if place.remote]
    if any(place.countries for place in remote):
        return "countries", frozenset().union(*(place.countries for place in remote)), "stated", said
    if any(place.worldwide and not place.countries for place in places):
        return "worldwide", frozenset(), "stated", said
    # The board lists it as remote under a place: that place's country is where it may be done from.
    listed = frozenset().union(*(place.countries for place in places)) if places else frozenset()
    if listed:
        return "countries", listed, "board", said
    return _scope_in(text)


def _scope_in(text: str) -> tuple[str, frozenset[str], str, str]:
    """Return what prose says of where applicants must live; that they may live anywhere counts last."""
    for pattern in (_MUST_LIVE, _AUTHORISED):
        for match in pattern.finditer(text):
            reading = read_applicants([_END.sub("", match["where"]).removeprefix("the ")])
            if reading.countries:
                return "countries", reading.countries, "text", fitted(" ".join(match.group().split()), _WORDS)
    anywhere = _ANYWHERE.search(text)
    if anywhere is not None:
        return "worldwide", frozenset(), "text", fitted(" ".join(anywhere.group().split()), _WORDS)
    return "", frozenset(), "", ""
