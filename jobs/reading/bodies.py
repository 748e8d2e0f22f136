"""The body of a listing: safe markup, its text, and the text without what every ad repeats."""

import re
from collections import Counter
from html import unescape

import nh3
from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

_TAGS = set(
    """
    p br ul ol li h1 h2 h3 h4 h5 h6 strong em b i a blockquote code pre table thead tbody tr td th hr div span
    """.split()  # noqa: SIM905
)
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style"},
    attributes={"a": {"href"}},
    url_schemes={"https", "http", "mailto"},
    url_relative="deny",  # they lead to pages of this product instead of the employer's
    link_rel="nofollow noopener noreferrer",
)
_CONFIG = ParserConfig(css=CSS_PROFILES["strict"], display_links=False)
_BLANKS = re.compile(r"[ \t\u00a0\u200b]+")
# Without one of these there is nothing to replace; to look for them is far faster than to try.
_MORE_BLANKS = ("  ", "\t", "\u00a0", "\u200b")
_PARAGRAPH = re.compile(r"</?(?:p|h[1-6]|ul|ol|blockquote|pre)>")
_LINE = re.compile(r"<(?:br|hr)>|</?div>")
_TAG = re.compile(r"<[^>]*>")
# Arrows, ticks, blocks and pictures at a line's start: "✅ Go", "👉 Kubernetes", "🎯 You".
_SIGN = re.compile(
    r"^(?P<sign>[\u2190-\u2bff\u3030\uf0a0-\uf0ff\U0001f000-\U0001faff])"
    r"(?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)*[ ]*",
    re.MULTILINE,
)
_FIRST_SIGN = "\u2190"
_GAPS = re.compile(r"\n{3,}")
MAX_CHARS = 60_000
# Headings under which an employer says the same in every ad.
_REPEATED = re.compile(
    r"^(?:about (?:us|the company|[A-Z][\w.& ]{1,30})|who we are|our (?:company|mission|values|story|"
    r"culture)|"
    r"(?:perks|benefits)\b.*|what we offer|why (?:join|work|us|[A-Z]\w+)\b.*|"
    r"equal (?:employment )?opportunit.*|"
    r"eeo\b.*|diversity\b.*|.*privacy (?:notice|policy).*|compensation\b.*|über uns|das bieten wir.*|"
    r"wir bieten.*|deine benefits|accommodations?\b.*|how to apply|additional information|"
    r"company description)"
    r":?\s*$",
    re.IGNORECASE,
)
# What stands in lines that are the same in every ad; plain words are found far faster than a pattern.
_REPEATED_WORDS = (
    "equal opportunit", "equal employment", "e-verify", "reasonable accommodation", "without regard to",
    "protected class", "protected veteran", "protected characteristic", "sexual orientation",
    "gender identity", "privacy policy", "privacy notice", "fair chance", "criminal histor",
    "recruitment scam", "recruitment fraud", "unsolicited resumes", "unsolicited cvs", "401(k", "401k",
    "parental leave", "health insurance", "dental", "paid time off", "salary range", "base pay",
    "base salary", "compensation range", "compensation package", "datenschutz", "schwerbehind",
)  # fmt: skip
_HEADING = re.compile(r"^[^.!?]{2,70}:?$")


def sanitise(html: str) -> str:
    """Return markup without scripts, styles, forms, pictures or foreign attributes: safe to show."""
    return _CLEANER.clean(html[: MAX_CHARS * 3])


def plain(html: str) -> str:
    """Return the text of sanitised markup, with its lines; tidy and bounded.

    Tables need inscriptis, which lays them out. Without one, sanitised markup is so regular that line
    ends for tags give the same text in a tenth of the time, and few ads have a table.
    """
    if "<table" in html:
        return tidy(get_text(html, _CONFIG))
    text = _single_blanks(html.replace("\n", " "))
    text = _PARAGRAPH.sub("\n\n", _LINE.sub("\n", text))
    text = _TAG.sub("", "\n* ".join(_items(text)))
    return tidy(unescape(text))


def _items(text: str) -> list[str]:
    """Return what stands before, between and after the starts of list items, without blanks at the seams."""
    before, *items = text.split("<li>")
    if not items:
        return [before]
    return [before.rstrip(), *(item.strip() for item in items[:-1]), items[-1].lstrip()]


def tidy(text: str) -> str:
    """Return text without superfluous blanks and empty lines."""
    lines = [line.strip() for line in _single_blanks(text[:MAX_CHARS]).split("\n")]
    joined = "\n".join(lines)
    if max(lines) >= _FIRST_SIGN:
        joined = _with_bullets(joined)
    return (_GAPS.sub("\n\n", joined) if "\n\n\n" in joined else joined).strip()


def _with_bullets(text: str) -> str:
    """Return text in which a sign that begins several lines is a bullet; one of its own is an ornament."""
    found = Counter(match["sign"] for match in _SIGN.finditer(text))
    return _SIGN.sub(lambda match: "* " if found[match["sign"]] > 1 else "", text) if found else text


def _single_blanks(text: str) -> str:
    return _BLANKS.sub(" ", text) if any(mark in text for mark in _MORE_BLANKS) else text


def own_words(text: str) -> str:
    """Return what is said of this opening alone: without the parts that an employer repeats in every ad."""
    kept: list[str] = []
    skipping = listed = gap = False
    lowered = text.lower()
    marks = [mark for mark in _REPEATED_WORDS if mark in lowered]
    for line in text.split("\n"):
        if not line:
            gap = True
            continue
        bare = line.lstrip("*-•· ")
        if bare != line:
            listed = True
        elif len(bare) < 75 and _HEADING.match(bare):
            skipping, listed = bool(_REPEATED.match(bare)), False
        elif gap and listed:
            # A paragraph after the list of such a part is no longer of it.
            skipping = False
        gap = False
        if skipping:
            continue
        if not marks or not any(mark in line.lower() for mark in marks):
            kept.append(bare)
    # An ad that is nothing but such parts is compared whole: empty bodies would all be alike.
    return "\n".join(kept) if len("".join(kept)) > 200 else text
