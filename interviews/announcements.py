"""What somebody says of the answer they are about to give: 'First I'll talk about …' says nothing yet."""

import re
from collections.abc import Sequence

_OPENS = (
    r"(?:(?:so|okay|ok|well|um|uh|hmm|right|yes|sure|and|then|now|first(?:ly)?(?: of all)?|second(?:ly)?|"
    r"third(?:ly)?|finally|lastly|next|after that|(?:and )?at the end|maybe|i think)\W+)*"
)
_SETS_OUT = r"(?:let me|let's|i'll|i will|i'm going to|i am going to|i'd like to|i would like to|i want to)"
_HOW = r"(?:think )?(?:about )?how (?:to|i(?:'d|'ll)?)"
_BESIDE = rf"(?: (?:first|just|then|also|quickly|briefly|maybe|now|try to|start by|begin by|{_HOW}))*"
_ARRANGE = (
    r"(?:structure|organi[sz]e|sort|order|split|approach) (?:this|that|it|my (?:answer|thoughts))"
    r"(?: (?:a (?:bit|little)|first|somehow))*(?=\W*$)"
)
# Who talks about a risk with their manager does something.
_WITH_SOMEBODY = r"(?!.*\bwith (?:the|my|our|them|him|her|every)\b)"
_ANNOUNCES = re.compile(
    rf"^\W*{_OPENS}(?:{_SETS_OUT}{_BESIDE} (?:"
    rf"(?:talk(?:ing)?|speak(?:ing)?) (?:a (?:bit|little) )?(?:about|on)\b{_WITH_SOMEBODY}"
    r"|say(?:ing)? (?:something|a (?:bit|few words|word|little)) (?:about|on)\b"
    r"|tell(?:ing)? you (?:something |a (?:bit|little) )?about\b"
    r"|(?:cover|go (?:over|through)|make|touch on) (?:two|three|four|five|a few|some|several) "
    r"(?:things|points|parts|topics|aspects)\b"
    rf"|{_ARRANGE})|{_HOW} {_ARRANGE})",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"^\W*{_OPENS}(?:(?:{_SETS_OUT}{_BESIDE} )?(?:start|begin|end|finish|close|continue|go|move|come|get) "
    r"(?:on |over |back )?(?:with|to|about)\b|(?:about|on|to)\b)",
    re.IGNORECASE,
)
_ONLY_OPENS = re.compile(rf"\W*{_OPENS}", re.IGNORECASE)
_REASON = re.compile(r"\b(?:because|since|so that|which means)\b", re.IGNORECASE)
_MARKS = re.compile(r"(?<=[,;:.!?…])\s+")


def announced(pieces: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the pieces, in order, that only say what will be said."""
    found: set[int] = set()
    for number, piece in enumerate(pieces):
        said = piece.replace("’", "'")
        goes_on = number - 1 in found and _GOES_ON.search(said)
        if (_ANNOUNCES.search(said) or goes_on) and not _REASON.search(said):
            found.add(number)
    return frozenset(found)


def without_announcements(text: str) -> str:
    """Return the text without the parts of its sentences that only say what will be said."""
    pieces = _MARKS.split(text.strip())
    gone = announced(pieces)
    return " ".join(piece for number, piece in enumerate(pieces) if number not in gone) if gone else text


def only_announces(text: str) -> bool:
    """Tell whether all of a text only says what will be said."""
    pieces = [piece for piece in _MARKS.split(text.strip()) if not _ONLY_OPENS.fullmatch(f"{piece} ")]
    return bool(pieces) and len(announced(pieces)) == len(pieces)
