"""The languages that an ad asks people to speak: "Fluent German (min. C1)" in an English ad."""

import re
from collections.abc import Iterator

import msgspec
from babel import Locale

from .needs import section_at
from .sentences import cut, sentence_at

_CODES = (
    "en de fr nl es it pt pl sv da fi cs hu ro tr el ru uk ar he hi ja ko zh th vi id bg hr sk sl sr lt lv "
    "et ca"
)
# By their English and German names, which are capitalised: nobody has to "polish" a language.
_CODE_OF = {Locale(locale).languages[code]: code for locale in ("en", "de") for code in _CODES.split()} | {
    "Norwegian": "nb", "Norwegisch": "nb", "Mandarin": "zh", "Mandarin Chinese": "zh", "Cantonese": "zh",
    "Flemish": "nl",
    "Nederlands": "nl", "Duits": "de", "Frans": "fr", "Engels": "en",
}  # fmt: skip
_NAME = re.compile("|".join(sorted(_CODE_OF, key=len, reverse=True)))
_LEVEL = r"\b[ABC][12]\b\+?"
_NAMES = rf"(?:{_NAME.pattern})(?:kenntnissen?)?\b"
_RUN = re.compile(
    rf"\b{_NAMES}(?:(?:\s?\(?(?:min\. |at least )?{_LEVEL}\)?)?"
    r"(?:\s?[,/&+]\s?|,?\s(?:and/or|and|or|as well as|und|oder|sowie|en|of)\s)+(?:in )?"
    rf"{_NAMES})*"
)
_OR = re.compile(r"\b(?:or|oder|of)\b")
_AND = re.compile(r"\b(?<!/)(?:and(?!/)|und|sowie|en|as well as)\b|[&+]")
# What may follow a language that is spoken; "German customers" and "German tax law" are something else.
_IS_SPOKEN = re.compile(
    r"[ \t]*(?:$|[\n.,;:)(/!+–—]|-\s)|\s+(?:and|or|is|are|as|at|on|to|because|since|for|with|you|both|in|und|"
    r"plus|written|spoken|oral|verbal|communication|languages?|skills?|speakers?|mother|proficien\w+|level|"
    r"fluen\w+|knowledge|command|required|mandatory|essential|needed|necessary|would|native\w*|mindestens|"
    r"auf|we|our|but|while|[BC][12])\b",
    re.IGNORECASE,
)
# Said close by, before or after.
_DEMAND = re.compile(
    rf"(?-i:{_LEVEL})|\b(?:fluen\w+|native\w*|bilingual|mother[- ]tongue|proficien\w+|mastery|command|"
    r"conversational|business[- ]level|knowledge|skills?|written|spoken|verbal|communicat\w+|required|"
    r"professional level|mandatory|essential|needed|(?:a|is) must|(?:working|company|team) language|"
    r"fließend\w*|verhandlungssicher\w*|muttersprach\w*|in wort und schrift|sprichst|beherrsch\w+|"
    r"(?:you|must|(?:have|need|able|ability|required|you) to|also) speak|comfortable (?:in|speaking|with))\b",
    re.IGNORECASE,
)
_RIGHT_BEFORE = re.compile(
    r"\b(?:excellent|good|strong|solid|advanced|perfect|great|professional|gute[ns]?|perfekte[ns]?) $|"
    r"^\W*(?:speaks? |languages?: )$",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:plus(?:es)?(?! \d)|nice|bonus|advantage\w*|asset|prefer\w*|ideal\w*|desir\w*|optional\w*|helpful|"
    r"helps|beneficial|welcome|appreciated|useful|would|if|whether|von vorteil|wünschenswert|pluspunkt\w*|"
    r"idealerweise)\b|"
    r"\b(?:not|n['’]t|nicht) (?:\w+ ){0,2}(?:required|requirement|expected|needed|necessary|mandatory|"
    r"essential|must|erforderlich)\b|"
    r"\b(?:willing\w*|learn\w*|lessons?|class(?:es)?|courses?|improve|teach\w*|lernen)\b",
    re.IGNORECASE,
)
# Right before or after it: of nobody, or of others than who is asked.
_NOBODY = re.compile(
    r"\b(?:no|not|nobody|never|without|kein\w*|nicht|translat\w*|customers?|clients|users|we speak)\b|"
    r"n['’]t\b",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(r"(?:\b(?:with|mit|native|fluent)|[(|,–-]) ?$", re.IGNORECASE)
_TITLE_AFTER = re.compile(r"[- ]speak|\s*(?:$|[),|–]|required)", re.IGNORECASE)
_ANOTHER = re.compile(rf"{_NAME.pattern}|\b(?:other|another|further|additional|more) (?:\w+ )?languages?\b")
_NEAR = 60  # characters around a language


class Spoken(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Languages (ISO 639-1) of which an ad asks for one, and its words for that."""

    languages: tuple[str, ...]
    words: str


def read_spoken(*, title: str, text: str, language: str) -> tuple[Spoken, ...]:
    """Return what an ad in a language asks of others; what it only wishes for is left out."""
    found = {spoken.languages: spoken for spoken in (*_in_text(text, language), *_in_title(title))}
    return tuple(spoken for spoken in found.values() if language not in spoken.languages)


def _in_text(text: str, language: str) -> Iterator[Spoken]:
    done = 0
    for name in _NAME.finditer(text):  # which is far faster than to look for a run
        run = _RUN.match(text, name.start())
        if name.start() < done or run is None:
            continue
        done = run.end()
        if {_CODE_OF[one] for one in _NAME.findall(run[0])} == {language} or not _IS_SPOKEN.match(text, done):
            continue
        sentence = sentence_at(text, name.start())
        before, after = _own(*sentence.split(run[0], 1))
        asked = (
            _DEMAND.search(before[-_NEAR:]) or _DEMAND.search(after[:_NEAR]) or _RIGHT_BEFORE.search(before)
        )
        if (
            asked
            and not _WISH.search(before + after)
            and not _NOBODY.search(before[-_NEAR // 2 :])
            and section_at(text, name.start()) != "nice"
        ):
            yield from (Spoken(one, cut(sentence)) for one in _each(run[0]))


def _own(before: str, after: str) -> tuple[str, str]:
    """Return what stands around a language without what is said of others: "English, and ideally French"."""
    before, after = before.rpartition(";")[2], after.partition(";")[0]
    others = list(_NAME.finditer(before))
    if others:
        rest = before[others[-1].end() :]
        before = rest.rpartition(",")[2]
    if following := _ANOTHER.search(after):
        head = after[: following.start()]
        after = re.split(r"[,(](?=[^,(]*$)", head)[0]
    return before, after


def _each(run: str) -> Iterator[tuple[str, ...]]:
    """Yield the languages that are asked for: "English and Dutch or French" asks for two things."""
    codes = [_CODE_OF[name[0]] for name in _NAME.finditer(run)]
    if _AND.search(run) or (not _OR.search(run) and ("/" not in run or len(codes) == 2)):
        for part in _AND.split(run) if _OR.search(run) else _NAME.findall(run):
            yield tuple(dict.fromkeys(_CODE_OF[name[0]] for name in _NAME.finditer(part)))
    else:
        yield tuple(dict.fromkeys(codes))


def _in_title(title: str) -> Iterator[Spoken]:
    for name in _NAME.finditer(title):
        after = title[name.end() :]
        named = _TITLE_BEFORE.search(title[: name.start()]) and _TITLE_AFTER.match(after)
        if named or re.match(r"[- ]speak", after, re.IGNORECASE):
            yield Spoken((_CODE_OF[name[0]],), title)
