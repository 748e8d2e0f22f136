"""A model's words while they stream in, without what nobody can speak: thoughts, stage directions, pictures.

Only what could be the beginning of such a thing is held back, so that an ordinary reply loses no time here.
"""

import re
import unicodedata

_THOUGHTS = ("<think>", "<thinking>", "<reasoning>")
_CLOSED = {"(": ")", "[": "]", "*": "*"}
_OPENS = re.compile(r"[(\[]|(?<![\w*])\*(?=[A-Za-z]|$)")
LONGEST_DIRECTION = 70  # characters; what goes on longer is speech
_HOW = r"\W*(?:(?:the )?interviewer |short |long |brief |softly |warmly |gently )*"
# '(say, ten seconds)' is speech, '(smiles)' is none.
_DIRECTION = re.compile(
    rf"{_HOW}(?:smil(?:es|ing)|nod(?:s|ding)|laugh(?:s|ing)|chuckl(?:es|ing)|lean(?:s|ing)|sigh(?:s|ing))\b",
    re.IGNORECASE,
)
# What threads and collectors do as well: a direction only between sentences, and where it asks nothing.
_DIRECTION_BETWEEN = re.compile(
    rf"{_HOW}(?:(?:paus(?:es|ing)|wait(?:s|ing)|listen(?:s|ing)|silence|softly|warmly|gently|"
    r"end of (?:the )?(?:interview|response|turn)|interview (?:ends|over)|"
    r"wait for (?:the |your )?(?:candidate|answer|reply|response))\b[^?]*|(?:pause|silent)\W*)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = tuple('\n.?!…:"”)*')
# In square brackets: '[Waits for your answer]', '[your name]'; '[weak self]' is code.
_PLACEHOLDER = re.compile(
    r"(?=[A-Z]|.*\b(?:your|name|candidate|company|insert|waits?|pauses?)\b)[A-Za-z][A-Za-z'’ ]*[.…]?"
)
_BULLET = re.compile(r"(?<=\n)[ \t]*(?:[-–•]|\d{1,2}[.)])[ \t]+")
_MAYBE_BULLET = re.compile(r"(?<=\n)[ \t]*(?:[-–•]|\d{1,2}[.)]?)?[ \t]*$")
_JOINS_PICTURES = "\u200d\ufe0e\ufe0f\u20e3"


class Spoken:
    """`take` returns what can be spoken now, perhaps nothing yet; `finish` what was held back."""

    def __init__(self) -> None:
        self.thinks = False  # a model that reasons aloud has not begun to speak
        self._held = ""
        self._begun = False
        self._before = "\n"  # the character before those held: a list begins in a new line
        self._last = ""  # the last of those spoken that is no blank

    def take(self, delta: str) -> str:
        """Return what can be spoken of it now."""
        self._held += delta
        return self._ready(last=False)

    def finish(self) -> str:
        """Return the rest."""
        return self._ready(last=True)

    def _ready(self, *, last: bool) -> str:
        if not self._begun and not self._begin(last=last):
            return ""
        ready, self._held = self._split(self._before + self._held, last=last)
        self._before = ready[-1:]
        self._last = ready.rstrip()[-1:] or self._last
        return _BULLET.sub("", _without_pictures(ready))[1:] if ready else ""

    def _begin(self, *, last: bool) -> bool:
        """Tell whether the words have begun; what was thought before them is dropped."""
        start = self._held.lstrip()
        if thought := next((tag for tag in _THOUGHTS if start.lower().startswith(tag)), ""):
            self.thinks = True
            _, closed, rest = start.partition(thought.replace("<", "</"))
            if not closed:
                return False
            self.thinks, self._held = False, rest.lstrip()
            return self._begin(last=last)
        if not last and any(tag.startswith(start.lower()) for tag in _THOUGHTS):
            return False
        self._begun = bool(start)
        return self._begun

    def _split(self, text: str, *, last: bool) -> tuple[str, str]:
        """Return what is ready, without directions, and what may yet become one, or the mark of a list."""
        ready = ""
        while opened := _OPENS.search(text):
            bracket, inside = opened.group(0), text[opened.end() :]
            direction, closed, rest = inside.partition(_CLOSED[bracket])
            if not closed and not last and len(inside) <= LONGEST_DIRECTION:
                return ready + text[: opened.start()], text[opened.start() :]
            ready += text[: opened.start()]
            if len(direction) <= LONGEST_DIRECTION and _is_direction(
                bracket, direction, before=self._last + ready
            ):
                text = rest
            else:
                ready, text = ready + bracket, inside
        if not last and (maybe := _MAYBE_BULLET.search(text)):
            return ready + text[: maybe.start()], text[maybe.start() :]
        return ready + text, ""


def _is_direction(bracket: str, inside: str, *, before: str) -> bool:
    if bracket == "[" and not before[-1:].isalnum() and _PLACEHOLDER.fullmatch(inside):
        return True
    if _DIRECTION.match(inside):
        return True
    between = not before.strip() or before.rstrip().endswith(_SENTENCE_ENDS)
    return between and _DIRECTION_BETWEEN.fullmatch(inside) is not None


def _without_pictures(text: str) -> str:
    return "".join(character for character in text if not _is_picture(character))


def _is_picture(character: str) -> bool:
    """Tell an emoji, or what joins or colours emoji, from a sign that can be read ('°', '→')."""
    if character in _JOINS_PICTURES or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    return character >= "\u2600" and unicodedata.category(character) == "So"
